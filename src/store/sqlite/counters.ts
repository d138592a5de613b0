import type { NodeKind } from '../../model/kinds';
import { isPopularity, type RelationshipType } from '../../model/relationships';
import type { TermCounts } from '../../model/text';
import type { ArticleState, TopicChanges } from '../topicTallies';
import type { SqliteConnection } from './connection';
import { typeNumber } from './migrations';
import { keepTopicCounts } from './topicCounts';

/** A relationship by the numbers and kinds of its ends. */
export interface CountedRelationship {
  readonly type: RelationshipType;
  readonly from: number;
  readonly fromKind: NodeKind;
  readonly to: number;
  readonly toKind: NodeKind;
}

/** What a transaction really changed, as far as counters depend on it. Nodes stand by their numbers. */
export class Changes implements TopicChanges<number> {
  any = false;
  /** By how much each count grows. */
  readonly nodes = new Map<NodeKind, number>();
  readonly relationships = new Map<RelationshipType, number>();
  readonly popularity = new Map<number, number>();
  readonly references = new Map<number, number>();
  readonly stems = new Map<string, number>();
  articles = 0;
  termTotal = 0;
  readonly newTopics = new Map<number, Set<number>>();
  readonly lostTopics = new Map<number, Set<number>>();
  readonly deletedArticles = new Map<number, ArticleState<number>>();
  readonly publishedBefore = new Map<number, string>();
  /** By how much the uses of what is said of relationships grow, by its number. */
  readonly said = new Map<number, number>();

  /** Nodes with this number and higher ones are created by the transaction. */
  constructor(readonly firstNew: number) {}

  addNode(kind: NodeKind): void {
    grow(this.nodes, kind, 1);
  }

  deleteNode(kind: NodeKind): void {
    grow(this.nodes, kind, -1);
  }

  addRelationship(relationship: CountedRelationship): void {
    this.#count(relationship, 1);
  }

  deleteRelationship(relationship: CountedRelationship): void {
    this.#count(relationship, -1);
  }

  unsay(numbers: readonly number[]): void {
    for (const t of numbers) grow(this.said, t, -1);
  }

  addText(terms: TermCounts): void {
    this.#countTerms(terms, 1);
  }

  deleteText(terms: TermCounts): void {
    this.#countTerms(terms, -1);
  }

  #count({ type, from, fromKind, to, toKind }: CountedRelationship, sign: 1 | -1): void {
    this.any = true;
    grow(this.relationships, type, sign);
    if (isPopularity(fromKind, type, 'OUT')) grow(this.popularity, from, sign);
    if (isPopularity(toKind, type, 'IN')) grow(this.popularity, to, sign);
    if (type === 'CITES') grow(this.references, from, sign);
    if (type !== 'ABOUT') return;
    const topics = sign === 1 ? this.newTopics : this.lostTopics;
    const ofArticle = topics.get(from);
    if (ofArticle) ofArticle.add(to);
    else topics.set(from, new Set([to]));
  }

  #countTerms(terms: TermCounts, sign: 1 | -1): void {
    this.articles += sign;
    for (const [stem, count] of terms) {
      this.termTotal += sign * count;
      grow(this.stems, stem, sign);
    }
  }
}

function grow<Key>(counts: Map<Key, number>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** Brings all counters along with the changes, in the transaction that made them. */
export function keepCounters(connection: SqliteConnection, changes: Changes): void {
  keepTotals(connection, changes);
  forgetUnsaid(connection, changes);
  keepPopularity(connection, changes);
  keepTopicCounts(connection, changes);
  keepTerms(connection, changes);
}

function keepTotals(connection: SqliteConnection, { nodes, relationships }: Changes): void {
  for (const [kind, growth] of nodes)
    connection.run(
      `INSERT INTO node_count (kind, count) VALUES (?, ?)
       ON CONFLICT (kind) DO UPDATE SET count = count + excluded.count`,
      [kind, growth],
    );
  for (const [type, growth] of relationships)
    connection.run('UPDATE relationship_count SET count = count + ? WHERE type = ?', [growth, typeNumber(type)]);
}

function keepPopularity(connection: SqliteConnection, { popularity, references }: Changes): void {
  // In the order of the table, so that neighbors in it are written together.
  const grown = (counts: ReadonlyMap<number, number>) =>
    [...counts].filter(([, growth]) => growth !== 0).sort(([a], [b]) => a - b);
  const [cited, citing] = [grown(popularity), grown(references)];
  connection.run(
    `UPDATE node SET popularity = popularity + growth.n
     FROM (SELECT value ->> 0 AS node, value ->> 1 AS n FROM json_each(?)) AS growth
     WHERE node.n = growth.node`,
    [JSON.stringify(cited)],
  );
  connection.run(
    `UPDATE node SET reference_count = reference_count + growth.n
     FROM (SELECT value ->> 0 AS node, value ->> 1 AS n FROM json_each(?)) AS growth
     WHERE node.n = growth.node`,
    [JSON.stringify(citing)],
  );
}

/** What no relationship says any more is not kept. */
function forgetUnsaid(connection: SqliteConnection, { said }: Changes): void {
  const fewer = [...said].filter(([, growth]) => growth < 0);
  if (fewer.length === 0) return;
  connection.run(
    `UPDATE said SET uses = said.uses + growth.uses
     FROM (SELECT value ->> 0 AS t, value ->> 1 AS uses FROM json_each(?)) AS growth
     WHERE said.t = growth.t`,
    [JSON.stringify(fewer)],
  );
  connection.run('DELETE FROM said WHERE uses = 0 AND t IN (SELECT value ->> 0 FROM json_each(?))', [
    JSON.stringify(fewer),
  ]);
}

function keepTerms(connection: SqliteConnection, { stems, articles, termTotal }: Changes): void {
  // In the order of the table, so that neighbors in it are written together.
  const changed = [...stems].filter(([, growth]) => growth !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  connection.run('UPDATE graph SET articles = articles + ?, length = length + ?', [articles, termTotal]);
  connection.run(
    `INSERT INTO term (stem, articles)
     SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE TRUE
     ON CONFLICT (stem) DO UPDATE SET articles = term.articles + excluded.articles`,
    [JSON.stringify(changed)],
  );
  const fewer = changed.flatMap(([stem, growth]) => (growth < 0 ? [stem] : []));
  if (fewer.length > 0)
    connection.run('DELETE FROM term WHERE articles = 0 AND stem IN (SELECT value FROM json_each(?))', [
      JSON.stringify(fewer),
    ]);
}
