import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import type { GraphNode } from '../model/nodes';
import { nameOf } from '../model/projection';
import { RELATIONSHIP_TYPES, type Direction, type RelationshipType } from '../model/relationships';
import type { GraphStore, Neighbor, ReadOptions } from '../store/port';
import { isArticleKind } from '../model/kinds';

export interface PathStep {
  readonly type: RelationshipType;
  /** As the arrow goes, which may be against the walk. */
  readonly from: NodeId;
  readonly to: NodeId;
  /** The step as a sentence. */
  readonly because: string;
}

export interface GraphPath {
  /** How many relationships: 0 when both ends are one node. */
  readonly length: number;
  /** Both ends and all between, in order. */
  readonly nodes: readonly NodeId[];
  readonly relationships: readonly PathStep[];
}

export interface PathOptions {
  readonly maxLength: number;
  readonly types?: readonly RelationshipType[] | undefined;
  readonly publishedTo?: string | undefined;
}

const MAX_PATH_LENGTH = 8;
/** Relationships looked at per node: the rarest ends first, so that a hub is crossed but not emptied. */
const PER_NODE = 300;
/** Nodes from which one side goes on at each step: the rarest ways so far. */
const BEAM = 1500;

/**
 * A shortest path between two nodes over any relationships in either direction; among equally short ones the path
 * through the rarest nodes, so that "both are about machine learning" never wins (a node costs the logarithm of its
 * popularity). Bidirectional breadth-first search, Pohl 1971: one round trip per hop, at most `maxLength` + 1.
 * `null` when there is none within `maxLength` hops.
 */
export async function shortestPath(
  store: GraphStore,
  from: NodeId,
  to: NodeId,
  options: PathOptions,
  read?: ReadOptions,
): Promise<GraphPath | null> {
  const { maxLength, types = RELATIONSHIP_TYPES, publishedTo } = options;
  if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > MAX_PATH_LENGTH)
    throw new GraphError('BAD_INPUT', `maxLength is a whole number from 1 to ${MAX_PATH_LENGTH}, not ${maxLength}.`, {
      argument: 'maxLength',
    });
  const forward = new Side(from);
  const backward = new Side(to);
  let meeting = from === to ? from : null;
  while (meeting === null && forward.depth + backward.depth < maxLength) {
    const side = forward.frontier.length <= backward.frontier.length ? forward : backward;
    if (side.frontier.length === 0) return null;
    const neighbors = await store.neighbors({ ids: side.frontier, types, perNode: PER_NODE, publishedTo }, read);
    side.advance(neighbors);
    meeting = cheapestMeeting(side, side === forward ? backward : forward);
  }
  return meeting === null ? null : describe(store, forward.wayTo(meeting), backward.wayTo(meeting), read);
}

interface Reached {
  readonly id: NodeId;
  readonly depth: number;
  /** Sum of the costs of all nodes on the way, this one included. */
  readonly cost: number;
  readonly previous: { readonly id: NodeId; readonly type: RelationshipType; readonly direction: Direction } | null;
}

class Side {
  readonly reached = new Map<NodeId, Reached>();
  frontier: readonly NodeId[];
  depth = 0;
  /** Nodes that the last advance reached first. */
  newest: readonly Reached[] = [];

  constructor(start: NodeId) {
    this.reached.set(start, { id: start, depth: 0, cost: 0, previous: null });
    this.frontier = [start];
  }

  advance(neighbors: ReadonlyMap<NodeId, readonly Neighbor[]>): void {
    this.depth++;
    const found = new Map<NodeId, Reached>();
    for (const fromId of this.frontier) {
      const from = this.reached.get(fromId);
      if (!from) continue;
      for (const { id, type, direction, popularity } of neighbors.get(fromId) ?? []) {
        if (this.reached.has(id)) continue;
        const cost = from.cost + Math.log(2 + popularity);
        const held = found.get(id);
        if (!held || cost < held.cost || (cost === held.cost && fromId < (held.previous?.id ?? '')))
          found.set(id, { id, depth: this.depth, cost, previous: { id: fromId, type, direction } });
      }
    }
    for (const [id, reached] of found) this.reached.set(id, reached);
    this.newest = [...found.values()].sort(byCost);
    this.frontier = this.newest.slice(0, BEAM).map(({ id }) => id);
  }

  /** The steps from the side's start to the node. */
  wayTo(id: NodeId): Reached[] {
    const way: Reached[] = [];
    for (let at = this.reached.get(id); at; at = at.previous ? this.reached.get(at.previous.id) : undefined)
      way.unshift(at);
    return way;
  }
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
    const cost = here.cost + there.cost;
    const isFirst = best === null || depth < best.depth || (depth === best.depth && cost < best.cost - 1e-9);
    if (isFirst) best = { id: here.id, depth, cost };
  }
  return best?.id ?? null;
}

async function describe(
  store: GraphStore,
  forward: readonly Reached[],
  backward: readonly Reached[],
  read?: ReadOptions,
): Promise<GraphPath> {
  const nodes = [
    ...forward.map(({ id }) => id),
    ...backward
      .slice(0, -1)
      .reverse()
      .map(({ id }) => id),
  ];
  const byId = await store.getByIds(nodes, read);
  const steps = [
    ...forward.slice(1).map((reached) => stepTo(reached, byId)),
    ...backward
      .slice(1)
      .reverse()
      .map((reached) => stepTo(reached, byId)),
  ];
  return { length: steps.length, nodes, relationships: steps };
}

/** The relationship over which a node was reached, as its arrow goes. */
function stepTo({ id, previous }: Reached, nodes: ReadonlyMap<NodeId, GraphNode>): PathStep {
  if (!previous) throw new Error('The start of a way has no step to it.');
  const [from, to] = previous.direction === 'OUT' ? [previous.id, id] : [id, previous.id];
  return { type: previous.type, from, to, because: sentence(previous.type, nodes.get(from), nodes.get(to)) };
}

const VERBS: Readonly<Record<RelationshipType, string>> = {
  ABOUT: 'is about',
  SUBTOPIC_OF: 'is a subtopic of',
  FEATURES: 'features',
  PART_OF: 'is an issue of',
  CITES: 'cites',
  AUTHORED_BY: 'was written by',
  PUBLISHED_IN: 'was published in',
};

function sentence(type: RelationshipType, from: GraphNode | undefined, to: GraphNode | undefined): string {
  return `${spokenName(from)} ${VERBS[type]} ${spokenName(to)}.`;
}

function spokenName(node: GraphNode | undefined): string {
  if (!node) return 'A node that was removed meanwhile';
  return isArticleKind(node.kind) ? `“${nameOf(node)}”` : nameOf(node);
}
