import type { Signal } from '../api/operations';
import type { MapEdge, MapGraph, MapNode } from './mapGraph';

/** What can stand on a map. */
export const NODE_KINDS = ['Paper', 'Resource', 'Issue', 'Topic', 'Author', 'Newsletter', 'Venue'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Whether a node is something that readers open: an id begins with the kind. */
export function isArticleId(id: string): boolean {
  return /^(?:paper|resource|issue):/u.test(id);
}

/** Those of a union of nodes that can stand on a map. */
export type OnMaps<Node extends { readonly __typename: string }> = Extract<Node, { readonly __typename: NodeKind }>;

export function isOnMaps<Node extends { readonly __typename: string }>(node: Node): node is OnMaps<Node> {
  return NODE_KINDS.some((kind) => kind === node.__typename);
}

export const SIGNALS: readonly Signal[] = [
  'SHARED_TOPICS',
  'CITATION',
  'BIBLIOGRAPHIC_COUPLING',
  'CO_CITATION',
  'SHARED_AUTHORS',
  'CO_FEATURED',
  'TEXT_SIMILARITY',
];

/** The area of nodes that lie near none. */
export const NO_AREA = 'none';

/** What is shown of a map; `null` is everything. */
export interface Filters {
  readonly kinds: readonly NodeKind[] | null;
  /** Slugs of areas, and `NO_AREA`. */
  readonly areas: readonly string[] | null;
  readonly signals: readonly Signal[] | null;
  /** Both years are shown too. Nodes without a year always are. */
  readonly years: readonly [from: number, to: number] | null;
  /** 0…1. An edge between articles with less is not drawn. */
  readonly minScore: number;
}

export const NO_FILTERS: Filters = { kinds: null, areas: null, signals: null, years: null, minScore: 0 };

export function isNodeShown({ kind, area, year }: MapNode, { kinds, areas, years }: Filters): boolean {
  if (kinds && !kinds.includes(kind)) return false;
  if (areas && !areas.includes(area ?? NO_AREA)) return false;
  return !years || year === null || (year >= years[0] && year <= years[1]);
}

/** What is left of an edge's score when only some signals count: 0…1. Relationships of the graph count in full. */
export function scoreOf({ relation, score, signals }: MapEdge, filters: Filters): number {
  if (relation !== 'CONNECTED' || !filters.signals) return score;
  const wanted = filters.signals;
  return signals.reduce((sum, part) => sum + (wanted.includes(part.signal) ? part.contribution : 0), 0);
}

export function isEdgeShown(edge: MapEdge, filters: Filters): boolean {
  if (edge.relation !== 'CONNECTED') return true;
  const score = scoreOf(edge, filters);
  return score > 0 && score >= filters.minScore;
}

/** With or without one of the values; `null` once all are in. */
export function toggle<Value>(chosen: readonly Value[] | null, value: Value, all: readonly Value[]): Value[] | null {
  const before = chosen ?? all;
  const after = all.filter((each) => (each === value ? !before.includes(value) : before.includes(each)));
  return after.length === all.length ? null : after;
}

/** A copy of what is shown of a map. */
export function shownOf(graph: MapGraph, filters: Filters): MapGraph {
  const shown = graph.copy();
  graph.forEachNode((id, node) => {
    if (!isNodeShown(node, filters)) shown.dropNode(id);
  });
  graph.forEachEdge((key, edge) => {
    if (!isEdgeShown(edge, filters) && shown.hasEdge(key)) shown.dropEdge(key);
  });
  return shown;
}
