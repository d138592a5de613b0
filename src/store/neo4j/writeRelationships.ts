import { int } from 'neo4j-driver';
import type { NodeId } from '../../model/ids';
import {
  RELATIONSHIPS,
  relationshipKeyText,
  type RelationshipKey,
  type RelationshipType,
} from '../../model/relationships';
import { packRelationships } from '../packRelationships';
import type { RelationshipRecord } from '../port';
import { closesCycle, missingEnd } from '../rules';
import type { Changes } from './counters';
import type { Run } from './driver';
import { bear } from './hubs';
import { arrow, typeName } from './labels';
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
  const created: RelationshipRecord[] = [];
  for (const [type, ofType] of groupByType(records)) {
    const possible = ofType.filter(({ from, to }) => !changes.newNodes.has(from) && !changes.newNodes.has(to));
    const known = await readStarts(run, type, possible);
    // What ends at a node that this transaction created cannot be there yet.
    const isNew = ({ from, to }: RelationshipRecord) => !known.has(from) || changes.newNodes.has(to);
    const others: RelationshipRecord[] = [];
    for (const record of ofType) (isNew(record) ? created : others).push(record);
    await mergeRelationships(run, type, others, changes);
  }
  await createRelationships(run, created, changes);
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

/** Each end is looked up once, however many relationships it has. */
const CREATE_RELATIONSHIPS = `
  UNWIND range(0, size($ids) - 1) AS place
  MATCH (n:Node {id: $ids[place]})                                   // constraint node_id
  WITH n
  ORDER BY place
  WITH collect(n) AS ends
  UNWIND range(0, size($rows) - 1, 3) AS at
  WITH ends[$rows[at]] AS from, ends[$rows[at + 1]] AS to, $said[$rows[at + 2]] AS said
  CREATE (from)-[r:$(said.type)]->(to)
  SET r = said.properties
  SET ${bear('r')}`;

async function createRelationships(run: Run, records: readonly RelationshipRecord[], changes: Changes): Promise<void> {
  if (records.length === 0) return;
  await run(CREATE_RELATIONSHIPS, pack(records));
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
    UNWIND range(0, size($rows) - 1, 3) AS at
    MATCH (from:Node {id: $ids[$rows[at]]})                          // constraint node_id
    MATCH (to:Node {id: $ids[$rows[at + 1]]})
    WITH at / 3 AS index, from, to, $said[$rows[at + 2]].properties AS properties
    MERGE (from)${arrow(type, 'OUT', 'r').replace(']', ' {key: properties.key}]')}(to)
    WITH index, from, to, r, properties,
         r.facts IS NULL AS isNew,
         r.facts <> properties.facts OR r.claims <> properties.claims AS isChanged
    FOREACH (changed IN CASE WHEN isNew OR isChanged THEN [r] ELSE [] END |
      SET changed = properties
      SET ${bear('changed')})
    WITH index, isNew, isChanged
    WHERE NOT isNew
    RETURN index, isChanged`,
    pack(records),
  );
  changes.any ||= present.some(({ isChanged }) => isChanged);
  const wasThere = new Set(present.map(({ index }) => index));
  for (const [index, record] of records.entries()) if (!wasThere.has(index)) changes.addRelationship(record);
}

/** Most relationships of an import say the same of other ends: what they say goes to the server once. */
function pack(records: readonly RelationshipRecord[]) {
  const { ids, said, rows } = packRelationships(records);
  return {
    ids,
    rows: Array.from(rows, (number) => int(number)),
    said: said.map((each) => ({ type: typeName(each.type), properties: relationshipProperties(each) })),
  };
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

/** By type, each relationship once: the last one counts. Only one transaction writes at a time, so none needs an order. */
function groupByType<Item extends RelationshipKey>(items: readonly Item[]): Map<RelationshipType, Item[]> {
  const groups = new Map<RelationshipType, Item[]>();
  const unique = new Map(items.map((item) => [relationshipKeyText(item), item]));
  for (const item of unique.values()) {
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
