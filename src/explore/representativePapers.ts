import { yearOf } from '../model/dates';
import type { NodeId } from '../model/ids';
import type { GraphStore, ReadOptions, TopPaper } from '../store/port';
import { latestYear } from './latestYear';

export interface RepresentativePaper {
  readonly id: NodeId;
  /** Above 0: mentions per year, times how much the paper is about the topic. */
  readonly score: number;
  /** Papers of the graph that cite it, and entries of issues that feature it. */
  readonly mentions: number;
}

export interface RepresentativePapers {
  /** The highest score first, ties by id. */
  readonly papers: readonly RepresentativePaper[];
  /** What was left out, a sentence each. */
  readonly cut: readonly string[];
}

/** Papers of a topic that are looked at: the most cited. */
const POOL = 100;

/**
 * The papers that stand for each topic: those that are taken up most, per year since they were published, because counts
 * and PageRank alone favour what is old (D. Walker, H. Xie, K. Yan, S. Maslov, "Ranking scientific publications using a
 * model of network traffic", J. Stat. Mech., 2007). Years end with the latest one of the graph, not with today, so that a
 * graph has one answer. A paper that nothing mentions stands for nothing; one without a date counts as the oldest.
 * Four round trips, whatever the number of topics.
 */
export async function representativePapers(
  store: GraphStore,
  topics: readonly NodeId[],
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, RepresentativePapers>> {
  const [pools, { all }] = await Promise.all([
    store.topPapers({ topics, perTopic: POOL }, read),
    store.articlesByMonth([], read),
  ]);
  const ids = [...new Set([...pools.values()].flatMap((pool) => pool.map(({ id }) => id)))];
  const [nodes, features] = await Promise.all([
    store.getByIds(ids, read),
    store.expand(
      {
        type: 'FEATURES',
        direction: 'IN',
        ids,
        order: { field: 'PUBLISHED_ON', direction: 'DESC' },
        first: 0,
        count: true,
      },
      read,
    ),
  ]);
  const [oldest, latest] = [yearOf(all[0]?.month ?? '0'), latestYear(all)];
  return new Map(
    [...pools].map(([topic, pool]) => {
      const papers = pool.map(rank).filter(({ score }) => score > 0);
      papers.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      const cut = pool.length < POOL ? [] : [`Of the topic’s papers the ${POOL} that are cited most were looked at.`];
      return [topic, { papers, cut }];
    }),
  );

  function rank({ id, popularity, weight }: TopPaper): RepresentativePaper {
    const node = nodes.get(id);
    const publishedOn = node?.kind === 'Paper' ? node.facts.publishedOn : undefined;
    const age = latest - (publishedOn === undefined ? oldest : yearOf(publishedOn)) + 1;
    const mentions = popularity + (features.get(id)?.totalCount ?? 0);
    return { id, score: Number(((weight * mentions) / Math.max(1, age)).toFixed(6)), mentions };
  }
}
