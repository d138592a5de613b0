import { ArgsType, Ctx, Field, ObjectType } from 'type-graphql';
import type { PartialDate } from '../../model/dates';
import type { Hop } from '../../store/port';
import { PageArgs } from '../args';
import type { GraphContext } from '../context';
import { OrderDirectionEnum } from '../enums';
import { PartialDateScalar } from '../scalars';
import { loadFeaturingIssues } from '../timeline';
import { Article } from './Article';
import { connectionOf, HopEdge } from './connections';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ArgsType()
export class TimelineArgs extends PageArgs {
  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'ASC: the oldest first.' })
  direction!: 'ASC' | 'DESC';
}

@ObjectType({ description: 'An article in the timeline of a topic.' })
class TimelineEdge extends HopEdge {
  @Field(() => PartialDateScalar, { description: 'When it was published.' })
  get date(): PartialDate | null {
    const { facts } = this.hop.node;
    return 'publishedOn' in facts ? (facts.publishedOn ?? null) : null;
  }

  @Field(() => [classOf('Issue')], { description: 'The issues that featured it, the first ten.' })
  async featuredIn(@Ctx() context: GraphContext): Promise<NodeObject[]> {
    const issues = await loadFeaturingIssues(context, this.hop.node.id);
    return issues.map((issue) => toObject(issue));
  }

  @Field(() => Article, { name: 'node', description: 'The article.' })
  override resolveNode(): NodeObject {
    return super.resolveNode();
  }
}

export const TimelineConnection = connectionOf<Hop, TimelineEdge>(
  'TimelineConnection',
  'Articles about a topic by date.',
  TimelineEdge,
  () => Article,
);
