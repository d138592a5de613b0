import type { NodeId } from '../model/ids';
import type { GraphStore, ReadOptions } from '../store/port';

/**
 * A local walk over citations, in either direction, from each seed: direct neighbors, then at most two steps further.
 * What flows over x~y is shared evenly among the citations of each article on the way (resource allocation: T. Zhou,
 * L. Lü, Y. Zhang, "Predicting missing links via local information", European Physical Journal B 71, 2009; the walk:
 * W. Liu and L. Lü, "Link prediction based on local random walk", EPL 89, 2010). It is the beginning of a forward push
 * (R. Andersen, F. Chung, K. Lang, "Local graph partitioning using PageRank vectors", FOCS 2006), cut at three steps, so
 * its cost does not depend on the graph's size.
 *
 * flow(c) = Σₓ 1 / d(x) + fading · Σₓ,ᵧ 1 / (d(x) · d(y)), x a neighbor of the seed, y of x, c of the last
 */
const DEFAULTS = {
  /** What a third step counts, against a second. */
  fading: 0.7,
  /** Citations of an article that are walked: its least cited neighbors. */
  perNode: 30,
  /** Articles two steps away from which a third is made: those with the most flow. */
  thirdSteps: 20,
  /** What is cited more often than this is not walked over: it joins everything, and would give each a trifle. */
  hub: 300,
};

/** An article that the walk reached. */
export interface Reached {
  /** Above 0. One way over an article with two citations in all gives ½. */
  readonly flow: number;
  /** The last articles on the way, most flow first, ties by id. */
  readonly via: readonly NodeId[];
}

export interface CitationWalk {
  /** The seed's citation neighbors, least cited first; one that cites and is cited stands twice. */
  readonly neighbors: readonly NodeId[];
  readonly reached: ReadonlyMap<NodeId, Reached>;
  /** Whether a bound kept the walk from going somewhere. */
  readonly isCut: boolean;
}

export interface Citations {
  readonly neighbors: ReadonlyMap<NodeId, readonly NodeId[]>;
  /** Those of the neighbors that are cited too often to walk over. */
  readonly hubs: ReadonlySet<NodeId>;
}

/** Citation neighbors of each article in both directions, at most `perNode`. One call to the engine. */
export async function readCitations(
  store: GraphStore,
  ids: readonly NodeId[],
  publishedTo: string | undefined,
  read?: ReadOptions,
): Promise<Citations> {
  const query = { ids, types: ['CITES'], perNode: DEFAULTS.perNode, publishedTo } as const;
  const answer = ids.length === 0 ? new Map<NodeId, []>() : await store.neighbors(query, read);
  const hubs = [...answer.values()].flat().filter(({ popularity }) => popularity > DEFAULTS.hub);
  return {
    neighbors: new Map([...answer].map(([id, neighbors]) => [id, neighbors.map((neighbor) => neighbor.id)])),
    hubs: new Set(hubs.map(({ id }) => id)),
  };
}

/** Walks from all seeds at once, given their neighbors. Two calls to the engine, whatever the number of seeds. */
export async function walkCitations(
  store: GraphStore,
  first: Citations,
  publishedTo: string | undefined,
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, CitationWalk>> {
  const known = new Map(first.neighbors);
  const hubs = new Set(first.hubs);
  const seeds = [...known.keys()];
  await learn(seeds.flatMap((seed) => known.get(seed) ?? []));
  const starts = new Map(seeds.map((seed) => [seed, bestOf(secondStep(seed))]));
  await learn([...starts.values()].flatMap(({ best }) => best.map(([id]) => id)));
  return new Map(seeds.map((seed) => [seed, walkOf(seed)]));

  async function learn(ids: readonly NodeId[]): Promise<void> {
    const unknown = [...new Set(ids)].filter((id) => !known.has(id) && !hubs.has(id));
    const learned = await readCitations(store, unknown, publishedTo, read);
    for (const [id, neighbors] of learned.neighbors) known.set(id, neighbors);
    for (const id of learned.hubs) hubs.add(id);
  }

  function secondStep(seed: NodeId): Flows {
    const flows: Flows = new Map();
    for (const x of known.get(seed) ?? []) push(flows, x, 1, seed);
    return flows;
  }

  /** Shares an amount evenly among an article's neighbors. What returns to the seed is lost. */
  function push(flows: Flows, from: NodeId, amount: number, seed: NodeId): void {
    const neighbors = known.get(from) ?? [];
    for (const to of neighbors) {
      if (to === seed) continue;
      let via = flows.get(to);
      if (!via) flows.set(to, (via = new Map<NodeId, number>()));
      via.set(from, (via.get(from) ?? 0) + amount / neighbors.length);
    }
  }

  function walkOf(seed: NodeId): CitationWalk {
    const neighbors = known.get(seed) ?? [];
    const flows = secondStep(seed);
    const { best, isCut } = starts.get(seed) ?? { best: [], isCut: false };
    for (const [id, flow] of best) push(flows, id, DEFAULTS.fading * flow, seed);
    const walked = [seed, ...neighbors, ...best.map(([id]) => id)];
    return {
      neighbors,
      reached: new Map([...flows].map(([id, via]) => [id, { flow: total(via), via: mostFirst(via) }])),
      isCut: isCut || walked.some((id) => hubs.has(id) || (known.get(id)?.length ?? 0) >= DEFAULTS.perNode),
    };
  }
}

/** For each article reached, how much came from each of the last articles on the way. */
type Flows = Map<NodeId, Map<NodeId, number>>;

function bestOf(flows: Flows): { readonly best: readonly (readonly [NodeId, number])[]; readonly isCut: boolean } {
  const all = [...flows].map(([id, via]) => [id, total(via)] as const).sort(byFlow);
  return { best: all.slice(0, DEFAULTS.thirdSteps), isCut: all.length > DEFAULTS.thirdSteps };
}

function total(via: ReadonlyMap<NodeId, number>): number {
  let sum = 0;
  for (const amount of via.values()) sum += amount;
  return sum;
}

function mostFirst(via: ReadonlyMap<NodeId, number>): NodeId[] {
  return [...via].sort(byFlow).map(([id]) => id);
}

function byFlow([a, x]: readonly [NodeId, number], [b, y]: readonly [NodeId, number]): number {
  return y - x || (a < b ? -1 : 1);
}
