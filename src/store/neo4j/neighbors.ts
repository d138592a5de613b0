import { int } from 'neo4j-driver';
import type { NodeId } from '../../model/ids';
import type { Direction, RelationshipType } from '../../model/relationships';
import type { Neighbor, NeighborsQuery, ReadOptions } from '../port';
import { NEWEST_AT_HUB } from '../rules';
import type { Neo4jConnection } from './driver';
import { endOfDate } from './filters';
import { arrow, typeName } from './labels';

/** As a list, because names would be most of the answer. */
type Row = readonly [RelationshipType, Direction, NodeId, popularity: number];

const PUBLISHED_BEFORE = `($publishedBefore IS NULL
         OR NOT n:Article
         OR (n.publishedOn <> '' AND n.publishedOn < $publishedBefore))`;

export async function neighbors(
  connection: Neo4jConnection,
  { ids, types, perNode, publishedTo }: NeighborsQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, readonly Neighbor[]>> {
  if (types.length === 0) return new Map(ids.map((id) => [id, []]));
  const anyType = types.map(typeName).join('|');
  const rows = await connection.read<{ id: NodeId; neighbors: Row[] }>(
    `
    UNWIND $ids AS id
    OPTIONAL MATCH (origin:Node {id: id})                            // constraint node_id
    CALL (origin) {
      MATCH (origin)-[r:${anyType}]->(n:Node)
      WHERE ${PUBLISHED_BEFORE}
      RETURN n, type(r) AS type, 'OUT' AS direction
    UNION
      WITH origin
      WHERE origin.popularity <= $newest
      MATCH (origin)<-[r:${anyType}]-(n:Node)
      WHERE ${PUBLISHED_BEFORE}
      RETURN n, type(r) AS type, 'IN' AS direction
    ${types
      .map(
        (type) => `UNION
      WITH origin
      WHERE origin.popularity > $newest
      MATCH (origin)${arrow(type, 'IN', 'r')}(n:Node)
      WHERE ${PUBLISHED_BEFORE}
      WITH n, r
      ORDER BY n.publishedOn DESC, n.id, r.key
      LIMIT $newest
      RETURN n, type(r) AS type, 'IN' AS direction`,
      )
      .join('\n    ')}
    }
    WITH id, n, type, direction
    ORDER BY n.popularity, n.id, type, direction
    WITH id, collect([type, direction, n.id, n.popularity])[..$perNode] AS neighbors
    RETURN id, neighbors`,
    {
      ids: [...new Set(ids)],
      perNode: int(perNode),
      newest: int(NEWEST_AT_HUB),
      publishedBefore: publishedTo === undefined ? null : endOfDate(publishedTo),
    },
    options,
  );
  const found = new Map(
    rows.map((row) => [
      row.id,
      row.neighbors.map(([type, direction, id, popularity]) => ({ type, direction, id, popularity })),
    ]),
  );
  return new Map(ids.map((id) => [id, found.get(id) ?? []]));
}
