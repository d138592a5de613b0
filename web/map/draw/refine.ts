import type { MapGraph } from '../model/mapGraph';
import type { RefineStep, RefineTask } from './refine.worker';

const MOST_ROUNDS = 60;

/**
 * Lets the map settle in a worker, for at most 2 s, and moves its nodes as it goes; only at the end where motion is
 * unwelcome. Call what comes back to stop it.
 */
export function refineMap(graph: MapGraph, { isStill }: { readonly isStill: boolean }): () => void {
  const nodes = graph.nodes();
  const numberOf = new Map(nodes.map((id, index) => [id, index]));
  const task: RefineTask = {
    places: nodes.map((id) => [graph.getNodeAttribute(id, 'x'), graph.getNodeAttribute(id, 'y')]),
    edges: graph.mapEdges((_key, { score }, from, to) => [
      numberOf.get(from) ?? 0,
      numberOf.get(to) ?? 0,
      Math.max(score, 0.01),
    ]),
    rounds: MOST_ROUNDS,
  };
  const worker = new Worker(new URL('./refine.worker.ts', import.meta.url), { type: 'module' });
  let last: RefineStep | null = null;
  const move = (step: RefineStep): void => {
    graph.updateEachNodeAttributes(
      (id, attributes) => {
        const at = (numberOf.get(id) ?? -1) * 2;
        const [x, y] = [step[at], step[at + 1]];
        return x === undefined || y === undefined ? attributes : { ...attributes, x, y };
      },
      { attributes: ['x', 'y'] },
    );
  };
  worker.addEventListener('message', ({ data }: MessageEvent<RefineStep | null>) => {
    if (data) {
      last = data;
      if (!isStill) move(data);
      return;
    }
    if (isStill && last) move(last);
    worker.terminate();
  });
  worker.postMessage(task);
  return () => {
    worker.terminate();
  };
}
