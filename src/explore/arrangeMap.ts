import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';
import forceAtlas2 from 'graphology-layout-forceatlas2';
import type { GraphNode } from '../model/nodes';
import type { NodeId } from '../model/ids';
import type { KnowledgeMap, MapEdge, MapNode } from './map';

/** Rounds of ForceAtlas2 (Jacomy et al. 2014) by size of the map, so that the slowest takes well under half a second. */
const LAYOUT_ROUNDS = [
  { upTo: 100, rounds: 300 },
  { upTo: 250, rounds: 150 },
  { upTo: Infinity, rounds: 60 },
] as const;

/** Communities, importance and first positions for the nodes and edges of a map, beside their areas. Deterministic. */
export function arrangeMap(
  nodes: readonly GraphNode[],
  edges: readonly MapEdge[],
  areas: ReadonlyMap<NodeId, string>,
): Pick<KnowledgeMap, 'nodes'> {
  const graph = new Graph({ type: 'undirected', multi: false });
  for (const [index, { id }] of nodes.entries()) graph.addNode(id, firstPlace(index));
  for (const { from, to, score } of edges) {
    if (from === to) continue;
    graph.updateEdge(from, to, (held) => ({ weight: Math.max(score, Number(held['weight'] ?? 0)) }));
  }
  const communities = graph.size > 0 ? louvain(graph, { rng: seededRandom(), getEdgeWeight: 'weight' }) : {};
  const rounds = LAYOUT_ROUNDS.find(({ upTo }) => nodes.length <= upTo)?.rounds ?? 0;
  if (graph.size > 0)
    forceAtlas2.assign(graph, {
      iterations: rounds,
      settings: forceAtlas2.inferSettings(graph),
      getEdgeWeight: 'weight',
    });
  const importance = importances(nodes, graph);
  return {
    nodes: nodes.map((node): MapNode => ({
      node,
      importance: importance.get(node.id) ?? 0,
      community: communities[node.id] ?? 0,
      x: round(graph.getNodeAttribute(node.id, 'x')),
      y: round(graph.getNodeAttribute(node.id, 'y')),
      area: areas.get(node.id) ?? null,
    })),
  };
}

/** A sunflower: no two nodes start at one place, and neighbors in order start near each other. */
function firstPlace(index: number): { x: number; y: number } {
  const angle = index * Math.PI * (3 - Math.sqrt(5));
  const radius = 10 * Math.sqrt(index);
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

function round(value: unknown): number {
  return Number(Number(value).toFixed(2));
}

/** Mulberry32 with a fixed seed: the same map at every call. */
function seededRandom(): () => number {
  let state = 42;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Half by degree on the map, half by popularity in the graph, both on a logarithmic scale. */
function importances(nodes: readonly GraphNode[], graph: Graph): ReadonlyMap<NodeId, number> {
  const mostDegree = Math.max(1, ...nodes.map(({ id }) => graph.degree(id)));
  const mostPopular = Math.max(1, ...nodes.map(({ popularity }) => popularity));
  return new Map(
    nodes.map(({ id, popularity }) => {
      const degree = Math.log1p(graph.degree(id)) / Math.log1p(mostDegree);
      return [id, Number(((degree + Math.log1p(popularity) / Math.log1p(mostPopular)) / 2).toFixed(4))];
    }),
  );
}
