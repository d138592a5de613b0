import { Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { explanatoryPath, moreExplanatory } from '../../explore/explanatoryPath';
import type { PathOptions } from '../../explore/path';
import { shortestPath } from '../../explore/shortestPath';
import type { PartialDate } from '../../model/dates';
import type { NodeId } from '../../model/ids';
import { SEARCHABLE_KINDS } from '../../model/kinds';
import type { ConnectingType } from '../../model/relationships';
import type { GraphContext } from '../context';
import { RelationshipTypeEnum } from '../enums';
import { requireId } from '../references';
import { PartialDateScalar } from '../scalars';
import { Path, Paths } from '../types/Path';

@ArgsType()
class PathArgs {
  @Field(() => String, { description: 'Any reference to a node.' })
  from!: string;

  @Field(() => String, { description: 'Any reference to a node.' })
  to!: string;

  @Field(() => Int, { defaultValue: 6, description: 'At most so many relationships: 1 to 8.' })
  maxLength!: number;

  @Field(() => [RelationshipTypeEnum], { nullable: true, description: 'Only over these relationships.' })
  types?: ConnectingType[];

  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'As the graph was then: no article on the way or at the ends was published later, or at no known date.',
  })
  asOf?: PartialDate;
}

/** Ways between any two nodes. */
@Resolver()
export class PathResolver {
  @Query(() => Path, {
    nullable: true,
    description:
      'A shortest way between two nodes over any relationships; among equally short ones the one through the rarest nodes. Null when there is none within maxLength.',
  })
  async shortestPath(@Args(() => PathArgs) args: PathArgs, @Ctx() context: GraphContext): Promise<Path | null> {
    const { start, end, options } = await readPathArgs(args, context);
    const { path } = await shortestPath(context.store, start, end, options, context.read);
    return path ? new Path(path) : null;
  }

  @Query(() => Paths, { description: 'The shortest way between two nodes, and the one that explains most.' })
  async paths(@Args(() => PathArgs) args: PathArgs, @Ctx() context: GraphContext): Promise<Paths> {
    const { store, read } = context;
    const { start, end, options } = await readPathArgs(args, context);
    const [shortest, explanatory] = await Promise.all([
      shortestPath(store, start, end, options, read),
      explanatoryPath(store, start, end, options, read),
    ]);
    return new Paths(shortest, moreExplanatory(explanatory, shortest));
  }
}

interface PathQuery {
  readonly start: NodeId;
  readonly end: NodeId;
  readonly options: PathOptions;
}

async function readPathArgs({ from, to, maxLength, types, asOf }: PathArgs, context: GraphContext): Promise<PathQuery> {
  const [start, end] = await Promise.all([
    requireId(context, 'from', from, SEARCHABLE_KINDS),
    requireId(context, 'to', to, SEARCHABLE_KINDS),
  ]);
  return { start, end, options: { maxLength, types, publishedTo: asOf } };
}
