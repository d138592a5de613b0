import type { NodeId } from '../../model/ids';
import type { Direction } from '../../model/relationships';
import type { ExpandQuery, Hop, HopPage, ListQuery, NodePage } from '../port';
import type { SqliteConnection, SqlValue } from './connection';
import { checkNodeOrder, filterConditions, sortDirection, sortExpression, type Conditions } from './filters';
import { typeNumber } from './migrations';
import { NODE_COLUMNS, readNode, readRelationship, type NodeRow } from './records';

export function list(connection: SqliteConnection, query: ListQuery): NodePage {
  checkNodeOrder(query.order);
  const filter = filterConditions(query.filter);
  const sort = sortExpression(query.order);
  const { word, beyond } = sortDirection(query.order);
  const after: Conditions = query.after
    ? {
        sql: `AND ${sort} ${beyond}= ? AND (${sort} ${beyond} ? OR m.id > ?)`,
        parameters: [query.after.value, query.after.value, query.after.id],
      }
    : { sql: '', parameters: [] };
  const rows = connection.all<NodeRow & { readonly value: string | number }>(
    `SELECT ${NODE_COLUMNS}, ${sort} AS value
     FROM node AS m                              -- index node_published, node_name or node_popularity
     JOIN content AS c ON c.n = m.n
     WHERE TRUE
       ${filter.sql}
       ${after.sql}
     ORDER BY ${sort} ${word}, m.id
     LIMIT ?`,
    [...filter.parameters, ...after.parameters, query.first + 1],
  );
  return {
    items: rows.slice(0, query.first).map((row) => ({
      node: readNode(row),
      keyset: { value: row.value, id: row.id, key: '' },
    })),
    hasNextPage: rows.length > query.first,
    totalCount: query.count ? countNodes(connection, filter) : null,
  };
}

function countNodes(connection: SqliteConnection, filter: Conditions): number {
  const row = connection.get<{ total: number }>(
    `SELECT count(*) AS total
     FROM node AS m
     WHERE TRUE
       ${filter.sql}`,
    filter.parameters,
  );
  return row?.total ?? 0;
}

export function expand(connection: SqliteConnection, query: ExpandQuery): ReadonlyMap<NodeId, HopPage> {
  const hop = prepareHop(query);
  return new Map(
    [...new Set(query.ids)].map((id) => {
      const origin = connection.get<{ n: number }>('SELECT n FROM node WHERE id = ?', [id]);
      return [id, origin ? hopsFrom(connection, query, hop, id, origin.n) : emptyPage(query)];
    }),
  );
}

function emptyPage({ count }: ExpandQuery): HopPage {
  return { items: [], hasNextPage: false, totalCount: count ? 0 : null };
}

interface PreparedHop {
  readonly page: string;
  readonly pageParameters: readonly SqlValue[];
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
  const join = `relationship AS e
     JOIN node AS m ON m.n = e.${there}`;
  return {
    page: `SELECT ${NODE_COLUMNS}, e.key, e.facts AS relationship_facts, ${sort} AS value
     FROM ${join}
     JOIN content AS c ON c.n = m.n              -- index relationship_out, relationship_in or relationship_in_published
     WHERE e.type = ? AND e.${here} = ?
       ${conditions.sql}
       ${keyset.sql}
     ORDER BY ${sort} ${word}, ${id}, e.key
     LIMIT ?`,
    pageParameters: [...conditions.parameters, ...keyset.parameters],
    count: `SELECT count(*) AS total
     FROM ${conditions.sql === '' ? 'relationship AS e' : join}
     WHERE e.type = ? AND e.${here} = ?
       ${conditions.sql}`,
    countParameters: conditions.parameters,
  };
}

function ends(direction: Direction): { readonly here: string; readonly there: string } {
  return direction === 'OUT' ? { here: 'from_n', there: 'to_n' } : { here: 'to_n', there: 'from_n' };
}

function hopsFrom(
  connection: SqliteConnection,
  { type, direction, first, count }: ExpandQuery,
  hop: PreparedHop,
  origin: NodeId,
  n: number,
): HopPage {
  const start = [typeNumber(type), n];
  const rows = connection.all<NodeRow & { key: string; relationship_facts: string; value: string | number }>(hop.page, [
    ...start,
    ...hop.pageParameters,
    first + 1,
  ]);
  const total = count
    ? (connection.get<{ total: number }>(hop.count, [...start, ...hop.countParameters])?.total ?? 0)
    : null;
  return {
    items: rows.slice(0, first).map((row): Hop => {
      const [from, to] = direction === 'OUT' ? [origin, row.id] : [row.id, origin];
      return {
        node: readNode(row),
        relationship: readRelationship(type, { from, to, key: row.key, facts: row.relationship_facts }),
        keyset: { value: row.value, id: row.id, key: row.key },
      };
    }),
    hasNextPage: rows.length > first,
    totalCount: total,
  };
}
