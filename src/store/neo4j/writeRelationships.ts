import type { NodeId } from '../../model/ids';
import {
  RELATIONSHIPS,
  relationshipKeyText,
  type RelationshipKey,
  type RelationshipType,
} from '../../model/relationships';
import type { RelationshipRecord } from '../port';
import { closesCycle, missingEnd } from '../rules';
import type { Changes } from './counters';
import type { Run } from './driver';
import { arrow } from './labels';
import { relationshipProperties } from './records';

export async function deleteRelationships(run: Run, keys: readonly RelationshipKey[], changes: Changes): Promise<void> {
  for (const [type, ofType] of groupByType(keys)) {
    const deleted = await run<RelationshipKey>(
      `
      UNWIND $keys AS row
      MATCH (from:Node {id: row.from})                               // constraint node_id
      MATCH (to:Node {id: row.to})
      MATCH (from)${arrow(type, 'OUT', 'r')}(to)
      WHERE r.key = row.key
      DELETE r
      RETURN row.from AS from, row.to AS to, row.key AS key`,
      { keys: ofType.map(({ from, to, key }) => ({ from, to, key })) },
    );
    for (const { from, to, key } of deleted) changes.deleteRelationship({ type, from, to, key });
  }
}

/** Creates and replaces those relationships that are not already as put. */
export async function putRelationships(
  run: Run,
  records: readonly RelationshipRecord[],
  changes: Changes,
): Promise<void> {
  await checkEnds(run, records);
  for (const [type, ofType] of groupByType(records)) {
    const changed = await run<{ index: number; isNew: boolean }>(
      `
      UNWIND range(0, size($rows) - 1) AS index
      WITH index, $rows[index] AS row
      MATCH (from:Node {id: row.from})                               // constraint node_id
      MATCH (to:Node {id: row.to})
      MERGE (from)${arrow(type, 'OUT', 'r').replace(']', ' {key: row.properties.key}]')}(to)
      WITH index, row, r, r.facts IS NULL AS isNew
      WHERE isNew OR r.facts <> row.properties.facts OR r.claims <> row.properties.claims
      SET r = row.properties
      RETURN index, isNew`,
      { rows: ofType.map((record) => ({ ...endsOf(record), properties: relationshipProperties(record) })) },
    );
    if (changed.length > 0) changes.any = true;
    for (const { index, isNew } of changed) {
      const record = ofType[index];
      if (isNew && record) changes.addRelationship(record);
    }
  }
}

const MISSING_NODES = `
  UNWIND $ids AS id
  OPTIONAL MATCH (n:Node {id: id})                                   // constraint node_id
  WITH id, n
  WHERE n IS NULL
  RETURN id`;

async function checkEnds(run: Run, records: readonly RelationshipRecord[]): Promise<void> {
  const ids = new Set(records.flatMap(({ from, to }) => [from, to]));
  if (ids.size === 0) return;
  const missing = new Set((await run<{ id: NodeId }>(MISSING_NODES, { ids: [...ids] })).map(({ id }) => id));
  const record = records.find(({ from, to }) => missing.has(from) || missing.has(to));
  if (record) throw missingEnd(record);
}

function endsOf({ from, to }: RelationshipKey) {
  return { from, to };
}

/** By type, each relationship once (the last one counts), ordered so that two transactions lock in the same order. */
function groupByType<Item extends RelationshipKey>(items: readonly Item[]): Map<RelationshipType, Item[]> {
  const groups = new Map<RelationshipType, Item[]>();
  const unique = new Map(items.map((item) => [relationshipKeyText(item), item]));
  for (const [, item] of [...unique].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const group = groups.get(item.type);
    if (group) group.push(item);
    else groups.set(item.type, [item]);
  }
  return groups;
}

/** Refuses new relationships of an acyclic type that close a cycle, and names it. */
export async function checkAcyclic(run: Run, changes: Changes): Promise<void> {
  for (const [type, created] of groupByType(changes.created)) {
    if (!RELATIONSHIPS[type].acyclic) continue;
    const loop = created.find(({ from, to }) => from === to);
    if (loop) throw closesCycle(type, [loop.from]);
    const [path] = await run<{ ids: NodeId[] }>(
      `
      UNWIND $rows AS row
      MATCH (from:Node {id: row.from})                               // constraint node_id
      MATCH (to:Node {id: row.to})
      MATCH path = shortestPath((to)${arrow(type, 'OUT').replace(']', '*]')}(from))
      RETURN [n IN nodes(path) | n.id] AS ids
      LIMIT 1`,
      { rows: created.map(endsOf) },
    );
    if (path) throw closesCycle(type, path.ids);
  }
}
