import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { TopicTrend as ModelTrend, TrendPoint as ModelPoint } from '../../explore/topicTrend';
import { TrendDirectionEnum } from '../enums';

@ArgsType()
export class TrendArgs {
  @Field(() => Int, { defaultValue: 10, description: 'The latest years of the graph that are looked at: 2 to 50.' })
  years!: number;
}

@ObjectType({ description: 'A year of a trend.' })
class TrendPoint {
  constructor(private readonly point: ModelPoint) {}

  @Field(() => Int, { description: 'The year.' })
  get year(): number {
    return this.point.year;
  }

  @Field(() => Int, { description: 'Articles about the topic that were published in it.' })
  get articles(): number {
    return this.point.articles;
  }

  @Field(() => Int, { description: 'All articles that were published in it.' })
  get allArticles(): number {
    return this.point.all;
  }

  @Field(() => Float, { description: 'articles / allArticles: 0 to 1.' })
  get share(): number {
    return this.point.share;
  }
}

@ObjectType({ description: 'How a topic’s share of all articles changes (Griffiths and Steyvers 2004).' })
export class TopicTrend {
  constructor(private readonly trend: ModelTrend) {}

  @Field(() => TrendDirectionEnum, {
    description:
      'Whether it rises or fades, by the test for a linear trend in proportions (Cochran 1954, Armitage 1955).',
  })
  get direction(): ModelTrend['direction'] {
    return this.trend.direction;
  }

  @Field(() => Float, {
    description: 'By how much the share grows per year, years with more articles counting more: −1 to 1.',
  })
  get slope(): number {
    return this.trend.slope;
  }

  @Field(() => Float, {
    description: 'How far that is from chance, in standard deviations; beyond ±1.96 it counts as rising or fading.',
  })
  get z(): number {
    return this.trend.z;
  }

  @Field(() => [TrendPoint], { description: 'Every year, the oldest first.' })
  get points(): TrendPoint[] {
    return this.trend.points.map((point) => new TrendPoint(point));
  }
}
