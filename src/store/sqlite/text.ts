import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { TermVector } from '../../model/text';
import type { FacetCount, Facets, MatchAnswer, MatchQuery, SuggestQuery, TermStatistics } from '../port';
import type { SqliteConnection } from './connection';
import { filterConditions } from './filters';
import { typeNumber } from './migrations';
import { NODE_COLUMNS, readNode, type NodeRow } from './records';
import { toMatchExpression, toPrefixExpression } from './tokens';

const FACET_TOPICS = 20;

export function match(connection: SqliteConnection, query: MatchQuery): MatchAnswer {
  if (query.stems.length === 0) return { matches: [], totalCount: 0, facets: query.facets ? NO_FACETS : null };
  const filter = filterConditions(query.filter);
  const expression = toMatchExpression(query.stems, query.mode);
  const rows = connection.all<NodeRow & { terms: string }>(
    `SELECT ${NODE_COLUMNS}, c.terms
     FROM text_stems
     JOIN node AS m ON m.n = text_stems.rowid
     JOIN content AS c ON c.n = m.n
     WHERE text_stems MATCH ?
       ${filter.sql}
     ORDER BY bm25(text_stems), m.id
     LIMIT ?`,
    [expression, ...filter.parameters, query.first],
  );
  const found = `SELECT m.n, m.kind, m.published_on
     FROM text_stems
     JOIN node AS m ON m.n = text_stems.rowid
     WHERE text_stems MATCH ?
       ${filter.sql}`;
  const parameters = [expression, ...filter.parameters];
  const total = connection.get<{ total: number }>(`SELECT count(*) AS total FROM (${found})`, parameters);
  return {
    matches: rows.map((row) => ({ node: readNode(row), terms: JSON.parse(row.terms) as TermVector })),
    totalCount: total?.total ?? 0,
    facets: query.facets ? countFacets() : null,
  };

  function countFacets(): Facets {
    return {
      kind: connection.all<FacetCount<NodeKind>>(
        `SELECT kind AS value, count(*) AS count
         FROM (${found})
         GROUP BY value
         ORDER BY count DESC, value`,
        parameters,
      ),
      topic: connection.all<FacetCount<string>>(
        `SELECT t.facts ->> 'slug' AS value, count(*) AS count
         FROM (${found}) AS found
         JOIN relationship AS e ON e.type = ${typeNumber('ABOUT')} AND e.from_n = found.n
         JOIN content AS t ON t.n = e.to_n
         GROUP BY value
         ORDER BY count DESC, value
         LIMIT ${FACET_TOPICS}`,
        parameters,
      ),
      year: connection.all<FacetCount<number>>(
        `SELECT CAST(substr(published_on, 1, 4) AS INTEGER) AS value, count(*) AS count
         FROM (${found})
         WHERE published_on <> ''
         GROUP BY value
         ORDER BY count DESC, value`,
        parameters,
      ),
    };
  }
}

const NO_FACETS: Facets = { kind: [], topic: [], year: [] };

export function suggest(connection: SqliteConnection, { prefixes, kinds, first }: SuggestQuery): readonly GraphNode[] {
  if (prefixes.length === 0) return [];
  const rows = connection.all<NodeRow>(
    `SELECT ${NODE_COLUMNS}
     FROM text_names
     JOIN node AS m ON m.n = text_names.rowid
     JOIN content AS c ON c.n = m.n
     WHERE text_names MATCH ?
       AND m.kind IN (SELECT value FROM json_each(?))
     ORDER BY m.popularity DESC, m.id
     LIMIT ?`,
    [toPrefixExpression(prefixes), JSON.stringify(kinds), first],
  );
  return rows.map(readNode);
}

export function termStatistics(connection: SqliteConnection, stems: readonly string[]): TermStatistics {
  const graph = connection.get<{ articles: number; length: number }>('SELECT articles, length FROM graph');
  const { articles, length } = graph ?? { articles: 0, length: 0 };
  const documentFrequency = new Map(stems.map((stem) => [stem, 0]));
  const rows = connection.all<{ stem: string; articles: number }>(
    `SELECT term.stem, term.articles
     FROM json_each(?) AS asked
     JOIN term ON term.stem = asked.value`,
    [JSON.stringify(stems)],
  );
  for (const row of rows) documentFrequency.set(row.stem, row.articles);
  return { articles, meanLength: articles === 0 ? 0 : length / articles, documentFrequency };
}

export function termVectors(connection: SqliteConnection, ids: readonly NodeId[]): ReadonlyMap<NodeId, TermVector> {
  return new Map(
    connection.tuples<readonly [NodeId, TermVector]>(
      'id, json(terms)',
      `SELECT m.id, c.terms
       FROM json_each(?) AS asked
       JOIN node AS m ON m.id = asked.value
       JOIN content AS c ON c.n = m.n`,
      [JSON.stringify([...new Set(ids)])],
    ),
  );
}
