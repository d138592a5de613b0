import type { NodeId } from '../model/ids';
import type { TopicKind } from '../model/kinds';
import type { GraphStore, ReadOptions } from '../store/port';
import { topicTrend, type TopicTrend } from './topicTrend';

export interface TrendingTopic {
  readonly id: NodeId;
  readonly trend: TopicTrend;
}

export interface TrendingTopics {
  /** The surest first, ties by id: of those that move the ones that are furthest from chance, of the steady ones the nearest. */
  readonly topics: readonly TrendingTopic[];
  /** What was left out, a sentence each. */
  readonly cut: readonly string[];
}

export interface TrendingOptions {
  readonly direction: TopicTrend['direction'];
  readonly years: number;
  readonly topicKinds?: readonly TopicKind[] | undefined;
}

/** Topics that are looked at: those with most articles. A trend in a handful of articles is chance. */
const POOL = 500;

/** The topics whose share of all articles rises, fades or stays. Two round trips. */
export async function trendingTopics(
  store: GraphStore,
  { direction, years, topicKinds }: TrendingOptions,
  read?: ReadOptions,
): Promise<TrendingTopics> {
  const { items, hasNextPage } = await store.list(
    {
      filter: { kinds: ['Topic'], topicKinds },
      order: { field: 'POPULARITY', direction: 'DESC' },
      first: POOL,
      count: false,
    },
    read,
  );
  const ids = items.map(({ node }) => node.id);
  const { all, byTopic } = await store.articlesByMonth(ids, read);
  const topics = ids
    .map((id) => ({ id, trend: topicTrend(byTopic.get(id) ?? [], all, years) }))
    .filter(({ trend }) => trend.direction === direction);
  const sureness = ({ trend }: TrendingTopic) => Math.abs(trend.z) * (direction === 'STEADY' ? -1 : 1);
  topics.sort((a, b) => sureness(b) - sureness(a) || (a.id < b.id ? -1 : 1));
  return { topics, cut: hasNextPage ? [`The ${POOL} topics with most articles were looked at.`] : [] };
}
