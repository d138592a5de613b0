import type { NodeId } from '../model/ids';
import type { ExpandQuery, GraphStore, ReadOptions, TopicPair } from '../store/port';

export interface TopicBridge {
  readonly id: NodeId;
  readonly isAboutA: boolean;
  readonly isAboutB: boolean;
  /** Papers about the one topic and not the other that it cites or is cited by. */
  readonly citationsA: number;
  readonly citationsB: number;
  /** How many pairs of a paper of one side and a paper of the other it joins, itself included: at least 1. */
  readonly pairs: number;
}

export interface TopicBridges {
  /** The most pairs first, then the most cited, then by id. */
  readonly bridges: readonly TopicBridge[];
  /** What was left out, a sentence each. */
  readonly cut: readonly string[];
}

/** Papers of each topic from which bridges are looked for: the most cited; and as many, the newest, about both. */
const POOL = 100;
/** Citations of each of them that are followed: to the least cited papers. */
const PER_PAPER = 50;
/** Of the papers that citations lead to, those that may be the best bridges. */
const REACHED = 100;
/** Topics of a paper that are looked at: the strongest. */
const TOPICS = 100;
const MAX_BRIDGES = 50;
const CUT = `Bridges were looked for from the ${POOL} most cited papers of each topic and the ${POOL} newest about both.`;

/**
 * Papers that join two topics: each pair of a paper about one and a paper about the other, which it cites or is cited
 * by, counts once (brokerage between groups: R. Gould and R. Fernandez, "Structures of Mediation", Sociological
 * Methodology 19, 1989). A paper that is about a topic stands on that side itself, so one about both is a bridge without
 * any citation. Six calls to the engine, whatever the size of the topics.
 */
export async function topicBridges(store: GraphStore, [a, b]: TopicPair, read?: ReadOptions): Promise<TopicBridges> {
  const [pools, shared] = await Promise.all([
    store.topPapers({ topics: [a, b], perTopic: POOL }, read),
    store.expand(sharedPapers(a, b), read),
  ]);
  const both = (shared.get(a)?.items ?? []).map(({ node }) => node.id);
  const [poolA, poolB] = [a, b].map((topic) => (pools.get(topic) ?? []).map(({ id }) => id)) as [NodeId[], NodeId[]];
  const known = [...new Set([...poolA, ...poolB, ...both])];
  const [topicsOf, citations] = await Promise.all([
    readTopics(store, known, read),
    store.neighbors({ ids: known, types: ['CITES'], perNode: PER_PAPER }, read),
  ]);
  const sides = new Sides();
  for (const id of known) {
    sides.place(id, { isAboutA: topicsOf(id).has(a), isAboutB: topicsOf(id).has(b) });
    for (const neighbor of citations.get(id) ?? []) sides.join(id, neighbor.id);
  }
  const reached = sides.mostJoined(REACHED);
  const topicsOfReached = await readTopics(store, reached, read);
  const bridges = [
    ...known.map((id) => sides.bridge(id)),
    ...reached.map((id) =>
      sides.bridge(id, { isAboutA: topicsOfReached(id).has(a), isAboutB: topicsOfReached(id).has(b) }),
    ),
  ].filter(({ pairs }) => pairs > 0);
  const nodes = await store.getByIds(
    bridges.map(({ id }) => id),
    read,
  );
  const citedBy = (id: NodeId): number => nodes.get(id)?.popularity ?? 0;
  bridges.sort((x, y) => y.pairs - x.pairs || citedBy(y.id) - citedBy(x.id) || (x.id < y.id ? -1 : 1));
  const isCut = [poolA, poolB, both].some(({ length }) => length >= POOL);
  return { bridges: bridges.slice(0, MAX_BRIDGES), cut: isCut ? [CUT] : [] };
}

/** Papers about both topics, the newest first. */
function sharedPapers(a: NodeId, b: NodeId): ExpandQuery {
  return {
    type: 'ABOUT',
    direction: 'IN',
    ids: [a],
    filter: { kinds: ['Paper'], related: [{ type: 'ABOUT', direction: 'OUT', ids: [b] }] },
    order: { field: 'PUBLISHED_ON', direction: 'DESC' },
    first: POOL,
    count: false,
  };
}

async function readTopics(
  store: GraphStore,
  ids: readonly NodeId[],
  read?: ReadOptions,
): Promise<(id: NodeId) => ReadonlySet<NodeId>> {
  const order = { field: 'WEIGHT', direction: 'DESC' } as const;
  const hops = await store.expand({ type: 'ABOUT', direction: 'OUT', ids, order, first: TOPICS, count: false }, read);
  return (id) => new Set(hops.get(id)?.items.map(({ node }) => node.id));
}

interface Place {
  readonly isAboutA: boolean;
  readonly isAboutB: boolean;
}

/** Papers whose topics are known, and the citations between them and others. */
class Sides {
  readonly #places = new Map<NodeId, Place>();
  readonly #joined = new Map<NodeId, Set<NodeId>>();

  place(id: NodeId, place: Place): void {
    this.#places.set(id, place);
  }

  join(one: NodeId, other: NodeId): void {
    this.#joined.set(one, (this.#joined.get(one) ?? new Set()).add(other));
    this.#joined.set(other, (this.#joined.get(other) ?? new Set()).add(one));
  }

  bridge(id: NodeId, { isAboutA, isAboutB }: Place = this.#placeOf(id)): TopicBridge {
    const around = [...(this.#joined.get(id) ?? [])].map((neighbor) => this.#placeOf(neighbor));
    const citationsA = around.filter((place) => place.isAboutA && !place.isAboutB).length;
    const citationsB = around.filter((place) => place.isAboutB && !place.isAboutA).length;
    const pairs = (Number(isAboutA) + citationsA) * (Number(isAboutB) + citationsB);
    return { id, isAboutA, isAboutB, citationsA, citationsB, pairs };
  }

  /** Those without a place that could join most, on whichever sides they stand; ties by id. */
  mostJoined(first: number): NodeId[] {
    const reached = [...this.#joined.keys()].filter((id) => !this.#places.has(id));
    const most = new Map(reached.map((id) => [id, this.bridge(id, { isAboutA: true, isAboutB: true }).pairs]));
    return reached.sort((x, y) => (most.get(y) ?? 0) - (most.get(x) ?? 0) || (x < y ? -1 : 1)).slice(0, first);
  }

  #placeOf(id: NodeId): Place {
    return this.#places.get(id) ?? { isAboutA: false, isAboutB: false };
  }
}
