import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { isPopularity, type Direction } from '../../model/relationships';
import type { ExpandQuery, Hop, HopPage, ListQuery, NodeFilter, NodePage } from '../port';
import { FEW_JOINED } from '../rules';
import type { SqliteConnection, SqlValue } from './connection';
import {
  checkNodeOrder,
  filterConditions,
  joinedNodes,
  sortDirection,
  sortExpression,
  type Conditions,
} from './filters';
import { typeNumber } from './migrations';
import { NODE_COLUMNS, readNode, readRelationship, type NodeRow } from './records';

export function list(connection: SqliteConnection, query: ListQuery): NodePage {
  checkNodeOrder(query.order);
  if (query.filter.kinds.length === 0) return emptyPage(query);
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
    totalCount: query.count ? countNodes(connection, source, filterConditions(query.filter)) : null,
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

function countNodes(connection: SqliteConnection, source: Conditions, filter: Conditions): number {
  const row = connection.get<{ total: number }>(
    `SELECT count(*) AS total
     FROM ${source.sql}
     WHERE TRUE
       ${filter.sql}`,
    [...source.parameters, ...filter.parameters],
  );
  return row?.total ?? 0;
}

export function expand(connection: SqliteConnection, query: ExpandQuery): ReadonlyMap<NodeId, HopPage> {
  const hop = prepareHop(query);
  return new Map(
    [...new Set(query.ids)].map((id) => {
      const origin = connection.get<Origin>('SELECT n, id, kind, popularity FROM node WHERE id = ?', [id]);
      return [id, origin ? hopsFrom(connection, query, hop, origin) : emptyPage(query)];
    }),
  );
}

function emptyPage({ count }: Pick<ExpandQuery, 'count'>): HopPage & NodePage {
  return { items: [], hasNextPage: false, totalCount: count ? 0 : null };
}

interface PreparedHop {
  readonly page: string;
  readonly pageParameters: readonly SqlValue[];
  readonly isFiltered: boolean;
  readonly count: string;
  readonly countParameters: readonly SqlValue[];
}

function prepareHop({ direction, filter, order, after }: ExpandQuery): PreparedHop {
  const { here, there } = ends(direction);
  const conditions = filterConditions(filter);
  // At a hub the newest articles are a range of an index that holds the date and the id of the relationship's start.
  const isByDate = order.field === 'PUBLISHED_ON' && direction === 'IN';
  const sort = isByDate ? 'e.from_published' : sortExpression(order);
  const id = isByDate ? 'e.from_id' : 'm.id';
  const { word, beyond } = sortDirection(order);
  const keyset: Conditions = after
    ? {
        sql: `AND ${sort} ${beyond}= ?
       AND (${sort} ${beyond} ? OR ${id} > ? OR (${id} = ? AND e.key > ?))`,
        parameters: [after.value, after.value, after.id, after.id, after.key],
      }
    : { sql: '', parameters: [] };
  // Named, because SQLite would prefer to read all of a type where an index holds the value to sort by.
  const index = isByDate ? 'relationship_in_published' : direction === 'OUT' ? 'relationship_out' : 'relationship_in';
  const edges = `relationship AS e INDEXED BY ${index}`;
  const join = `${edges}
     CROSS JOIN node AS m ON m.n = e.${there}`;
  return {
    page: `SELECT m.id, m.kind, c.facts, m.popularity, found.key, said.facts AS relationship_facts, found.value
     FROM (
       SELECT e.r, m.n, e.key, ${sort} AS value, ${id} AS id   -- narrow rows are sorted, only the page is read whole
       FROM ${join}
       WHERE e.type = ? AND e.${here} = ?
         ${conditions.sql}
         ${keyset.sql}
       ORDER BY ${sort} ${word}, ${id}, e.key
       LIMIT ?
     ) AS found
     CROSS JOIN relationship AS e ON e.r = found.r
     CROSS JOIN said ON said.t = e.said
     CROSS JOIN node AS m ON m.n = found.n
     CROSS JOIN content AS c ON c.n = found.n
     ORDER BY found.value ${word}, found.id, found.key`,
    pageParameters: [...conditions.parameters, ...keyset.parameters],
    isFiltered: conditions.sql !== '',
    count: `SELECT count(*) AS total
     FROM ${conditions.sql === '' ? edges : join}
     WHERE e.type = ? AND e.${here} = ?
       ${conditions.sql}`,
    countParameters: conditions.parameters,
  };
}

function ends(direction: Direction): { readonly here: string; readonly there: string } {
  return direction === 'OUT' ? { here: 'from_n', there: 'to_n' } : { here: 'to_n', there: 'from_n' };
}

interface Origin {
  readonly n: number;
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly popularity: number;
}

function hopsFrom(connection: SqliteConnection, query: ExpandQuery, hop: PreparedHop, origin: Origin): HopPage {
  const { type, direction, first, count } = query;
  const start = [typeNumber(type), origin.n];
  const readPage = () =>
    connection.all<NodeRow & { key: string; relationship_facts: string; value: string | number }>(hop.page, [
      ...start,
      ...hop.pageParameters,
      first + 1,
    ]);
  const rows = first === 0 ? [] : readPage();
  return {
    items: rows.slice(0, first).map((row): Hop => {
      const [from, to] = direction === 'OUT' ? [origin.id, row.id] : [row.id, origin.id];
      return {
        node: readNode(row),
        relationship: readRelationship(type, { from, to, key: row.key, facts: row.relationship_facts }),
        keyset: { value: row.value, id: row.id, key: row.key },
      };
    }),
    hasNextPage: rows.length > first,
    totalCount: count ? countHops(connection, query, hop, origin) : null,
  };
}

/** What is kept of a hub is not counted again. */
function countHops(
  connection: SqliteConnection,
  { type, direction }: ExpandQuery,
  { isFiltered, count, countParameters }: PreparedHop,
  { n, kind, popularity }: Origin,
): number {
  if (!isFiltered && isPopularity(kind, type, direction)) return popularity;
  return connection.get<{ total: number }>(count, [typeNumber(type), n, ...countParameters])?.total ?? 0;
}
