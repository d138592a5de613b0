import { int } from 'neo4j-driver';
import type { NodeId } from '../../model/ids';
import type { ReadOptions, TopicLink, TopicLinksQuery } from '../port';
import type { Neo4jConnection } from './driver';

export async function topicLinks(
  connection: Neo4jConnection,
  { ids, coOccurring }: TopicLinksQuery,
  options?: ReadOptions,
): Promise<ReadonlyMap<NodeId, readonly TopicLink[]>> {
  const rows = await connection.read<{ id: NodeId; links: TopicLink[] }>(
    `
    UNWIND $ids AS id
    MATCH (t:Node:Topic {id: id})                                    // constraint node_id
    OPTIONAL CALL (t) {
      MATCH (t)-[:SUBTOPIC_OF]->(other:Topic)
      OPTIONAL MATCH (t)-[shared:CO_OCCURS]-(other)
      RETURN other, 'PARENT' AS relation, coalesce(shared.support, 0) AS support
      ORDER BY other.id
    UNION ALL
      MATCH (t)<-[:SUBTOPIC_OF]-(other:Topic)
      OPTIONAL MATCH (t)-[shared:CO_OCCURS]-(other)
      RETURN other, 'CHILD' AS relation, coalesce(shared.support, 0) AS support
      ORDER BY other.id
    UNION ALL
      MATCH (t)-[shared:CO_OCCURS]-(other:Topic)
      RETURN other, 'CO_OCCURRENCE' AS relation, shared.support AS support
      ORDER BY support DESC, other.id
      LIMIT $coOccurring
    }
    RETURN id, collect(CASE WHEN other IS NOT NULL
      THEN {id: other.id, relation: relation, support: support, articleCount: other.popularity} END) AS links`,
    { ids: [...new Set(ids)], coOccurring: int(coOccurring) },
    options,
  );
  return new Map(rows.map(({ id, links }) => [id, links]));
}
