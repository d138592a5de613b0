import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { TermCounts } from '../../model/text';
import type { FacetCount, Facets, MatchAnswer, MatchQuery, SuggestQuery } from '../port';
import type { SqliteConnection } from './connection';
import { filterConditions } from './filters';
import { typeNumber } from './migrations';
import { NODE_COLUMNS, readNode, readTerms, type NodeRow } from './records';
import { toMatchExpression, toPrefixExpression } from './tokens';

const FACET_TOPICS = 20;

export function match(connection: SqliteConnection, query: MatchQuery): MatchAnswer {
  if (query.stems.length === 0) return { matches: [], totalCount: 0, facets: query.facets ? NO_FACETS : null };
  const filter = filterConditions(query.filter);
  const expression = toMatchExpression(query.stems, query.mode);
  const rows = connection.all<NodeRow & { terms: string }>(
    `SELECT ${NODE_COLUMNS}, c.terms
     FROM (
       SELECT m.n, m.id, m.kind, m.popularity     -- narrow rows are sorted, only the best are read whole
       FROM text_stems
       JOIN node AS m ON m.n = text_stems.rowid
       WHERE text_stems MATCH ?
         ${filter.sql}
       ORDER BY bm25(text_stems), m.id
       LIMIT ?
     ) AS m
     CROSS JOIN content AS c ON c.n = m.n`,
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
    matches: rows.map((row) => ({ node: readNode(row), terms: readTerms(row.terms) })),
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
        `SELECT t.facts ->> 'slug' AS value, counted.count
         FROM (
           SELECT e.to_n AS n, count(*) AS count
           FROM (${found}) AS found
           CROSS JOIN relationship AS e ON e.type = ${typeNumber('ABOUT')} AND e.from_n = found.n
           GROUP BY e.to_n
         ) AS counted
         JOIN content AS t ON t.n = counted.n
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
     FROM (
       SELECT m.n, m.id, m.kind, m.popularity
       FROM text_names
       JOIN node AS m ON m.n = text_names.rowid
       WHERE text_names MATCH ?
         AND m.kind IN (SELECT value FROM json_each(?))
       ORDER BY m.popularity DESC, m.id
       LIMIT ?
     ) AS m
     CROSS JOIN content AS c ON c.n = m.n
     ORDER BY m.popularity DESC, m.id`,
    [toPrefixExpression(prefixes), JSON.stringify(kinds), first],
  );
  return rows.map(readNode);
}

export function termVectors(connection: SqliteConnection, ids: readonly NodeId[]): ReadonlyMap<NodeId, TermCounts> {
  const rows = connection.tuples<readonly [NodeId, string]>(
    'id, terms',
    `SELECT m.id, c.terms
     FROM json_each(?) AS asked
     JOIN node AS m ON m.id = asked.value
     JOIN content AS c ON c.n = m.n`,
    [JSON.stringify([...new Set(ids)])],
  );
  return new Map(rows.map(([id, terms]) => [id, readTerms(terms)]));
}
