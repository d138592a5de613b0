import Graph from 'graphology';
import forceAtlas2 from 'graphology-layout-forceatlas2';

/** Places by node, and edges as pairs of node numbers with their weights. */
export interface RefineTask {
  readonly places: readonly (readonly [x: number, y: number])[];
  readonly edges: readonly (readonly [from: number, to: number, weight: number])[];
  readonly rounds: number;
}

/** x and y of each node by turns. */
export type RefineStep = Float32Array;

const MOST_MS = 2000;
const ROUNDS_A_STEP = 5;

/** Goes on with ForceAtlas2 (Jacomy et al. 2014) from the server's places: as many rounds as asked, 2 s at most. */
addEventListener('message', ({ data }: MessageEvent<RefineTask>) => {
  const graph = new Graph<{ x: number; y: number }, { weight: number }>({ type: 'undirected', multi: true });
  for (const [index, [x, y]] of data.places.entries()) graph.addNode(index, { x, y });
  for (const [from, to, weight] of data.edges) graph.addEdge(from, to, { weight });
  const settings = { ...forceAtlas2.inferSettings(graph), slowDown: 10 };
  const started = performance.now();
  for (let round = 0; round < data.rounds && performance.now() - started < MOST_MS; round += ROUNDS_A_STEP) {
    forceAtlas2.assign(graph, { iterations: ROUNDS_A_STEP, settings, getEdgeWeight: 'weight' });
    const step: RefineStep = new Float32Array(graph.order * 2);
    let at = 0;
    graph.forEachNode((_node, { x, y }) => {
      step[at++] = x;
      step[at++] = y;
    });
    postMessage(step);
  }
  postMessage(null);
});
