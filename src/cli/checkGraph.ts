import type { NodeId } from '../model/ids';
import { isArticleKind, NODE_KINDS, type NodeKind } from '../model/kinds';
import { project } from '../model/projection';
import { isPopularity, RELATIONSHIP_TYPES, RELATIONSHIPS, type RelationshipType } from '../model/relationships';
import type { GraphStore, NodeRecord, RelationshipRecord } from '../store/port';
import { REFUSED_INPUT } from './exitStatus';
import { printJson, withStore } from './withStore';

interface Finding {
  readonly what: string;
  readonly expected: number | string;
  readonly found: number | string;
}

const BATCH = 500;

/** Counts the whole graph anew and compares: totals, popularity, articles per stem, ends and cycles. Exit status 1 if anything differs. */
export async function checkGraph({ json }: { readonly json?: true }): Promise<void> {
  const findings = await withStore(findFaults);
  if (json) printJson({ isSound: findings.length === 0, findings });
  else if (findings.length === 0) process.stdout.write('The graph is sound.\n');
  else
    process.stdout.write(
      findings.map(({ what, expected, found }) => `${what}: expected ${expected}, found ${found}\n`).join(''),
    );
  if (findings.length > 0) process.exitCode = REFUSED_INPUT;
}

async function findFaults(store: GraphStore): Promise<Finding[]> {
  const count = new Recount();
  for await (const { node, relationship } of store.scan()) {
    if (node) count.addNode(node);
    else if (relationship) count.addRelationship(relationship);
  }
  return [
    ...(await compareTotals(store, count)),
    ...(await comparePopularity(store, count)),
    ...(await compareTerms(store, count)),
    ...count.lostEnds.map((what) => ({ what, expected: 'a node at both ends', found: 'none' })),
    ...count.cycles().map((id) => ({ what: `hierarchy above ${id}`, expected: 'no cycle', found: 'a cycle' })),
  ];
}

/** What the counters should be, from everything that is stored. */
class Recount {
  readonly nodes = new Map<NodeKind, number>();
  readonly relationships = new Map<RelationshipType, number>();
  readonly popularity = new Map<NodeId, number>();
  readonly articlesOf = new Map<string, number>();
  readonly lostEnds: string[] = [];
  readonly #kindOf = new Map<NodeId, NodeKind>();
  readonly #broader = new Map<NodeId, NodeId[]>();

  addNode(node: NodeRecord): void {
    this.#kindOf.set(node.id, node.kind);
    this.popularity.set(node.id, 0);
    increase(this.nodes, node.kind);
    if (isArticleKind(node.kind)) for (const stem of project(node).terms.keys()) increase(this.articlesOf, stem);
  }

  addRelationship({ type, from, to }: RelationshipRecord): void {
    increase(this.relationships, type);
    const [start, end] = [this.#kindOf.get(from), this.#kindOf.get(to)];
    if (start === undefined || end === undefined) this.lostEnds.push(`${type} ${from} ${to}`);
    if (start !== undefined && isPopularity(start, type, 'OUT')) increase(this.popularity, from);
    if (end !== undefined && isPopularity(end, type, 'IN')) increase(this.popularity, to);
    if (RELATIONSHIPS[type].acyclic) this.#broader.set(from, [...(this.#broader.get(from) ?? []), to]);
  }

  /** Topics from which a walk upwards comes back to a topic on its way. */
  cycles(): NodeId[] {
    const state = new Map<NodeId, 'open' | 'done'>();
    const visit = (id: NodeId): boolean => {
      if (state.get(id) === 'open') return true;
      if (state.get(id) === 'done') return false;
      state.set(id, 'open');
      const isCyclic = (this.#broader.get(id) ?? []).some(visit);
      state.set(id, 'done');
      return isCyclic;
    };
    return [...this.#broader.keys()].filter(visit);
  }
}

function increase<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

async function compareTotals(store: GraphStore, count: Recount): Promise<Finding[]> {
  const stats = await store.stats();
  return [
    ...NODE_KINDS.map((kind) => finding(`number of ${kind} nodes`, count.nodes.get(kind) ?? 0, stats.nodes[kind])),
    ...RELATIONSHIP_TYPES.map((type) =>
      finding(`number of ${type} relationships`, count.relationships.get(type) ?? 0, stats.relationships[type]),
    ),
  ].flat();
}

async function comparePopularity(store: GraphStore, { popularity }: Recount): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const ids of batches([...popularity.keys()])) {
    const nodes = await store.getByIds(ids);
    for (const id of ids)
      findings.push(...finding(`popularity of ${id}`, popularity.get(id) ?? 0, nodes.get(id)?.popularity ?? -1));
  }
  return findings;
}

async function compareTerms(store: GraphStore, { articlesOf }: Recount): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const stems of batches([...articlesOf.keys()])) {
    const { documentFrequency } = await store.termStatistics(stems);
    for (const stem of stems)
      findings.push(...finding(`articles with “${stem}”`, articlesOf.get(stem) ?? 0, documentFrequency.get(stem) ?? 0));
  }
  return findings;
}

function finding(what: string, expected: number, found: number): Finding[] {
  return expected === found ? [] : [{ what, expected, found }];
}

function batches<Item>(items: readonly Item[]): Item[][] {
  const all: Item[][] = [];
  for (let start = 0; start < items.length; start += BATCH) all.push(items.slice(start, start + BATCH));
  return all;
}
