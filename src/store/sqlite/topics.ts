import type { NodeId } from '../../model/ids';
import type { TopicLink, TopicLinksQuery } from '../port';
import type { SqliteConnection } from './connection';
import { typeNumber } from './migrations';

const SUBTOPIC_OF = typeNumber('SUBTOPIC_OF');

export function topicLinks(
  connection: SqliteConnection,
  { ids, coOccurring }: TopicLinksQuery,
): ReadonlyMap<NodeId, readonly TopicLink[]> {
  const found = new Map<NodeId, readonly TopicLink[]>();
  for (const id of new Set(ids)) {
    const topic = connection.get<{ n: number }>(`SELECT n FROM node WHERE id = ? AND kind = 'Topic'`, [id]);
    if (!topic) continue;
    const hierarchy = connection.all<TopicLink>(
      `SELECT m.id, linked.relation, coalesce(pair.support, 0) AS support, m.popularity AS articleCount
       FROM (
         SELECT to_n AS n, 'PARENT' AS relation FROM relationship WHERE type = ${SUBTOPIC_OF} AND from_n = ?1
         UNION ALL
         SELECT from_n, 'CHILD' FROM relationship WHERE type = ${SUBTOPIC_OF} AND to_n = ?1
       ) AS linked
       JOIN node AS m ON m.n = linked.n
       LEFT JOIN topic_pair AS pair ON pair.a = ?1 AND pair.b = linked.n
       ORDER BY linked.relation DESC, m.id`,
      [topic.n],
    );
    const together = connection.all<TopicLink>(
      `SELECT m.id, 'CO_OCCURRENCE' AS relation, pair.support, m.popularity AS articleCount
       FROM topic_pair AS pair                   -- index topic_pair_support
       JOIN node AS m ON m.n = pair.b
       WHERE pair.a = ?
       ORDER BY pair.support DESC, m.id
       LIMIT ?`,
      [topic.n, coOccurring],
    );
    found.set(id, [...hierarchy, ...together]);
  }
  return found;
}
