import { nodeId, shortHash, type NodeId } from '../../model/ids';
import type { NodeRecord } from '../../store/port';
import { pairText, type Decisions } from '../identify/decisions';
import type { GraphReads } from '../working/graphAhead';
import type { NearMiss } from '../identify/identify';
import type { WorkingSet } from '../working/workingSet';

/**
 * The review list's new lines: a pair for each two nodes that may be one. A pair that is in the list already, or of
 * which an editor said that it is none, makes no line.
 */
export async function planNearMisses(
  store: GraphReads,
  nearMisses: readonly NearMiss[],
  working: WorkingSet,
  decisions: Decisions,
  { source, at }: { readonly source: NodeId; readonly at: string },
): Promise<NodeRecord[]> {
  const reasons = new Map<string, { readonly pair: readonly [NodeId, NodeId]; readonly reason: string }>();
  for (const { nodes, reason } of nearMisses) {
    const [first, ...others] = [...new Set(nodes.map((id) => working.currentId(id)))];
    if (first === undefined) continue;
    for (const other of others) {
      const text = pairText(first, other);
      const pair = first < other ? ([first, other] as const) : ([other, first] as const);
      if (!reasons.has(text)) reasons.set(text, { pair, reason });
    }
  }
  if (reasons.size === 0) return [];
  const found = [...reasons].map(([text, line]) => ({ id: nearMissId(text), ...line }));
  const listed = await store.getByIds(found.map(({ id }) => id));
  const areApart = await decisions.areApart(
    store,
    found.map(({ pair }) => pair),
  );
  return found.flatMap(({ id, pair, reason }, index): NodeRecord[] =>
    listed.has(id) || areApart[index] === true
      ? []
      : [{ id, kind: 'NearMiss', facts: { nodes: pair, reason, source, notedAt: at }, claims: [] }],
  );
}

function nearMissId(pair: string): NodeId {
  return nodeId('NearMiss', `${shortHash(pair)}${shortHash(`${pair} again`)}`);
}

/** The line of two nodes in the review list, whether it is there or not. */
export function nearMissOf(a: NodeId, b: NodeId): NodeId {
  return nearMissId(pairText(a, b));
}
