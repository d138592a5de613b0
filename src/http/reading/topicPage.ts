import type { TopicKind } from '../../model/kinds';
import { mapPathOf, pathOfNode } from './addresses';
import { ARTICLE_LINE, articleList, nameArticle, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html, type Html } from './html';
import { addressOfNode, listFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { TREND, trendSection, type TrendAnswer } from './trendSection';
import { counted, TOPIC_NAMES } from './wording';

interface TopicLine {
  readonly id: string;
  readonly name: string;
  readonly articleCount: number;
}

interface TopicAnswer extends TopicLine {
  readonly kind: TopicKind;
  readonly description: string | null;
  readonly aliases: readonly string[];
  readonly neighborhood: {
    readonly edges: readonly {
      readonly relation: 'BROADER' | 'NARROWER' | 'RELATED';
      readonly support: number;
      readonly node: TopicLine;
    }[];
  };
  readonly newest: { readonly pageInfo: PageInfo; readonly nodes: readonly ArticleLine[] };
  readonly representativePapers: { readonly nodes: readonly ArticleLine[] };
  readonly trend: TrendAnswer;
}

export const TOPIC: Question<{ readonly node: TopicAnswer | null }> = {
  document: `
    query ReadTopic($id: ID!, $after: String, $few: Int!, $page: Int!, $many: Int!) {
      node(id: $id) {
        id
        ... on Topic {
          name
          kind
          description
          aliases
          articleCount
          neighborhood(depth: 1, first: $many) { edges { relation support node { id name articleCount } } }
          newest: articles(first: $page, after: $after, orderBy: { field: PUBLISHED_ON, direction: DESC }) {
            pageInfo { hasNextPage endCursor }
            nodes { ...ArticleLine }
          }
          representativePapers(first: $few) { nodes { ...ArticleLine } }
          ${TREND}
        }
      }
    }
    ${ARTICLE_LINE}`,
};

/** `isFirst`: whether this is the first page of the topic's articles, the one that also says what stands out. */
export function topicPage(topic: TopicAnswer, isFirst: boolean, site: Site): Page {
  const { id, name, kind, description, newest, articleCount } = topic;
  const representative = topic.representativePapers.nodes;
  const path = pathOfNode(id) ?? '/';
  return {
    title: name,
    description: describe(topic),
    path,
    crumbs: [
      { name: 'Map', path: '/' },
      { name: 'Topics', path: '/topics' },
    ],
    center: id,
    facts: [schemaFacts(topic, site), listFacts(newest.nodes.map(nameArticle), site)],
    isUnlisted: !isFirst,
    main: html`<header class="head">
        <p class="facts">
          <span class="kind">${TOPIC_NAMES[kind]}</span> <span>${counted(articleCount, 'article')}</span>
        </p>
        <h1 dir="auto">${name}</h1>
        ${description !== null && html`<p class="lead" dir="auto">${description}</p>`}
        <p class="actions"><a class="button" href="${mapPathOf(id)}">See it on the map</a></p>
      </header>
      <div class="columns">
        <div class="text">
          ${
            isFirst &&
            representative.length > 0 &&
            newest.nodes.length > representative.length &&
            html`<section aria-labelledby="representative">
              <h2 id="representative">Most cited and featured papers</h2>
              ${articleList(representative)}
            </section>`
          }
          <section aria-labelledby="newest">
            <h2 id="newest">${isFirst ? 'Newest' : 'Earlier'}</h2>
            ${
              newest.nodes.length > 0
                ? articleList(newest.nodes)
                : html`<p class="note">No article is about it itself yet.</p>`
            }
            ${nextPageLink(path, newest.pageInfo)}
          </section>
        </div>
        <div class="side">${trendSection(topic.trend)} ${neighborSections(topic)} ${aliasSection(topic)}</div>
      </div>`,
  };
}

function describe({ name, description, articleCount, neighborhood }: TopicAnswer): string {
  const related = neighborhood.edges.slice(0, 4).map(({ node }) => node.name);
  const around = related.length > 0 ? ` Close to ${related.join(', ')}.` : '';
  return `${description ?? name} ${counted(articleCount, 'article')} of AI-safety research.${around}`;
}

const RELATIONS = [
  ['BROADER', 'broader', 'Broader'],
  ['NARROWER', 'narrower', 'Narrower'],
  ['RELATED', 'related', 'Together with'],
] as const;

function neighborSections({ neighborhood: { edges } }: TopicAnswer): Html {
  return html`${RELATIONS.map(([relation, id, heading]) => {
    const neighbors = edges.filter((edge) => edge.relation === relation);
    if (neighbors.length === 0) return null;
    const note = relation === 'RELATED' ? 'articles on both' : 'articles';
    return html`<section aria-labelledby="${id}">
      <h2 id="${id}">${heading} <span class="count" aria-hidden="true">${note}</span></h2>
      <ul class="topics">
        ${neighbors.map(
          ({ node, support }) =>
            html`<li>
              <a href="${pathOfNode(node.id)}" dir="auto">${node.name}</a>
              <span class="count">
                ${relation === 'RELATED' ? support : node.articleCount}<span class="unseen"> ${note}</span>
              </span>
            </li>`,
        )}
      </ul>
    </section>`;
  })}`;
}

function aliasSection({ aliases }: TopicAnswer): Html | null {
  if (aliases.length === 0) return null;
  return html`<section aria-labelledby="aliases">
    <h2 id="aliases">Also called</h2>
    <p class="aliases">${aliases.map((alias, index) => html`${index > 0 && ' · '}<bdi>${alias}</bdi>`)}</p>
  </section>`;
}

function schemaFacts({ id, name, description, aliases }: TopicAnswer, site: Site): object {
  return {
    '@type': 'DefinedTerm',
    '@id': addressOfNode(id, site),
    url: addressOfNode(id, site),
    name,
    description: description ?? undefined,
    alternateName: aliases,
    inDefinedTermSet: { '@type': 'DefinedTermSet', name: 'Topics of AI-safety research', url: `${site.origin}/topics` },
  };
}
