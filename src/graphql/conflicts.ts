import { findConflictOfEnds, findConflicts, type Conflict } from '../model/conflicts';
import type { GraphNode } from '../model/nodes';
import { nameOf } from '../model/projection';
import type { GraphContext } from './context';
import type { HopList } from './hopPages';
import { loadHops } from './pages';

export const VENUES: HopList = {
  type: 'PUBLISHED_IN',
  direction: 'OUT',
  order: { field: 'NAME', direction: 'ASC' },
};
const MOST_VENUES = 20;

/** Of what of a node sources say different things: its fields and, of what is published somewhere, where. */
export async function loadConflicts(context: GraphContext, { id, kind }: GraphNode): Promise<readonly Conflict[]> {
  const conflicts = findConflicts(await context.loaders.nodeClaims.load(id));
  if (kind !== 'Paper' && kind !== 'Resource') return conflicts;
  const { items } = await loadHops(context, id, VENUES, { first: MOST_VENUES });
  if (items.length < 2) return conflicts;
  const venues = await Promise.all(
    items.map(async ({ node, relationship }) => {
      const claims = await context.loaders.relationshipClaims.load(relationship);
      return { value: nameOf(node), sources: claims.map(({ source }) => source) };
    }),
  );
  const conflict = findConflictOfEnds('venue', venues);
  return conflict ? [...conflicts, conflict] : conflicts;
}
