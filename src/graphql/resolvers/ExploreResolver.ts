import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { knowledgeMap, type KnowledgeMap as ModelMap, type MapOptions, type MapStart } from '../../explore/map';
import { GraphError } from '../../model/errors';
import { SEARCHABLE_KINDS } from '../../model/kinds';
import { checkText } from '../checkText';
import type { GraphContext } from '../context';
import { requireId } from '../references';
import { KnowledgeMap } from '../types/KnowledgeMap';
import { Stats } from '../types/Stats';

/** Maps, and how large the graph is. */
@Resolver()
export class ExploreResolver {
  @Query(() => KnowledgeMap, {
    description:
      'Nodes and edges for drawing, around a node, a topic or a search; an overview of the graph without any of them.',
  })
  async knowledgeMap(
    @Arg('center', () => String, { nullable: true, description: 'Any reference to a node.' })
    center: string | undefined,
    @Arg('topic', () => String, { nullable: true, description: 'A topic’s slug.' }) topic: string | undefined,
    @Arg('query', () => String, { nullable: true, description: 'A search: at most 500 characters.' })
    query: string | undefined,
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
  return results.recallOne(
    `map ${JSON.stringify([start, options])}`,
    ({ nodes, edges }: ModelMap) => nodes.length + edges.length,
    () => knowledgeMap(store, start, options, read),
    read,
  );
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
  if (query === undefined) return { overview: true };
  checkText('query', query);
  return { query };
}
