import { pathOfNode } from './addresses';
import { ARTICLE_LINE, articleList, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { html, type Html } from './html';
import { listFacts } from './jsonLd';
import type { Page, Site } from './page';
import { nextPageLink, type PageInfo } from './paging';

/** The lists of articles, the newest first. */
export const ARTICLE_INDEXES = {
  papers: {
    name: 'Papers',
    lead: 'Research papers on AI safety, each with its topics, what it is connected with and where it was featured.',
  },
  resources: {
    name: 'Resources',
    lead: 'What is no paper: posts, datasets, courses, competitions, talks and tools of AI safety.',
  },
  issues: {
    name: 'Issues',
    lead: 'Every issue of the newsletters in the graph, with its sections and what it covers.',
  },
} as const;
export type ArticleIndexName = keyof typeof ARTICLE_INDEXES;

interface ArticleIndexAnswer {
  readonly list: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly nodes: readonly ArticleLine[];
  };
}

/** A venue or newsletter whose articles alone are listed. */
interface Publisher {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null;
}

export function articleIndexQuestion(name: ArticleIndexName): Question<ArticleIndexAnswer> {
  return {
    document: `
      query ReadArticles($page: Int!, $after: String, $filter: ArticleFilter) {
        list: ${name}(first: $page, after: $after, filter: $filter, orderBy: { field: PUBLISHED_ON, direction: DESC }) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { ...ArticleLine }
        }
      }
      ${ARTICLE_LINE}`,
  };
}

export const PUBLISHER: Question<{ readonly node: Partial<Publisher> | null }> = {
  document: `
    query ReadPublisher($id: ID!) {
      node(id: $id) { ... on Venue { id name } ... on Newsletter { id name description } }
    }`,
};

export const NEWSLETTERS: Question<{ readonly newsletters: { readonly nodes: readonly Publisher[] } }> = {
  document: `query ReadNewsletters($page: Int!) { newsletters(first: $page) { nodes { id name description } } }`,
};

export interface ArticleIndexParts {
  readonly index: ArticleIndexName;
  readonly answer: ArticleIndexAnswer;
  /** Whose articles are listed; `null` for those of all. */
  readonly publisher: Publisher | null;
  /** To choose from, above the list. */
  readonly publishers: readonly Publisher[];
  readonly isFirst: boolean;
}

export function articleIndexPage(parts: ArticleIndexParts, site: Site): Page {
  const { index, answer, publisher, publishers, isFirst } = parts;
  const { name, lead } = ARTICLE_INDEXES[index];
  const { totalCount, pageInfo } = answer.list;
  const nodes = byNumber(answer.list.nodes);
  const root = `/${index}`;
  const path = (publisher && pathOfNode(publisher.id)) ?? root;
  const [base = root, query = ''] = path.split('?');
  const description = publisher?.description ?? (publisher ? `${name} of ${publisher.name}.` : lead);
  return {
    title: publisher?.name ?? name,
    description,
    path,
    crumbs: [{ name: 'Map', path: '/' }, ...(publisher ? [{ name, path: root }] : [])],
    isUnlisted: !isFirst,
    facts: [
      listFacts(
        nodes.map(({ id, title }) => ({ id, name: title })),
        site,
      ),
    ],
    main: html`<header class="head">
        <p class="facts">
          <span class="kind">${name}</span> <span>${totalCount.toLocaleString('en')} in the graph</span>
        </p>
        <h1 dir="auto">${publisher?.name ?? name}</h1>
        <p class="lead" dir="auto">${description}</p>
      </header>
      ${publishers.length > 0 && publisherSection(publishers)}
      <section aria-labelledby="list">
        <h2 id="list">${isFirst ? 'Newest first' : 'Earlier'}</h2>
        ${nodes.length > 0 ? articleList(nodes) : html`<p class="note">There is none yet.</p>`}
        ${nextPageLink(base, pageInfo, Object.fromEntries(new URLSearchParams(query)))}
      </section>`,
  };
}

/**
 * Issues of one newsletter and date by their numbers, the newest first; all else as it came. The API has them by id, as
 * texts: #1, #10, #2.
 */
function byNumber(articles: readonly ArticleLine[]): readonly ArticleLine[] {
  const groups = new Map<string, ArticleLine[]>();
  for (const article of articles) {
    const { id, newsletter, publishedOn } = article;
    const key = newsletter ? `${publishedOn ?? ''} ${newsletter.name}` : id;
    groups.set(key, [...(groups.get(key) ?? []), article]);
  }
  return [...groups.values()].flatMap((group) =>
    group.sort(({ number: a }, { number: b }) => (b ?? -Infinity) - (a ?? -Infinity) || 0),
  );
}

function publisherSection(publishers: readonly Publisher[]): Html {
  return html`<section aria-labelledby="newsletters">
    <h2 id="newsletters">Newsletters</h2>
    <ul class="cards">
      ${publishers.map(
        ({ id, name, description }) =>
          html`<li>
            <h3><a href="${pathOfNode(id)}" dir="auto">${name}</a></h3>
            ${description && html`<p dir="auto">${description}</p>`}
          </li>`,
      )}
    </ul>
  </section>`;
}
