import { nodeId, type NodeId } from '../model/ids';
import type { GraphStore, NodeRecord } from '../store/port';

/** Stands in the graph while seeds are loaded, so that loading that was cut off goes on at the next start. */
const BEGUN = nodeId('Source', 'seeds-begun');
/** Stands there once all seeds are in. */
const SEEDED = nodeId('Source', 'seeds');

/** Whether the graph is empty, or loading was begun and cut off. */
export async function isToBeSeeded(store: GraphStore): Promise<boolean> {
  const marks = await store.getByIds([BEGUN, SEEDED]);
  if (marks.has(SEEDED)) return false;
  const { nodes } = await store.stats();
  return marks.has(BEGUN) || Object.values(nodes).every((count) => count === 0);
}

export async function markSeedsBegun(store: GraphStore, at: string): Promise<void> {
  await store.write({ putNodes: [mark(BEGUN, at)] });
}

export async function markSeedsLoaded(store: GraphStore, at: string): Promise<void> {
  await store.write({ deleteNodes: [BEGUN], putNodes: [mark(SEEDED, at)] });
}

function mark(id: NodeId, importedAt: string): NodeRecord {
  return { id, kind: 'Source', facts: { name: 'Seeds of this project', format: 'seed', importedAt }, claims: [] };
}
