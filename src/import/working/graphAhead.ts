import type { NodeId } from '../../model/ids';
import { lookupKeys, type LookupKey } from '../../model/keys';
import type { GraphNode } from '../../model/nodes';
import { relationshipKeyText } from '../../model/relationships';
import type {
  ClaimedRelationship,
  ClaimsQuery,
  ExpandQuery,
  GraphStore,
  NodeRecord,
  RelationshipRecord,
  WriteBatch,
} from '../../store/port';

/** What planning a batch asks the graph. */
export type GraphReads = Pick<GraphStore, 'revision' | 'resolveKeys' | 'getByIds' | 'getClaims' | 'expand'>;

/** As many as the port gives for a key. */
const NODES_PER_KEY = 10;

/** Whether all that a batch does is put: what it leaves can then be told before it is written. */
export function isAdditive({ deleteNodes, deleteRelationships, redirects, expectedRevision }: WriteBatch): boolean {
  return (
    [deleteNodes, deleteRelationships, redirects].every((items = []) => items.length === 0) &&
    expectedRevision !== undefined
  );
}

/**
 * The graph as it will be when an additive batch is in it, while that is being written: the next batch is planned on it.
 * Whether an answer of the store has the batch in it already makes no difference, because nodes and relationships are
 * replaced whole. The few questions to which that is no answer wait until the batch is written.
 */
export class GraphAhead implements GraphReads {
  readonly #store: GraphReads;
  readonly #written: Promise<unknown>;
  readonly #revision: number;
  readonly #nodes: ReadonlyMap<NodeId, NodeRecord>;
  readonly #idsByKey = new Map<LookupKey, NodeId[]>();
  readonly #relationships: ReadonlyMap<string, RelationshipRecord>;
  /** Ends of the relationships, and the nodes. */
  readonly #touched = new Set<NodeId>();

  /** `written` settles when the batch is in the graph or cannot be. */
  constructor(store: GraphReads, batch: WriteBatch, written: Promise<unknown>) {
    const { putNodes = [], putRelationships = [], expectedRevision = 0 } = batch;
    this.#store = store;
    this.#written = written;
    this.#revision = expectedRevision + 1;
    this.#nodes = new Map(putNodes.map((record) => [record.id, record]));
    this.#relationships = new Map(putRelationships.map((record) => [relationshipKeyText(record), record]));
    for (const record of this.#nodes.values()) {
      this.#touched.add(record.id);
      for (const key of lookupKeys(record)) {
        const ids = this.#idsByKey.get(key);
        if (ids) ids.push(record.id);
        else this.#idsByKey.set(key, [record.id]);
      }
    }
    for (const { from, to } of putRelationships) this.#touched.add(from).add(to);
  }

  /** Another one, when somebody else wrote or the batch changed nothing: the plan is then refused and made again. */
  revision() {
    return Promise.resolve(this.#revision);
  }

  async resolveKeys(keys: readonly LookupKey[]) {
    const stored = await this.#store.resolveKeys(keys);
    const found = new Map<LookupKey, readonly NodeId[]>();
    for (const key of keys) {
      const [before, more] = [stored.get(key) ?? [], this.#idsByKey.get(key) ?? []];
      const kept = before.filter((id) => !this.#nodes.has(id));
      if (before.length === NODES_PER_KEY && kept.length < before.length) {
        await this.#written;
        return this.#store.resolveKeys(keys);
      }
      if (kept.length + more.length > 0) found.set(key, [...kept, ...more].sort().slice(0, NODES_PER_KEY));
    }
    return found;
  }

  async getByIds(ids: readonly NodeId[]) {
    const stored = await this.#store.getByIds(ids);
    const found = new Map<NodeId, GraphNode>();
    for (const id of ids) {
      const node = this.#present(id, stored.get(id));
      if (node) found.set(id, node);
    }
    return found;
  }

  async getClaims(query: ClaimsQuery) {
    const { nodes = [], relationships = [], outgoing } = query;
    const stored = await this.#store.getClaims(query);
    const claims = {
      nodes: new Map(stored.nodes),
      relationships: new Map(stored.relationships),
      outgoing: outgoing ? this.#outgoing(outgoing, stored.outgoing) : [],
    };
    for (const id of nodes) {
      const record = this.#nodes.get(id);
      if (record) claims.nodes.set(id, record.claims);
    }
    for (const key of relationships) {
      const text = relationshipKeyText(key);
      const record = this.#relationships.get(text);
      if (record) claims.relationships.set(text, record.claims);
    }
    return claims;
  }

  async expand(query: ExpandQuery) {
    if (query.ids.some((id) => this.#touched.has(id))) await this.#written;
    const pages = await this.#store.expand(query);
    return new Map(
      Array.from(pages, ([id, page]) => {
        const items = page.items.map((hop) => ({ ...hop, node: this.#present(hop.node.id, hop.node) ?? hop.node }));
        return [id, { ...page, items }] as const;
      }),
    );
  }

  #outgoing(
    { types, ids }: NonNullable<ClaimsQuery['outgoing']>,
    stored: readonly ClaimedRelationship[],
  ): ClaimedRelationship[] {
    const asked = new Set(ids);
    const more = [...this.#relationships.values()].filter(({ type, from }) => asked.has(from) && types.includes(type));
    const others = stored.filter((key) => !this.#relationships.has(relationshipKeyText(key)));
    return [...others, ...more];
  }

  /** The node as it will be; `stored` is what its id leads to in the store. */
  #present(id: NodeId, stored: GraphNode | undefined): GraphNode | undefined {
    const record = this.#nodes.get(id) ?? (stored && this.#nodes.get(stored.id));
    // Imports do not look at popularity.
    return record ? { ...record, popularity: stored?.popularity ?? 0 } : stored;
  }
}
