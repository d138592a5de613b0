import { kindOfId, type NodeId } from '../../model/ids';
import type { ReplacedFacts } from '../../model/nodes';
import { relationshipKeyText, type RelationshipKey } from '../../model/relationships';
import type { GraphStore, NodeRecord, ScanItem } from '../../store/port';
import { followUp, writePlanned } from './editNodes';
import { replaceClaim } from '../working/facts';
import { WorkingSet } from '../working/workingSet';

/** Whose word is taken back, and from when on: '' takes back all of it. */
export interface TakeBackOptions {
  readonly source: NodeId;
  /** ISO 8601 with time zone Z: what was said until then stays, or comes back where it was replaced later. */
  readonly after: string;
  readonly now: string;
  readonly dryRun: boolean;
}

interface Counts {
  readonly nodes: number;
  readonly relationships: number;
}

export interface TakenBack {
  /** Nodes and relationships that nobody else speaks of. */
  readonly deleted: Counts;
  /** Those that keep what others say, or what the source itself said before. */
  readonly kept: Counts;
  readonly revision: number;
}

const BATCH_SIZE = 200;

/**
 * Takes back what a source said after a moment; its earlier word, where that was replaced since, comes back. The graph
 * is read once, and the ids of what changes are held in memory. What it leaves to do is found again when it is run
 * again: relationships go first, and the records of the earlier word last.
 */
export async function takeBack(store: GraphStore, options: TakeBackOptions): Promise<TakenBack> {
  const affected = new Affected(options);
  for await (const item of store.scan()) affected.look(item);
  const { nodes, relationships } = affected;
  const earlier = new EarlierWord(affected.replaced, options.after);
  const counts = {
    deleted: {
      nodes: [...nodes].filter(([id, isLast]) => isLast && !earlier.nodes.has(id)).length,
      relationships: [...relationships].filter(([text, { isLast }]) => isLast && !earlier.relationships.has(text))
        .length,
    },
    kept: {
      nodes: [...nodes].filter(([id, isLast]) => !isLast || earlier.nodes.has(id)).length,
      relationships: [...relationships].filter(([text, { isLast }]) => !isLast || earlier.relationships.has(text))
        .length,
    },
  };
  if (options.dryRun) return { ...counts, revision: await store.revision() };
  const change = new Change(store, options, earlier);
  for (const batch of inBatches([...relationships.values()].map(({ key }) => key))) await change.relationships(batch);
  for (const batch of inBatches([...new Set([...nodes.keys(), ...earlier.nodes.keys()])])) await change.nodes(batch);
  for (const batch of inBatches([...earlier.relationships.values()])) await change.restore(batch);
  const featured = [...relationships.values()].flatMap(({ key }) => (key.type === 'FEATURES' ? [key.to] : []));
  const told = new Set([...nodes.keys(), ...earlier.nodes.keys(), ...featured]);
  for (const batch of inBatches([...told])) await change.followUp(batch);
  for (const batch of inBatches(affected.records)) await store.write({ deleteNodes: batch });
  return { ...counts, revision: await store.revision() };
}

type SaidBy = readonly { readonly source: NodeId; readonly at: string }[];

/** What the source speaks of; whether it alone does. */
class Affected {
  readonly nodes = new Map<NodeId, boolean>();
  readonly relationships = new Map<string, { readonly key: RelationshipKey; readonly isLast: boolean }>();
  readonly replaced: ReplacedFacts[] = [];
  readonly records: NodeId[] = [];
  readonly #options: TakeBackOptions;

  constructor(options: TakeBackOptions) {
    this.#options = options;
  }

  look({ node, relationship }: ScanItem): void {
    const { source, after } = this.#options;
    if (node?.kind === 'Replaced') {
      if (node.facts.source !== source || node.facts.replacedAt <= after) return;
      this.replaced.push(node.facts);
      this.records.push(node.id);
    } else if (node) {
      if (this.#isAffected(node.claims)) this.nodes.set(node.id, this.#isLast(node.claims));
    } else if (relationship && this.#isAffected(relationship.claims)) {
      const { type, from, to, key } = relationship;
      const ends = { type, from, to, key };
      this.relationships.set(relationshipKeyText(ends), { key: ends, isLast: this.#isLast(relationship.claims) });
    }
  }

  #isAffected(claims: SaidBy): boolean {
    const { source, after } = this.#options;
    return claims.some((claim) => claim.source === source && claim.at > after);
  }

  #isLast(claims: SaidBy): boolean {
    return claims.every(({ source }) => source === this.#options.source);
  }
}

/** The source's word as it was at the moment to which it is taken back. */
class EarlierWord {
  readonly nodes = new Map<NodeId, ReplacedFacts['nodes'][number]['claim']>();
  readonly relationships = new Map<string, ReplacedFacts['relationships'][number]>();

  constructor(replaced: readonly ReplacedFacts[], after: string) {
    for (const { nodes, relationships } of after === '' ? [] : replaced) {
      for (const { id, claim } of nodes) if (claim.at <= after) this.nodes.set(id, claim);
      for (const each of relationships)
        if (each.claim.at <= after) this.relationships.set(relationshipKeyText(each), each);
    }
  }
}

/** Each step reads what there is now, so that it can be taken on what another writer left. */
class Change {
  readonly #store: GraphStore;
  readonly #options: TakeBackOptions;
  readonly #earlier: EarlierWord;

  constructor(store: GraphStore, options: TakeBackOptions, earlier: EarlierWord) {
    this.#store = store;
    this.#options = options;
    this.#earlier = earlier;
  }

  async relationships(keys: readonly RelationshipKey[]): Promise<void> {
    await writePlanned(this.#store, async () => {
      const working = new WorkingSet(this.#store);
      await working.loadExactly(keys);
      for (const relationship of working.relationships)
        working.putClaims(relationship, this.#without(relationship.claims));
      return working.changes();
    });
  }

  async nodes(ids: readonly NodeId[]): Promise<void> {
    await writePlanned(this.#store, async () => {
      const working = new WorkingSet(this.#store);
      const present = await this.#store.getByIds(ids);
      await working.loadNodes([...present.values()].map(({ id }) => id));
      for (const asked of ids) {
        const id = present.get(asked)?.id ?? asked;
        const claims = this.#without(working.node(id)?.claims ?? []);
        const earlier = this.#earlier.nodes.get(asked);
        const isSaid = claims.some(({ source }) => source === this.#options.source);
        const left = earlier && !isSaid ? replaceClaim(claims, earlier) : claims;
        const kind = kindOfId(id);
        if (kind !== null) working.putNode(id, kind, left);
      }
      return working.changes();
    });
  }

  async restore(relationships: readonly ReplacedFacts['relationships'][number][]): Promise<void> {
    await writePlanned(this.#store, async () => {
      const working = new WorkingSet(this.#store);
      const present = await this.#store.getByIds(relationships.flatMap(({ from, to }) => [from, to]));
      const restored = relationships.flatMap(({ type, from, to, key, claim }) => {
        const [start, end] = [present.get(from)?.id, present.get(to)?.id];
        return start && end ? [{ ends: { type, from: start, to: end, key }, claim }] : [];
      });
      await working.loadExactly(restored.map(({ ends }) => ends));
      for (const { ends, claim } of restored) working.say(ends, claim);
      return working.changes();
    });
  }

  async followUp(ids: readonly NodeId[]): Promise<void> {
    await writePlanned(this.#store, async () => {
      const working = new WorkingSet(this.#store);
      await working.loadNodes(ids);
      await working.loadRelationships(['FEATURES'], 'OUT', ids);
      const sources: NodeRecord[] = await followUp(this.#store, working, ids, this.#options.now);
      const changes = working.changes();
      return { ...changes, putNodes: changes.putRelationships.length > 0 ? sources : [] };
    });
  }

  #without<Said extends SaidBy[number]>(claims: readonly Said[]): readonly Said[] {
    const { source, after } = this.#options;
    return claims.filter((claim) => claim.source !== source || claim.at <= after);
  }
}

function* inBatches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) yield items.slice(start, start + BATCH_SIZE);
}
