import { GraphError } from '../model/errors';
import { kindOfId, type NodeId } from '../model/ids';
import { isArticleKind } from '../model/kinds';
import { isSharedKey, lookupKeys } from '../model/keys';
import type { RelationshipKey } from '../model/relationships';
import type { GraphStore, NodeRecord, RelationshipRecord, WriteBatch } from '../store/port';
import { checkKinds } from '../store/rules';
import { writePlanned } from './curate/editNodes';
import type { NodeClaim } from './working/facts';
import type { ExportedItem } from './formats/graphExport';
import type { Reject } from './record';
import { ReportBuilder, type ImportReport } from './report';
import { WorkingSet } from './working/workingSet';

export interface RestoreOptions {
  readonly name: string;
  /** Refused: an export is brought back in many transactions. */
  readonly strict?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((items: number) => void) | undefined;
}

const BATCH_SIZE = 500;
/** No source: what is restored keeps the sources that it had. */
const NOBODY = 'source:' as NodeId;

/**
 * Brings a full export back: into an empty graph as it was, with claims, redirects, decisions and import runs; into
 * another graph beside what is there, node by node by id and identifier, source by source (of two words of one source
 * the later counts). Twice changes nothing. What the graph refuses is in the rejects, and the rest lands. It leaves no
 * import run of its own. A dry run counts as if each item came alone.
 */
export async function restoreGraph(
  store: GraphStore,
  items: AsyncIterable<ExportedItem | Reject>,
  { name, strict = false, dryRun = false, onProgress }: RestoreOptions,
): Promise<ImportReport> {
  if (strict)
    throw new GraphError(
      'BAD_INPUT',
      `${name}: a full export cannot be imported all or nothing; try it with --dry-run.`,
      {
        file: name,
      },
    );
  const report = new ReportBuilder(name, 'export', dryRun);
  report.revision = await store.revision();
  const restore = new Restore(store, report, dryRun);
  let batch: ExportedItem[] = [];
  const flush = async () => {
    await restore.bring(batch);
    batch = [];
    onProgress?.(report.records);
  };
  for await (const item of items) {
    if ('reason' in item) {
      report.reject(item);
      continue;
    }
    // One kind of item at a time: an end is there before its relationship, a target before its redirect.
    const isOther = batch[0] !== undefined && shapeOf(batch[0]) !== shapeOf(item);
    if (isOther || batch.length === BATCH_SIZE) await flush();
    report.records++;
    batch.push(item);
  }
  await flush();
  return report.build();
}

function shapeOf({ item }: ExportedItem): string | undefined {
  return Object.keys(item)[0];
}

class Restore {
  readonly #store: GraphStore;
  readonly #report: ReportBuilder;
  readonly #dryRun: boolean;
  /** Nodes that this graph has under other ids. */
  readonly #renamed = new Map<NodeId, NodeId>();

  constructor(store: GraphStore, report: ReportBuilder, dryRun: boolean) {
    this.#store = store;
    this.#report = report;
    this.#dryRun = dryRun;
  }

  /** Writes a batch; when the graph refuses it, each item alone, so that only what is refused is left out. */
  async bring(items: readonly ExportedItem[]): Promise<void> {
    if (items.length === 0) return;
    try {
      await this.#write(items);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const [only] = items;
      if (only && items.length === 1) this.#report.reject({ at: only.at, reason: error.message });
      else for (const item of items) await this.bring([item]);
    }
  }

  async #write(items: readonly ExportedItem[]): Promise<void> {
    let tell = (): void => undefined;
    const plan = async (): Promise<WriteBatch> => {
      const working = new WorkingSet(this.#store);
      const putNodes = await this.#planNodes(
        working,
        items.flatMap(({ item }) => item.node ?? []),
      );
      const relationships = items.flatMap(({ item }) => item.relationship ?? []);
      await this.#planRelationships(working, relationships);
      const redirects = await this.#planRedirects(items.flatMap(({ item }) => item.redirect ?? []));
      tell = () => {
        this.#report.countChanges(working, new Set(working.nodes.map(({ id }) => id)), NOBODY);
      };
      const changes = working.changes();
      return { ...changes, putNodes: [...putNodes, ...changes.putNodes], redirects };
    };
    if (this.#dryRun) await plan();
    else {
      const { revision, changed } = await writePlanned(this.#store, plan);
      this.#report.revision = revision;
      this.#report.changed ||= changed;
    }
    tell();
  }

  /** Puts claims into the working set; returns nodes of which nobody makes claims and that are not there yet. */
  async #planNodes(working: WorkingSet, nodes: readonly NodeRecord[]): Promise<NodeRecord[]> {
    const keysOf = ({ kind, facts }: NodeRecord) => lookupKeys({ kind, facts }).filter((key) => !isSharedKey(key));
    const owners = await this.#store.resolveKeys(nodes.flatMap(keysOf));
    const present = await this.#store.getByIds(nodes.map(({ id }) => id));
    const plain: NodeRecord[] = [];
    const told: { readonly id: NodeId; readonly node: NodeRecord }[] = [];
    for (const node of nodes) {
      if (node.claims.length === 0) {
        if (!present.has(node.id)) plain.push(node);
        continue;
      }
      const owner = keysOf(node)
        .flatMap((key) => owners.get(key) ?? [])
        .find((id) => isOneKind(id, node.id));
      const id = present.get(node.id)?.id ?? owner ?? node.id;
      if (id !== node.id) this.#renamed.set(node.id, id);
      told.push({ id, node });
    }
    await working.loadNodes(told.map(({ id }) => id));
    for (const { id, node } of told) {
      const kind = kindOfId(id);
      if (kind !== null)
        working.putNode(id, kind, chooseLater(working.node(id)?.claims ?? [], node.claims as readonly NodeClaim[]));
    }
    return plain;
  }

  async #planRelationships(working: WorkingSet, relationships: readonly RelationshipRecord[]): Promise<void> {
    const ends = relationships.map(({ type, from, to, key }): RelationshipKey => {
      const moved = { type, from: this.#renamed.get(from) ?? from, to: this.#renamed.get(to) ?? to, key };
      checkKinds(moved);
      return moved;
    });
    await working.loadExactly(ends);
    for (const [index, { claims }] of relationships.entries()) {
      const key = ends[index];
      if (key && key.from !== key.to)
        working.putClaims(key, chooseLater(working.relationship(key)?.claims ?? [], claims));
    }
  }

  /** A node that is there stays one. */
  async #planRedirects(redirects: readonly { readonly from: NodeId; readonly to: NodeId }[]) {
    const present = await this.#store.getByIds(redirects.map(({ from }) => from));
    return redirects
      .filter(({ from }) => present.get(from)?.id !== from)
      .map(({ from, to }) => ({ from, to: this.#renamed.get(to) ?? to }));
  }
}

function isOneKind(a: NodeId, b: NodeId): boolean {
  const [x, y] = [kindOfId(a), kindOfId(b)];
  return (
    x === y || (x !== null && y !== null && isArticleKind(x) && isArticleKind(y) && x !== 'Issue' && y !== 'Issue')
  );
}

/** Of two claims of one source the later; in the order of sources. */
function chooseLater<Said extends { readonly source: NodeId; readonly at: string }>(
  held: readonly Said[],
  more: readonly Said[],
): readonly Said[] {
  const bySource = new Map(held.map((claim) => [claim.source, claim]));
  for (const claim of more) {
    const own = bySource.get(claim.source);
    if (!own || own.at < claim.at) bySource.set(claim.source, claim);
  }
  return [...bySource.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}

function isRefusal(error: unknown): error is GraphError {
  return error instanceof GraphError && ['CONFLICT', 'CYCLE', 'BAD_INPUT'].includes(error.code);
}
