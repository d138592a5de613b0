import type { NodeId } from '../../model/ids';
import { RELATIONSHIPS, relationshipKeyText, type RelationshipKey } from '../../model/relationships';
import type { RelationshipRecord } from '../port';
import { closesCycle, missingEnd } from '../rules';
import type { SqliteConnection } from './connection';
import { typeNumber } from './migrations';

interface End {
  readonly n: number;
  readonly published_on: string;
}

const READ_END = 'SELECT n, published_on FROM node WHERE id = ?';

/** Returns how many were there. */
export function deleteRelationships(connection: SqliteConnection, keys: readonly RelationshipKey[]): number {
  let deleted = 0;
  for (const { type, from, to, key } of keys)
    deleted += connection.run(
      `DELETE FROM relationship
       WHERE type = ?
         AND from_n = (SELECT n FROM node WHERE id = ?)
         AND to_n = (SELECT n FROM node WHERE id = ?)
         AND key = ?`,
      [typeNumber(type), from, to, key],
    ).changes;
  return deleted;
}

/** Creates and replaces those relationships that are not already as put. Returns how many. */
export function putRelationships(connection: SqliteConnection, records: readonly RelationshipRecord[]): number {
  let changed = 0;
  const created: RelationshipRecord[] = [];
  for (const record of new Map(records.map((each) => [relationshipKeyText(each), each])).values()) {
    const from = connection.get<End>(READ_END, [record.from]);
    const to = connection.get<End>(READ_END, [record.to]);
    if (!from || !to) throw missingEnd(record);
    const outcome = putRelationship(connection, record, from, to.n);
    if (outcome !== 'AS_PUT') changed++;
    if (outcome === 'CREATED' && RELATIONSHIPS[record.type].acyclic) created.push(record);
  }
  for (const record of created) checkAcyclic(connection, record);
  return changed;
}

function putRelationship(
  connection: SqliteConnection,
  { type, key, facts, claims }: RelationshipRecord,
  from: End,
  to: number,
): 'CREATED' | 'REPLACED' | 'AS_PUT' {
  const columns = [facts.weight ?? null, facts.position ?? null, JSON.stringify(facts), JSON.stringify(claims)];
  const stored = connection.get<{ r: number; facts: string; claims: string }>(
    'SELECT r, facts, claims FROM relationship WHERE type = ? AND from_n = ? AND to_n = ? AND key = ?',
    [typeNumber(type), from.n, to, key],
  );
  if (!stored) {
    connection.run(
      `INSERT INTO relationship (type, from_n, to_n, key, from_published, from_id, weight, position, facts, claims)
       VALUES (?, ?, ?, ?, ?, (SELECT id FROM node WHERE n = ?), ?, ?, ?, ?)`,
      [typeNumber(type), from.n, to, key, from.published_on, from.n, ...columns],
    );
    return 'CREATED';
  }
  if (stored.facts === columns[2] && stored.claims === columns[3]) return 'AS_PUT';
  connection.run('UPDATE relationship SET weight = ?, position = ?, facts = ?, claims = ? WHERE r = ?', [
    ...columns,
    stored.r,
  ]);
  return 'REPLACED';
}

/** Walks from the new relationship's end along its type: reaching its start means that it closed a cycle. */
function checkAcyclic(connection: SqliteConnection, { type, from, to }: RelationshipRecord): void {
  const previous = new Map<NodeId, NodeId | null>([[to, null]]);
  for (const id of previous.keys()) {
    if (id === from) throw closesCycle(type, wayTo(id, previous));
    const next = connection.all<{ id: NodeId }>(
      `SELECT m.id
       FROM relationship AS e
       JOIN node AS m ON m.n = e.to_n
       WHERE e.type = ? AND e.from_n = (SELECT n FROM node WHERE id = ?)
       ORDER BY m.id`,
      [typeNumber(type), id],
    );
    // A map is iterated in the order of insertion, also over what is added meanwhile: breadth first.
    for (const step of next) if (!previous.has(step.id)) previous.set(step.id, id);
  }
}

function wayTo(id: NodeId, previous: ReadonlyMap<NodeId, NodeId | null>): NodeId[] {
  const way: NodeId[] = [];
  for (let at: NodeId | null = id; at !== null; at = previous.get(at) ?? null) way.unshift(at);
  return way;
}
