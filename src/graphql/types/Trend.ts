import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { LinearTrend } from '../../explore/linearTrend';
import { TrendDirectionEnum } from '../enums';

/** What is counted at a step of a trend. */
export interface Counted {
  readonly articles: number;
  readonly all: number;
  readonly share: number;
}

/** What all trends say of their line. */
@ObjectType()
export abstract class TrendFields<Trend extends LinearTrend> {
  constructor(protected readonly trend: Trend) {}

  @Field(() => TrendDirectionEnum, {
    description:
      'Whether it rises or fades, by the test for a linear trend in proportions (Cochran 1954, Armitage 1955).',
  })
  get direction(): LinearTrend['direction'] {
    return this.trend.direction;
  }

  @Field(() => Float, {
    description:
      'By how much the share grows per step (a year, an issue), steps with more articles counting more: −1 to 1.',
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
}

/** What all trends say of a step. */
@ObjectType()
export abstract class TrendPointFields<Point extends Counted> {
  constructor(protected readonly point: Point) {}

  @Field(() => Int, { description: 'Articles of this step that are about the topic.' })
  get articles(): number {
    return this.point.articles;
  }

  @Field(() => Int, { description: 'All articles of this step.' })
  get allArticles(): number {
    return this.point.all;
  }

  @Field(() => Float, { description: 'articles / allArticles: 0 to 1.' })
  get share(): number {
    return this.point.share;
  }
}
