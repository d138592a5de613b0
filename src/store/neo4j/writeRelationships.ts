import { int } from 'neo4j-driver';
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
import { bear } from './hubs';
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
  await checkEnds(run, records, changes);
  for (const [type, ofType] of groupByType(records)) {
    const possible = ofType.filter(({ from, to }) => !changes.newNodes.has(from) && !changes.newNodes.has(to));
    const known = await readStarts(run, type, possible);
    const isNew = ({ from, to }: RelationshipRecord) => !known.has(from) || changes.newNodes.has(to);
    await createRelationships(run, type, ofType.filter(isNew), changes);
    await mergeRelationships(
      run,
      type,
      ofType.filter((record) => !isNew(record)),
      changes,
    );
  }
}

/** The nodes from which a relationship of the type goes out already: from any other none can be there yet. */
async function readStarts(
  run: Run,
  type: RelationshipType,
  records: readonly RelationshipRecord[],
): Promise<ReadonlySet<NodeId>> {
  if (records.length === 0) return new Set();
  const rows = await run<{ id: NodeId }>(
    `
    UNWIND $ids AS id
    MATCH (n:Node {id: id})                                          // constraint node_id
    WHERE EXISTS { MATCH (n)${arrow(type, 'OUT')}() }
    RETURN id`,
    { ids: [...new Set(records.map(({ from }) => from))] },
  );
  return new Set(rows.map(({ id }) => id));
}

/** What ends at a node that this transaction created cannot be there yet. */
async function createRelationships(
  run: Run,
  type: RelationshipType,
  records: readonly RelationshipRecord[],
  changes: Changes,
): Promise<void> {
  if (records.length === 0) return;
  await run(
    `
    UNWIND $rows AS row
    MATCH (from:Node {id: row[0]})                                   // constraint node_id
    MATCH (to:Node {id: row[1]})
    CREATE (from)${arrow(type, 'OUT', 'r')}(to)
    SET r = $properties[row[2]]
    SET ${bear('r', type)}`,
    rowsOf(records),
  );
  for (const record of records) changes.addRelationship(record);
}

/** Answers only about those that were there, because most often none was. */
async function mergeRelationships(
  run: Run,
  type: RelationshipType,
  records: readonly RelationshipRecord[],
  changes: Changes,
): Promise<void> {
  if (records.length === 0) return;
  const present = await run<{ index: number; isChanged: boolean }>(
    `
    UNWIND range(0, size($rows) - 1) AS index
    WITH index, $rows[index] AS row
    MATCH (from:Node {id: row[0]})                                   // constraint node_id
    MATCH (to:Node {id: row[1]})
    WITH index, from, to, $properties[row[2]] AS properties
    MERGE (from)${arrow(type, 'OUT', 'r').replace(']', ' {key: properties.key}]')}(to)
    WITH index, from, to, r, properties,
         r.facts IS NULL AS isNew,
         r.facts <> properties.facts OR r.claims <> properties.claims AS isChanged
    FOREACH (changed IN CASE WHEN isNew OR isChanged THEN [r] ELSE [] END |
      SET changed = properties
      SET ${bear('changed', type)})
    WITH index, isNew, isChanged
    WHERE NOT isNew
    RETURN index, isChanged`,
    rowsOf(records),
  );
  changes.any ||= present.some(({ isChanged }) => isChanged);
  const wasThere = new Set(present.map(({ index }) => index));
  for (const [index, record] of records.entries()) if (!wasThere.has(index)) changes.addRelationship(record);
}

const MISSING_NODES = `
  UNWIND $ids AS id
  OPTIONAL MATCH (n:Node {id: id})                                   // constraint node_id
  WITH id, n
  WHERE n IS NULL
  RETURN id`;

async function checkEnds(run: Run, records: readonly RelationshipRecord[], { newNodes }: Changes): Promise<void> {
  const ids = new Set(records.flatMap(({ from, to }) => [from, to]).filter((id) => !newNodes.has(id)));
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

/** Most relationships of an import say the same of other ends: what they say goes to the server once. */
function rowsOf(records: readonly RelationshipRecord[]) {
  const places = new Map<string, number>();
  const properties: Record<string, unknown>[] = [];
  const rows = records.map((record) => {
    const text = JSON.stringify([record.key, record.facts, record.claims]);
    const place = places.get(text) ?? properties.push(relationshipProperties(record)) - 1;
    places.set(text, place);
    return [record.from, record.to, int(place)];
  });
  return { rows, properties };
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
