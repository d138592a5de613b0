import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { POPULARITY, type RelationshipType } from '../../model/relationships';
import { NEWEST_AT_HUB } from '../rules';
import type { Run } from './driver';
import { arrow, typeName } from './labels';

// Neo4j keeps a node's relationships in no order: to find the newest of a hub's it would read all of them. So those that
// lead to a hub, of the type that its popularity counts, bear the hub's id (`into`) and when their start was published
// (`published`), and an index of each type holds the two. A node's `hub` names the type from the moment that its
// popularity passes NEWEST_AT_HUB, and keeps it; the relationships of all others bear nothing and cost no index.

const COUNTED = Object.entries(POPULARITY).flatMap(([kind, { type, direction }]) =>
  direction === 'IN' ? [{ kind: kind as NodeKind, type }] : [],
);
/** Every type of which hubs are made. */
export const HUB_TYPES: readonly RelationshipType[] = [...new Set(COUNTED.map(({ type }) => type))];

export const HUB_INDEXES = HUB_TYPES.map(
  (type) => `CREATE RANGE INDEX ${type.toLowerCase()}_newest IF NOT EXISTS
     FOR ()-[r:${typeName(type)}]-() ON (r.into, r.published)`,
);

/** Marks the hubs of a graph that knew none; cut off, it goes on where it was. */
export const MARK_ALL_HUBS = COUNTED.flatMap(({ kind, type }) => {
  const hubs = `MATCH (hub:Node)
     WHERE hub.kind = '${kind}' AND hub.popularity > ${NEWEST_AT_HUB} AND hub.hub IS NULL`;
  return [
    `${hubs}
     MATCH (hub)${arrow(type, 'IN', 'r')}(n:Node)
     WHERE r.into IS NULL
     CALL (hub, r, n) {
       SET r.into = hub.id, r.published = n.publishedOn
     } IN TRANSACTIONS OF 10000 ROWS`,
    `${hubs}
     SET hub.hub = '${typeName(type)}'`,
  ];
});

export interface NewHub {
  readonly id: NodeId;
  readonly kind: NodeKind;
}

/** Marks nodes that have become hubs, with all that leads to them. */
export async function markHubs(run: Run, hubs: readonly NewHub[]): Promise<void> {
  for (const { kind, type } of COUNTED) {
    const ids = hubs.filter((hub) => hub.kind === kind).map(({ id }) => id);
    if (ids.length > 0) await run(markHub(type), { ids });
  }
}

function markHub(type: RelationshipType): string {
  return `
  UNWIND $ids AS id
  MATCH (hub:Node {id: id})                                          // constraint node_id
  SET hub.hub = '${typeName(type)}'
  WITH hub
  MATCH (hub)${arrow(type, 'IN', 'r')}(n:Node)
  SET r.into = hub.id, r.published = n.publishedOn`;
}

/** Sets what a new relationship `r` from `from` to `to` bears. */
export function bear(r: string): string {
  const isToHub = `to.hub = type(${r})`;
  return `${r}.into = CASE WHEN ${isToHub} THEN to.id END, ${r}.published = CASE WHEN ${isToHub} THEN from.publishedOn END`;
}

const DATE_AGAIN = `
  UNWIND $ids AS id
  MATCH (n:Node {id: id})-[r:${HUB_TYPES.map(typeName).join('|')}]->() // constraint node_id
  WHERE r.into IS NOT NULL
  SET r.published = n.publishedOn`;

/** For nodes whose date has changed: what leads from them to hubs. */
export async function dateAgain(run: Run, ids: readonly NodeId[]): Promise<void> {
  if (ids.length > 0) await run(DATE_AGAIN, { ids });
}

interface Range {
  /** The variable of the hub. */
  readonly hub: string;
  readonly type: RelationshipType;
  readonly word?: string;
  /** Narrows the range. */
  readonly and?: string;
  readonly limit?: string;
}

/**
 * The relationships `r` that lead to a hub, in the order of their dates, with their starts `n`: a range of the index. The
 * order names `into` as well, because else the planner would sort all of them.
 */
export function toHub({ hub, type, word = 'DESC', and = '', limit = String(NEWEST_AT_HUB) }: Range): string {
  return `
      MATCH (n:Node)${arrow(type, 'OUT', 'r')}()
      USING INDEX r:${typeName(type)}(into, published)
      WHERE r.into = ${hub}.id
        AND r.published >= ''
        ${and}
      WITH n, r
      ORDER BY r.into ${word}, r.published ${word}, n.id, r.key
      LIMIT ${limit}`;
}
