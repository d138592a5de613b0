import { kindOfId, type NodeId } from '../../model/ids';
import { NODE_KINDS } from '../../model/kinds';
import {
  isPopularity,
  POPULARITY,
  type Direction,
  type RelationshipKey,
  type RelationshipType,
} from '../../model/relationships';
import type { TermCounts } from '../../model/text';
import { NEWEST_AT_HUB } from '../rules';
import type { ArticleState, TopicChanges } from '../topicTallies';
import type { Run } from './driver';
import { markHubs, type NewHub } from './hubs';
import { arrow } from './labels';
import { keepTopicCounts } from './topicCounts';

/** What a transaction really changed, as far as counters depend on it. */
export class Changes implements TopicChanges<NodeId> {
  any = false;
  /** Nodes that the transaction created. */
  readonly newNodes = new Set<NodeId>();
  /** Nodes whose popularity may differ now. */
  readonly touched = new Set<NodeId>();
  readonly created: RelationshipKey[] = [];
  readonly newTopics = new Map<NodeId, Set<NodeId>>();
  readonly lostTopics = new Map<NodeId, Set<NodeId>>();
  readonly deletedArticles = new Map<NodeId, ArticleState<NodeId>>();
  readonly publishedBefore = new Map<NodeId, string>();
  /** By how many articles each stem's count grows. */
  readonly stems = new Map<string, number>();
  articles = 0;
  termTotal = 0;

  addRelationship(key: RelationshipKey): void {
    this.created.push(key);
    this.#touch(key, this.newTopics);
  }

  deleteRelationship(key: RelationshipKey): void {
    this.#touch(key, this.lostTopics);
  }

  #touch({ type, from, to }: RelationshipKey, topics: Map<NodeId, Set<NodeId>>): void {
    this.any = true;
    if (type === 'ABOUT') topics.set(from, (topics.get(from) ?? new Set()).add(to));
    if (countsFor(from, type, 'OUT')) this.touched.add(from);
    if (countsFor(to, type, 'IN')) this.touched.add(to);
  }

  addText(terms: TermCounts): void {
    this.#count(terms, 1);
  }

  deleteText(terms: TermCounts): void {
    this.#count(terms, -1);
  }

  #count(terms: TermCounts, sign: 1 | -1): void {
    this.articles += sign;
    for (const [stem, count] of terms) {
      this.termTotal += sign * count;
      this.stems.set(stem, (this.stems.get(stem) ?? 0) + sign);
    }
  }
}

function countsFor(id: NodeId, type: RelationshipType, direction: Direction): boolean {
  const kind = kindOfId(id);
  return kind !== null && isPopularity(kind, type, direction);
}

/** Brings all counters along with the changes, in the transaction that made them. */
export async function keepCounters(run: Run, changes: Changes): Promise<void> {
  if (changes.touched.size > 0)
    await markHubs(run, await run<NewHub>(COUNT_POPULARITY, { ids: [...changes.touched].sort() }));
  await keepTopicCounts(run, changes);
  await keepTerms(run, changes);
}

/**
 * A node's number of relationships of one type is stored with it by Neo4j, so counting anew costs the same for a hub.
 * Answers with those that have become hubs.
 */
const COUNT_POPULARITY = `
  UNWIND $ids AS id
  MATCH (n:Node {id: id})                                            // constraint node_id
  WITH n, CASE n.kind
    ${NODE_KINDS.map((kind) => {
      const counted = POPULARITY[kind];
      return `WHEN '${kind}' THEN ${counted ? `COUNT { (n)${arrow(counted.type, counted.direction)}() }` : '0'}`;
    }).join('\n    ')}
  END AS popularity
  WHERE popularity <> n.popularity
  SET n.popularity = popularity
  WITH n
  WHERE n.popularity > ${NEWEST_AT_HUB} AND n.hub IS NULL
  RETURN n.id AS id, n.kind AS kind`;

const GROW_TERMS = `
  UNWIND $stems AS row
  MERGE (t:Term {stem: row[0]})                                      // constraint term_stem
    ON CREATE SET t.articles = row[1]
    ON MATCH SET t.articles = t.articles + row[1]`;

const SHRINK_TERMS = `
  UNWIND $stems AS row
  MATCH (t:Term {stem: row[0]})                                      // constraint term_stem
  SET t.articles = t.articles + row[1]
  WITH t
  WHERE t.articles <= 0
  DELETE t`;

const CHANGE_TOTALS = `
  MATCH (g:Graph {name: 'graph'})                                    // constraint graph_name
  SET g.articles = g.articles + $articles,
      g.termTotal = g.termTotal + $termTotal`;

async function keepTerms(run: Run, { stems, articles, termTotal }: Changes): Promise<void> {
  const sorted = [...stems].sort(([a], [b]) => (a < b ? -1 : 1));
  const grown = sorted.filter(([, growth]) => growth > 0);
  const shrunk = sorted.filter(([, growth]) => growth < 0);
  if (grown.length > 0) await run(GROW_TERMS, { stems: grown });
  if (shrunk.length > 0) await run(SHRINK_TERMS, { stems: shrunk });
  if (articles !== 0 || termTotal !== 0) await run(CHANGE_TOTALS, { articles, termTotal });
}
