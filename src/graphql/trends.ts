import { z } from 'zod';
import { issueTrend, type IssueTrend } from '../explore/issueTrend';
import { trendingTopics, type TrendingTopic, type TrendingTopics } from '../explore/trendingTopics';
import type { NodeId } from '../model/ids';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { pageOfList, type BoundedPage } from './page';
import { checkPageSize } from './pages';
import { requireId } from './references';
import type { IssueTrendArgs } from './types/IssueTrend';
import type { TrendingTopicsArgs } from './types/TrendingTopic';

/** A topic's trend over issues. What the issues featured is the same for all topics, and read once for a revision. */
export async function loadIssueTrend(
  context: GraphContext,
  id: NodeId,
  { newsletter, first }: IssueTrendArgs,
): Promise<IssueTrend> {
  const issues = {
    newsletter:
      newsletter === undefined ? undefined : await requireId(context, 'newsletter', newsletter, ['Newsletter']),
    first: checkPageSize(first),
  };
  const coverage = await context.loaders.issueCoverage(issues);
  return issueTrend(id, coverage);
}

/** A page of the topics that rise or fade. */
export async function loadTrendingTopics(
  { results, store, read }: GraphContext,
  { direction, years, filter, first, after }: TrendingTopicsArgs,
): Promise<BoundedPage<TrendingTopic>> {
  const options = { direction, years, topicKinds: filter?.kinds };
  const codec = cursorCodec({ trendingTopics: options }, z.string().max(1024));
  const place = { first: checkPageSize(first), after: codec.decode(after) };
  const { topics, cut } = await results.recallOne(
    `trending topics ${JSON.stringify(options)}`,
    (found: TrendingTopics) => found.topics.length,
    () => trendingTopics(store, options, read),
    read,
  );
  const page = pageOfList(
    topics,
    place,
    ({ id }) => id,
    ({ id }) => codec.encode(id),
  );
  return { ...page, cut };
}
