import { isNodeId, kindOfId, type NodeId } from '../model/ids';
import { missingKey, type LookupKey } from '../model/keys';
import type { GraphStore } from '../store/port';
import { replaceClaim } from './facts';
import { missingWorkId } from './missingWorks';
import type { BatchPlan, ImportState } from './planBatch';
import { WorkingSet } from './workingSet';

/**
 * Citations between papers. Where the graph does not have an end yet, a place-holder stands in, from which the citation
 * goes over to the paper when that comes; such citations are counted as unresolved.
 */
export async function planCitations(
  store: GraphStore,
  citations: ImportState['citations'],
  { voice, source, hasSource }: ImportState,
): Promise<BatchPlan> {
  const expectedRevision = await store.revision();
  const ends = citations.flatMap(({ from, to }) => [from, to]);
  const wanted = ends.filter((end): end is LookupKey => !isNodeId(end));
  const hits = await store.resolveKeys(wanted.flatMap((key) => [key, missingKey(key)]));
  // A later batch may have given the paper another id.
  const nodes = await store.getByIds(ends.filter(isNodeId));
  const missing = new Map<NodeId, LookupKey>();
  const idOf = (end: NodeId | LookupKey): NodeId | null => {
    const ids = isNodeId(end) ? [nodes.get(end)?.id ?? end] : (hits.get(end) ?? []);
    const papers = ids.filter((id) => kindOfId(id) === 'Paper');
    if (papers.length === 1) return papers[0] ?? null;
    if (isNodeId(end)) return null;
    const id = hits.get(missingKey(end))?.[0] ?? missingWorkId(end);
    missing.set(id, end);
    return id;
  };
  const keys = citations.flatMap(({ from, to }) => {
    const [start, end] = [idOf(from), idOf(to)];
    if (start === null || end === null) return [];
    const type = missing.has(start) || missing.has(end) ? ('REFERS_TO' as const) : ('CITES' as const);
    return [{ type, from: start, to: end, key: '' }];
  });
  const working = new WorkingSet(store);
  await working.loadNodes([...missing.keys()]);
  await working.loadExactly(keys);
  for (const [id, key] of missing)
    working.putNode(id, 'MissingWork', replaceClaim(working.node(id)?.claims ?? [], { ...voice, facts: { key } }));
  for (const key of keys) working.say(key, { ...voice, facts: {} });
  const changes = working.changes();
  const isEmpty = changes.putNodes.length === 0 && changes.putRelationships.length === 0;
  return {
    batch: {
      ...changes,
      putNodes: isEmpty || hasSource ? changes.putNodes : [source, ...changes.putNodes],
      expectedRevision,
    },
    rejects: [],
    tellReport(report) {
      report.countChanges(working, new Set(), voice.source);
      report.unresolvedCitations += citations.length - keys.filter(({ type }) => type === 'CITES').length;
    },
    commit: () => undefined,
  };
}
