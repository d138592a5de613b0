import { resolveReferences } from '../explore/references';
import { keepApart } from '../import/curate/keepApart';
import { mergeNodes } from '../import/curate/mergeNodes';
import { revertRun } from '../import/curate/revertRun';
import { splitNode } from '../import/curate/splitNode';
import { isNodeId, type NodeId } from '../model/ids';
import { SEARCHABLE_KINDS } from '../model/kinds';
import type { GraphNode, NearMissNode } from '../model/nodes';
import { plural } from '../model/plural';
import { nameOf } from '../model/projection';
import type { GraphStore } from '../store/port';
import { GraphError } from '../model/errors';
import { UsageError } from './exitStatus';
import { printJson, withStore } from './withStore';

export interface CurationFlags {
  /** Who decides. */
  readonly by: string;
  readonly json?: true;
}

const MOST_LISTED = 1000;

/** Prints the review list: pairs of nodes that may be one, the latest first, and what to do about each. */
export async function reviewNearMisses({
  first,
  json,
}: {
  readonly first: number;
  readonly json?: true;
}): Promise<void> {
  if (!(Number.isInteger(first) && first >= 1 && first <= MOST_LISTED))
    throw new UsageError(`--first is a number from 1 to ${MOST_LISTED}.`);
  const { pairs, total } = await withStore((store) => listPairs(store, first));
  if (json) {
    printJson({ total, pairs });
    return;
  }
  const lines = pairs.map(({ reason, nodes: [a, b] }) =>
    [
      reason,
      ...[a, b].map((node) => `  ${node.id}  ${describe(node)}`),
      `  → merge ${a.id} ${b.id}`,
      `  → apart ${a.id} ${b.id}`,
    ].join('\n'),
  );
  const more = total > pairs.length ? [`… ${total} pairs in all.`] : [];
  process.stdout.write([...lines, ...more, ...(total === 0 ? ['Nothing to review.'] : [])].join('\n\n') + '\n');
}

interface Pair {
  readonly reason: string;
  readonly notedAt: string;
  readonly nodes: readonly [GraphNode, GraphNode];
}

/** Pairs that an import found to be one meanwhile are left out. */
async function listPairs(
  store: GraphStore,
  first: number,
): Promise<{ readonly pairs: Pair[]; readonly total: number }> {
  const page = await store.list({
    filter: { kinds: ['NearMiss'] },
    order: { field: 'PUBLISHED_ON', direction: 'DESC' },
    first,
    count: true,
  });
  const listed = page.items.flatMap(({ node }) => (node.kind === 'NearMiss' ? [node] : []));
  const nodes = await store.getByIds(listed.flatMap(({ facts }) => facts.nodes));
  const pairs = listed.flatMap(({ facts: { nodes: ids, reason, notedAt } }: NearMissNode): Pair[] => {
    const [a, b] = ids.map((id) => nodes.get(id));
    return a && b && a.id !== b.id ? [{ reason, notedAt, nodes: [a, b] }] : [];
  });
  return { pairs, total: (page.totalCount ?? pairs.length) - (listed.length - pairs.length) };
}

function describe(node: GraphNode): string {
  const { publishedOn } = node.facts as { readonly publishedOn?: string };
  return publishedOn === undefined ? `“${nameOf(node)}”` : `“${nameOf(node)}” (${publishedOn})`;
}

/** Makes one node of two. */
export async function mergeByReference(keep: string, merge: string, { by, json }: CurationFlags): Promise<void> {
  const report = await withStore(async (store) => {
    const [kept, gone] = await requireTwo(store, keep, merge);
    return { kept, gone, revision: await mergeNodes(store, kept, gone, editor(by)) };
  });
  if (json) printJson(report);
  else process.stdout.write(`${report.gone} is ${report.kept} now, at revision ${report.revision}.\n`);
}

/** Makes two nodes of one: what the sources say goes to a new one. */
export async function splitByReference(
  reference: string,
  { source: sources, by, json }: CurationFlags & { readonly source: readonly string[] },
): Promise<void> {
  const report = await withStore(async (store) => {
    const [id] = await requireNodes(store, [reference]);
    return splitNode(store, id ?? (reference as NodeId), sources.map(requireSource), editor(by));
  });
  if (json) printJson(report);
  else process.stdout.write(`${report.node} and ${report.split} are two now, at revision ${report.revision}.\n`);
}

/** Notes that two nodes are not one. */
export async function keepApartByReference(one: string, other: string, { by, json }: CurationFlags): Promise<void> {
  const report = await withStore(async (store) => {
    const [a, b] = await requireTwo(store, one, other);
    return { nodes: [a, b], revision: await keepApart(store, a, b, editor(by)) };
  });
  if (json) printJson(report);
  else process.stdout.write(`${report.nodes.join(' and ')} stay two.\n`);
}

/** Takes an import back and tells what that changed. */
export async function revertImport(
  run: string,
  { dryRun = false, json }: { readonly dryRun?: boolean; readonly json?: true },
): Promise<void> {
  if (!isNodeId(run)) throw new UsageError(`${run} is no id of an import run; \`safety-graph runs\` lists them.`);
  const report = await withStore((store) => revertRun(store, run, { now: new Date().toISOString(), dryRun }));
  if (json) {
    printJson(report);
    return;
  }
  const { deleted, kept } = report;
  process.stdout.write(
    `${dryRun ? 'would take' : 'took'} back ${run}: ` +
      `${plural(deleted.nodes, 'node')} and ${plural(deleted.relationships, 'relationship')} go, ` +
      `${kept.nodes} and ${kept.relationships} stay with what others say or the source said before\n`,
  );
}

function editor(name: string) {
  return { name, now: new Date().toISOString() };
}

function requireSource(id: string): NodeId {
  if (isNodeId(id)) return id;
  throw new UsageError(`${id} is no id of a source; \`safety-graph sources\` lists them.`);
}

async function requireTwo(store: GraphStore, one: string, other: string): Promise<readonly [NodeId, NodeId]> {
  const [a, b] = await requireNodes(store, [one, other]);
  if (a === undefined || b === undefined) throw new Error('Each reference has its node.');
  return [a, b];
}

async function requireNodes(store: GraphStore, references: readonly string[]): Promise<readonly NodeId[]> {
  const ids = await resolveReferences(store, references, SEARCHABLE_KINDS);
  return ids.map((id, index) => {
    if (id !== null) return id;
    throw new GraphError('NOT_FOUND', `There is no node “${references[index] ?? ''}”.`);
  });
}
