import { kindOfId, type NodeId } from '../../model/ids';
import { ARTICLE_KINDS } from '../../model/kinds';
import type { ReplacedFacts } from '../../model/nodes';
import { relationshipKeyText, type RelationshipKey } from '../../model/relationships';
import type { GraphStore, NodeRecord, ScanItem } from '../../store/port';
import { listNodes } from '../listNodes';
import { followUp, writePlanned } from './editNodes';
import { isDescription, leavePlaceHolders, mentionsOf, type Speakers } from './standIns';
import { ALIAS_MATCH_SOURCE } from '../topics/inferTopics';
import { replaceClaim, type NodeClaim } from '../working/facts';
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
 * again: relationships go first, then nodes, and the records of the earlier word last. What follows from it is worked out
 * for all that there is where an earlier run was cut off.
 */
export async function takeBack(store: GraphStore, options: TakeBackOptions): Promise<TakenBack> {
  const affected = new Affected(options);
  for await (const item of store.scan()) affected.look(item);
  const { nodes, relationships, speakers } = affected;
  const earlier = new EarlierWord(affected.replaced, options.after);
  const isGone = ([id, isLast]: readonly [NodeId, boolean]) => isLast && !earlier.nodes.has(id) && !speakers.has(id);
  const counts = {
    deleted: {
      nodes: [...nodes].filter(isGone).length,
      relationships: [...relationships].filter(([text, { isLast }]) => isLast && !earlier.relationships.has(text))
        .length,
    },
    kept: {
      nodes: [...nodes].filter((each) => !isGone(each)).length,
      relationships: [...relationships].filter(([text, { isLast }]) => !isLast || earlier.relationships.has(text))
        .length,
    },
  };
  if (options.dryRun) return { ...counts, revision: await store.revision() };
  const isBegun = await markBegun(store, options.source);
  const change = new Change(store, options, earlier, speakers);
  for (const batch of inBatches([...relationships.values()].map(({ key }) => key))) await change.relationships(batch);
  for (const batch of inBatches([...new Set([...nodes.keys(), ...earlier.nodes.keys()])])) await change.nodes(batch);
  for (const batch of inBatches([...earlier.relationships.values()])) await change.restore(batch);
  const featured = [...relationships.values()].flatMap(({ key }) => (key.type === 'FEATURES' ? [key.to] : []));
  const told = new Set([...nodes.keys(), ...earlier.nodes.keys(), ...featured]);
  // Any text may name a topic that is described anew, and what followed up is not known from a run that was cut off.
  const isAllToldAnew = isBegun || affected.isTaxonomy || [...earlier.nodes].some(describesTopic);
  const followed = isAllToldAnew ? await articleIds(store) : [...told];
  for (const batch of inBatches(followed)) await change.followUp(batch);
  for (const batch of inBatches(affected.records)) await store.write({ deleteNodes: batch });
  return { ...counts, revision: await store.revision() };
}

/** Whether it was begun before, and not ended: the source, which goes or is written last, says so from now on. */
async function markBegun(store: GraphStore, id: NodeId): Promise<boolean> {
  const source = (await store.getByIds([id])).get(id);
  if (source?.kind !== 'Source') return true;
  if (source.facts.isBeingTakenBack === true) return true;
  await store.write({
    putNodes: [{ id, kind: 'Source', facts: { ...source.facts, isBeingTakenBack: true }, claims: [] }],
  });
  return false;
}

/** Whether a claim describes a topic that texts may name. */
function describesTopic([id, { facts }]: readonly [NodeId, Pick<NodeClaim, 'facts'>]): boolean {
  return kindOfId(id) === 'Topic' && facts['topicKind'] !== 'TAG';
}

async function articleIds(store: GraphStore): Promise<NodeId[]> {
  const ids: NodeId[] = [];
  for (const kind of ARTICLE_KINDS)
    for await (const { id } of listNodes(store, kind, { field: 'NAME', direction: 'ASC' })) ids.push(id);
  return ids;
}

type SaidBy = readonly { readonly source: NodeId; readonly at: string }[];

/** What the source speaks of; whether it alone does. */
class Affected {
  readonly nodes = new Map<NodeId, boolean>();
  readonly relationships = new Map<string, { readonly key: RelationshipKey; readonly isLast: boolean }>();
  /** Of topics that the source alone describes: who else says that something is about them. */
  readonly speakers = new Map<NodeId, Map<NodeId, SaidBy[number]>>();
  /** Whether the source describes topics: texts may name those, and no tags. */
  isTaxonomy = false;
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
      const claims: readonly NodeClaim[] = node.claims;
      if (!this.#isAffected(claims)) return;
      const described = claims.filter(({ facts }) => isDescription({ id: node.id, facts }));
      this.nodes.set(node.id, this.#isLast(described));
      const own = claims.filter((claim) => claim.source === source);
      this.isTaxonomy ||= own.some((claim) => describesTopic([node.id, claim]));
    } else if (relationship) {
      const { type, from, to, key, claims } = relationship;
      const ends = { type, from, to, key };
      if (this.#isAffected(claims))
        this.relationships.set(relationshipKeyText(ends), { key: ends, isLast: this.#isLast(claims) });
      if (kindOfId(to) === 'Topic' && this.nodes.get(to) === true) this.#lookAtMention(to, claims);
    }
  }

  #lookAtMention(topic: NodeId, claims: SaidBy): void {
    const known = this.speakers.get(topic) ?? new Map<NodeId, SaidBy[number]>();
    for (const claim of claims)
      if (claim.source !== this.#options.source && claim.source !== ALIAS_MATCH_SOURCE.id)
        known.set(claim.source, claim);
    if (known.size > 0) this.speakers.set(topic, known);
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
  readonly #speakers: ReadonlyMap<NodeId, Speakers>;

  constructor(
    store: GraphStore,
    options: TakeBackOptions,
    earlier: EarlierWord,
    speakers: ReadonlyMap<NodeId, Speakers>,
  ) {
    this.#store = store;
    this.#options = options;
    this.#earlier = earlier;
    this.#speakers = speakers;
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
      const left = ids.map((asked) => {
        const id = present.get(asked)?.id ?? asked;
        return { id, claims: this.#claimsLeft(asked, working.node(id)?.claims ?? []) };
      });
      const gone = left.filter(({ claims }) => claims.length === 0).map(({ id }) => id);
      await leavePlaceHolders(
        working,
        gone.filter((id) => working.node(id)?.kind === 'Paper'),
      );
      for (const { id, claims } of left) {
        const kind = kindOfId(id);
        if (kind !== null) working.putNode(id, kind, claims);
      }
      return working.changes();
    });
  }

  #claimsLeft(asked: NodeId, held: readonly NodeClaim[]): readonly NodeClaim[] {
    const claims = this.#without(held);
    const earlier = this.#earlier.nodes.get(asked);
    const isSaid = claims.some(({ source }) => source === this.#options.source);
    const all = earlier && !isSaid ? replaceClaim(claims, earlier) : claims;
    const left = all.some(({ facts }) => isDescription({ id: asked, facts })) ? all : [];
    const speakers = left.length === 0 ? this.#speakers.get(asked) : undefined;
    return speakers ? [...all, ...mentionsOf(held, all, speakers)] : left;
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
      return { ...changes, putNodes: [...(changes.putRelationships.length > 0 ? sources : []), ...changes.putNodes] };
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
