import { z } from 'zod';
import type { TopicNeighbor } from '../explore/neighborhood';
import type { NodeId } from '../model/ids';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { pageOfList, type Page } from './page';
import { checkPageSize } from './pages';
import type { NeighborhoodArgs } from './types/Topic';

/** A page of the topics around a topic. */
export async function loadNeighborhood(
  { loaders }: GraphContext,
  id: NodeId,
  { depth, first, after }: NeighborhoodArgs,
): Promise<Page<TopicNeighbor>> {
  const codec = cursorCodec({ neighborhood: id, depth }, z.string().max(1024));
  const { neighbors } = await loaders.neighborhood(depth).load(id);
  return pageOfList(
    neighbors,
    { first: checkPageSize(first), after: codec.decode(after) },
    (neighbor) => neighbor.id,
    (neighbor) => codec.encode(neighbor.id),
  );
}
