import { yearOf } from '../model/dates';
import { parseIdentifier } from '../model/identifiers';
import { kindOfId, type NodeId } from '../model/ids';
import type { NodeKind } from '../model/kinds';
import { identifierKey } from '../model/keys';
import type { GraphNode } from '../model/nodes';
import { publishedOnOf } from '../model/projection';
import { stemsOfWords } from '../model/text';
import type {
  FacetCount,
  FacetName,
  Facets,
  GraphStore,
  Match,
  MatchAnswer,
  MatchQuery,
  NodeFilter,
  ReadOptions,
  TermStatistics,
} from '../store/port';
import { FACET_NAMES, NO_FACETS } from '../store/rules';
import { scoreBm25 } from '../connect/bm25';
import { highlight, type Highlight } from './highlight';

/** Topics of a named article that are counted. */
const TOPICS_OF_NAMED = 20;
/** So many of the engine's best matches are ranked; a page never reaches past them. */
const SEARCH_WINDOW = 200;
const MAX_QUERY_WORDS = 32;
/** What being cited or covered adds to a match at most, beside a text score that is usually 5 to 30. */
const POPULARITY_BOOST = 2;
/** Above every text score: a query that is an identifier means the article that carries it. */
const IDENTIFIER_SCORE = 1000;

export interface SearchQuery {
  readonly query: string;
  readonly filter: NodeFilter & { readonly kinds: readonly NodeKind[] };
}

export interface SearchPageQuery extends SearchQuery {
  readonly first: number;
  readonly after?: SearchKeyset | undefined;
}

interface SearchKeyset {
  readonly score: number;
  readonly id: NodeId;
}

export interface SearchHit {
  readonly node: GraphNode;
  /** BM25 of the query's words in the node's text, plus up to 2 for its popularity; only orders, has no unit. */
  readonly score: number;
  readonly highlights: readonly Highlight[];
  readonly keyset: SearchKeyset;
}

export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly hasNextPage: boolean;
  /** Whether more was found than pages reach. */
  readonly isCut: boolean;
}

/**
 * Full-text search over every kind. Nodes with all the words come back, however Britain or America spells them; where there
 * is none, nodes with any of them. The engine proposes, the ranking is computed here, so that both engines give one order
 * and one score.
 */
export async function searchGraph(
  store: GraphStore,
  search: SearchPageQuery,
  read?: ReadOptions,
): Promise<SearchAnswer> {
  const words = searchedWords(search);
  const stems = words.flat();
  const terms = words.map((ofWord): Term => [nameOfWord(ofWord), ofWord]);
  const names = terms.map(([name]) => name);
  const [answer, named, statistics] = await Promise.all([
    findMatches(store, words, { ...search, first: SEARCH_WINDOW + 1 }, read),
    findNamed(store, search, read),
    store.termStatistics(stems, read),
  ]);
  const ofWords = { ...statistics, documentFrequency: countsOfWords(terms, statistics.documentFrequency) };
  const ranked = answer.matches
    .filter(({ id }) => id !== named)
    .map((match) => ({ id: match.id, score: scoreOf(match) }));
  if (named !== null) ranked.push({ id: named, score: IDENTIFIER_SCORE });
  ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const { after, first } = search;
  const reached = ranked.slice(0, SEARCH_WINDOW);
  const rest = after ? reached.filter(({ id, score }) => isAfter(score, id, after)) : reached;
  const page = rest.slice(0, first);
  const nodes = await store.getByIds(
    page.map(({ id }) => id),
    read,
  );
  return {
    hits: page.flatMap(({ id, score }) => {
      const node = nodes.get(id);
      return node ? [{ node, score, highlights: highlight(node, stems), keyset: { score, id } }] : [];
    }),
    hasNextPage: rest.length > first,
    isCut: ranked.length > SEARCH_WINDOW,
  };

  function scoreOf({ popularity, vector }: Match): number {
    const text = scoreBm25(names, { ...vector, terms: countsOfWords(terms, vector.terms) }, ofWords);
    return Number((text + (POPULARITY_BOOST * popularity) / (popularity + 20)).toFixed(6));
  }
}

/** How many nodes a search finds in all. Exact: it looks at every match. */
export async function countFound(store: GraphStore, search: SearchQuery, read?: ReadOptions): Promise<number> {
  const words = searchedWords(search);
  const [{ totalCount, mode }, named] = await Promise.all([
    findMatches(store, words, { ...search, first: 0, count: true }, read),
    findNamed(store, search, read),
  ]);
  const found = totalCount ?? 0;
  return (await isBesides(store, named, words, mode, read)) ? found + 1 : found;
}

/** How all nodes that a search finds divide, by what is named. */
export async function facetsOf(
  store: GraphStore,
  search: SearchQuery,
  names: readonly FacetName[] = FACET_NAMES,
  read?: ReadOptions,
): Promise<Facets> {
  const words = searchedWords(search);
  const [{ facets, mode }, named] = await Promise.all([
    findMatches(store, words, { ...search, first: 0, count: true, facets: names }, read),
    findNamed(store, search, read),
  ]);
  return named !== null && (await isBesides(store, named, words, mode, read))
    ? withNamed(store, facets, names, named, read)
    : facets;
}

/** Whether the article that the query names is none of those that have its words. */
async function isBesides(
  store: GraphStore,
  named: NodeId | null,
  words: MatchQuery['words'],
  mode: MatchQuery['mode'],
  read?: ReadOptions,
): Promise<boolean> {
  if (named === null) return false;
  const vector = (await store.termVectors({ ids: [named], stems: new Set(words.flat()) }, read)).get(named);
  const found = words.filter((stems) => stems.some((stem) => vector?.terms.has(stem)));
  return found.length < (mode === 'ALL' ? words.length : 1);
}

async function withNamed(
  store: GraphStore,
  facets: Facets,
  names: readonly FacetName[],
  named: NodeId,
  read?: ReadOptions,
): Promise<Facets> {
  const order = { field: 'WEIGHT', direction: 'DESC' } as const;
  const about = { type: 'ABOUT', direction: 'OUT', order, first: TOPICS_OF_NAMED, count: false } as const;
  const [nodes, hops] = await Promise.all([
    store.getByIds([named], read),
    names.includes('topic') ? store.expand({ ...about, ids: [named] }, read) : null,
  ]);
  const node = nodes.get(named);
  if (!node) return facets;
  const publishedOn = publishedOnOf(node);
  const topics = (hops?.get(named)?.items ?? []).flatMap(({ node: { kind, facts } }) =>
    kind === 'Topic' ? [facts.slug] : [],
  );
  return {
    kind: names.includes('kind') ? withOneMore(facets.kind, node.kind) : [],
    topic: topics.reduce<Facets['topic']>(withOneMore, facets.topic),
    year:
      names.includes('year') && publishedOn !== undefined ? withOneMore(facets.year, yearOf(publishedOn)) : facets.year,
  };
}

function withOneMore<Value>(counts: readonly FacetCount<Value>[], value: Value): readonly FacetCount<Value>[] {
  const count = 1 + (counts.find((each) => each.value === value)?.count ?? 0);
  const others = counts.filter((each) => each.value !== value);
  return [...others, { value, count }].sort((a, b) => b.count - a.count);
}

function searchedWords({ query }: SearchQuery): MatchQuery['words'] {
  const words = new Map(stemsOfWords(query).map((stems) => [nameOfWord(stems), stems]));
  return [...words.values()].slice(0, MAX_QUERY_WORDS);
}

/** A word as the one term that it is ranked by. */
type Term = readonly [name: string, stems: readonly string[]];

function nameOfWord(stems: readonly string[]): string {
  return stems.join('|');
}

/**
 * Each word as one term, so that how a text spells it changes nothing: what its stems count in all. Few texts have a word in
 * two spellings, so that this is also in how many texts it is.
 */
function countsOfWords(
  terms: readonly Term[],
  counts: TermStatistics['documentFrequency'],
): ReadonlyMap<string, number> {
  const ofWords = new Map<string, number>();
  for (const [name, stems] of terms) {
    const count = stems.reduce((sum, stem) => sum + (counts.get(stem) ?? 0), 0);
    if (count > 0) ofWords.set(name, count);
  }
  return ofWords;
}

async function findMatches(
  store: GraphStore,
  words: MatchQuery['words'],
  { filter, first, count = false, facets = [] }: Pick<MatchQuery, 'filter' | 'first'> & Partial<MatchQuery>,
  read?: ReadOptions,
): Promise<MatchAnswer & Pick<MatchQuery, 'mode'>> {
  if (words.length === 0) return { matches: [], totalCount: 0, facets: NO_FACETS, mode: 'ANY' };
  const query = { words, filter, first, count, facets };
  const all = await store.match({ ...query, mode: 'ALL' }, read);
  const isFound = all.matches.length > 0 || (all.totalCount ?? 0) > 0;
  if (isFound || words.length === 1) return { ...all, mode: 'ALL' };
  return { ...(await store.match({ ...query, mode: 'ANY' }, read)), mode: 'ANY' };
}

/** The article that carries the query as an identifier, if it is one. Other filters than kinds don't apply to it. */
async function findNamed(
  store: GraphStore,
  { query, filter }: SearchQuery,
  read?: ReadOptions,
): Promise<NodeId | null> {
  const identifier = parseIdentifier(query);
  if (!identifier) return null;
  const key = identifierKey(identifier);
  const [id] = (await store.resolveKeys([key], read)).get(key) ?? [];
  const kind = id === undefined ? null : kindOfId(id);
  return id !== undefined && kind !== null && filter.kinds.includes(kind) ? id : null;
}

function isAfter(score: number, id: NodeId, after: SearchKeyset): boolean {
  return score < after.score || (score === after.score && id > after.id);
}
