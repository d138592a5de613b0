import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { knowledgeMap, type KnowledgeMap as ModelMap, type MapOptions, type MapStart } from '../../explore/map';
import { shortestPath } from '../../explore/path';
import { GraphError } from '../../model/errors';
import { SEARCHABLE_KINDS } from '../../model/kinds';
import type { RelationshipType } from '../../model/relationships';
import type { GraphContext } from '../context';
import { RelationshipTypeEnum } from '../enums';
import { requireId } from '../references';
import { KnowledgeMap } from '../types/KnowledgeMap';
import { Path } from '../types/Path';
import { Stats } from '../types/Stats';

@Resolver()
export class ExploreResolver {
  @Query(() => Path, {
    nullable: true,
    description:
      'A shortest way between two nodes over any relationships; among equally short ones the one through the rarest nodes. Null when there is none within maxLength.',
  })
  async shortestPath(
    @Arg('from', () => String, { description: 'Any reference to a node.' }) from: string,
    @Arg('to', () => String, { description: 'Any reference to a node.' }) to: string,
    @Arg('maxLength', () => Int, { defaultValue: 6, description: 'At most so many relationships: 1 to 8.' })
    maxLength: number,
    @Arg('types', () => [RelationshipTypeEnum], { nullable: true, description: 'Only over these relationships.' })
    types: RelationshipType[] | undefined,
    @Ctx() context: GraphContext,
  ): Promise<Path | null> {
    const [start, end] = await Promise.all([
      requireId(context, 'from', from, SEARCHABLE_KINDS),
      requireId(context, 'to', to, SEARCHABLE_KINDS),
    ]);
    const path = await shortestPath(context.store, start, end, { maxLength, types }, context.read);
    return path ? new Path(path) : null;
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
      loadMap(context, start, { depth, limit }),
      context.store.revision(context.read),
    ]);
    return new KnowledgeMap(map, revision);
  }

  @Query(() => Stats, { description: 'How large the graph is.' })
  async stats(@Ctx() { store, read }: GraphContext): Promise<Stats> {
    return new Stats(await store.stats(read));
  }
}

/** Positions take long to find and stay the same as long as the graph does. */
async function loadMap(
  { results, store, read }: GraphContext,
  start: MapStart,
  options: MapOptions,
): Promise<ModelMap> {
  const key = JSON.stringify([start, options]);
  const kept = await results.recall<string, ModelMap>(
    'map',
    [key],
    ({ nodes, edges }) => nodes.length + edges.length,
    async () => new Map([[key, await knowledgeMap(store, start, options, read)]]),
    read,
  );
  return kept.get(key) ?? knowledgeMap(store, start, options, read);
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
