import type { ArticleKind, NodeKind } from '../../model/kinds';
import { pathOfNode } from './addresses';
import { ARTICLE_LINE, articleFacts, type ArticleLine } from './articleLine';
import type { Question } from './ask';
import { searchForm } from './frame';
import { html, type Html } from './html';
import type { Page } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { counted } from './wording';

interface Named {
  readonly __typename: Exclude<NodeKind, ArticleKind>;
  readonly id: string;
  readonly name: string;
  /** Of topics and authors. */
  readonly articleCount?: number;
}

interface SearchAnswer {
  readonly search: {
    readonly didYouMean?: string | null;
    readonly pageInfo: PageInfo;
    readonly edges: readonly {
      readonly highlights: readonly { readonly field: string; readonly fragment: string }[];
      readonly node: ArticleLine | Named;
    }[];
  };
  /** How the matches of all kinds divide, whichever is chosen: on the first page, since every match is counted for it. */
  readonly all?: {
    readonly facets: { readonly kind: readonly { readonly value: NodeKind; readonly count: number }[] };
  };
}

export const SEARCH: Question<SearchAnswer> = {
  document: `
    query ReadSearch($query: String!, $kinds: [NodeKind!], $page: Int!, $after: String, $isFirst: Boolean!) {
      search(query: $query, kinds: $kinds, first: $page, after: $after) {
        didYouMean @include(if: $isFirst)
        pageInfo { hasNextPage endCursor }
        edges {
          highlights { field fragment }
          node {
            __typename
            id
            ...ArticleLine
            ... on Paper { venue { name } }
            ... on Resource { venue { name } }
            ... on Topic { name articleCount }
            ... on Author { name articleCount }
            ... on Venue { name }
            ... on Newsletter { name }
          }
        }
      }
      all: search(query: $query, first: 1) @include(if: $isFirst) { facets { kind { value count } } }
    }
    ${ARTICLE_LINE}`,
};

export interface SearchParts {
  readonly query: string;
  /** The kind that alone is searched for. */
  readonly kind: NodeKind | null;
  /** `null` before anything was searched for. */
  readonly answer: SearchAnswer | null;
}

export function searchPage({ query, kind, answer }: SearchParts): Page {
  return {
    title: answer ? `Search: ${query}` : 'Search',
    description: 'Search papers, issues, topics, authors and resources of AI-safety research.',
    path: '/search',
    crumbs: [{ name: 'Map', path: '/' }],
    facts: [],
    isUnlisted: true,
    query,
    main: html`<header class="head">
        <p class="facts">
          <span class="kind">Search</span>
          ${answer && howMany(kind, answer)}
        </p>
        <h1 dir="auto">${answer ? `“${query}”` : 'Search'}</h1>
      </header>
      ${answer ? html`${correction(answer)} ${kindChoice(query, kind, answer)} ${matches(query, kind, answer)}` : searchForm('search')}`,
  };
}

function pathOfSearch(query: string, kind: NodeKind | null): string {
  return `/search?${new URLSearchParams({ q: query, ...(kind && { kind }) }).toString()}`;
}

/** Not said where the kinds do not tell: those that have all words, where of the chosen one none has, and more than a page some. */
function howMany(kind: NodeKind | null, { search: { edges, pageInfo }, all }: SearchAnswer): Html | null {
  if (!all) return html`<span>${kind === null ? 'Further matches' : `Further ${kind}s`}</span>`;
  const { kind: kinds } = all.facets;
  const ofAll = kinds.reduce((sum, { count }) => sum + count, 0);
  const ofOne = kinds.find(({ value }) => value === kind)?.count ?? (pageInfo.hasNextPage ? null : edges.length);
  const total = kind === null ? ofAll : ofOne;
  return total === null ? null : html`<span>${counted(total, 'match', 'matches')}</span>`;
}

function correction({ search: { didYouMean } }: SearchAnswer): Html | null {
  if (didYouMean === null || didYouMean === undefined) return null;
  return html`<p class="note">
    Did you mean <a href="${pathOfSearch(didYouMean, null)}" dir="auto">${didYouMean}</a>?
  </p>`;
}

/** How many matches there are of each kind, whichever is chosen; none where all are of one. Later pages lead to the first. */
function kindChoice(query: string, kind: NodeKind | null, { all }: SearchAnswer): Html | null {
  if (!all) return html`<p class="note"><a href="${pathOfSearch(query, kind)}">From the best match on</a></p>`;
  const { kind: kinds } = all.facets;
  if (kinds.length < 2 && kind === null) return null;
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  const choice = (value: NodeKind | null, name: string, count: number) => {
    const label = html`${name} <span class="count">${count.toLocaleString('en')}</span>`;
    return html`<li>
      <a href="${pathOfSearch(query, value)}" ${value === kind && html`aria-current="true"`}>${label}</a>
    </li>`;
  };
  return html`<nav class="kinds" aria-label="Kinds">
    <ul class="chips">
      ${choice(null, 'All', total)} ${kinds.map(({ value, count }) => choice(value, `${value}s`, count))}
    </ul>
  </nav>`;
}

function matches(query: string, kind: NodeKind | null, { search: { edges, pageInfo } }: SearchAnswer): Html {
  if (edges.length === 0)
    return html`<p class="note">Nothing in the graph has these words. Fewer or other words may find it.</p>`;
  return html`<section aria-labelledby="matches">
    <h2 id="matches" class="unseen">Matches</h2>
    <ol class="articles">
      ${edges.map(
        ({ node, highlights }) =>
          html`<li>
            <h3><a href="${pathOfNode(node.id)}" dir="auto">${'title' in node ? node.title : node.name}</a></h3>
            ${'title' in node ? articleFacts(node) : namedFacts(node)}
            ${highlights
              .filter(({ field }) => field !== 'title' && field !== 'name')
              .slice(0, 1)
              .map(({ fragment }) => html`<p class="because" dir="auto">${marked(fragment)}</p>`)}
          </li>`,
      )}
    </ol>
    ${nextPageLink('/search', pageInfo, { q: query, ...(kind && { kind }) })}
  </section>`;
}

function namedFacts({ __typename, articleCount }: Named): Html {
  return html`<p class="facts">
    <span class="kind">${__typename}</span>
    ${articleCount !== undefined && html`<span>${counted(articleCount, 'article')}</span>`}
  </p>`;
}

/** Matched words stand between « and ». */
function marked(fragment: string): Html {
  const pieces = fragment.split(/«([^«»]*)»/u);
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<mark>${piece}</mark>` : piece))}`;
}
