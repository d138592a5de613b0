import { Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import type { RepresentativePaper } from '../../explore/representativePapers';
import type { GraphContext } from '../context';
import { loadPresent } from '../loaders';
import type { CursorOf } from '../page';
import { boundedConnectionOf } from './connections';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ObjectType({ description: 'A paper that stands for a topic.' })
class RepresentativePaperEdge {
  constructor(
    private readonly paper: RepresentativePaper,
    private readonly cursorOf: CursorOf<RepresentativePaper>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.paper);
  }

  @Field(() => Float, {
    description: 'mentions per year since it was published, times how much it is about the topic.',
  })
  get score(): number {
    return this.paper.score;
  }

  @Field(() => Int, { description: 'Papers of the graph that cite it, and entries of issues that feature it.' })
  get mentions(): number {
    return this.paper.mentions;
  }

  @Field(() => classOf('Paper'), { name: 'node', description: 'The paper.' })
  async resolveNode(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.node, this.paper.id));
  }
}

export const RepresentativePaperConnection = boundedConnectionOf<RepresentativePaper, RepresentativePaperEdge>(
  'RepresentativePaperConnection',
  'Papers that stand for a topic, the most telling first.',
  RepresentativePaperEdge,
  () => classOf('Paper'),
);
