import type { Neighbor } from './port';

/**
 * The least popular of a node's neighbors, ties by id. One may be joined several times by a type whose relationships have
 * keys.
 */
export function rarestOf(neighbors: readonly Neighbor[], perNode: number): Neighbor[] {
  const sorted = [...neighbors].sort(
    (a, b) =>
      a.popularity - b.popularity ||
      compare(a.id, b.id) ||
      compare(a.type, b.type) ||
      compare(a.direction, b.direction),
  );
  const distinct = sorted.filter((neighbor, index) => {
    const last = sorted[index - 1];
    return !last || neighbor.id !== last.id || neighbor.type !== last.type || neighbor.direction !== last.direction;
  });
  return distinct.slice(0, perNode);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
