import { monthAfter } from '../../model/dates';
import type { NodeId } from '../../model/ids';
import type {
  MonthCounts,
  MonthlyCounts,
  TopicLink,
  TopicLinksQuery,
  TopicPair,
  TopPaper,
  TopPapersQuery,
} from '../port';
import { HUB_TOPIC } from '../rules';
import type { SqliteConnection } from './connection';
import { typeNumber } from './migrations';

const SUBTOPIC_OF = typeNumber('SUBTOPIC_OF');
const ABOUT = typeNumber('ABOUT');

interface TopicRow {
  readonly n: number;
  readonly popularity: number;
}

function findTopic(connection: SqliteConnection, id: NodeId): TopicRow | undefined {
  return connection.get<TopicRow>(`SELECT n, popularity FROM node WHERE id = ? AND kind = 'Topic'`, [id]);
}

export function topicLinks(
  connection: SqliteConnection,
  { ids, coOccurring, publishedTo }: TopicLinksQuery,
): ReadonlyMap<NodeId, readonly TopicLink[]> {
  const found = new Map<NodeId, readonly TopicLink[]>();
  for (const id of new Set(ids)) {
    const topic = findTopic(connection, id);
    if (!topic) continue;
    const links = [...readHierarchy(connection, topic.n), ...readCoOccurring(connection, topic.n, coOccurring)];
    const counted = publishedTo === undefined ? links : countUntil(connection, topic.n, links, monthAfter(publishedTo));
    found.set(
      id,
      counted.map(({ id: other, relation, support, articleCount }) => ({ id: other, relation, support, articleCount })),
    );
  }
  return found;
}

interface LinkRow extends TopicLink {
  readonly n: number;
}

function readHierarchy(connection: SqliteConnection, topic: number): LinkRow[] {
  return connection.all<LinkRow>(
    `SELECT m.n, m.id, linked.relation, coalesce(pair.support, 0) AS support, m.popularity AS articleCount
     FROM (
       SELECT to_n AS n, 'PARENT' AS relation FROM relationship WHERE type = ${SUBTOPIC_OF} AND from_n = ?1
       UNION ALL
       SELECT from_n, 'CHILD' FROM relationship WHERE type = ${SUBTOPIC_OF} AND to_n = ?1
     ) AS linked
     CROSS JOIN node AS m ON m.n = linked.n
     LEFT JOIN topic_pair AS pair ON pair.a = ?1 AND pair.b = linked.n
     ORDER BY linked.relation DESC, m.id`,
    [topic],
  );
}

function readCoOccurring(connection: SqliteConnection, topic: number, first: number): LinkRow[] {
  return connection.all<LinkRow>(
    `SELECT m.n, m.id, 'CO_OCCURRENCE' AS relation, pair.support, m.popularity AS articleCount
     FROM topic_pair AS pair                     -- index topic_pair_support
     CROSS JOIN node AS m ON m.n = pair.b
     WHERE pair.a = ?
     ORDER BY pair.support DESC, m.id
     LIMIT ?`,
    [topic, first],
  );
}

/** The links as they were before a month: articles counted anew, co-occurrences in the order of then. */
function countUntil(connection: SqliteConnection, topic: number, links: readonly LinkRow[], month: string): LinkRow[] {
  const counts = connection.all<{ n: number; support: number; articleCount: number }>(
    `SELECT asked.value AS n,
            (SELECT coalesce(sum(support), 0) FROM topic_pair_month
             WHERE a = min(?1, asked.value) AND b = max(?1, asked.value) AND month < ?2) AS support,
            (SELECT coalesce(sum(articles), 0) FROM topic_month
             WHERE topic = asked.value AND month < ?2) AS articleCount
     FROM json_each(?3) AS asked`,
    [topic, month, JSON.stringify([...new Set(links.map(({ n }) => n))])],
  );
  const byTopic = new Map(counts.map((row) => [row.n, row]));
  const counted = links.map((link) => ({ ...link, ...byTopic.get(link.n) }));
  const together = counted.filter(({ relation, support }) => relation === 'CO_OCCURRENCE' && support > 0);
  together.sort((a, b) => b.support - a.support || (a.id < b.id ? -1 : 1));
  return [...counted.filter(({ relation }) => relation !== 'CO_OCCURRENCE'), ...together];
}

export function articlesByMonth(connection: SqliteConnection, topics: readonly NodeId[]): MonthlyCounts {
  const all = connection.all<MonthCounts[number]>('SELECT month, articles FROM article_month ORDER BY month', []);
  const rows = connection.all<MonthCounts[number] & { readonly id: NodeId }>(
    `SELECT m.id, counted.month, counted.articles
     FROM node AS m
     CROSS JOIN topic_month AS counted ON counted.topic = m.n
     WHERE m.id IN (SELECT value FROM json_each(?))
     ORDER BY counted.month`,
    [JSON.stringify(topics)],
  );
  const byTopic = new Map<NodeId, { month: string; articles: number }[]>();
  for (const { id, month, articles } of rows) {
    const months = byTopic.get(id);
    if (months) months.push({ month, articles });
    else byTopic.set(id, [{ month, articles }]);
  }
  return { all, byTopic };
}

export function countShared(connection: SqliteConnection, pairs: readonly TopicPair[]): readonly number[] {
  return pairs.map(
    ([a, b]) =>
      connection.get<{ support: number }>(
        `SELECT support
         FROM topic_pair
         WHERE a = (SELECT n FROM node WHERE id = ?) AND b = (SELECT n FROM node WHERE id = ?)`,
        [a, b],
      )?.support ?? 0,
  );
}

export function topPapers(
  connection: SqliteConnection,
  { topics, perTopic }: TopPapersQuery,
): ReadonlyMap<NodeId, readonly TopPaper[]> {
  const found = new Map<NodeId, readonly TopPaper[]>();
  for (const id of new Set(topics)) {
    const topic = findTopic(connection, id);
    if (!topic) continue;
    const statement = topic.popularity > HUB_TOPIC ? TOP_OF_HUB : TOP_OF_TOPIC;
    found.set(id, connection.all<TopPaper>(statement, [topic.n, perTopic]));
  }
  return found;
}

const TOP_OF_TOPIC = `
  SELECT m.id, m.popularity, coalesce(e.weight, 1) AS weight
  FROM relationship AS e                         -- index relationship_in
  CROSS JOIN node AS m ON m.n = e.from_n
  WHERE e.type = ${ABOUT} AND e.to_n = ? AND m.kind = 'Paper'
  ORDER BY m.popularity DESC, m.id
  LIMIT ?`;

/** From the most cited papers of the graph downwards: a good part of them is about a hub. */
const TOP_OF_HUB = `
  SELECT m.id, m.popularity, coalesce(e.weight, 1) AS weight
  FROM node AS m                                 -- index node_popularity
  CROSS JOIN relationship AS e ON e.type = ${ABOUT} AND e.from_n = m.n AND e.to_n = ?
  WHERE m.kind = 'Paper'
  ORDER BY m.popularity DESC, m.id
  LIMIT ?`;
