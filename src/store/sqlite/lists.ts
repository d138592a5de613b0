import type { NodeKind } from '../../model/kinds';
import type { ListQuery, NodeFilter, NodePage } from '../port';
import { FEW_JOINED } from '../rules';
import type { SqliteConnection } from './connection';
import {
  checkNodeOrder,
  filterConditions,
  joinedNodes,
  sortDirection,
  sortExpression,
  type Conditions,
} from './filters';
import { NODE_COLUMNS, readNode, type NodeRow } from './records';

export function list(connection: SqliteConnection, query: ListQuery): NodePage {
  checkNodeOrder(query.order);
  if (query.filter.kinds.length === 0) return { items: [], hasNextPage: false, totalCount: query.count ? 0 : null };
  const sort = sortExpression(query.order);
  const { word, beyond } = sortDirection(query.order);
  const after: Conditions = query.after
    ? {
        sql: `AND ${sort} ${beyond}= ? AND (${sort} ${beyond} ? OR m.id > ?)`,
        parameters: [query.after.value, query.after.value, query.after.id],
      }
    : { sql: '', parameters: [] };
  const source = sourceOf(connection, query.filter);
  // Each kind for itself, because the indexes begin with it.
  const kinds = [...new Set(query.filter.kinds)].map((kind) => {
    const filter = filterConditions({ ...query.filter, kinds: [kind] });
    return {
      sql: `SELECT * FROM (
         SELECT m.n, m.id, ${sort} AS value
         FROM ${source.sql}                      -- index node_published, node_name or node_popularity
         WHERE TRUE
           ${filter.sql}
           ${after.sql}
         ORDER BY ${sort} ${word}, m.id
         LIMIT ?
       )`,
      parameters: [...source.parameters, ...filter.parameters, ...after.parameters, query.first + 1],
    };
  });
  const rows = connection.all<NodeRow & { readonly value: string | number }>(
    `SELECT ${NODE_COLUMNS}, found.value
     FROM (
       ${kinds.map(({ sql }) => sql).join('\n       UNION ALL\n       ')}
     ) AS found
     CROSS JOIN node AS m ON m.n = found.n
     CROSS JOIN content AS c ON c.n = found.n
     ORDER BY found.value ${word}, found.id
     LIMIT ?`,
    [...kinds.flatMap(({ parameters }) => parameters), query.first + 1],
  );
  return {
    items: rows.slice(0, query.first).map((row) => ({
      node: readNode(row),
      keyset: { value: row.value, id: row.id, key: '' },
    })),
    hasNextPage: rows.length > query.first,
    totalCount: query.count ? countNodes(connection, source, query.filter) : null,
  };
}

/** All nodes, or those that the most selective relationship of the filter joins, where these are few. */
function sourceOf(connection: SqliteConnection, { related = [] }: NodeFilter): Conditions {
  const joined = related.map(joinedNodes);
  const few = joined.find(({ sql, parameters }) => {
    const row = connection.get<{ size: number }>(
      `SELECT count(*) AS size FROM (${sql} LIMIT ${FEW_JOINED + 1})`,
      parameters,
    );
    return (row?.size ?? 0) <= FEW_JOINED;
  });
  return few
    ? {
        sql: `(SELECT DISTINCT n FROM (${few.sql})) AS joined CROSS JOIN node AS m ON m.n = joined.n`,
        parameters: few.parameters,
      }
    : { sql: 'node AS m', parameters: [] };
}

/** How many nodes of a kind there are is kept. */
function countNodes(
  connection: SqliteConnection,
  source: Conditions,
  { kinds, ...others }: ListQuery['filter'],
): number {
  if (filterConditions(others).sql === '') return countKinds(connection, kinds);
  const filter = filterConditions({ kinds, ...others });
  const row = connection.get<{ total: number }>(
    `SELECT count(*) AS total
     FROM ${source.sql}
     WHERE TRUE
       ${filter.sql}`,
    [...source.parameters, ...filter.parameters],
  );
  return row?.total ?? 0;
}

function countKinds(connection: SqliteConnection, kinds: readonly NodeKind[]): number {
  const row = connection.get<{ total: number }>(
    'SELECT sum(count) AS total FROM node_count WHERE kind IN (SELECT value FROM json_each(?))',
    [JSON.stringify(kinds)],
  );
  return row?.total ?? 0;
}
