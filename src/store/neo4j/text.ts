import { int } from 'neo4j-driver';
import type { KnownFrequencies } from '../frequencies';
import type { NodeId } from '../../model/ids';
import { isArticleKind, type NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type {
  FacetCount,
  FacetName,
  Facets,
  Match,
  MatchAnswer,
  MatchQuery,
  ReadOptions,
  SuggestQuery,
  TermStatistics,
  TermVector,
  TermVectorsQuery,
} from '../port';
import { FACET_NAMES, NO_FACETS, withoutAllKinds } from '../rules';
import type { Neo4jConnection } from './driver';
import { filterClauses } from './filters';
import { NODE_ROW, readNode, readTerms, type NodeRow } from './records';

const FACET_TOPICS = 20;

export async function match(
  connection: Neo4jConnection,
  query: MatchQuery,
  options?: ReadOptions,
): Promise<MatchAnswer> {
  const { words, first, count, facets } = query;
  if (words.length === 0) return { matches: [], totalCount: count ? 0 : null, facets: NO_FACETS };
  const [matches, counted] = await Promise.all([
    first === 0 ? [] : bestMatches(connection, query, options),
    count || facets.length > 0 ? countMatches(connection, query, options) : { total: 0, facets: NO_FACETS },
  ]);
  return { matches, totalCount: count ? counted.total : null, facets: counted.facets };
}

async function bestMatches(
  connection: Neo4jConnection,
  { words, mode, filter, first }: MatchQuery,
  options?: ReadOptions,
): Promise<Match[]> {
  // Without conditions Lucene need not list all matches.
  const { bind, scope, and, parameters } = filterClauses(withoutAllKinds(filter));
  const rows = await connection.read<{ id: NodeId; popularity: number; terms: string }>(
    `
    ${bind}
    CALL (${scope}) {
      UNWIND $indexes AS index
      CALL db.index.fulltext.queryNodes(index, $lucene${and === '' ? ', {limit: $first}' : ''}) YIELD node AS n, score
      WHERE true
        ${and}
      WITH n, score
      ORDER BY score DESC
      LIMIT $first
      RETURN n
    }
    RETURN n.id AS id, n.popularity AS popularity, n.terms AS terms`,
    { ...parameters, ...lucene(words, mode, filter.kinds), first: int(first) },
    options,
  );
  const wanted = new Set(words.flat());
  return rows.map(({ id, popularity, terms }) => ({ id, popularity, vector: readTerms(terms, wanted) }));
}

async function countMatches(
  connection: Neo4jConnection,
  { words, mode, filter, facets }: MatchQuery,
  options?: ReadOptions,
): Promise<Counted> {
  const { bind, scope, and, parameters } = filterClauses(filter);
  const names = FACET_NAMES.filter((name) => facets.includes(name));
  const isDivided = names.length > 0;
  const [row] = await connection.read<{ readonly total: number; readonly facets: Partial<Facets> }>(
    `
    ${bind}
    CALL (${scope}) {
      UNWIND $indexes AS index
      CALL db.index.fulltext.queryNodes(index, $lucene) YIELD node AS n
      WHERE true
        ${and}
      RETURN ${isDivided ? 'collect(n) AS found' : 'count(*) AS total'}
    }
    ${names.map((name) => COUNT_FACETS[name]).join('')}
    RETURN ${isDivided ? 'size(found) AS total' : 'total'}, {${names.map((name) => `${name}: ${name}`).join(', ')}} AS facets`,
    { ...parameters, ...lucene(words, mode, filter.kinds) },
    options,
  );
  return { total: row?.total ?? 0, facets: orderFacets({ ...NO_FACETS, ...row?.facets }) };
}

interface Counted {
  readonly total: number;
  readonly facets: Facets;
}

function lucene(words: MatchQuery['words'], mode: MatchQuery['mode'], kinds: readonly NodeKind[]) {
  const conditions = words.map((stems) => (stems.length > 1 ? `(${anyOf(stems)})` : anyOf(stems)));
  return { indexes: indexesOf(kinds), lucene: conditions.join(mode === 'ALL' ? ' AND ' : ' OR ') };
}

const COUNT_FACETS: Readonly<Record<FacetName, string>> = {
  kind: `
    CALL (found) {
      UNWIND found AS n
      WITH n.kind AS value, count(*) AS count
      RETURN collect({value: value, count: count}) AS kind
    }`,
  topic: `
    CALL (found) {
      UNWIND found AS n
      MATCH (n)-[:ABOUT]->(t:Topic)
      WITH t, count(*) AS count
      RETURN collect({value: t.slug, count: count}) AS topic
    }`,
  year: `
    CALL (found) {
      UNWIND found AS n
      WITH n.year AS value, count(*) AS count
      WHERE value IS NOT NULL
      RETURN collect({value: value, count: count}) AS year
    }`,
};

/** Most frequent first, then by value. */
function orderFacets({ kind, topic, year }: Facets): Facets {
  return {
    kind: mostFrequentFirst(kind),
    topic: mostFrequentFirst(topic).slice(0, FACET_TOPICS),
    year: mostFrequentFirst(year),
  };
}

function mostFrequentFirst<Value extends string | number>(
  counts: readonly FacetCount<Value>[],
): readonly FacetCount<Value>[] {
  return [...counts].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

/** Articles have an index of their own, so that "more like this" is not crowded by the many names of authors. */
function indexesOf(kinds: readonly NodeKind[]): string[] {
  const indexes: string[] = [];
  if (kinds.some(isArticleKind)) indexes.push('article_terms');
  if (kinds.some((kind) => !isArticleKind(kind))) indexes.push('other_terms');
  return indexes;
}

/** Stems as a query in Lucene's language, each quoted, so that nothing in them is an operator. */
export function anyOf(stems: readonly string[]): string {
  return stems.map((stem) => `"${stem.replace(/["\\]/g, '\\$&')}"`).join(' OR ');
}

export async function suggest(
  connection: Neo4jConnection,
  { prefixes, kinds, first }: SuggestQuery,
  options?: ReadOptions,
): Promise<readonly GraphNode[]> {
  if (prefixes.length === 0) return [];
  const rows = await connection.read<{ node: NodeRow }>(
    `
    CALL db.index.fulltext.queryNodes('name_words', $lucene) YIELD node AS n
    WHERE n.kind IN $kinds
    WITH n
    ORDER BY n.popularity DESC, n.id
    LIMIT $first
    RETURN ${NODE_ROW} AS node`,
    { lucene: prefixQuery(prefixes), kinds, first: int(first) },
    options,
  );
  return rows.map(({ node }) => readNode(node));
}

/** A prefix cannot be quoted in Lucene's language, so every character that is no letter or digit is escaped. */
function prefixQuery(prefixes: readonly string[]): string {
  return prefixes.map((prefix) => `+${prefix.replace(/[^\p{L}\p{N}]/gu, '\\$&')}*`).join(' ');
}

export async function termStatistics(
  connection: Neo4jConnection,
  stems: readonly string[],
  frequencies: KnownFrequencies,
  options?: ReadOptions,
): Promise<TermStatistics> {
  const documentFrequency = frequencies.recall(stems);
  const { revision } = frequencies;
  let row = await readStatistics([...new Set(stems)].filter((stem) => !documentFrequency.has(stem)));
  if (row.revision !== revision && documentFrequency.size > 0) {
    documentFrequency.clear();
    row = await readStatistics([...new Set(stems)]);
  }
  frequencies.remember(row.revision, row.frequencies);
  for (const [stem, articles] of row.frequencies) documentFrequency.set(stem, articles);
  const { articles, termTotal } = row;
  return { articles, meanLength: articles === 0 ? 0 : termTotal / articles, documentFrequency };

  async function readStatistics(asked: readonly string[]): Promise<TermStatisticsRow> {
    const [found] = await connection.read<TermStatisticsRow>(
      `
      MATCH (g:Graph {name: 'graph'})                                // constraint graph_name
      RETURN g.revision AS revision,
             g.articles AS articles,
             g.termTotal AS termTotal,
             COLLECT {
               UNWIND $stems AS stem
               OPTIONAL MATCH (t:Term {stem: stem})                  // constraint term_stem
               RETURN [stem, coalesce(t.articles, 0)]
             } AS frequencies`,
      { stems: asked },
      options,
    );
    return found ?? { revision: 0, articles: 0, termTotal: 0, frequencies: asked.map((stem) => [stem, 0]) };
  }
}

interface TermStatisticsRow {
  readonly revision: number;
  readonly articles: number;
  readonly termTotal: number;
  readonly frequencies: readonly (readonly [stem: string, articles: number])[];
}

export async function termVectors(
  connection: Neo4jConnection,
  { ids, stems }: TermVectorsQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, TermVector>> {
  const rows = await connection.read<{ id: NodeId; terms: string }>(
    `
    UNWIND $ids AS id
    MATCH (n:Node {id: id})                                          // constraint node_id
    RETURN id, n.terms AS terms`,
    { ids: [...new Set(ids)] },
    options,
  );
  return new Map(rows.map(({ id, terms }) => [id, readTerms(terms, stems)]));
}
