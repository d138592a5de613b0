import Graph from 'graphology';
import type { MapQuery, PathQuery, Signal } from '../api/operations';
import { isOnMaps, type NodeKind } from './filters';

export interface MapNode {
  readonly kind: NodeKind;
  readonly label: string;
  /** 0…1. */
  readonly importance: number;
  readonly community: number;
  /** The slug of the nearest area. */
  readonly area: string | null;
  readonly year: number | null;
  readonly x: number;
  readonly y: number;
}

export interface MapEdge {
  readonly relation: string;
  /** 0…1. */
  readonly score: number;
  readonly signals: readonly { readonly signal: Signal; readonly contribution: number }[];
}

/** What is on the map: undirected for drawing; an edge's source and target are as in the graph. */
export type MapGraph = Graph<MapNode, MapEdge>;

type Answer = MapQuery['knowledgeMap'];
type PathNode = NonNullable<PathQuery['shortestPath']>['nodes'][number];

export function createMapGraph(): MapGraph {
  return new Graph<MapNode, MapEdge>({ type: 'undirected', multi: true });
}

/**
 * Adds a map to what is there. What is there keeps its place. What is new is put around `center`, or without it around
 * the first of its nodes that is there, in the arrangement in which it came, smaller the less of it is new.
 */
export function mergeMap(graph: MapGraph, { nodes, edges }: Answer, center?: string): void {
  const known = [center, ...nodes.map(({ node }) => node.id)].find((id) => id !== undefined && graph.hasNode(id));
  const place = known === undefined ? keepPlace : placeAround(graph, nodes, known);
  for (const { node, label, importance, community, area, year, x, y } of nodes) {
    if (graph.hasNode(node.id) || !isOnMaps(node)) continue;
    graph.addNode(node.id, {
      kind: node.__typename,
      label,
      importance,
      community,
      area,
      year,
      ...place({ x, y }),
    });
  }
  for (const { from, to, relation, score, signals } of edges) addEdge(graph, from, to, { relation, score, signals });
}

/** Adds what a path leads through. New nodes stand on the line between the ends that are there. */
export function mergePath(graph: MapGraph, path: NonNullable<PathQuery['shortestPath']>): void {
  const known = path.nodes.map(({ id }) => (graph.hasNode(id) ? graph.getNodeAttributes(id) : null));
  const first = known.find((each) => each !== null) ?? { x: 0, y: 0 };
  const last = known.findLast((each) => each !== null) ?? first;
  for (const [step, node] of path.nodes.entries()) {
    if (graph.hasNode(node.id) || !isOnMaps(node)) continue;
    const share = path.length === 0 ? 0 : step / path.length;
    // Off the line by a little, so that no two nodes share a place.
    const bend = spanOf(graph) * 0.01 * (step + 1);
    graph.addNode(node.id, {
      kind: node.__typename,
      label: labelOf(node),
      importance: 0.3,
      community: 0,
      area: null,
      year: 'year' in node ? node.year : null,
      x: first.x + (last.x - first.x) * share + bend,
      y: first.y + (last.y - first.y) * share - bend,
    });
  }
  for (const { type, from, to } of path.relationships)
    addEdge(graph, from.id, to.id, { relation: type, score: 1, signals: [] });
}

export function labelOf(node: PathNode): string {
  if ('title' in node) return node.title;
  return 'name' in node ? node.name : node.id;
}

function addEdge(graph: MapGraph, from: string, to: string, edge: MapEdge): void {
  if (from === to || !graph.hasNode(from) || !graph.hasNode(to)) return;
  // A connection has no direction: from either end it is the same edge.
  const ends = edge.relation === 'CONNECTED' ? [from, to].sort() : [from, to];
  graph.mergeEdgeWithKey(`${edge.relation} ${ends.join(' ')}`, from, to, edge);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function keepPlace(place: Place): Place {
  return place;
}

function placeAround(graph: MapGraph, nodes: Answer['nodes'], around: string): (place: Place) => Place {
  const center = graph.getNodeAttributes(around);
  const own = nodes.find(({ node }) => node.id === around) ?? { x: 0, y: 0 };
  const added = nodes.filter(({ node }) => !graph.hasNode(node.id)).length;
  const reach = Math.max(1e-6, ...nodes.map(({ x, y }) => Math.hypot(x - own.x, y - own.y)));
  const scale = (spanOf(graph) * 0.12 * Math.sqrt(added / graph.order + 0.2)) / reach;
  return ({ x, y }) => ({ x: center.x + (x - own.x) * scale, y: center.y + (y - own.y) * scale });
}

/** How far the map reaches across. */
function spanOf(graph: MapGraph): number {
  let [left, right] = [Infinity, -Infinity];
  graph.forEachNode((_id, { x }) => {
    left = Math.min(left, x);
    right = Math.max(right, x);
  });
  return right > left ? right - left : 1;
}
