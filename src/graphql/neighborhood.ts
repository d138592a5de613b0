import { z } from 'zod';
import type { NeighborhoodOptions, TopicNeighbor } from '../explore/neighborhood';
import type { NodeId } from '../model/ids';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { pageOfList, type BoundedPage } from './page';
import { checkPageSize } from './pages';
import type { NeighborhoodArgs } from './types/TopicNeighbor';

/** A page of the topics around a topic. */
export async function loadNeighborhood(
  { loaders }: GraphContext,
  id: NodeId,
  { depth, asOf, first, after }: NeighborhoodArgs,
): Promise<BoundedPage<TopicNeighbor>> {
  const options: NeighborhoodOptions = { depth, publishedTo: asOf };
  const codec = cursorCodec({ neighborhood: id, ...options }, z.string().max(1024));
  const { neighbors, cut } = await loaders.neighborhood(options).load(id);
  const page = pageOfList(
    neighbors,
    { first: checkPageSize(first), after: codec.decode(after) },
    (neighbor) => neighbor.id,
    (neighbor) => codec.encode(neighbor.id),
  );
  return { ...page, cut };
}
