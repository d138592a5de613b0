import { changedArticles, SUPPORT, TopicTallies, type ArticleState } from '../topicTallies';
import type { SqliteConnection } from './connection';
import type { Changes } from './counters';
import { typeNumber } from './migrations';

// Articles are counted by month of publication: all in article_month, those about a topic in topic_month, those about
// both of a pair in topic_pair_month (the smaller number first). topic_pair counts all articles about both, in either
// order. A count that comes to nothing has no row.

/** Counts what changed, in the transaction that changed it. */
export function keepTopicCounts(connection: SqliteConnection, changes: Changes): void {
  const { all, topics, pairs } = new TopicTallies(changes, presentArticles(connection, changes));
  const months = (counts: readonly { readonly name: string; readonly growth: number }[]) =>
    counts.filter(({ name }) => name !== SUPPORT);
  const [ofAll, ofTopics, ofPairs] = [all.changed(), topics.changed(), pairs.changed()];
  count(
    connection,
    `INSERT INTO article_month (month, articles)
     SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE TRUE
     ON CONFLICT (month) DO UPDATE SET articles = articles + excluded.articles`,
    'DELETE FROM article_month WHERE articles = 0 AND month IN (SELECT value ->> 0 FROM json_each(?))',
    ofAll.flatMap(({ counts }) => months(counts).map(({ name, growth }) => [name, growth])),
  );
  count(
    connection,
    `INSERT INTO topic_month (topic, month, articles)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE TRUE
     ON CONFLICT (topic, month) DO UPDATE SET articles = articles + excluded.articles`,
    `DELETE FROM topic_month
     WHERE articles = 0 AND (topic, month) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))`,
    ofTopics.flatMap(({ nodes, counts }) => months(counts).map(({ name, growth }) => [...nodes, name, growth])),
  );
  count(
    connection,
    `INSERT INTO topic_pair_month (a, b, month, support)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?) WHERE TRUE
     ON CONFLICT (a, b, month) DO UPDATE SET support = support + excluded.support`,
    `DELETE FROM topic_pair_month
     WHERE support = 0 AND (a, b, month) IN (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
    ofPairs.flatMap(({ nodes, counts }) => months(counts).map(({ name, growth }) => [...nodes, name, growth])),
  );
  count(
    connection,
    `INSERT INTO topic_pair (a, b, support)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE TRUE
     ON CONFLICT (a, b) DO UPDATE SET support = support + excluded.support`,
    'DELETE FROM topic_pair WHERE support = 0 AND (a, b) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))',
    ofPairs.flatMap(({ nodes: [a = 0, b = 0], counts }) =>
      counts
        .filter(({ name }) => name === SUPPORT)
        .flatMap(({ growth }) => [
          [a, b, growth],
          [b, a, growth],
        ]),
    ),
  );
}

/** Adds the rows, each a key and its growth, and deletes what came to nothing. */
function count(
  connection: SqliteConnection,
  add: string,
  deleteEmpty: string,
  rows: readonly (readonly (string | number)[])[],
): void {
  if (rows.length === 0) return;
  connection.run(add, [JSON.stringify(rows)]);
  const shrunk = rows.filter((row) => Number(row.at(-1)) < 0);
  if (shrunk.length > 0) connection.run(deleteEmpty, [JSON.stringify(shrunk)]);
}

/** The changed articles as they are now. What a new one is about was all said in this transaction. */
function presentArticles(connection: SqliteConnection, changes: Changes): Map<number, ArticleState<number>> {
  const articles = changedArticles(changes);
  const rows = connection.tuples<readonly [n: number, publishedOn: string]>(
    'n, published_on',
    'SELECT m.n, m.published_on FROM json_each(?) AS asked CROSS JOIN node AS m ON m.n = asked.value',
    [JSON.stringify([...articles])],
  );
  const topics = new Map<number, number[]>();
  for (const [article, topic] of connection.tuples<readonly [article: number, topic: number]>(
    'article, topic',
    `SELECT asked.value AS article, e.to_n AS topic
     FROM json_each(?) AS asked
     CROSS JOIN relationship AS e ON e.type = ${typeNumber('ABOUT')} AND e.from_n = asked.value`,
    [JSON.stringify([...articles].filter((n) => n < changes.firstNew))],
  )) {
    const ofArticle = topics.get(article);
    if (ofArticle) ofArticle.push(topic);
    else topics.set(article, [topic]);
  }
  return new Map(
    rows.map(([n, publishedOn]) => [n, { publishedOn, topics: topics.get(n) ?? changes.newTopics.get(n) ?? [] }]),
  );
}
