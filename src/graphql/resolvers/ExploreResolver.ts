import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver } from 'type-graphql';
import { explanatoryPath } from '../../explore/explanatoryPath';
import { knowledgeMap, type MapStart } from '../../explore/map';
import type { PathOptions } from '../../explore/path';
import { shortestPath } from '../../explore/shortestPath';
import type { PartialDate } from '../../model/dates';
import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import { SEARCHABLE_KINDS } from '../../model/kinds';
import type { RelationshipType } from '../../model/relationships';
import type { GraphContext } from '../context';
import { RelationshipTypeEnum } from '../enums';
import { requireId, requireNode } from '../references';
import { PartialDateScalar } from '../scalars';
import { KnowledgeMap } from '../types/KnowledgeMap';
import { Path, Paths } from '../types/Path';
import { TopicComparison } from '../types/TopicComparison';
import { Stats } from '../types/Stats';

@ArgsType()
class PathArgs {
  @Field(() => String, { description: 'Any reference to a node.' })
  from!: string;

  @Field(() => String, { description: 'Any reference to a node.' })
  to!: string;

  @Field(() => Int, { defaultValue: 6, description: 'At most so many relationships: 1 to 8.' })
  maxLength!: number;

  @Field(() => [RelationshipTypeEnum], { nullable: true, description: 'Only over these relationships.' })
  types?: RelationshipType[];

  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'As the graph was then: no article on the way or at the ends was published later, or at no known date.',
  })
  asOf?: PartialDate;
}

/** Ways between nodes, maps, and how large the graph is. */
@Resolver()
export class ExploreResolver {
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
    return new Paths(
      ...(await Promise.all([
        shortestPath(store, start, end, options, read),
        explanatoryPath(store, start, end, options, read),
      ])),
    );
  }

  @Query(() => TopicComparison, { description: 'What two topics have in common, and what not.' })
  async compareTopics(
    @Arg('a', () => String, { description: 'Slug, name or id of a topic.' }) a: string,
    @Arg('b', () => String, { description: 'Slug, name or id of another.' }) b: string,
    @Ctx() context: GraphContext,
  ): Promise<TopicComparison> {
    const [first, second] = await Promise.all([
      requireNode(context, 'a', a, ['Topic']),
      requireNode(context, 'b', b, ['Topic']),
    ]);
    if (first.kind !== 'Topic' || second.kind !== 'Topic' || first.id === second.id)
      throw new GraphError('BAD_INPUT', 'a and b are the same topic.', { argument: 'b' });
    const [support = 0] = await context.store.countShared([[first.id, second.id]], context.read);
    return new TopicComparison({ a: first, b: second, support });
  }

  @Query(() => KnowledgeMap, {
    description:
      'Nodes and edges for drawing, around a node, a topic or a search; an overview of the graph without any of them.',
  })
  async knowledgeMap(
    @Arg('center', () => String, { nullable: true, description: 'Any reference to a node.' })
    center: string | undefined,
    @Arg('topic', () => String, { nullable: true, description: 'A topic’s slug.' }) topic: string | undefined,
    @Arg('query', () => String, { nullable: true, description: 'A search.' }) query: string | undefined,
    @Arg('depth', () => Int, { defaultValue: 1, description: 'Rounds of growth: 1 to 3.' }) depth: number,
    @Arg('limit', () => Int, { defaultValue: 150, description: 'At most so many nodes: 1 to 500.' }) limit: number,
    @Ctx() context: GraphContext,
  ): Promise<KnowledgeMap> {
    const start = await mapStart(context, { center, topic, query });
    const [map, revision] = await Promise.all([
      knowledgeMap(context.store, start, { depth, limit }, context.read),
      context.store.revision(context.read),
    ]);
    return new KnowledgeMap(map, revision);
  }

  @Query(() => Stats, { description: 'How large the graph is.' })
  async stats(@Ctx() { store, read }: GraphContext): Promise<Stats> {
    return new Stats(await store.stats(read));
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

interface StartArguments {
  readonly center: string | undefined;
  readonly topic: string | undefined;
  readonly query: string | undefined;
}

async function mapStart(context: GraphContext, { center, topic, query }: StartArguments): Promise<MapStart> {
  if ([center, topic, query].filter((argument) => argument !== undefined).length > 1)
    throw new GraphError('BAD_INPUT', 'A map starts from one of center, topic and query.', { argument: 'center' });
  if (center !== undefined) return { center: await requireId(context, 'center', center, SEARCHABLE_KINDS) };
  if (topic !== undefined) return { topic: await requireId(context, 'topic', topic, ['Topic']) };
  return query === undefined ? { overview: true } : { query };
}
