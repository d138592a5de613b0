import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { IssueTrend as ModelTrend } from '../../explore/issueTrend';
import { classOf, toObject, type NodeObject } from './nodeObject';
import { TrendFields, TrendPointFields } from './Trend';

@ArgsType()
export class IssueTrendArgs {
  @Field(() => String, { nullable: true, description: 'Slug, name or id of a newsletter; all of them when left out.' })
  newsletter?: string;

  @Field(() => Int, { defaultValue: 20, description: 'The latest issues that are looked at: 1 to 100.' })
  first!: number;
}

@ObjectType({ description: 'An issue of a trend, by what it features.' })
class IssueTrendPoint extends TrendPointFields<ModelTrend['points'][number]> {
  @Field(() => classOf('Issue'), { description: 'The issue.' })
  get issue(): NodeObject {
    return toObject(this.point.issue);
  }
}

@ObjectType({ description: 'How a topic’s share of what issues feature changes from issue to issue.' })
export class IssueTrend extends TrendFields<ModelTrend> {
  @Field(() => [IssueTrendPoint], { description: 'Every issue, the oldest first.' })
  get points(): IssueTrendPoint[] {
    return this.trend.points.map((point) => new IssueTrendPoint(point));
  }
}
