import type { NodeId } from '../model/ids';
import { CONNECTING_TYPES } from '../model/relationships';
import type { GraphStore, Neighbor, ReadOptions } from '../store/port';
import {
  PATH_COST,
  checkMaxLength,
  describePath,
  endsArePublished,
  stepOver,
  type PathAnswer,
  type PathOptions,
  type Step,
} from './path';

/** Relationships looked at per node: the rarest ends first, so that a hub is crossed but not emptied. */
const PER_NODE = 300;
/** Nodes from which one side goes on at each step: the rarest ways so far. */
const BEAM = 1500;

/**
 * A shortest path between two nodes over any relationships in either direction; among equally short ones the path
 * through the rarest nodes (a node costs the logarithm of its popularity). Bidirectional breadth-first search, Pohl
 * 1971: one round trip per hop, at most `maxLength` + 2.
 */
export async function shortestPath(
  store: GraphStore,
  from: NodeId,
  to: NodeId,
  options: PathOptions,
  read?: ReadOptions,
): Promise<PathAnswer> {
  const { maxLength, types = CONNECTING_TYPES, publishedTo } = options;
  checkMaxLength(maxLength);
  if (!(await endsArePublished(store, [from, to], publishedTo, read))) return { path: null, cut: [] };
  const forward = new Side(from);
  const backward = new Side(to);
  let meeting = from === to ? from : null;
  while (meeting === null && forward.depth + backward.depth < maxLength) {
    const side = forward.frontier.length <= backward.frontier.length ? forward : backward;
    if (side.frontier.length === 0) break;
    const neighbors = await store.neighbors({ ids: side.frontier, types, perNode: PER_NODE, publishedTo }, read);
    side.advance(neighbors);
    meeting = cheapestMeeting(side, side === forward ? backward : forward);
  }
  const cut = [...new Set([...forward.cut, ...backward.cut])];
  if (meeting === null) return { path: null, cut };
  const [there, back] = [forward.wayTo(meeting), backward.wayTo(meeting).reverse()];
  const nodes = [...there.map(({ id }) => id), ...back.slice(1).map(({ id }) => id)];
  const path = await describePath(store, nodes, [...stepsOf(there), ...stepsOf(back)], cut, read);
  return { path, cut };
}

interface Reached {
  readonly id: NodeId;
  readonly depth: number;
  /** Sum of the costs of all nodes on the way, this one included. */
  readonly cost: number;
  /** Of this node. */
  readonly own: number;
  readonly previous: { readonly id: NodeId; readonly step: Step } | null;
}

class Side {
  readonly reached = new Map<NodeId, Reached>();
  readonly cut = new Set<string>();
  frontier: readonly NodeId[];
  depth = 0;
  /** Nodes that the last advance reached first. */
  newest: readonly Reached[] = [];

  constructor(start: NodeId) {
    this.reached.set(start, { id: start, depth: 0, cost: 0, own: 0, previous: null });
    this.frontier = [start];
  }

  advance(neighbors: ReadonlyMap<NodeId, readonly Neighbor[]>): void {
    if (this.newest.length > BEAM) this.cut.add(`The search went on from the ${BEAM} rarest ways at each step only.`);
    this.depth++;
    const found = new Map<NodeId, Reached>();
    for (const fromId of this.frontier) {
      const from = this.reached.get(fromId);
      const around = neighbors.get(fromId) ?? [];
      if (!from) continue;
      if (around.length >= PER_NODE)
        this.cut.add(`Of a node’s relationships the ${PER_NODE} to the rarest were followed.`);
      for (const neighbor of around) {
        const { id, popularity } = neighbor;
        if (this.reached.has(id)) continue;
        const own = PATH_COST.node(popularity);
        const cost = from.cost + own;
        const held = found.get(id);
        if (!held || cost < held.cost || (cost === held.cost && fromId < (held.previous?.id ?? '')))
          found.set(id, {
            id,
            depth: this.depth,
            cost,
            own,
            previous: { id: fromId, step: stepOver(fromId, neighbor) },
          });
      }
    }
    for (const [id, reached] of found) this.reached.set(id, reached);
    this.newest = [...found.values()].sort(byCost);
    this.frontier = this.newest.slice(0, BEAM).map(({ id }) => id);
  }

  /** From the side's start to the node. */
  wayTo(id: NodeId): Reached[] {
    const way: Reached[] = [];
    for (let at = this.reached.get(id); at; at = at.previous ? this.reached.get(at.previous.id) : undefined)
      way.unshift(at);
    return way;
  }
}

function stepsOf(way: readonly Reached[]): Step[] {
  return way.flatMap(({ previous }) => previous?.step ?? []);
}

function byCost(a: Reached, b: Reached): number {
  return a.cost - b.cost || (a.id < b.id ? -1 : 1);
}

function cheapestMeeting(side: Side, other: Side): NodeId | null {
  let best: { readonly id: NodeId; readonly depth: number; readonly cost: number } | null = null;
  for (const here of side.newest) {
    const there = other.reached.get(here.id);
    if (!there) continue;
    const depth = here.depth + there.depth;
    // Both ways have counted the node where they meet.
    const cost = here.cost + there.cost - there.own;
    const isFirst = best === null || depth < best.depth || (depth === best.depth && cost < best.cost - 1e-9);
    if (isFirst) best = { id: here.id, depth, cost };
  }
  return best?.id ?? null;
}
