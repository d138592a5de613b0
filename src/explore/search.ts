import { parseIdentifier } from '../model/identifiers';
import type { NodeId } from '../model/ids';
import type { NodeKind } from '../model/kinds';
import { identifierKey } from '../model/keys';
import type { GraphNode } from '../model/nodes';
import { stems as stemsOf, type TermCounts } from '../model/text';
import type { Facets, GraphStore, MatchAnswer, NodeFilter, ReadOptions } from '../store/port';
import { scoreBm25 } from '../connect/bm25';
import { highlight, type Highlight } from './highlight';

/** So many of the engine's best matches are ranked; a page never reaches past them. */
const SEARCH_WINDOW = 400;
const MAX_QUERY_STEMS = 32;
/** What being cited or covered adds to a match at most, beside a text score that is usually 5 to 30. */
const POPULARITY_BOOST = 2;
/** Above every text score: a query that is an identifier means the article that carries it. */
const IDENTIFIER_SCORE = 1000;

export interface SearchQuery {
  readonly query: string;
  readonly filter: NodeFilter & { readonly kinds: readonly NodeKind[] };
  readonly first: number;
  readonly after?: SearchKeyset | undefined;
  readonly facets: boolean;
}

interface SearchKeyset {
  readonly score: number;
  readonly id: NodeId;
}

export interface SearchHit {
  readonly node: GraphNode;
  /** BM25 of the query's stems in the node's text, plus up to 2 for its popularity; only orders, has no unit. */
  readonly score: number;
  readonly highlights: readonly Highlight[];
  readonly keyset: SearchKeyset;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly totalCount: number;
  readonly hasNextPage: boolean;
  readonly facets: Facets | null;
}

const NO_MATCHES: MatchAnswer = { matches: [], totalCount: 0, facets: { kind: [], topic: [], year: [] } };

/**
 * Full-text search over every kind. Nodes with all the words come back; where there is none, nodes with any of them.
 * The engine proposes and counts, the ranking is computed here, so that both engines give one order and one score.
 */
export async function searchGraph(store: GraphStore, search: SearchQuery, read?: ReadOptions): Promise<SearchAnswer> {
  const stems = [...new Set(stemsOf(search.query))].slice(0, MAX_QUERY_STEMS);
  const [answer, named] = await Promise.all([findMatches(store, stems, search, read), findNamed(store, search, read)]);
  const statistics = await store.termStatistics(stems, read);
  const ranked = answer.matches
    .filter(({ node }) => node.id !== named?.id)
    .map(({ node, terms }) => ({ node, score: scoreNode(node, terms) }));
  if (named) ranked.push({ node: named, score: IDENTIFIER_SCORE });
  ranked.sort((a, b) => b.score - a.score || (a.node.id < b.node.id ? -1 : 1));
  const { after } = search;
  const rest = after ? ranked.filter(({ node, score }) => isAfter(score, node.id, after)) : ranked;
  const isNamedExtra = named !== null && !answer.matches.some(({ node }) => node.id === named.id);
  return {
    hits: rest.slice(0, search.first).map(({ node, score }) => ({
      node,
      score,
      highlights: highlight(node, stems),
      keyset: { score, id: node.id },
    })),
    totalCount: answer.totalCount + (isNamedExtra ? 1 : 0),
    hasNextPage: rest.length > search.first,
    facets: search.facets ? answer.facets : null,
  };

  function scoreNode(node: GraphNode, terms: TermCounts): number {
    const text = scoreBm25(stems, terms, statistics);
    const popularity = (POPULARITY_BOOST * node.popularity) / (node.popularity + 20);
    return Number((text + popularity).toFixed(6));
  }
}

async function findMatches(
  store: GraphStore,
  stems: readonly string[],
  { filter, facets }: SearchQuery,
  read?: ReadOptions,
): Promise<MatchAnswer> {
  if (stems.length === 0) return NO_MATCHES;
  const query = { stems, filter, first: SEARCH_WINDOW, facets };
  const all = await store.match({ ...query, mode: 'ALL' }, read);
  return all.totalCount > 0 || stems.length === 1 ? all : store.match({ ...query, mode: 'ANY' }, read);
}

/** The article that carries the query as an identifier, if it is one. Other filters than kinds don't apply to it. */
async function findNamed(
  store: GraphStore,
  { query, filter }: SearchQuery,
  read?: ReadOptions,
): Promise<GraphNode | null> {
  const identifier = parseIdentifier(query);
  if (!identifier) return null;
  const key = identifierKey(identifier);
  const [id] = (await store.resolveKeys([key], read)).get(key) ?? [];
  const node = id === undefined ? undefined : (await store.getByIds([id], read)).get(id);
  return node !== undefined && filter.kinds.includes(node.kind) ? node : null;
}

function isAfter(score: number, id: NodeId, after: SearchKeyset): boolean {
  return score < after.score || (score === after.score && id > after.id);
}
