import type { NodeId } from '../../model/ids';
import type { PageArgs } from '../args';
import { VENUES } from '../conflicts';
import type { GraphContext } from '../context';
import type { HopList } from '../hopPages';
import { loadHops } from '../pages';
import { Venue } from './Venue';

const AUTHORS: HopList = { type: 'AUTHORED_BY', direction: 'OUT', order: { field: 'POSITION', direction: 'ASC' } };

/** The authors of a paper or resource, in their order. */
export function loadAuthors(context: GraphContext, id: NodeId, args: PageArgs) {
  return loadHops(context, id, AUTHORS, args);
}

/** The venue of a paper or resource; of several the first by name. */
export async function loadVenue(context: GraphContext, id: NodeId): Promise<Venue | null> {
  const { items } = await loadHops(context, id, VENUES, { first: 1 });
  const node = items[0]?.node;
  return node?.kind === 'Venue' ? new Venue(node) : null;
}
