import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import type { IssueTrend as ModelTrend } from '../../explore/issueTrend';
import { TrendDirectionEnum } from '../enums';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ArgsType()
export class IssueTrendArgs {
  @Field(() => String, { nullable: true, description: 'Slug, name or id of a newsletter; all of them when left out.' })
  newsletter?: string;

  @Field(() => Int, { defaultValue: 20, description: 'The latest issues that are looked at: 1 to 100.' })
  first!: number;
}

type Point = ModelTrend['points'][number];

@ObjectType({ description: 'An issue of a trend.' })
class IssueTrendPoint {
  constructor(private readonly point: Point) {}

  @Field(() => classOf('Issue'), { description: 'The issue.' })
  get issue(): NodeObject {
    return toObject(this.point.issue);
  }

  @Field(() => Int, { description: 'Articles about the topic that it features.' })
  get articles(): number {
    return this.point.articles;
  }

  @Field(() => Int, { description: 'All articles that it features.' })
  get allArticles(): number {
    return this.point.all;
  }

  @Field(() => Float, { description: 'articles / allArticles: 0 to 1.' })
  get share(): number {
    return this.point.share;
  }
}

@ObjectType({ description: 'How a topic’s share of what issues feature changes from issue to issue.' })
export class IssueTrend {
  constructor(private readonly trend: ModelTrend) {}

  @Field(() => TrendDirectionEnum, {
    description:
      'Whether it rises or fades, by the test for a linear trend in proportions (Cochran 1954, Armitage 1955).',
  })
  get direction(): ModelTrend['direction'] {
    return this.trend.direction;
  }

  @Field(() => Float, {
    description: 'By how much the share grows per issue, issues with more articles counting more: −1 to 1.',
  })
  get slope(): number {
    return this.trend.slope;
  }

  @Field(() => Float, { description: 'How far that is from chance, in standard deviations.' })
  get z(): number {
    return this.trend.z;
  }

  @Field(() => [IssueTrendPoint], { description: 'Every issue, the oldest first.' })
  get points(): IssueTrendPoint[] {
    return this.trend.points.map((point) => new IssueTrendPoint(point));
  }
}
