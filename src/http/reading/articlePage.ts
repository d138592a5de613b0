import type { IdentifierScheme } from '../../model/identifiers';
import type { ResourceKind } from '../../model/kinds';
import { mapPathOf, outsideAddress, pathOfNode } from './addresses';
import { articleList, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { CONNECTED, connectedSection, type Connected } from './connectedList';
import { html, type Html } from './html';
import { addressOfNode, personFacts, RESOURCE_TYPES, topicFacts, venueFacts } from './jsonLd';
import type { Page, Site } from './page';
import { counted, paragraphsOf, RESOURCE_NAMES, SCHEME_NAMES, shorten, timeOf } from './wording';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface ArticleList {
  readonly totalCount: number;
  readonly nodes: readonly ArticleLine[];
}

/** A paper or a resource, with what surrounds it. */
interface ArticleAnswer {
  readonly id: string;
  readonly title: string;
  readonly publishedOn: string | null;
  readonly url: string | null;
  readonly abstract: string | null;
  readonly resourceKind?: ResourceKind;
  readonly identifiers: readonly { readonly scheme: IdentifierScheme; readonly value: string; readonly url: string }[];
  readonly authors: { readonly totalCount: number; readonly nodes: readonly Named[] };
  readonly venue: Named | null;
  readonly topics: { readonly nodes: readonly Named[] };
  readonly featuredIn: {
    readonly edges: readonly {
      readonly section: string;
      readonly summary: string | null;
      readonly node: { readonly id: string; readonly title: string; readonly publishedOn: string | null };
    }[];
  };
  readonly connectedArticles: Connected;
  readonly cites?: ArticleList;
  readonly citedBy?: ArticleList;
}

export const ARTICLE: Question<{ readonly node: ArticleAnswer | null }> = {
  document: `
    query ReadArticle($id: ID!, $connected: Int!, $few: Int!, $many: Int!) {
      node(id: $id) {
        id
        ... on Article {
          title
          publishedOn
          url
          identifiers { scheme value url }
          topics(first: $many) { nodes { id name } }
          featuredIn(first: $few) { edges { section summary node { id title publishedOn } } }
          ...Connected
        }
        ... on Paper {
          abstract
          authors(first: $many) { totalCount nodes { id name } }
          venue { id name }
          cites(first: $few, orderBy: { field: POPULARITY, direction: DESC }) { totalCount nodes { ...ArticleLine } }
          citedBy(first: $few, orderBy: { field: PUBLISHED_ON, direction: DESC }) { totalCount nodes { ...ArticleLine } }
        }
        ... on Resource {
          abstract
          resourceKind: kind
          authors(first: $many) { totalCount nodes { id name } }
          venue { id name }
        }
      }
    }
    ${CONNECTED}`,
};

export function articlePage(article: ArticleAnswer, site: Site): Page {
  const path = pathOfNode(article.id) ?? '/';
  const crumb = article.resourceKind ? { name: 'Resources', path: '/resources' } : { name: 'Papers', path: '/papers' };
  return {
    title: article.title,
    description: describe(article),
    path,
    crumbs: [{ name: 'Map', path: '/' }, crumb],
    center: article.id,
    openGraphType: 'article',
    meta: readByReferenceManagers(article),
    facts: [schemaFacts(article, site)],
    main: html`<article>
      ${articleHead(article)}
      <div class="columns">
        <div class="text">
          ${
            article.abstract !== null &&
            html`<section aria-labelledby="abstract">
              <h2 id="abstract">Abstract</h2>
              <div class="prose">${paragraphsOf(article.abstract)}</div>
            </section>`
          }
          ${featuredSection(article)} ${connectedSection(article.connectedArticles)}
          ${citationSection('cites', 'References', article.cites)}
          ${citationSection('cited-by', 'Cited by', article.citedBy)}
        </div>
        <div class="side">${topicSection(article)} ${identifierSection(article)}</div>
      </div>
    </article>`,
  };
}

/** The abstract, else what a newsletter said of it, else what it is. */
function describe({ abstract, featuredIn, title, authors }: ArticleAnswer): string {
  const summary = featuredIn.edges.find((edge) => edge.summary !== null)?.summary;
  if (abstract !== null) return abstract;
  if (summary !== undefined && summary !== null) return summary;
  const by = authors.nodes.length > 0 ? ` by ${namesOf(authors)}` : '';
  return `${shorten(title, 90)}${by}: what it is about, where it was featured and what it is connected with.`;
}

function namesOf({ nodes }: ArticleAnswer['authors']): string {
  const names = nodes.slice(0, 3).map(({ name }) => name);
  return nodes.length > names.length ? `${names.join(', ')} and others` : names.join(', ');
}

function articleHead({ id, title, resourceKind, venue, publishedOn, authors, url }: ArticleAnswer): Html {
  const missing = authors.totalCount - authors.nodes.length;
  const outside = outsideAddress(url);
  return html`<header class="head">
    <p class="facts">
      <span class="kind">${resourceKind ? RESOURCE_NAMES[resourceKind] : 'Paper'}</span>
      ${venue && html`<a href="${pathOfNode(venue.id)}"><bdi>${venue.name}</bdi></a>`}
      ${publishedOn !== null && timeOf(publishedOn)}
    </p>
    <h1 dir="auto">${title}</h1>
    ${
      authors.nodes.length > 0 &&
      html`<ul class="authors" aria-label="Authors">
        ${authors.nodes.map(
          (author) =>
            html`<li>
              <a href="${pathOfNode(author.id)}"><bdi>${author.name}</bdi></a>
            </li>`,
        )}
        ${missing > 0 && html`<li>and ${counted(missing, 'other')}</li>`}
      </ul>`
    }
    <p class="actions">
      ${outside && html`<a class="button" href="${outside.href}" rel="external">Read it at ${outside.hostname}</a>`}
      <a class="button quiet" href="${mapPathOf(id)}">See it on the map</a>
    </p>
  </header>`;
}

function featuredSection({ featuredIn }: ArticleAnswer): Html | null {
  if (featuredIn.edges.length === 0) return null;
  return html`<section aria-labelledby="featured">
    <h2 id="featured">In the newsletters</h2>
    <ul class="featured">
      ${featuredIn.edges.map(
        ({ node, section, summary }) =>
          html`<li>
            <h3><a href="${pathOfNode(node.id)}" dir="auto">${node.title}</a></h3>
            <p class="facts">
              <span>under <bdi>${section}</bdi></span> ${node.publishedOn !== null && timeOf(node.publishedOn)}
            </p>
            ${summary !== null && html`<div class="prose">${paragraphsOf(summary)}</div>`}
          </li>`,
      )}
    </ul>
  </section>`;
}

function citationSection(id: string, heading: string, list: ArticleList | undefined): Html | null {
  if (!list || list.nodes.length === 0) return null;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading} <span class="count">${list.totalCount.toLocaleString('en')}</span></h2>
    ${articleList(list.nodes)}
    ${list.totalCount > list.nodes.length && html`<p class="note">The first ${list.nodes.length} are shown.</p>`}
  </section>`;
}

function topicSection({ topics }: ArticleAnswer): Html | null {
  if (topics.nodes.length === 0) return null;
  return html`<section aria-labelledby="topics">
    <h2 id="topics">Topics</h2>
    <ul class="chips">
      ${topics.nodes.map(({ id, name }) => html`<li><a href="${pathOfNode(id)}" dir="auto">${name}</a></li>`)}
    </ul>
  </section>`;
}

function identifierSection({ identifiers }: ArticleAnswer): Html | null {
  if (identifiers.length === 0) return null;
  return html`<section aria-labelledby="identifiers">
    <h2 id="identifiers">Identifiers</h2>
    <dl class="identifiers">
      ${identifiers.map(({ scheme, value, url }) => {
        const outside = outsideAddress(url);
        return html`<div>
          <dt>${SCHEME_NAMES[scheme]}</dt>
          <dd>${outside ? html`<a href="${outside.href}" rel="external">${value}</a>` : value}</dd>
        </div>`;
      })}
    </dl>
  </section>`;
}

/** The names that Zotero and its like look for. */
function readByReferenceManagers(article: ArticleAnswer): (readonly [string, string])[] {
  if (article.resourceKind) return [];
  const { title, publishedOn, venue, authors, identifiers } = article;
  const valueOf = (scheme: IdentifierScheme) => identifiers.find((identifier) => identifier.scheme === scheme)?.value;
  const optional: readonly (readonly [string, string | null | undefined])[] = [
    ['citation_publication_date', publishedOn?.replaceAll('-', '/')],
    ['citation_journal_title', venue?.name],
    ['citation_doi', valueOf('DOI')],
    ['citation_arxiv_id', valueOf('ARXIV')],
  ];
  return [
    ['citation_title', title],
    ...authors.nodes.map(({ name }) => ['citation_author', name] as const),
    ...optional.flatMap(([name, value]) => (value ? [[name, value] as const] : [])),
  ];
}

function schemaFacts(article: ArticleAnswer, site: Site): object {
  const { id, title, abstract, publishedOn, resourceKind, authors, venue, topics, identifiers } = article;
  const address = addressOfNode(id, site);
  return {
    '@type': resourceKind ? RESOURCE_TYPES[resourceKind] : 'ScholarlyArticle',
    '@id': address,
    url: address,
    name: title,
    headline: shorten(title, 110),
    abstract: abstract ?? undefined,
    datePublished: publishedOn ?? undefined,
    author: authors.nodes.map((author) => personFacts(author, site)),
    isPartOf: venue ? venueFacts(venue, site) : undefined,
    about: topics.nodes.map((topic) => topicFacts(topic, site)),
    identifier: identifiers
      .filter(({ scheme }) => scheme !== 'URL')
      .map(({ scheme, value }) => ({ '@type': 'PropertyValue', propertyID: SCHEME_NAMES[scheme], value })),
    sameAs: identifiers.map(({ url }) => url),
  };
}
