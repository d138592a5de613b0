import type { Claim } from '../../model/claims';
import { kindOfId, type NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { FactsByKind } from '../../model/nodes';
import {
  RELATIONSHIPS,
  RELATIONSHIP_TYPES,
  relationshipKeyText,
  type Direction,
  type RelationshipFacts,
  type RelationshipKey,
  type RelationshipType,
} from '../../model/relationships';
import type { Keyset, NodeRecord, RelationshipRecord, WriteBatch } from '../../store/port';
import type { GraphReads } from './graphAhead';
import { factsOf, relationshipFactsOf, replaceClaim, type NodeClaim } from './facts';

export type RelationshipClaim = Claim<RelationshipFacts>;

export interface WorkingNode {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly claims: readonly NodeClaim[];
  /** The claims in the graph; `null` when it does not have the node under this id. */
  readonly before: readonly NodeClaim[] | null;
}

export interface WorkingRelationship extends RelationshipKey {
  readonly claims: readonly RelationshipClaim[];
  readonly before: readonly RelationshipClaim[] | null;
}

const PAGE = 1000;

/**
 * The part of the graph that a batch works on: claims as the graph has them, and as they will be. Nothing is read but
 * by the `load…` methods, nothing is written but what `changes` returns.
 */
export class WorkingSet {
  readonly #store: GraphReads;
  readonly #nodes = new Map<NodeId, WorkingNode>();
  readonly #relationships = new Map<string, WorkingRelationship>();
  /** Keys of relationships by the end from which they go, and at which they end. */
  readonly #out = new Map<NodeId, Set<string>>();
  readonly #in = new Map<NodeId, Set<string>>();
  readonly #loaded = new Set<string>();
  readonly #stored = new Set<NodeId>();
  /** Claims taken back in this batch: said again in the same words they keep their time. */
  readonly #takenBack = new Map<string, RelationshipClaim>();
  readonly #renamed = new Map<NodeId, NodeId>();
  readonly #aloneLists = new Map<RelationshipClaim, readonly RelationshipClaim[]>();
  readonly #folded = new Map<
    readonly NodeClaim[],
    { readonly kind: NodeKind; readonly facts: FactsByKind[NodeKind] }
  >();

  constructor(store: GraphReads) {
    this.#store = store;
  }

  async loadNodes(ids: readonly NodeId[]): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#nodes.has(id));
    if (missing.length === 0) return;
    const { nodes } = await this.#store.getClaims({ nodes: missing });
    for (const [id, claims] of nodes) {
      const kind = kindOfId(id);
      // Claims are stored as they were put: facts of the node's kind.
      const before = claims as readonly NodeClaim[];
      if (kind === null) continue;
      this.#stored.add(id);
      this.#nodes.set(id, { id, kind, claims: before, before });
    }
  }

  /** Loads all relationships of the types at the nodes, with their claims, as far as they are not loaded yet. */
  async loadRelationships(
    types: readonly RelationshipType[],
    direction: Direction,
    ids: readonly NodeId[],
  ): Promise<void> {
    const wanted = [...new Set(ids)].filter((id) => this.#stored.has(id));
    if (direction === 'OUT') return this.#loadOutgoing(types, wanted);
    const found = await Promise.all(
      types.map((type) => this.#readAll(type, this.#notLoaded(type, direction, wanted), direction)),
    );
    await this.loadExactly(found.flat());
  }

  /** All types in one question. */
  async #loadOutgoing(types: readonly RelationshipType[], ids: readonly NodeId[]): Promise<void> {
    const wanted = new Map(types.map((type) => [type, new Set(this.#notLoaded(type, 'OUT', ids))]));
    const missing = [...new Set([...wanted.values()].flatMap((each) => [...each]))];
    if (missing.length === 0) return;
    const { outgoing } = await this.#store.getClaims({ outgoing: { types, ids: missing } });
    for (const { type, from, to, key, claims } of outgoing) {
      const ends = { type, from, to, key };
      const text = relationshipKeyText(ends);
      if (wanted.get(type)?.has(from) && !this.#isKnown(ends)) this.#put(text, ends, claims, claims);
    }
  }

  /** Those that may have relationships of the type; from now on they are loaded. */
  #notLoaded(type: RelationshipType, direction: Direction, ids: readonly NodeId[]): NodeId[] {
    const wanted = ids.filter((id) => canStand(id, type, direction) && !this.#loaded.has(end(type, direction, id)));
    for (const id of wanted) this.#loaded.add(end(type, direction, id));
    return wanted;
  }

  /** Loads all relationships of any type and direction at the nodes. */
  async loadAround(ids: readonly NodeId[]): Promise<void> {
    await Promise.all([
      this.loadRelationships(RELATIONSHIP_TYPES, 'OUT', ids),
      this.loadRelationships(RELATIONSHIP_TYPES, 'IN', ids),
    ]);
  }

  /** Loads these relationships, where they exist. */
  async loadExactly(keys: readonly RelationshipKey[]): Promise<void> {
    const missing = keys.filter((key) => !this.#isKnown(key));
    if (missing.length === 0) return;
    const { relationships } = await this.#store.getClaims({ relationships: missing });
    for (const { type, from, to, key } of missing) {
      const before = relationships.get(relationshipKeyText({ type, from, to, key }));
      if (before) this.#put(relationshipKeyText({ type, from, to, key }), { type, from, to, key }, before, before);
    }
  }

  /** Of a node that got another id all relationships are here, under its new id; the graph still has them under the old. */
  #isKnown(key: RelationshipKey): boolean {
    return (
      this.#relationships.has(relationshipKeyText(key)) || this.#renamed.has(key.from) || this.#renamed.has(key.to)
    );
  }

  async #readAll(type: RelationshipType, ids: readonly NodeId[], direction: Direction): Promise<RelationshipKey[]> {
    const keys: RelationshipKey[] = [];
    let open: { readonly ids: readonly NodeId[]; readonly after: Keyset | undefined }[] = [{ ids, after: undefined }];
    while (open.length > 0) {
      const next: typeof open = [];
      for (const { ids: origins, after } of open) {
        if (origins.length === 0) continue;
        const pages = await this.#store.expand({
          type,
          direction,
          ids: origins,
          order: { field: 'NAME', direction: 'ASC' },
          first: PAGE,
          after,
          count: false,
        });
        for (const [id, page] of pages) {
          keys.push(...page.items.map(({ relationship }) => relationship));
          if (page.hasNextPage) next.push({ ids: [id], after: page.items.at(-1)?.keyset });
        }
      }
      open = next;
    }
    return keys;
  }

  /** The id under which a node stands now: another one, when this batch gave it a new one. */
  currentId(id: NodeId): NodeId {
    if (this.#renamed.size === 0) return id;
    let current = id;
    for (let next = this.#renamed.get(current); next !== undefined; next = this.#renamed.get(current)) current = next;
    return current;
  }

  node(id: NodeId): WorkingNode | undefined {
    return this.#nodes.get(this.currentId(id));
  }

  facts<Kind extends NodeKind>(id: NodeId, kind: Kind): FactsByKind[Kind] | null {
    const node = this.node(id);
    return node?.kind === kind ? this.#fold(kind, node.claims) : null;
  }

  /** Claims are never changed, only replaced: what they add up to is worked out once. */
  #fold<Kind extends NodeKind>(kind: Kind, claims: readonly NodeClaim[]): FactsByKind[Kind] {
    const known = this.#folded.get(claims);
    if (known?.kind === kind) return known.facts as FactsByKind[Kind];
    const facts = factsOf(kind, claims);
    this.#folded.set(claims, { kind, facts });
    return facts;
  }

  putNode(id: NodeId, kind: NodeKind, claims: readonly NodeClaim[]): void {
    this.#nodes.set(id, { id, kind, claims, before: this.#nodes.get(id)?.before ?? null });
  }

  relationshipsAt(id: NodeId, type: RelationshipType, direction: Direction): readonly WorkingRelationship[] {
    const found: WorkingRelationship[] = [];
    for (const text of this.#keysAt(this.currentId(id), direction)) {
      const relationship = this.#relationships.get(text);
      if (relationship?.type === type) found.push(relationship);
    }
    return found;
  }

  #keysAt(id: NodeId, direction: Direction): Iterable<string> {
    return (direction === 'OUT' ? this.#out : this.#in).get(id) ?? [];
  }

  relationship(key: RelationshipKey): WorkingRelationship | undefined {
    return this.#relationships.get(relationshipKeyText(key));
  }

  /** A relationship between kinds that its type does not join is left unsaid. */
  say({ type, from, to, key }: RelationshipKey, claim: RelationshipClaim): void {
    const ends = { type, from: this.currentId(from), to: this.currentId(to), key };
    if (ends.from === ends.to || !isAllowed(ends)) return;
    const said = (this.#takenBack.size > 0 && this.#takenBack.get(statementText(ends, claim))) || claim;
    const text = relationshipKeyText(ends);
    const present = this.#relationships.get(text);
    const claims = present ? replaceClaim(present.claims, said) : this.#alone(said);
    this.#put(text, ends, claims, present?.before ?? null);
  }

  /** One list for all relationships of which one claim is all that is said, so that it is folded and stored as one. */
  #alone(claim: RelationshipClaim): readonly RelationshipClaim[] {
    const known = this.#aloneLists.get(claim);
    if (known) return known;
    const alone = [claim];
    this.#aloneLists.set(claim, alone);
    return alone;
  }

  /** Takes back what a source said of the relationships that go out from a node. They must be loaded. */
  takeBack(source: NodeId, id: NodeId, types: readonly RelationshipType[]): void {
    for (const type of types)
      for (const relationship of this.relationshipsAt(id, type, 'OUT')) {
        const own = relationship.claims.find((claim) => claim.source === source);
        if (!own) continue;
        this.#takenBack.set(statementText(relationship, own), own);
        this.putClaims(
          relationship,
          relationship.claims.filter((claim) => claim !== own),
        );
      }
  }

  putClaims({ type, from, to, key }: RelationshipKey, claims: readonly RelationshipClaim[]): void {
    const ends = { type, from, to, key };
    const text = relationshipKeyText(ends);
    this.#put(text, ends, claims, this.#relationships.get(text)?.before ?? null);
  }

  #put(
    text: string,
    { type, from, to, key }: RelationshipKey,
    claims: WorkingRelationship['claims'],
    before: WorkingRelationship['before'],
  ): void {
    const isNew = !this.#relationships.has(text);
    this.#relationships.set(text, { type, from, to, key, claims, before });
    if (!isNew) return;
    addTo(this.#out, from, text);
    addTo(this.#in, to, text);
  }

  /** Gives a node another id (and kind) with all its relationships, which must be loaded. `to` may be a node already. */
  rename(from: NodeId, to: NodeId, claims: readonly NodeClaim[]): void {
    const kind = kindOfId(to);
    const old = this.#nodes.get(from);
    if (!old || kind === null || from === to) return;
    this.putNode(to, kind, claims);
    this.#nodes.delete(from);
    this.#renamed.set(from, to);
    for (const direction of ['OUT', 'IN'] as const)
      for (const text of this.#keysAt(from, direction)) this.#moveEnd(text, direction, to);
  }

  #moveEnd(text: string, direction: Direction, to: NodeId): void {
    const old = this.#relationships.get(text);
    if (!old) return;
    // The relationship under its old ends goes with the node that is deleted.
    this.#relationships.delete(text);
    const moved = { ...old, ...(direction === 'OUT' ? { from: to } : { to }) };
    if (moved.from === moved.to || !isAllowed(moved)) return;
    const present = this.relationship(moved)?.claims ?? [];
    const others = old.claims.filter(({ source }) => !present.some((claim) => claim.source === source));
    this.putClaims(moved, others.reduce(replaceClaim, present));
  }

  get nodes(): readonly WorkingNode[] {
    return [...this.#nodes.values()];
  }

  get relationships(): readonly WorkingRelationship[] {
    return [...this.#relationships.values()];
  }

  /** What has to be written so that the graph is as this set. */
  changes(): Required<Omit<WriteBatch, 'expectedRevision' | 'putNodes'>> & { readonly putNodes: NodeRecord[] } {
    const changed = this.relationships.filter(isChanged);
    const folded = new Map<readonly RelationshipClaim[], RelationshipFacts>();
    const fold = (claims: readonly RelationshipClaim[]) => {
      const known = folded.get(claims) ?? relationshipFactsOf(claims);
      folded.set(claims, known);
      return known;
    };
    const changedNodes = this.nodes.filter(isChanged);
    const renamed = [...this.#renamed.keys()].map((from) => ({ from, to: this.currentId(from) }));
    return {
      putNodes: changedNodes
        .filter(({ claims }) => claims.length > 0)
        .map(({ id, kind, claims }) => {
          // The facts are those of the kind: `factsOf` takes one for the other.
          return { id, kind, facts: this.#fold(kind, claims), claims } as unknown as NodeRecord;
        }),
      putRelationships: changed
        .filter(({ claims }) => claims.length > 0)
        .map(({ type, from, to, key, claims }): RelationshipRecord => {
          return { type, from, to, key, facts: fold(claims), claims };
        }),
      deleteRelationships: changed
        .filter(({ claims, before }) => claims.length === 0 && before !== null)
        .map(({ type, from, to, key }) => ({ type, from, to, key })),
      deleteNodes: [
        ...renamed.filter(({ from }) => this.#stored.has(from)).map(({ from }) => from),
        // Of which nobody speaks any more.
        ...changedNodes.filter(({ claims, before }) => claims.length === 0 && before !== null).map(({ id }) => id),
      ],
      redirects: renamed.filter(({ from }) => this.#stored.has(from)),
    };
  }
}

function addTo(texts: Map<NodeId, Set<string>>, id: NodeId, text: string): void {
  const known = texts.get(id);
  if (known) known.add(text);
  else texts.set(id, new Set([text]));
}

function end(type: RelationshipType, direction: Direction, id: NodeId): string {
  return `${type} ${direction} ${id}`;
}

function canStand(id: NodeId, type: RelationshipType, direction: Direction): boolean {
  const kind = kindOfId(id);
  return kind !== null && RELATIONSHIPS[type][direction === 'OUT' ? 'from' : 'to'].includes(kind);
}

function statementText({ type, from, to }: RelationshipKey, { source, rank, facts }: RelationshipClaim): string {
  return JSON.stringify([type, from, to, source, rank, facts]);
}

function isAllowed({ type, from, to }: RelationshipKey): boolean {
  return canStand(from, type, 'OUT') && canStand(to, type, 'IN');
}

function isChanged({
  claims,
  before,
}: {
  readonly claims: readonly unknown[];
  readonly before: readonly unknown[] | null;
}): boolean {
  if (before === null || claims === before) return claims !== before;
  return JSON.stringify(claims) !== JSON.stringify(before);
}
