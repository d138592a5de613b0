import { int } from 'neo4j-driver';
import type { NodeId } from '../../model/ids';
import { NODE_KINDS, type NodeKind } from '../../model/kinds';
import { isPopularity, RELATIONSHIPS } from '../../model/relationships';
import type { ExpandQuery, Hop, HopPage, Keyset, ReadOptions } from '../port';
import { FEW_JOINED, NEWEST_AT_HUB } from '../rules';
import type { Neo4jConnection } from './driver';
import { filterClauses, sortDirection, sortValue } from './filters';
import { toHub } from './hubs';
import { arrow } from './labels';
import { list } from './lists';
import { NODE_ROW, readNode, readRelationship, type NodeRow } from './records';

interface HopRow {
  readonly node: NodeRow;
  readonly key: string;
  readonly facts: string;
  readonly value: string | number;
}

export async function expand(
  connection: Neo4jConnection,
  query: ExpandQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, HopPage>> {
  const { type, direction, first, after } = query;
  const { bind, carried, and, parameters } = filterClauses(query.filter);
  const { expression } = sortValue(query.order);
  const { word, beyond } = sortDirection(query.order);
  const isAfter = after
    ? `WHERE value ${beyond}= $after.value
        AND (value ${beyond} $after.value OR n.id > $after.id OR (n.id = $after.id AND r.key > $after.key))`
    : '';
  // Without conditions the count is stored with the node.
  const counted =
    and === ''
      ? `(origin)${arrow(type, direction)}()`
      : `
             MATCH (origin)${arrow(type, direction)}(n:Node)
             WHERE true
        ${and}`;
  const page = `
      WITH *
      WHERE NOT isHub
      MATCH (origin)${arrow(type, direction, 'r')}(n:Node)
      WHERE true
        ${and}
      WITH n, r, ${expression} AS value
      ${isAfter}
      ORDER BY value ${word}, n.id, r.key
      LIMIT $limit
      RETURN collect({node: ${NODE_ROW}, key: r.key, facts: r.facts, value: value}) AS hops`;
  const rows = await connection.read<{ id: NodeId; isHub: boolean; hops: HopRow[]; total: number | null }>(
    `
    ${bind}
    UNWIND $ids AS id
    OPTIONAL MATCH (origin:Node {id: id})                            // constraint node_id
    WITH *, coalesce(origin.kind IN $hubKinds AND origin.popularity > $few, false) AS isHub
    CALL (origin, isHub${carried}) {
      ${first === 0 ? 'RETURN [] AS hops' : page}
    }
    RETURN id, isHub, hops, ${query.count ? `COUNT { ${counted} }` : 'null'} AS total`,
    {
      ...parameters,
      ids: [...new Set(query.ids)],
      after,
      limit: int(first + 1),
      hubKinds: and === '' || isByDate(query) ? kindsOfHubs(query) : [],
      few: int(isByDate(query) ? NEWEST_AT_HUB : FEW_JOINED),
    },
    options,
  );
  const hubs = rows.filter(({ isHub }) => isHub).map(({ id }) => id);
  const ofHubs = await hopsToHubs(connection, query, hubs, options);
  return new Map(
    rows.map(({ id, hops, total: totalCount }) => [id, { ...(ofHubs.get(id) ?? pageOf(hops, query, id)), totalCount }]),
  );
}

/** What leads to a hub has an index of this order, see hubs.ts. */
function isByDate({ order }: Pick<ExpandQuery, 'order'>): boolean {
  return order.field === 'PUBLISHED_ON';
}

/** Of what kinds a hub may be: sorting all that leads to it takes longer than to go through the index of the order. */
function kindsOfHubs({ type, direction, order, first }: ExpandQuery): readonly NodeKind[] {
  const isIndexed = isByDate({ order }) || order.field === 'NAME' || order.field === 'POPULARITY';
  // An issue may feature an article several times.
  if (!isIndexed || direction === 'OUT' || first === 0 || type === 'FEATURES') return [];
  return NODE_KINDS.filter((kind) => isPopularity(kind, type, direction));
}

type HubPage = Pick<HopPage, 'items' | 'hasNextPage'>;

async function hopsToHubs(
  connection: Neo4jConnection,
  query: ExpandQuery,
  hubs: readonly NodeId[],
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, HubPage>> {
  if (hubs.length === 0) return new Map();
  if (isByDate(query)) return hopsByDate(connection, query, hubs, options);
  const pages = hubs.map(async (id) => [id, await hopsByOtherOrder(connection, query, id, options)] as const);
  return new Map(await Promise.all(pages));
}

/** Ranges of the index of what leads to hubs, in one statement; a filter is asked of each in turn. */
async function hopsByDate(
  connection: Neo4jConnection,
  query: ExpandQuery,
  hubs: readonly NodeId[],
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, HubPage>> {
  const { type, order, first, after, filter } = query;
  const { bind, carried, and, parameters } = filterClauses(filter);
  const { word, beyond } = sortDirection(order);
  const isAfter = `AND r.published ${beyond}= $after.value
        AND (r.published ${beyond} $after.value OR n.id > $after.id OR (n.id = $after.id AND r.key > $after.key))`;
  const rows = await connection.read<{ id: NodeId; hops: HopRow[] }>(
    `
    ${bind}
    UNWIND $hubs AS id
    MATCH (hub:Node {id: id})                                        // constraint node_id
    CALL (hub${carried}) {${toHub({ hub: 'hub', type, word, and: `${after ? isAfter : ''}\n        ${and}`, limit: '$limit' })}
      RETURN collect({node: ${NODE_ROW}, key: r.key, facts: r.facts, value: r.published}) AS hops
    }
    RETURN id, hops`,
    { ...parameters, hubs, after, limit: int(first + 1) },
    options,
  );
  return new Map(rows.map(({ id, hops }) => [id, pageOf(hops, query, id)]));
}

function pageOf(
  rows: readonly HopRow[],
  { type, direction, first }: Pick<ExpandQuery, 'type' | 'direction' | 'first'>,
  id: NodeId,
): HubPage {
  const items = rows.slice(0, first).map(({ node, key, facts, value }): Hop => {
    const [from, to] = direction === 'OUT' ? [id, node.id] : [node.id, id];
    const keyset: Keyset = { value, id: node.id, key };
    return { node: readNode(node), relationship: readRelationship(type, { from, to, key, facts }), keyset };
  });
  return { items, hasNextPage: rows.length > first };
}

/** Through the index of the order, in which a good part of the nodes lead to the hub. */
async function hopsByOtherOrder(
  connection: Neo4jConnection,
  { type, order, first, after }: ExpandQuery,
  hub: NodeId,
  options?: ReadOptions,
): Promise<HubPage> {
  const related = [{ type, direction: 'OUT' as const, ids: [hub] }];
  const query = { filter: { kinds: RELATIONSHIPS[type].from, related }, order, first, after, count: false };
  const { items, hasNextPage } = await list(connection, query, options);
  const rows = await connection.read<{ id: NodeId; key: string; facts: string }>(
    `
    MATCH (hub:Node {id: $hub})                                      // constraint node_id
    UNWIND $ids AS id
    MATCH (n:Node {id: id})
    USING INDEX n:Node(id)                                           // or all that leads to the hub would be read
    MATCH (n)${arrow(type, 'OUT', 'r')}(hub)
    RETURN id, r.key AS key, r.facts AS facts`,
    { hub, ids: items.map(({ node }) => node.id) },
    options,
  );
  const relationships = new Map(rows.map(({ id, ...row }) => [id, { from: id, to: hub, ...row }]));
  return {
    items: items.flatMap(({ node, keyset }): Hop[] => {
      const row = relationships.get(node.id);
      return row ? [{ node, relationship: readRelationship(type, row), keyset: { ...keyset, key: row.key } }] : [];
    }),
    hasNextPage,
  };
}
