import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { TopicTrend as ModelTrend, TrendPoint as ModelPoint } from '../../explore/topicTrend';
import { TrendFields, TrendPointFields } from './Trend';

@ArgsType()
export class TrendArgs {
  @Field(() => Int, { defaultValue: 10, description: 'The latest years of the graph that are looked at: 2 to 50.' })
  years!: number;
}

@ObjectType({ description: 'A year of a trend, by when articles were published.' })
class TrendPoint extends TrendPointFields<ModelPoint> {
  @Field(() => Int, { description: 'The year.' })
  get year(): number {
    return this.point.year;
  }
}

@ObjectType({ description: 'How a topic’s share of all articles changes (Griffiths and Steyvers 2004).' })
export class TopicTrend extends TrendFields<ModelTrend> {
  @Field(() => [TrendPoint], { description: 'Every year, the oldest first.' })
  get points(): TrendPoint[] {
    return this.trend.points.map((point) => new TrendPoint(point));
  }
}
