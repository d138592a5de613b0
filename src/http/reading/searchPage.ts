import type { NodeKind } from '../../model/kinds';
import { pathOfNode } from './addresses';
import type { Question } from './ask';
import { searchForm } from './frame';
import { html, type Html } from './html';
import type { Page } from './page';
import { nextPageLink, type PageInfo } from './paging';
import { counted } from './wording';

interface SearchAnswer {
  readonly search: {
    readonly totalCount: number;
    readonly pageInfo: PageInfo;
    readonly edges: readonly {
      readonly highlights: readonly { readonly field: string; readonly fragment: string }[];
      readonly node: {
        readonly __typename: NodeKind;
        readonly id: string;
        readonly title?: string;
        readonly name?: string;
      };
    }[];
  };
}

export const SEARCH: Question<SearchAnswer> = {
  document: `
    query ReadSearch($query: String!, $page: Int!, $after: String) {
      search(query: $query, first: $page, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges {
          highlights { field fragment }
          node {
            __typename
            id
            ... on Article { title }
            ... on Topic { name }
            ... on Author { name }
            ... on Venue { name }
            ... on Newsletter { name }
          }
        }
      }
    }`,
};

/** `answer` is `null` before anything was searched for. */
export function searchPage(query: string, answer: SearchAnswer | null): Page {
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
      ${answer ? matches(query, answer) : searchForm('search')}`,
  };
}

function matches(query: string, { search: { edges, pageInfo } }: SearchAnswer): Html {
  if (edges.length === 0)
    return html`<p class="note">Nothing in the graph has these words. Fewer or other words may find it.</p>`;
  return html`<section aria-labelledby="matches">
    <h2 id="matches" class="unseen">Matches</h2>
    <ol class="articles">
      ${edges.map(
        ({ node, highlights }) =>
          html`<li>
            <h3><a href="${pathOfNode(node.id)}" dir="auto">${node.title ?? node.name}</a></h3>
            <p class="facts"><span class="kind">${node.__typename}</span></p>
            ${highlights
              .filter(({ field }) => field !== 'title' && field !== 'name')
              .slice(0, 1)
              .map(({ fragment }) => html`<p class="because" dir="auto">${marked(fragment)}</p>`)}
          </li>`,
      )}
    </ol>
    ${nextPageLink('/search', pageInfo, { q: query })}
  </section>`;
}

/** Matched words stand between « and ». */
function marked(fragment: string): Html {
  const pieces = fragment.split(/«([^«»]*)»/u);
  return html`${pieces.map((piece, index) => (index % 2 === 1 ? html`<mark>${piece}</mark>` : piece))}`;
}
