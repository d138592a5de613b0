import { monthOf } from '../../model/dates';
import type { NodeId } from '../../model/ids';
import type { RelationshipKey } from '../../model/relationships';
import type { Changes } from './counters';
import type { Run } from './driver';

// Articles are counted by month of publication: on the graph's node for all of them, on a topic for those about it, on
// CO_OCCURS for those about both of its topics. Each month is a property that is named like it, `2021-03`, or `2021` for
// dates that say no month; what has no date is not in them. `support` counts all articles about both.

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
  MATCH (counted:Node {id: row.ids[0]})                              // constraint node_id
  FOREACH (count IN row.counts | SET counted[count.name] = ${COUNT})`;

const CHANGE_PAIRS = `
  UNWIND $rows AS row
  MATCH (first:Node {id: row.ids[0]})                                // constraint node_id
  MATCH (second:Node {id: row.ids[1]})
  MERGE (first)-[counted:CO_OCCURS]->(second)
    ON CREATE SET counted.support = 0
  FOREACH (count IN row.counts | SET counted[count.name] = ${COUNT})
  WITH counted
  WHERE counted.support <= 0
  DELETE counted`;

/** Every article whose topics or date changed is taken out as it was and put in as it is. */
export async function keepTopicCounts(run: Run, changes: Changes): Promise<void> {
  const created = topicsByArticle(changes.created);
  const deleted = topicsByArticle(changes.deleted);
  const ids = new Set([...created.keys(), ...deleted.keys(), ...changes.publishedBefore.keys()]);
  const present =
    ids.size === 0 ? [] : await run<ArticleState & { id: NodeId }>(READ_ARTICLES, { ids: [...ids].sort() });
  const counts = new Counts();
  for (const [id, { topics, publishedOn }] of changes.deletedArticles)
    counts.add({ topics: [...topics, ...(deleted.get(id) ?? [])], publishedOn }, -1);
  for (const { id, topics, publishedOn } of present) {
    counts.add({ topics, publishedOn }, 1);
    if (changes.deletedArticles.has(id)) continue;
    const isNew = created.get(id) ?? new Set();
    const topicsBefore = [...topics.filter((topic) => !isNew.has(topic)), ...(deleted.get(id) ?? [])];
    counts.add({ topics: topicsBefore, publishedOn: changes.publishedBefore.get(id) ?? publishedOn }, -1);
  }
  for (const [statement, tally] of [
    [CHANGE_ALL, counts.all],
    [CHANGE_TOPICS, counts.topics],
    [CHANGE_PAIRS, counts.pairs],
  ] as const) {
    const rows = tally.changed();
    if (rows.length > 0) await run(statement, { rows });
  }
}

interface ArticleState {
  readonly topics: readonly NodeId[];
  /** '' when unknown. */
  readonly publishedOn: string;
}

function topicsByArticle(relationships: readonly RelationshipKey[]): Map<NodeId, Set<NodeId>> {
  const topics = new Map<NodeId, Set<NodeId>>();
  for (const { type, from, to } of relationships) {
    if (type !== 'ABOUT') continue;
    topics.set(from, (topics.get(from) ?? new Set()).add(to));
  }
  return topics;
}

class Counts {
  readonly all = new Tally();
  readonly topics = new Tally();
  readonly pairs = new Tally();

  add({ topics, publishedOn }: ArticleState, growth: 1 | -1): void {
    const months = publishedOn === '' ? [] : [monthOf(publishedOn)];
    this.all.add([], months, growth);
    const sorted = [...new Set(topics)].sort();
    sorted.forEach((first, index) => {
      this.topics.add([first], months, growth);
      for (const second of sorted.slice(index + 1)) this.pairs.add([first, second], ['support', ...months], growth);
    });
  }
}

/** By how much each count of a topic, of a pair of topics or of the whole graph grows. */
class Tally {
  readonly #growth = new Map<string, { readonly ids: readonly NodeId[]; readonly counts: Map<string, number> }>();

  add(ids: readonly NodeId[], names: readonly string[], growth: number): void {
    const key = ids.join(' ');
    const { counts } = this.#growth.get(key) ?? { counts: new Map<string, number>() };
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + growth);
    this.#growth.set(key, { ids, counts });
  }

  changed(): { ids: readonly NodeId[]; counts: { name: string; growth: number }[] }[] {
    return [...this.#growth.values()].flatMap(({ ids, counts }) => {
      const grown = [...counts].flatMap(([name, growth]) => (growth === 0 ? [] : [{ name, growth }]));
      return grown.length === 0 ? [] : [{ ids, counts: grown }];
    });
  }
}
