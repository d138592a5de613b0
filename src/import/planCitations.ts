import { isNodeId, kindOfId, type NodeId } from '../model/ids';
import type { LookupKey } from '../model/keys';
import type { GraphStore } from '../store/port';
import type { BatchPlan, ImportState } from './planBatch';
import { WorkingSet } from './workingSet';

/** Citations between papers that the graph has by now. The others are counted as unresolved; a later import tries again. */
export async function planCitations(
  store: GraphStore,
  citations: ImportState['citations'],
  { voice, source, hasSource }: ImportState,
): Promise<BatchPlan> {
  const expectedRevision = await store.revision();
  const ends = citations.flatMap(({ from, to }) => [from, to]);
  const hits = await store.resolveKeys(ends.filter((end): end is LookupKey => !isNodeId(end)));
  // A later batch may have given the paper another id.
  const nodes = await store.getByIds(ends.filter(isNodeId));
  const idOf = (end: NodeId | LookupKey): NodeId | null => {
    const ids = isNodeId(end) ? [nodes.get(end)?.id ?? end] : (hits.get(end) ?? []);
    const papers = ids.filter((id) => kindOfId(id) === 'Paper');
    return papers.length === 1 ? (papers[0] ?? null) : null;
  };
  const keys = citations.flatMap(({ from, to }) => {
    const [start, end] = [idOf(from), idOf(to)];
    return start === null || end === null ? [] : [{ type: 'CITES' as const, from: start, to: end, key: '' }];
  });
  const working = new WorkingSet(store);
  await working.loadExactly(keys);
  for (const key of keys) working.say(key, { ...voice, facts: {} });
  const changes = working.changes();
  return {
    batch: {
      ...changes,
      putNodes: changes.putRelationships.length > 0 && !hasSource ? [source] : [],
      expectedRevision,
    },
    rejects: [],
    tellReport(report) {
      report.countChanges(working, new Set(), voice.source);
      report.unresolvedCitations += citations.length - keys.length;
    },
    commit: () => undefined,
  };
}
