import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { GraphStore } from '../../store/port';
import { requireEditable, writePlanned, type Editor } from './editNodes';
import { recordDecision } from './mergeNodes';
import { nearMissOf } from '../plan/planNearMisses';
import { sourcesToReadAgain } from '../sources';

/** Notes that two nodes are not one: imports do not ask again. Returns the revision. `NOT_FOUND`, `BAD_INPUT`. */
export async function keepApart(store: GraphStore, a: NodeId, b: NodeId, { name, now }: Editor): Promise<number> {
  const { revision } = await writePlanned(store, async () => {
    const [first, second] = await requireEditable(store, [a, b]);
    if (!first || !second || first.id === second.id)
      throw new GraphError('BAD_INPUT', `Both are ${first?.id ?? a}: split it instead.`, {
        argument: 'other',
        nodes: [a, b],
      });
    const { nodes } = await store.getClaims({ nodes: [first.id, second.id] });
    return {
      putNodes: [
        ...(await sourcesToReadAgain(store, [...nodes.values()].flat())),
        recordDecision({ verdict: 'DISTINCT', nodes: [first.id, second.id], decidedBy: name, decidedAt: now }),
      ],
      deleteNodes: [nearMissOf(a, b), nearMissOf(first.id, second.id)],
    };
  });
  return revision;
}
