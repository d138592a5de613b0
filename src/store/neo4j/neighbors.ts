import { int } from 'neo4j-driver';
import type { NodeId } from '../../model/ids';
import type { Direction, RelationshipType } from '../../model/relationships';
import type { Neighbor, NeighborsQuery, ReadOptions } from '../port';
import { rarestOf } from '../rarest';
import { NEWEST_AT_HUB } from '../rules';
import type { Neo4jConnection } from './driver';
import { endOfDate } from './filters';
import { HUB_TYPES, toHub } from './hubs';
import { arrow, typeName } from './labels';

/** As a list, because names would be most of the answer. */
type Row = readonly [RelationshipType, Direction, NodeId, popularity: number];

const PUBLISHED_BEFORE = `($publishedBefore IS NULL
         OR NOT n:Article
         OR (n.publishedOn >= '0' AND n.publishedOn < $publishedBefore))`;

const RAREST = `WITH n, type, direction
      ORDER BY n.popularity, n.id, type, direction
      RETURN collect([type, direction, n.id, n.popularity])[..$perNode] AS neighbors`;

/** In one statement where no node is a hub, else in two. */
export async function neighbors(
  connection: Neo4jConnection,
  { ids, types, perNode, publishedTo }: NeighborsQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, readonly Neighbor[]>> {
  if (types.length === 0) return new Map(ids.map((id) => [id, []]));
  const parameters = {
    perNode: int(perNode),
    newest: int(NEWEST_AT_HUB),
    publishedBefore: publishedTo === undefined ? null : endOfDate(publishedTo),
  };
  const ask = <Answer extends { id: NodeId; neighbors: Row[] }>(statement: string, asked: readonly NodeId[]) =>
    connection.read<Answer>(statement, { ...parameters, ids: asked }, options);
  const answers = await ask<{ id: NodeId; neighbors: Row[]; isHub: boolean }>(besidesHubs(types), [...new Set(ids)]);
  const found = new Map(answers.map(({ id, neighbors: rows }) => [id, rows.map(readNeighbor)]));
  const hubs = answers.filter(({ isHub }) => isHub).map(({ id }) => id);
  const toHubs = hubs.length === 0 ? [] : await ask(newestOfHubs(types), hubs);
  for (const { id, neighbors: rows } of toHubs)
    found.set(id, rarestOf([...(found.get(id) ?? []), ...rows.map(readNeighbor)], perNode));
  return new Map(ids.map((id) => [id, found.get(id) ?? []]));
}

function readNeighbor([type, direction, id, popularity]: Row): Neighbor {
  return { type, direction, id, popularity };
}

/** All neighbors, but of what leads to a hub nothing. */
function besidesHubs(types: readonly RelationshipType[]): string {
  const anyType = types.map(typeName).join('|');
  return `
    UNWIND $ids AS id
    MATCH (origin:Node {id: id})                                     // constraint node_id
    WITH id, origin, origin.popularity > $newest AS isHub
    CALL (origin, isHub) {
      CALL (origin, isHub) {
        MATCH (origin)-[r:${anyType}]->(n:Node)
        WHERE ${PUBLISHED_BEFORE}
        RETURN n, type(r) AS type, 'OUT' AS direction
      UNION
        WITH origin, isHub
        WHERE NOT isHub
        MATCH (origin)<-[r:${anyType}]-(n:Node)
        WHERE ${PUBLISHED_BEFORE}
        RETURN n, type(r) AS type, 'IN' AS direction
      }
      ${RAREST}
    }
    RETURN id, isHub, neighbors`;
}

function newestOfHubs(types: readonly RelationshipType[]): string {
  return `
    UNWIND $ids AS id
    MATCH (hub:Node {id: id})                                        // constraint node_id
    CALL (hub) {
      CALL (hub) {
        ${types.flatMap((type) => (HUB_TYPES.includes(type) ? [newestByIndex(type), newestOfAll(type)] : newestOfAll(type))).join('\n      UNION')}
      }
      WITH n, type, 'IN' AS direction
      ${RAREST}
    }
    RETURN id, neighbors`;
}

function newestByIndex(type: RelationshipType): string {
  return `
        WITH hub
        WHERE hub.hub = '${typeName(type)}'
        ${toHub({ hub: 'hub', type, and: `AND ($publishedBefore IS NULL OR r.published >= '0') AND r.published < coalesce($publishedBefore, '~')` })}
        RETURN n, '${typeName(type)}' AS type`;
}

/** Of a type that is not the one that makes the node a hub. */
function newestOfAll(type: RelationshipType): string {
  return `
        WITH hub
        WHERE coalesce(hub.hub <> '${typeName(type)}', true)
        MATCH (hub)${arrow(type, 'IN', 'r')}(n:Node)
        WHERE ${PUBLISHED_BEFORE}
        WITH n, r
        ORDER BY n.publishedOn DESC, n.id, r.key
        LIMIT $newest
        RETURN n, '${typeName(type)}' AS type`;
}
