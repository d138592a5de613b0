import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type {
  FacetCount,
  FacetName,
  Facets,
  Match,
  MatchAnswer,
  MatchQuery,
  SuggestQuery,
  TermVector,
  TermVectorsQuery,
} from '../port';
import { NO_FACETS, RANKED_MATCHES, withoutAllKinds } from '../rules';
import type { SqliteConnection, SqlValue } from './connection';
import { filterConditions } from './filters';
import { typeNumber } from './migrations';
import { readNode, readTerms, type NodeRow } from './records';
import { toMatchExpression, toPrefixExpression } from './tokens';

const FACET_TOPICS = 20;

export function match(connection: SqliteConnection, query: MatchQuery): MatchAnswer {
  const { words, mode, filter, first, count, facets } = query;
  if (words.length === 0) return { matches: [], totalCount: count ? 0 : null, facets: NO_FACETS };
  const conditions = filterConditions(withoutAllKinds(filter));
  const found: Found = {
    // Without conditions the index of words alone tells what matches.
    from: `text_stems ${conditions.sql === '' ? '' : 'CROSS JOIN node AS m ON m.n = text_stems.rowid'}
       WHERE text_stems MATCH ?
         ${conditions.sql}`,
    parameters: [toMatchExpression(words, mode), ...conditions.parameters],
  };
  return {
    matches: first === 0 ? [] : bestMatches(connection, found, [...new Set(words.flat())], first),
    totalCount: count ? countMatches(connection, found) : null,
    facets: countFacets(connection, found, facets),
  };
}

/** What matches, as the end of a statement that reads `text_stems`. */
interface Found {
  readonly from: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * Few matches need no order. Of more the best by BM25 are taken; but FTS5 counts each word's texts for that, so where the
 * words are frequent in a large graph, and tell little, the most popular ones. Of very many, those that were added last
 * are looked at.
 */
function bestMatches(
  connection: SqliteConnection,
  { from, parameters }: Found,
  stems: readonly string[],
  first: number,
): Match[] {
  const newest = `SELECT text_stems.rowid AS n FROM ${from} ORDER BY text_stems.rowid DESC`;
  const few = connection.get<{ numbers: string }>(
    `SELECT json_group_array(n) AS numbers FROM (${newest} LIMIT ${first + 1})`,
    parameters,
  );
  const numbers = JSON.parse(few?.numbers ?? '[]') as number[];
  if (numbers.length <= first)
    return readMatches(connection, 'SELECT value AS n FROM json_each(?)', [JSON.stringify(numbers)], stems);
  const best = isFrequent(connection, stems)
    ? `SELECT m.n
       FROM (${newest} LIMIT ${RANKED_MATCHES}) AS newest
       CROSS JOIN node AS m ON m.n = newest.n
       ORDER BY m.popularity DESC, m.id
       LIMIT ${first}`
    : `SELECT m.n
       FROM (
         SELECT text_stems.rowid AS n, bm25(text_stems) AS score
         FROM ${from}
         ORDER BY text_stems.rowid DESC
         LIMIT ${RANKED_MATCHES}
       ) AS newest
       CROSS JOIN node AS m ON m.n = newest.n
       ORDER BY newest.score, m.id
       LIMIT ${first}`;
  return readMatches(connection, best, parameters, stems);
}

/** Of the texts only the counts of the stems asked for leave the engine. */
function readMatches(
  connection: SqliteConnection,
  best: string,
  parameters: readonly SqlValue[],
  stems: readonly string[],
): Match[] {
  const counts = stems.map((_, index) => `count${index}`);
  const counting = counts.map(
    (name) => `CAST(substr(v.terms, nullif(instr(v.terms, ?), 0) + ?, 9) AS INTEGER) AS ${name}`,
  );
  const rows = connection.tuples<readonly [NodeId, number, number, ...(number | null)[]]>(
    ['id', 'popularity', 'length', ...counts].join(', '),
    `SELECT ${['m.id', 'm.popularity', 'v.length', ...counting].join(', ')}
     FROM (${best}) AS best
     CROSS JOIN node AS m ON m.n = best.n
     CROSS JOIN term_vector AS v ON v.n = best.n`,
    [...stems.map((stem) => ` ${stem}=`).flatMap((text) => [text, [...text].length]), ...parameters],
  );
  return rows.map(([id, popularity, length, ...counted]) => ({
    id,
    popularity,
    vector: { terms: new Map(stems.flatMap((stem, index) => pairOf(stem, counted[index]))), length },
  }));
}

function pairOf(stem: string, count: number | null | undefined): [string, number][] {
  return count ? [[stem, count]] : [];
}

/** Articles that the words of a search have in all, up to which they are counted again for each search. */
const FREQUENT = 20_000;

function isFrequent(connection: SqliteConnection, stems: readonly string[]): boolean {
  const row = connection.get<{ articles: number | null }>(
    'SELECT sum(articles) AS articles FROM term WHERE stem IN (SELECT value FROM json_each(?))',
    [JSON.stringify(stems)],
  );
  return (row?.articles ?? 0) > FREQUENT;
}

function countMatches(connection: SqliteConnection, { from, parameters }: Found): number {
  return connection.get<{ total: number }>(`SELECT count(*) AS total FROM ${from}`, parameters)?.total ?? 0;
}

function countFacets(connection: SqliteConnection, { from, parameters }: Found, names: MatchQuery['facets']): Facets {
  const count = <Value>(name: FacetName, sql: string) =>
    names.includes(name) ? connection.all<FacetCount<Value>>(sql, parameters) : [];
  const found = `SELECT of.n, of.kind, of.published_on
     FROM (SELECT text_stems.rowid AS n FROM ${from}) AS each
     CROSS JOIN node AS of ON of.n = each.n`;
  return {
    kind: count<NodeKind>(
      'kind',
      `SELECT kind AS value, count(*) AS count
       FROM (${found})
       GROUP BY value
       ORDER BY count DESC, value`,
    ),
    topic: count<string>(
      'topic',
      `SELECT t.facts ->> 'slug' AS value, counted.count
       FROM (
         SELECT e.to_n AS n, count(*) AS count
         FROM (${found}) AS found
         CROSS JOIN relationship AS e ON e.type = ${typeNumber('ABOUT')} AND e.from_n = found.n
         GROUP BY e.to_n
       ) AS counted
       CROSS JOIN content AS t ON t.n = counted.n
       ORDER BY count DESC, value
       LIMIT ${FACET_TOPICS}`,
    ),
    year: count<number>(
      'year',
      `SELECT CAST(substr(published_on, 1, 4) AS INTEGER) AS value, count(*) AS count
       FROM (${found})
       WHERE published_on >= '0'
       GROUP BY value
       ORDER BY count DESC, value`,
    ),
  };
}

export function suggest(connection: SqliteConnection, { prefixes, kinds, first }: SuggestQuery): readonly GraphNode[] {
  if (prefixes.length === 0) return [];
  const rows = connection.all<NodeRow>(
    `SELECT found.id, found.kind, c.facts, found.popularity
     FROM (
       SELECT m.n, m.id, m.kind, m.popularity
       FROM text_names
       CROSS JOIN node AS m ON m.n = text_names.rowid
       WHERE text_names MATCH ?
         AND m.kind IN (SELECT value FROM json_each(?))
       ORDER BY m.popularity DESC, m.id
       LIMIT ?
     ) AS found
     CROSS JOIN content AS c ON c.n = found.n
     ORDER BY found.popularity DESC, found.id`,
    [toPrefixExpression(prefixes), JSON.stringify(kinds), first],
  );
  return rows.map(readNode);
}

export function termVectors(
  connection: SqliteConnection,
  { ids, stems }: TermVectorsQuery,
): ReadonlyMap<NodeId, TermVector> {
  const rows = connection.tuples<readonly [NodeId, string]>(
    'id, terms',
    `SELECT m.id, v.terms
     FROM json_each(?) AS asked
     CROSS JOIN node AS m ON m.id = asked.value
     CROSS JOIN term_vector AS v ON v.n = m.n`,
    [JSON.stringify([...new Set(ids)])],
  );
  return new Map(rows.map(([id, terms]) => [id, readTerms(terms, stems)]));
}
