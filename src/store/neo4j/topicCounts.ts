import type { NodeId } from '../../model/ids';
import { changedArticles, TopicTallies, type ArticleState } from '../topicTallies';
import type { Changes } from './counters';
import type { Run } from './driver';

// Articles are counted by month of publication: on the graph's node for all of them, on a topic for those about it, on
// CO_OCCURS for those about both of its topics. Each month is a property that is named like it, `2021-03`, or `2021` for
// dates that say no month; what has no date is not in them. `support` counts all articles about both. CO_OCCURS bears the
// ids of its ends as well, so that the topics that occur most often with one are ranges of two indexes (CO_OCCURS_INDEXES).

const READ_ARTICLES = `
  UNWIND $ids AS id
  MATCH (a:Node {id: id})                                            // constraint node_id
  RETURN id, a.publishedOn AS publishedOn, COLLECT { MATCH (a)-[:ABOUT]->(t:Topic) RETURN t.id } AS topics`;

const COUNT = 'coalesce(counted[count.name], 0) + count.growth';

const CHANGE_ALL = `
  MATCH (counted:Graph {name: 'graph'})                              // constraint graph_name
  UNWIND $rows AS row
  FOREACH (count IN row.counts | SET counted[count.name] = ${COUNT})`;

const CHANGE_TOPICS = `
  UNWIND $rows AS row
  MATCH (counted:Node {id: row.nodes[0]})                              // constraint node_id
  FOREACH (count IN row.counts | SET counted[count.name] = ${COUNT})`;

const CHANGE_PAIRS = `
  UNWIND $rows AS row
  MATCH (first:Node {id: row.nodes[0]})                                // constraint node_id
  MATCH (second:Node {id: row.nodes[1]})
  MERGE (first)-[counted:CO_OCCURS]->(second)
    ON CREATE SET counted.support = 0, counted.first = first.id, counted.second = second.id
  FOREACH (count IN row.counts | SET counted[count.name] = ${COUNT})
  WITH counted
  WHERE counted.support <= 0
  DELETE counted`;

export const CO_OCCURS_INDEXES = ['first', 'second'].map(
  (end) => `CREATE RANGE INDEX co_occurs_${end} IF NOT EXISTS
     FOR ()-[r:CO_OCCURS]-() ON (r.${end}, r.support)`,
);

/** Counts what changed, in the transaction that changed it. */
export async function keepTopicCounts(run: Run, changes: Changes): Promise<void> {
  const ids = [...changedArticles(changes)].sort();
  const rows = ids.length === 0 ? [] : await run<ArticleState<NodeId> & { id: NodeId }>(READ_ARTICLES, { ids });
  const tallies = new TopicTallies(
    changes,
    rows.map((article) => [article.id, article] as const),
  );
  for (const [statement, tally] of [
    [CHANGE_ALL, tallies.all],
    [CHANGE_TOPICS, tallies.topics],
    [CHANGE_PAIRS, tallies.pairs],
  ] as const) {
    const rows = tally.changed();
    if (rows.length > 0) await run(statement, { rows });
  }
}
