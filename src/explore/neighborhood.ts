import { monthAfter } from '../model/dates';
import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import type { GraphStore, MonthCounts, ReadOptions, TopicLink } from '../store/port';
import { normalisedPmi } from './npmi';

/** How a neighbor lies to the topic: SKOS's words. `RELATED` is anything that is not straight up or straight down. */
export type TopicRelation = 'BROADER' | 'NARROWER' | 'RELATED';

export interface TopicNeighbor {
  readonly id: NodeId;
  /** Hops from the topic, from 1 to the depth asked for. */
  readonly distance: number;
  readonly relation: TopicRelation;
  /** 0…1: 1 for a parent or child, NPMI for a co-occurring topic; along a longer way the product, halved at each hop. */
  readonly weight: number;
  /** Articles about both the topic and this neighbor. */
  readonly support: number;
}

export interface NeighborhoodOptions {
  /** Hops to go: 1 to 4. */
  readonly depth: number;
  /** Only articles of then or earlier count; of a day, those of the months that were over by then. */
  readonly publishedTo?: string | undefined;
}

export interface TopicNeighborhood {
  /** Nearest first; within a distance hierarchy before co-occurrence, then the weightier and better supported; ties by id. */
  readonly neighbors: readonly TopicNeighbor[];
  /** What was left out, a sentence each; none when the neighborhood is whole. */
  readonly cut: readonly string[];
}

const MAX_NEIGHBORHOOD_DEPTH = 4;
/** Co-occurring topics that are looked at, of the topic itself and of each neighbor on the way. */
const CO_OCCURRING_OF_CENTER = 200;
const CO_OCCURRING_ON_THE_WAY = 25;
/** Neighbors from which the walk goes on, at each distance: the weightiest. */
const BEAM = 60;
const DECAY_PER_HOP = 0.5;

/**
 * The surroundings of each topic up to `depth` hops over the hierarchy and over co-occurrence (articles about both,
 * weighted by normalised pointwise mutual information, Bouma 2009). One round trip per hop, whatever the number of
 * topics; hubs and cycles are safe, because every list on the way is bounded and a topic is visited once.
 */
export async function topicNeighborhoods(
  store: GraphStore,
  ids: readonly NodeId[],
  { depth, publishedTo }: NeighborhoodOptions,
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, TopicNeighborhood>> {
  if (!Number.isInteger(depth) || depth < 1 || depth > MAX_NEIGHBORHOOD_DEPTH)
    throw new GraphError('BAD_INPUT', `depth is a whole number from 1 to ${MAX_NEIGHBORHOOD_DEPTH}, not ${depth}.`, {
      argument: 'depth',
    });
  const [nodes, counts] = await Promise.all([store.getByIds(ids, read), readCounts(store, ids, publishedTo, read)]);
  const walks = new Map(
    ids.flatMap((id) => {
      const node = nodes.get(id);
      if (node?.kind !== 'Topic') return [];
      return [[id, new Walk(node.id, counts.ofTopic(node.id) ?? node.popularity, counts.all)] as const];
    }),
  );
  for (let distance = 1; distance <= depth; distance++) {
    const frontier = [...new Set([...walks.values()].flatMap((walk) => walk.frontier))];
    if (frontier.length === 0) break;
    const coOccurring = distance === 1 ? CO_OCCURRING_OF_CENTER : CO_OCCURRING_ON_THE_WAY;
    const links = await store.topicLinks({ ids: frontier, coOccurring, publishedTo }, read);
    for (const walk of walks.values()) walk.advance(distance, links);
  }
  return new Map([...walks].map(([id, walk]) => [id, walk.finish()]));
}

interface Counts {
  readonly all: number;
  /** `null` for what stands with the topic. */
  readonly ofTopic: (id: NodeId) => number | null;
}

/** How many articles there are, or were then. One round trip. */
async function readCounts(
  store: GraphStore,
  ids: readonly NodeId[],
  publishedTo: string | undefined,
  read?: ReadOptions,
): Promise<Counts> {
  if (publishedTo === undefined) {
    const { articles } = await store.termStatistics([], read);
    return { all: articles, ofTopic: () => null };
  }
  const { all, byTopic } = await store.articlesByMonth(ids, read);
  const before = monthAfter(publishedTo);
  const count = (months: MonthCounts): number =>
    months.reduce((sum, { month, articles }) => (month < before ? sum + articles : sum), 0);
  return { all: count(all), ofTopic: (id) => count(byTopic.get(id) ?? []) };
}

/** Where a walk may go on from a visited topic. */
interface Visit extends TopicNeighbor {
  readonly articleCount: number;
}

class Walk {
  readonly #center: NodeId;
  readonly #articles: number;
  readonly #visits = new Map<NodeId, Visit>();
  readonly #supportOf = new Map<NodeId, number>();
  #from: readonly Visit[];
  #isBeamCut = false;
  readonly #cut = new Set<string>();

  constructor(center: NodeId, articleCount: number, articles: number) {
    this.#center = center;
    this.#articles = articles;
    // The center has neither relation nor distance to itself; the hop from it sets both.
    this.#from = [{ id: center, distance: 0, relation: 'RELATED', weight: 1, support: articleCount, articleCount }];
  }

  get frontier(): readonly NodeId[] {
    return this.#from.map(({ id }) => id);
  }

  advance(distance: number, links: ReadonlyMap<NodeId, readonly TopicLink[]>): void {
    if (distance === 1) this.#rememberSupport(links.get(this.#center) ?? []);
    const found = new Map<NodeId, Visit>();
    this.#noteCuts(distance, links);
    for (const from of this.#from) {
      for (const link of links.get(from.id) ?? []) {
        if (link.id === this.#center || this.#visits.has(link.id)) continue;
        const visit = this.#hop(from, link, distance);
        const held = found.get(link.id);
        if (visit && (!held || isBetter(visit, held))) found.set(link.id, visit);
      }
    }
    for (const [id, visit] of found) this.#visits.set(id, visit);
    const ranked = [...found.values()].sort(byRank);
    this.#from = ranked.slice(0, BEAM);
    this.#isBeamCut = ranked.length > BEAM;
  }

  finish(): TopicNeighborhood {
    return {
      neighbors: [...this.#visits.values()].sort(byRank),
      cut: [...this.#cut],
    };
  }

  #noteCuts(distance: number, links: ReadonlyMap<NodeId, readonly TopicLink[]>): void {
    const most = distance === 1 ? CO_OCCURRING_OF_CENTER : CO_OCCURRING_ON_THE_WAY;
    const isFull = ({ id }: Visit): boolean =>
      (links.get(id) ?? []).filter(({ relation }) => relation === 'CO_OCCURRENCE').length >= most;
    if (this.#isBeamCut) this.#cut.add(`The walk went on from the ${BEAM} weightiest topics of a distance only.`);
    if (this.#from.some(isFull))
      this.#cut.add(
        distance === 1
          ? `Of the topics that share articles with it, the ${most} with the most were looked at.`
          : `Of the topics that share articles with a topic on the way, the ${most} with the most were looked at.`,
      );
  }

  #rememberSupport(links: readonly TopicLink[]): void {
    for (const { id, support } of links) this.#supportOf.set(id, Math.max(support, this.#supportOf.get(id) ?? 0));
  }

  #hop(from: Visit, link: TopicLink, distance: number): Visit | null {
    const hopWeight =
      link.relation === 'CO_OCCURRENCE'
        ? normalisedPmi(link.support, from.articleCount, link.articleCount, this.#articles)
        : 1;
    // Topics that meet less often than by chance are not neighbors.
    if (hopWeight <= 0) return null;
    const decay = distance === 1 ? 1 : DECAY_PER_HOP;
    return {
      id: link.id,
      distance,
      relation: relationAfter(from, link.relation),
      weight: Number((from.weight * hopWeight * decay).toFixed(6)),
      support: this.#supportOf.get(link.id) ?? 0,
      articleCount: link.articleCount,
    };
  }
}

function relationAfter(from: Visit, hop: TopicLink['relation']): TopicRelation {
  const straight = hop === 'PARENT' ? 'BROADER' : hop === 'CHILD' ? 'NARROWER' : 'RELATED';
  return from.distance === 0 || from.relation === straight ? straight : 'RELATED';
}

/** A hierarchical way to a topic says more than a co-occurring one, then the weightier way. */
function isBetter(a: Visit, b: Visit): boolean {
  const isStraight = (visit: Visit): boolean => visit.relation !== 'RELATED';
  return isStraight(a) === isStraight(b) ? a.weight > b.weight : isStraight(a);
}

function byRank(a: Visit, b: Visit): number {
  return a.distance - b.distance || rankWeight(b) - rankWeight(a) || (a.id < b.id ? -1 : 1);
}

/**
 * NPMI is high for two rare topics that met once: a pair counts fully only with some support (Pantel and Lin 2002).
 * A broader or narrower topic comes before those, by what is about both, unless nothing is about it.
 */
function rankWeight({ relation, weight, support, articleCount }: Visit): number {
  if (relation === 'RELATED') return weight * ((support + 0.5) / (support + 1.5));
  return articleCount === 0 ? 0 : weight + support / (support + 1);
}
