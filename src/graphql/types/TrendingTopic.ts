import { ArgsType, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { TrendingTopic } from '../../explore/trendingTopics';
import { PageArgs, TopicFilter } from '../args';
import type { GraphContext } from '../context';
import { TrendDirectionEnum } from '../enums';
import { loadPresent } from '../loaders';
import type { CursorOf } from '../page';
import { boundedConnectionOf } from './connections';
import { classOf, toObject, type NodeObject } from './nodeObject';
import { TopicTrend } from './TopicTrend';

@ArgsType()
export class TrendingTopicsArgs extends PageArgs {
  @Field(() => TrendDirectionEnum, { defaultValue: 'RISING', description: 'Which way they move.' })
  direction!: 'RISING' | 'STEADY' | 'FADING';

  @Field(() => Int, { defaultValue: 10, description: 'The latest years of the graph that are looked at: 2 to 50.' })
  years!: number;

  @Field(() => TopicFilter, { nullable: true, description: 'Which topics.' })
  filter?: TopicFilter;
}

@ObjectType({ description: 'A topic and its trend.' })
class TrendingTopicEdge {
  constructor(
    private readonly topic: TrendingTopic,
    private readonly cursorOf: CursorOf<TrendingTopic>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.topic);
  }

  @Field(() => TopicTrend, { description: 'How its share of all articles changes over the years.' })
  get trend(): TopicTrend {
    return new TopicTrend(this.topic.trend);
  }

  @Field(() => classOf('Topic'), { name: 'node', description: 'The topic.' })
  async resolveNode(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.node, this.topic.id));
  }
}

export const TrendingTopicConnection = boundedConnectionOf<TrendingTopic, TrendingTopicEdge>(
  'TrendingTopicConnection',
  'Topics by how their share of all articles changes, the surest first.',
  TrendingTopicEdge,
  () => classOf('Topic'),
);
