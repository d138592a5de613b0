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

/** Relationships looked at per node: to the rarest. */
const PER_NODE = 100;
/** Nodes from which one side goes on at each step: the cheapest ways so far. */
const BEAM = 300;

/**
 * The path between two nodes that explains most, over any relationships in either direction, however much longer it is
 * than the shortest. A search from both ends that goes on until no longer way can be cheaper; one round trip per hop, at
 * most `maxLength` + 2.
 */
export async function explanatoryPath(
  store: GraphStore,
  from: NodeId,
  to: NodeId,
  options: PathOptions,
  read?: ReadOptions,
): Promise<PathAnswer> {
  const { maxLength, types = CONNECTING_TYPES, publishedTo } = options;
  checkMaxLength(maxLength);
  if (!(await endsArePublished(store, [from, to], publishedTo, read))) return { path: null, cut: [] };
  const [forward, backward] = [new Side(from, to), new Side(to, from)];
  const adjacency = new Map<NodeId, readonly Neighbor[]>();
  let best = from === to ? meetingOf(forward.start, backward.start) : null;
  while (forward.depth + backward.depth < maxLength) {
    const isSettled = best !== null && best.cost <= leastCostBeyond(forward, backward);
    if (isSettled || forward.frontier.length === 0 || backward.frontier.length === 0) break;
    const side = forward.frontier.length <= backward.frontier.length ? forward : backward;
    const ids = side.frontier.map(({ id }) => id).filter((id) => !adjacency.has(id));
    if (ids.length > 0) {
      const found = await store.neighbors({ ids, types, perNode: PER_NODE, publishedTo }, read);
      for (const [id, neighbors] of found) adjacency.set(id, neighbors);
    }
    side.advance(adjacency);
    best = bestMeeting(best, forward, backward);
  }
  const cut = [...new Set([...forward.cut, ...backward.cut])];
  if (best === null) return { path: null, cut };
  const [there, back] = [wayTo(best.there), wayTo(best.back).reverse()];
  const nodes = [...there.map(({ id }) => id), ...back.slice(1).map(({ id }) => id)];
  const path = await describePath(store, nodes, [...stepsOf(there), ...stepsOf(back)], cut, read);
  return { path, cut };
}

/**
 * Of what two searches found, what explains most: a shortest path may lead over what the other search, which follows
 * fewer relationships of each node, has passed by.
 */
export function moreExplanatory(explanatory: PathAnswer, shortest: PathAnswer): PathAnswer {
  if (!shortest.path || (explanatory.path && !isLess(shortest.path.cost, explanatory.path.cost))) return explanatory;
  const cut = [...new Set([...explanatory.cut, ...shortest.cut])];
  return { path: { ...shortest.path, cut }, cut };
}

/** A node at the end of a way from one side. */
interface Reached {
  readonly id: NodeId;
  readonly depth: number;
  /** Of all nodes on the way but the ends of the whole path, this one included. */
  readonly cost: number;
  /** Of this node. */
  readonly own: number;
  readonly previous: { readonly at: Reached; readonly step: Step } | null;
}

class Side {
  readonly start: Reached;
  readonly cut = new Set<string>();
  /** The ways to each node: every further one is longer and cheaper. */
  readonly ways = new Map<NodeId, Reached[]>();
  frontier: readonly Reached[];
  depth = 0;
  readonly #goal: NodeId;

  constructor(start: NodeId, goal: NodeId) {
    this.start = { id: start, depth: 0, cost: 0, own: 0, previous: null };
    this.frontier = [this.start];
    this.ways.set(start, [this.start]);
    this.#goal = goal;
  }

  advance(adjacency: ReadonlyMap<NodeId, readonly Neighbor[]>): void {
    this.depth++;
    const found = new Map<NodeId, Reached>();
    for (const at of this.frontier) {
      const neighbors = adjacency.get(at.id) ?? [];
      if (neighbors.length >= PER_NODE)
        this.cut.add(`Of a node’s relationships the ${PER_NODE} to the rarest were followed.`);
      for (const neighbor of neighbors) {
        const { id } = neighbor;
        const own = id === this.#goal ? 0 : PATH_COST.node(neighbor.popularity);
        const cost = at.cost + own;
        const held = found.get(id) ?? this.ways.get(id)?.at(-1);
        if (!held || isLess(cost, held.cost))
          found.set(id, { id, depth: this.depth, cost, own, previous: { at, step: stepOver(at.id, neighbor) } });
      }
    }
    for (const way of found.values()) this.ways.set(way.id, [...(this.ways.get(way.id) ?? []), way]);
    const open = [...found.values()].filter(({ id }) => id !== this.#goal).sort(byCost);
    if (open.length > BEAM) this.cut.add(`The search went on from the ${BEAM} rarest ways at each step only.`);
    this.frontier = open.slice(0, BEAM);
  }
}

interface Meeting {
  readonly there: Reached;
  readonly back: Reached;
  readonly length: number;
  readonly cost: number;
}

function meetingOf(there: Reached, back: Reached): Meeting {
  const length = there.depth + back.depth;
  // Where the two ways meet between the ends, both have counted the node.
  const counted = there.depth > 0 && back.depth > 0 ? there.own : 0;
  return { there, back, length, cost: there.cost + back.cost - counted + PATH_COST.hop * length };
}

function bestMeeting(best: Meeting | null, forward: Side, backward: Side): Meeting | null {
  let found = best;
  for (const [id, ways] of forward.ways) {
    for (const there of ways) {
      for (const back of backward.ways.get(id) ?? []) {
        const meeting = meetingOf(there, back);
        if (!found || isBetter(meeting, found)) found = meeting;
      }
    }
  }
  return found;
}

function isBetter(a: Meeting, b: Meeting): boolean {
  if (isLess(a.cost, b.cost)) return true;
  if (isLess(b.cost, a.cost)) return false;
  return a.length < b.length || (a.length === b.length && a.there.id < b.there.id);
}

/** What a path costs at least that is longer than all that were looked at: it crosses both frontiers. */
function leastCostBeyond(forward: Side, backward: Side): number {
  const least = ({ frontier }: Side): number => frontier[0]?.cost ?? 0;
  return least(forward) + least(backward) + PATH_COST.hop * (forward.depth + backward.depth + 1);
}

/** Sums of logarithms differ in their last digits with the order in which they are added. */
function isLess(a: number, b: number): boolean {
  return a < b - 1e-9;
}

function byCost(a: Reached, b: Reached): number {
  return a.cost - b.cost || (a.id < b.id ? -1 : 1);
}

/** From a side's start to the node. */
function wayTo(end: Reached): Reached[] {
  const way: Reached[] = [];
  for (let at: Reached | undefined = end; at; at = at.previous?.at) way.unshift(at);
  return way;
}

function stepsOf(way: readonly Reached[]): Step[] {
  return way.flatMap(({ previous }) => previous?.step ?? []);
}
