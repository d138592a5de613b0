import { isNodeShown, type Filters } from './filters';
import type { MapGraph } from './mapGraph';

export interface YearCount {
  readonly year: number;
  readonly count: number;
}

/** How many of the nodes that are shown are of each year, from the first to the last that has any on the map. */
export function countYears(graph: MapGraph, filters: Filters): readonly YearCount[] {
  const counts = new Map<number, number>();
  graph.forEachNode((_id, node) => {
    if (node.year === null) return;
    const isShown = isNodeShown(node, { ...filters, years: null });
    counts.set(node.year, (counts.get(node.year) ?? 0) + Number(isShown));
  });
  if (counts.size === 0) return [];
  const [first, last] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  return Array.from({ length: last - first + 1 }, (_each, index) => ({
    year: first + index,
    count: counts.get(first + index) ?? 0,
  }));
}
