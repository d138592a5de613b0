import type { NodeId } from '../../model/ids';
import type { PageArgs } from '../args';
import type { GraphContext } from '../context';
import { loadHops } from '../pages';
import { Venue } from './Venue';

/** The authors of a paper or resource, in their order. */
export function loadAuthors(context: GraphContext, id: NodeId, args: PageArgs) {
  const order = { field: 'POSITION', direction: 'ASC' } as const;
  return loadHops(context, id, { type: 'AUTHORED_BY', direction: 'OUT', order }, args);
}

/** The venue of a paper or resource; of several the first by name. */
export async function loadVenue(context: GraphContext, id: NodeId): Promise<Venue | null> {
  const order = { field: 'NAME', direction: 'ASC' } as const;
  const { items } = await loadHops(context, id, { type: 'PUBLISHED_IN', direction: 'OUT', order }, { first: 1 });
  const node = items[0]?.node;
  return node?.kind === 'Venue' ? new Venue(node) : null;
}
