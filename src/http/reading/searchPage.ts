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

interface Found {
  readonly totalCount: number;
  readonly facets?: { readonly kind: readonly { readonly value: NodeKind; readonly count: number }[] };
}

interface SearchAnswer {
  readonly search: Found & {
    readonly didYouMean: string | null;
    readonly pageInfo: PageInfo;
    readonly edges: readonly {
      readonly highlights: readonly { readonly field: string; readonly fragment: string }[];
      readonly node: ArticleLine | Named;
    }[];
  };
  /** The same without a choice of kinds, where one is made. */
  readonly all?: Found;
}

export const SEARCH: Question<SearchAnswer> = {
  document: `
    query ReadSearch($query: String!, $kinds: [NodeKind!], $isChosen: Boolean!, $page: Int!, $after: String) {
      search(query: $query, kinds: $kinds, first: $page, after: $after) {
        totalCount
        didYouMean
        facets @skip(if: $isChosen) { kind { value count } }
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
      all: search(query: $query, first: 1) @include(if: $isChosen) {
        totalCount
        facets { kind { value count } }
      }
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
          ${answer && html`<span>${counted(answer.search.totalCount, 'match', 'matches')}</span>`}
        </p>
        <h1 dir="auto">${answer ? `“${query}”` : 'Search'}</h1>
      </header>
      ${answer ? html`${correction(answer)} ${kindChoice(query, kind, answer)} ${matches(query, kind, answer)}` : searchForm('search')}`,
  };
}

function correction({ search: { didYouMean } }: SearchAnswer): Html | null {
  if (didYouMean === null) return null;
  const path = `/search?${new URLSearchParams({ q: didYouMean }).toString()}`;
  return html`<p class="note">Did you mean <a href="${path}" dir="auto">${didYouMean}</a>?</p>`;
}

/** How many matches there are of each kind, whichever is chosen; none where all are of one. */
function kindChoice(query: string, kind: NodeKind | null, { search, all = search }: SearchAnswer): Html | null {
  const kinds = all.facets?.kind ?? [];
  if (kinds.length < 2 && kind === null) return null;
  const choice = (value: NodeKind | null, name: string, count: number) => {
    const path = `/search?${new URLSearchParams({ q: query, ...(value && { kind: value }) }).toString()}`;
    const label = html`${name} <span class="count">${count.toLocaleString('en')}</span>`;
    return html`<li><a href="${path}" ${value === kind && html`aria-current="true"`}>${label}</a></li>`;
  };
  return html`<nav class="kinds" aria-label="Kinds">
    <ul class="chips">
      ${choice(null, 'All', all.totalCount)} ${kinds.map(({ value, count }) => choice(value, `${value}s`, count))}
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
