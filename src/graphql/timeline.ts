import type { NodeId } from '../model/ids';
import type { GraphNode } from '../model/nodes';
import type { Hop } from '../store/port';
import type { GraphContext } from './context';
import type { Page } from './page';
import { loadHops } from './pages';
import type { TimelineArgs } from './types/Timeline';

const FEATURING_ISSUES = 10;
/** Any date at all: articles without one are left out. */
const DATED = { publishedFrom: '0' };

/** A page of the dated articles about a topic. They are counted by what the engine counts anyway. */
export async function loadTimeline(
  context: GraphContext,
  id: NodeId,
  { direction, ...page }: TimelineArgs,
): Promise<Page<Hop>> {
  const order = { field: 'PUBLISHED_ON', direction } as const;
  const hops = await loadHops(context, id, { type: 'ABOUT', direction: 'IN', order, filter: DATED }, page);
  const count = async (): Promise<number> => {
    const { topic } = await context.loaders.months.load(id);
    return topic.reduce((sum, { articles }) => sum + articles, 0);
  };
  return { ...hops, count };
}

/** The first issues that featured an article, each once. */
export async function loadFeaturingIssues(context: GraphContext, id: NodeId): Promise<GraphNode[]> {
  const order = { field: 'PUBLISHED_ON', direction: 'ASC' } as const;
  const features = { type: 'FEATURES', direction: 'IN', order } as const;
  const { items } = await loadHops(context, id, features, { first: FEATURING_ISSUES });
  return [...new Map(items.map(({ node }) => [node.id, node])).values()];
}
