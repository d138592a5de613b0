import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { GraphPath, PathAnswer, PathStep as Step } from '../../explore/path';
import type { NodeId } from '../../model/ids';
import type { RelationshipType } from '../../model/relationships';
import type { GraphContext } from '../context';
import { RelationshipTypeEnum } from '../enums';
import { loadPresent } from '../loaders';
import { CUT, TRUNCATED } from './connections';
import { NodeObject, toObject } from './nodeObject';

@ObjectType({ description: 'One relationship of a path.' })
export class PathStep {
  constructor(private readonly step: Step) {}

  @Field(() => RelationshipTypeEnum, { description: 'Its type.' })
  get type(): RelationshipType {
    return this.step.type;
  }

  @Field(() => NodeObject, { description: 'Where its arrow starts, which may be against the way of the path.' })
  from(@Ctx() context: GraphContext): Promise<NodeObject> {
    return load(context, this.step.from);
  }

  @Field(() => NodeObject, { description: 'Where its arrow ends.' })
  to(@Ctx() context: GraphContext): Promise<NodeObject> {
    return load(context, this.step.to);
  }

  @Field(() => String, { description: 'The step as a sentence.' })
  get because(): string {
    return this.step.because;
  }
}

@ObjectType({ description: 'A way from one node to another.' })
export class Path {
  constructor(private readonly path: GraphPath) {}

  @Field(() => Int, { description: 'How many relationships it has; 0 from a node to itself.' })
  get length(): number {
    return this.path.length;
  }

  @Field(() => Boolean, { description: TRUNCATED })
  get truncated(): boolean {
    return this.path.cut.length > 0;
  }

  @Field(() => [String], { description: CUT })
  get cut(): readonly string[] {
    return this.path.cut;
  }

  @Field(() => [NodeObject], { description: 'Both ends and all nodes between, in order.' })
  nodes(@Ctx() context: GraphContext): Promise<NodeObject[]> {
    return Promise.all(this.path.nodes.map((id) => load(context, id)));
  }

  @Field(() => [PathStep], { description: 'What joins them, in order.' })
  get relationships(): PathStep[] {
    return this.path.relationships.map((step) => new PathStep(step));
  }
}

@ObjectType({ description: 'Ways from one node to another.' })
export class Paths {
  readonly #answers: readonly PathAnswer[];

  constructor(shortest: PathAnswer, mostExplanatory: PathAnswer) {
    this.shortest = shortest.path ? new Path(shortest.path) : null;
    this.mostExplanatory = mostExplanatory.path ? new Path(mostExplanatory.path) : null;
    this.#answers = [shortest, mostExplanatory];
  }

  @Field(() => Path, {
    nullable: true,
    description: 'One with the fewest relationships; of those, over the rarest nodes.',
  })
  shortest: Path | null;

  @Field(() => Path, {
    nullable: true,
    description:
      'The one over the rarest nodes, though it be longer: each relationship costs ½, each node on the way the logarithm of its popularity.',
  })
  mostExplanatory: Path | null;

  @Field(() => Boolean, { description: TRUNCATED })
  get truncated(): boolean {
    return this.cut.length > 0;
  }

  @Field(() => [String], { description: CUT })
  get cut(): readonly string[] {
    return [...new Set(this.#answers.flatMap(({ cut }) => cut))];
  }
}

async function load({ loaders }: GraphContext, id: NodeId): Promise<NodeObject> {
  return toObject(await loadPresent(loaders.node, id));
}
