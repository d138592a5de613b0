import { ArgsType, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import type { TopicNeighbor, TopicRelation } from '../../explore/neighborhood';
import type { PartialDate } from '../../model/dates';
import { PageArgs } from '../args';
import type { GraphContext } from '../context';
import { TopicRelationEnum } from '../enums';
import { loadPresent } from '../loaders';
import type { CursorOf } from '../page';
import { PartialDateScalar } from '../scalars';
import { boundedConnectionOf } from './connections';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ArgsType()
export class NeighborhoodArgs extends PageArgs {
  @Field(() => Int, { defaultValue: 1, description: 'How many hops to go: 1 to 4.' })
  depth!: number;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'As the graph was then: only articles of that day, month or year or earlier count; of a day, those of the months that were over by then.',
  })
  asOf?: PartialDate;
}

@ObjectType({ description: 'A topic near another, and how it lies to it.' })
class TopicNeighborEdge {
  constructor(
    private readonly neighbor: TopicNeighbor,
    private readonly cursorOf: CursorOf<TopicNeighbor>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.neighbor);
  }

  @Field(() => Int, { description: 'How many hops away: 1 to the depth asked for.' })
  get distance(): number {
    return this.neighbor.distance;
  }

  @Field(() => TopicRelationEnum, { description: 'How it lies to the topic.' })
  get relation(): TopicRelation {
    return this.neighbor.relation;
  }

  @Field(() => Float, {
    description:
      '0 to 1: 1 for a parent or child, else normalised pointwise mutual information; halved at each further hop.',
  })
  get weight(): number {
    return this.neighbor.weight;
  }

  @Field(() => Int, { description: 'How many articles are about both.' })
  get support(): number {
    return this.neighbor.support;
  }

  @Field(() => classOf('Topic'), { name: 'node', description: 'The neighbor.' })
  async resolveNode(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.node, this.neighbor.id));
  }
}

export const TopicNeighborConnection = boundedConnectionOf<TopicNeighbor, TopicNeighborEdge>(
  'TopicNeighborConnection',
  'The topics around a topic, the nearest first.',
  TopicNeighborEdge,
  () => classOf('Topic'),
);
