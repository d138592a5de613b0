import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import type { RelationshipKey } from '../model/relationships';
import type { GraphStore, NodeRecord, RelationshipRecord, ScanItem } from '../store/port';
import { factsOf, relationshipFactsOf, type NodeClaim } from './facts';

/** What taking a source's word back did, or would do. */
export interface ForgetReport {
  readonly source: NodeId;
  readonly dryRun: boolean;
  /** Nodes and relationships that nobody else speaks of. */
  readonly deleted: { readonly nodes: number; readonly relationships: number };
  /** Those that others speak of too: they keep what the others say. */
  readonly kept: { readonly nodes: number; readonly relationships: number };
  readonly revision: number;
}

const BATCH_SIZE = 500;

/**
 * Undoes the imports of a source: every claim of it goes, and with it what no other source says. The whole graph is
 * read once and what changes of it is held in memory. Relationships go first, so that killed half-way and run again it
 * comes to the same end: the source itself goes last. `NOT_FOUND` for a source that is not there.
 */
export async function forgetSource(
  store: GraphStore,
  source: NodeId,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<ForgetReport> {
  const node = (await store.getByIds([source])).get(source);
  if (node?.kind !== 'Source')
    throw new GraphError('NOT_FOUND', `There is no source ${source}.`, { argument: 'source' });
  const changes = new Changes(source);
  for await (const item of store.scan()) changes.look(item);
  let revision = await store.revision();
  if (!dryRun) {
    for (const batch of inBatches(changes.deleteRelationships))
      revision = (await store.write({ deleteRelationships: batch })).revision;
    for (const batch of inBatches(changes.putRelationships))
      revision = (await store.write({ putRelationships: batch })).revision;
    for (const batch of inBatches(changes.putNodes)) revision = (await store.write({ putNodes: batch })).revision;
    for (const batch of inBatches([...changes.deleteNodes, source]))
      revision = (await store.write({ deleteNodes: batch })).revision;
  }
  return {
    source,
    dryRun,
    deleted: { nodes: changes.deleteNodes.length, relationships: changes.deleteRelationships.length },
    kept: { nodes: changes.putNodes.length, relationships: changes.putRelationships.length },
    revision,
  };
}

/** What is left of each node and relationship without the claims of the source. */
class Changes {
  readonly putNodes: NodeRecord[] = [];
  readonly deleteNodes: NodeId[] = [];
  readonly putRelationships: RelationshipRecord[] = [];
  readonly deleteRelationships: RelationshipKey[] = [];
  readonly #source: NodeId;

  constructor(source: NodeId) {
    this.#source = source;
  }

  look({ node, relationship }: ScanItem): void {
    if (node) {
      const claims = this.#others<NodeClaim>(node.claims);
      if (claims.length === node.claims.length) return;
      if (claims.length === 0) this.deleteNodes.push(node.id);
      // The facts are made for the node's own kind.
      else this.putNodes.push({ ...node, claims, facts: factsOf(node.kind, claims) } as NodeRecord);
    } else {
      const claims = this.#others(relationship.claims);
      if (claims.length === relationship.claims.length) return;
      if (claims.length === 0) this.deleteRelationships.push(relationship);
      else this.putRelationships.push({ ...relationship, claims, facts: relationshipFactsOf(claims) });
    }
  }

  #others<Said extends { readonly source: NodeId }>(claims: readonly Said[]): readonly Said[] {
    return claims.filter(({ source }) => source !== this.#source);
  }
}

function* inBatches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) yield items.slice(start, start + BATCH_SIZE);
}
