import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { isPopularity, RELATIONSHIPS, type Direction } from '../../model/relationships';
import type { ExpandQuery, Hop, HopPage } from '../port';
import { FEW_JOINED } from '../rules';
import type { SqliteConnection, SqlValue } from './connection';
import { filterConditions, publishedWithin, sortDirection, sortExpression, type Conditions } from './filters';
import { list } from './lists';
import { typeNumber } from './migrations';
import { readNode, readRelationship, type NodeRow } from './records';

export function expand(connection: SqliteConnection, query: ExpandQuery): ReadonlyMap<NodeId, HopPage> {
  const hop = prepareHop(query);
  return new Map(
    [...new Set(query.ids)].map((id) => {
      const origin = connection.get<Origin>('SELECT n, id, kind, popularity FROM node WHERE id = ?', [id]);
      if (!origin) return [id, emptyPage(query)];
      const hopsOf = isLongWay(query, hop, origin) ? hopsToHub : hopsFrom;
      return [id, hopsOf(connection, query, hop, origin)];
    }),
  );
}

function emptyPage({ count }: ExpandQuery): HopPage {
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
  const conditions = hopConditions(direction, filter);
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

/** Also by the date that the relationship holds of its start, which is in the index. */
function hopConditions(direction: Direction, filter: ExpandQuery['filter']): Conditions {
  const ofNode = filterConditions(filter);
  if (direction === 'OUT' || !filter) return ofNode;
  const ofStart = publishedWithin('e.from_published', filter);
  return { sql: `${ofStart.sql}\n${ofNode.sql}`.trim(), parameters: [...ofStart.parameters, ...ofNode.parameters] };
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

/** Where sorting all that leads to a hub takes longer than to go through the index of the order until a page is full. */
function isLongWay(
  { type, direction, order, first }: ExpandQuery,
  { isFiltered }: PreparedHop,
  origin: Origin,
): boolean {
  return (
    (order.field === 'NAME' || order.field === 'POPULARITY') &&
    direction === 'IN' &&
    first > 0 &&
    !isFiltered &&
    origin.popularity > FEW_JOINED &&
    isPopularity(origin.kind, type, direction) &&
    // An issue may feature an article several times.
    type !== 'FEATURES'
  );
}

function hopsToHub(connection: SqliteConnection, query: ExpandQuery, hop: PreparedHop, origin: Origin): HopPage {
  const { type, order, first, after, count } = query;
  const related = [{ type, direction: 'OUT' as const, ids: [origin.id] }];
  const filter = { kinds: RELATIONSHIPS[type].from, related };
  const { items, hasNextPage } = list(connection, { filter, order, first, after, count: false });
  const rows = connection.all<{ id: NodeId; key: string; facts: string }>(
    `SELECT m.id, e.key, said.facts
     FROM json_each(?) AS asked
     CROSS JOIN node AS m ON m.id = asked.value
     CROSS JOIN relationship AS e INDEXED BY relationship_out ON e.type = ? AND e.from_n = m.n AND e.to_n = ?
     CROSS JOIN said ON said.t = e.said`,
    [JSON.stringify(items.map(({ node }) => node.id)), typeNumber(type), origin.n],
  );
  const relationships = new Map(rows.map(({ id, ...row }) => [id, { from: id, to: origin.id, ...row }]));
  return {
    items: items.flatMap(({ node, keyset }): Hop[] => {
      const row = relationships.get(node.id);
      return row ? [{ node, relationship: readRelationship(type, row), keyset: { ...keyset, key: row.key } }] : [];
    }),
    hasNextPage,
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
