import { z } from 'zod';
import { topicBridges, type TopicBridge } from '../explore/topicBridges';
import type { NodeId } from '../model/ids';
import type { TopicNode } from '../model/nodes';
import type { Hop } from '../store/port';
import type { PageArgs } from './args';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { pageOfList, type BoundedPage, type Page } from './page';
import { checkPageSize, loadHops } from './pages';

/** Two topics and how many articles are about both. */
export interface TopicPair {
  readonly a: TopicNode;
  readonly b: TopicNode;
  readonly support: number;
}

const NEWEST_FIRST = { field: 'PUBLISHED_ON', direction: 'DESC' } as const;

/** Articles about both, the newest first, found among those of the smaller topic. */
export async function loadShared(
  context: GraphContext,
  { a, b, support }: TopicPair,
  args: PageArgs,
): Promise<Page<Hop>> {
  const [few, many] = a.popularity <= b.popularity ? [a, b] : [b, a];
  const filter = { related: [{ type: 'ABOUT', direction: 'OUT', ids: [many.id] }] } as const;
  const hop = { type: 'ABOUT', direction: 'IN', order: NEWEST_FIRST, filter } as const;
  return { ...(await loadHops(context, few.id, hop, args)), count: () => Promise.resolve(support) };
}

/** Articles about the one topic and not the other, the newest first. */
export async function loadOnly(
  context: GraphContext,
  topic: TopicNode,
  other: NodeId,
  support: number,
  args: PageArgs,
): Promise<Page<Hop>> {
  const filter = { unrelated: [{ type: 'ABOUT', direction: 'OUT', ids: [other] }] } as const;
  const hop = { type: 'ABOUT', direction: 'IN', order: NEWEST_FIRST, filter } as const;
  const page = await loadHops(context, topic.id, hop, args);
  return { ...page, count: () => Promise.resolve(topic.popularity - support) };
}

/** A page of the papers that join two topics. */
export async function loadBridges(
  { store, results, read }: GraphContext,
  { a, b }: TopicPair,
  { first, after }: PageArgs,
): Promise<BoundedPage<TopicBridge>> {
  const codec = cursorCodec({ bridges: [a.id, b.id] }, z.string().max(1024));
  const place = { first: checkPageSize(first), after: codec.decode(after) };
  const found = await results.recall(
    `bridges from ${a.id}`,
    [b.id],
    ({ bridges }) => bridges.length,
    async () => new Map([[b.id, await topicBridges(store, [a.id, b.id], read)]]),
    read,
  );
  const { bridges, cut } = found.get(b.id) ?? { bridges: [], cut: [] };
  const page = pageOfList(
    bridges,
    place,
    (bridge) => bridge.id,
    (bridge) => codec.encode(bridge.id),
  );
  return { ...page, cut };
}
