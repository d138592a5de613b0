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
import { fingerprint, relationshipProperties } from './records';

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

interface OutdatedRow {
  readonly index: number;
  readonly hasEnds: boolean;
  readonly exists: boolean;
}

/** Creates and replaces those relationships that are not already as put. */
export async function putRelationships(
  run: Run,
  records: readonly RelationshipRecord[],
  changes: Changes,
): Promise<void> {
  for (const [type, ofType] of groupByType(records)) {
    const outdated = await run<OutdatedRow>(
      `
      UNWIND range(0, size($rows) - 1) AS index
      WITH index, $rows[index] AS row
      OPTIONAL MATCH (from:Node {id: row.from})                      // constraint node_id
      OPTIONAL MATCH (to:Node {id: row.to})
      OPTIONAL MATCH (from)${arrow(type, 'OUT', 'r')}(to)
      WHERE r.key = row.key
      WITH index, row, from, to, r
      WHERE r IS NULL OR r.fingerprint <> row.fingerprint
      RETURN index, from IS NOT NULL AND to IS NOT NULL AS hasEnds, r IS NOT NULL AS exists`,
      { rows: ofType.map((record) => ({ ...endsOf(record), fingerprint: fingerprint(record) })) },
    );
    const created: RelationshipRecord[] = [];
    const replaced: RelationshipRecord[] = [];
    for (const { index, hasEnds, exists } of outdated) {
      const record = ofType[index];
      // The statement answers with what it was asked.
      if (!record) continue;
      if (!hasEnds) throw missingEnd(record);
      (exists ? replaced : created).push(record);
    }
    if (created.length > 0) {
      await run(
        `
        UNWIND $rows AS row
        MATCH (from:Node {id: row.from})                             // constraint node_id
        MATCH (to:Node {id: row.to})
        CREATE (from)${arrow(type, 'OUT', 'r')}(to)
        SET r = row.properties`,
        { rows: created.map(rowOf) },
      );
      for (const { from, to, key } of created) changes.addRelationship({ type, from, to, key });
    }
    if (replaced.length > 0) {
      await run(
        `
        UNWIND $rows AS row
        MATCH (from:Node {id: row.from})                             // constraint node_id
        MATCH (to:Node {id: row.to})
        MATCH (from)${arrow(type, 'OUT', 'r')}(to)
        WHERE r.key = row.key
        SET r = row.properties`,
        { rows: replaced.map(rowOf) },
      );
      changes.any = true;
    }
  }
}

function endsOf({ from, to, key }: RelationshipKey) {
  return { from, to, key };
}

function rowOf(record: RelationshipRecord) {
  return { ...endsOf(record), properties: relationshipProperties(record) };
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
