import type { NodeKind } from '../../model/kinds';
import type { ListQuery, NodeFilter, NodePage, RelatedFilter } from '../port';
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
  const source = narrowest(connection, query.filter, FEW_JOINED);
  // Each kind for itself, because the indexes begin with it.
  const kinds = [...new Set(query.filter.kinds)].map((kind) => {
    const filter = filterConditions({ ...query.filter, kinds: [kind], related: source.related });
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
    totalCount: query.count ? countNodes(connection, query.filter) : null,
  };
}

/** Nodes `m` to begin at, and what of the filter's relationships is left to ask of each. */
interface Source extends Conditions {
  readonly related: readonly RelatedFilter[];
}

/** The nodes that the most selective relationship of the filter joins, or all where these are more than `most`. */
function narrowest(connection: SqliteConnection, { related = [] }: NodeFilter, most: number): Source {
  let least = most + 1;
  let source: Source = { sql: 'node AS m', parameters: [], related };
  for (const each of related) {
    const { sql, parameters } = joinedNodes(each);
    const counted = `SELECT count(*) AS size FROM (${sql} LIMIT ${least})`;
    const { size } = connection.get<{ size: number }>(counted, parameters) ?? { size: 0 };
    if (size >= least) continue;
    least = size;
    // One node joins another once, but for an issue, which may feature an article several times.
    const nodes = each.ids.length > 1 || each.type === 'FEATURES' ? `SELECT DISTINCT n FROM (${sql})` : sql;
    const others = related.filter((other) => other !== each);
    source = { sql: `(${nodes}) AS joined CROSS JOIN node AS m ON m.n = joined.n`, parameters, related: others };
  }
  return source;
}

/** How many nodes of a kind there are is kept. Others are counted from the side that has fewer. */
function countNodes(connection: SqliteConnection, { kinds, ...others }: ListQuery['filter']): number {
  const ofKinds = countKinds(connection, kinds);
  if (filterConditions(others).sql === '') return ofKinds;
  const source = narrowest(connection, others, Math.max(FEW_JOINED, Math.floor(ofKinds / 2)));
  const filter = filterConditions({ kinds, ...others, related: source.related });
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
