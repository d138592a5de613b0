import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { GraphError } from '../../model/errors';
import type { GraphContext } from '../context';
import { requireNode } from '../references';
import { loadTrendingTopics } from '../trends';
import { TopicComparison } from '../types/TopicComparison';
import { TrendingTopicConnection, TrendingTopicsArgs } from '../types/TrendingTopic';

/** What is asked of several topics at once. */
@Resolver()
export class TopicResolver {
  @Query(() => TrendingTopicConnection, {
    description: 'Topics whose share of all articles rises, fades or stays over the years, the surest first.',
  })
  async trendingTopics(@Args(() => TrendingTopicsArgs) args: TrendingTopicsArgs, @Ctx() context: GraphContext) {
    return new TrendingTopicConnection(await loadTrendingTopics(context, args));
  }

  @Query(() => TopicComparison, { description: 'What two topics have in common, and what not.' })
  async compareTopics(
    @Arg('a', () => String, { description: 'Slug, name or id of a topic.' }) a: string,
    @Arg('b', () => String, { description: 'Slug, name or id of another.' }) b: string,
    @Ctx() context: GraphContext,
  ): Promise<TopicComparison> {
    const [first, second] = await Promise.all([
      requireNode(context, 'a', a, ['Topic']),
      requireNode(context, 'b', b, ['Topic']),
    ]);
    if (first.kind !== 'Topic' || second.kind !== 'Topic' || first.id === second.id)
      throw new GraphError('BAD_INPUT', 'a and b are the same topic.', { argument: 'b' });
    const [support = 0] = await context.store.countShared([[first.id, second.id]], context.read);
    return new TopicComparison({ a: first, b: second, support });
  }
}
