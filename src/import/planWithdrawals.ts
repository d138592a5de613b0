import { foldClaims } from '../model/claims';
import type { NodeId } from '../model/ids';
import { relationshipKeyText, type RelationshipKey, type RelationshipType } from '../model/relationships';
import type { GraphStore, RelationshipRecord } from '../store/port';
import type { Voice } from './statements';

/** Relationships that a record states of its own node. Citations may come from other records of the same source. */
const STATED_WITH_NODE: readonly RelationshipType[] = [
  'ABOUT',
  'SUBTOPIC_OF',
  'FEATURES',
  'PART_OF',
  'AUTHORED_BY',
  'PUBLISHED_IN',
];
const MOST_PER_NODE = 1000;

export interface Withdrawals {
  /** Without the source's claim, but with others. */
  readonly reduced: readonly RelationshipRecord[];
  /** Nobody says so any more. */
  readonly deleted: readonly RelationshipKey[];
}

/** What the source said of the nodes' relationships before and does not say now. */
export async function planWithdrawals(
  store: GraphStore,
  {
    voice,
    ids,
    stated,
  }: { readonly voice: Voice; readonly ids: readonly NodeId[]; readonly stated: ReadonlySet<string> },
): Promise<Withdrawals> {
  if (ids.length === 0) return { reduced: [], deleted: [] };
  const pages = await Promise.all(
    STATED_WITH_NODE.map((type) =>
      store.expand({
        type,
        direction: 'OUT',
        ids,
        order: { field: 'NAME', direction: 'ASC' },
        first: MOST_PER_NODE,
        count: false,
      }),
    ),
  );
  const unstated = pages
    .flatMap((page) => [...page.values()].flatMap(({ items }) => items.map(({ relationship }) => relationship)))
    .filter((relationship) => !stated.has(relationshipKeyText(relationship)));
  const { relationships } = await store.getClaims({ relationships: unstated });
  const reduced: RelationshipRecord[] = [];
  const deleted: RelationshipKey[] = [];
  for (const { type, from, to, key } of unstated) {
    const claims = relationships.get(relationshipKeyText({ type, from, to, key })) ?? [];
    const others = claims.filter(({ source }) => source !== voice.source);
    if (others.length === claims.length) continue;
    if (others.length === 0) deleted.push({ type, from, to, key });
    else reduced.push({ type, from, to, key, facts: foldClaims(others), claims: others });
  }
  return { reduced, deleted };
}
