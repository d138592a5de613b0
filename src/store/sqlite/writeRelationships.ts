import { kindOfId, type NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { RELATIONSHIPS, relationshipKeyText, type RelationshipKey } from '../../model/relationships';
import type { RelationshipRecord } from '../port';
import { closesCycle, missingEnd } from '../rules';
import type { SqliteConnection } from './connection';
import type { Changes, CountedRelationship } from './counters';
import { typeNumber } from './migrations';

/** A relationship with the numbers of its ends and its texts as they are stored. */
interface Numbered {
  readonly record: RelationshipRecord;
  readonly from: number;
  readonly to: number;
  readonly facts: string;
  readonly claims: string;
}

interface Stored {
  /** The index of what was asked for. */
  readonly asked: number;
  readonly r: number;
  readonly facts: string;
  readonly claims: string;
}

/** `asked` is `[type, from, to, key]`, with the numbers of the ends. */
const READ_STORED = `
  SELECT asked.key AS asked, e.r, e.facts, e.claims
  FROM json_each(?) AS asked
  CROSS JOIN relationship AS e                   -- index relationship_out
    ON e.type = asked.value ->> 0 AND e.from_n = asked.value ->> 1 AND e.to_n = asked.value ->> 2
    AND e.key = asked.value ->> 3`;

export function deleteRelationships(
  connection: SqliteConnection,
  keys: readonly RelationshipKey[],
  changes: Changes,
): void {
  if (keys.length === 0) return;
  const numbers = numbersOf(connection, keys);
  const asked = keys.flatMap((each) => {
    const [from, to] = [numbers.get(each.from), numbers.get(each.to)];
    return from === undefined || to === undefined ? [] : [{ ...each, from, to, ends: each }];
  });
  const rows = asked.map(({ type, from, to, key }) => [typeNumber(type), from, to, key]);
  const stored = connection.all<Stored>(READ_STORED, [JSON.stringify(rows)]);
  for (const { asked: index } of new Map(stored.map((each) => [each.r, each])).values()) {
    const each = asked[index];
    if (each) changes.deleteRelationship({ ...counted(each.ends, each.from, each.to) });
  }
  connection.run('DELETE FROM relationship WHERE r IN (SELECT value FROM json_each(?))', [
    JSON.stringify(stored.map(({ r }) => r)),
  ]);
}

/** Creates and replaces those relationships that are not already as put. */
export function putRelationships(
  connection: SqliteConnection,
  records: readonly RelationshipRecord[],
  changes: Changes,
): void {
  if (records.length === 0) return;
  const numbers = numbersOf(connection, records);
  const textOf = new Texts();
  const put = [...new Map(records.map((each) => [relationshipKeyText(each), each])).values()].map(
    (record): Numbered => {
      const [from, to] = [numbers.get(record.from), numbers.get(record.to)];
      if (from === undefined || to === undefined) throw missingEnd(record);
      return { record, from, to, facts: textOf.of(record.facts), claims: textOf.of(record.claims) };
    },
  );
  // What ends at a node that this transaction created cannot be there yet.
  const possible = put.filter(({ from, to }) => Math.max(from, to) < changes.firstNew);
  const stored = readStored(connection, possible);
  const created = put.filter((each) => !stored.has(each));
  for (const [each, old] of stored) {
    if (old.facts === each.facts && old.claims === each.claims) continue;
    changes.any = true;
    replaceRelationship(connection, old.r, each);
  }
  insertRelationships(connection, created);
  for (const { record, from, to } of created) changes.addRelationship(counted(record, from, to));
  for (const { record } of created) if (RELATIONSHIPS[record.type].acyclic) checkAcyclic(connection, record);
}

/** JSON texts, of which objects that many relationships share are written once. */
class Texts {
  readonly #texts = new Map<object, string>();

  of(value: object): string {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const text = JSON.stringify(value);
    this.#texts.set(value, text);
    return text;
  }
}

/** The numbers of the nodes at the ends, as far as they exist. */
function numbersOf(connection: SqliteConnection, keys: readonly RelationshipKey[]): Map<NodeId, number> {
  const ids = new Set<NodeId>();
  for (const { from, to } of keys) ids.add(from).add(to);
  return new Map(
    connection.tuples<readonly [NodeId, number]>(
      'id, n',
      'SELECT m.id, m.n FROM json_each(?) AS asked JOIN node AS m ON m.id = asked.value',
      [JSON.stringify([...ids])],
    ),
  );
}

function counted({ type, from, to }: RelationshipKey, fromNumber: number, toNumber: number): CountedRelationship {
  // `checkKinds` has seen to it that both ids name a kind.
  const [fromKind, toKind] = [kindOfId(from), kindOfId(to)] as [NodeKind, NodeKind];
  return { type, from: fromNumber, fromKind, to: toNumber, toKind };
}

function readStored(connection: SqliteConnection, possible: readonly Numbered[]): Map<Numbered, Stored> {
  if (possible.length === 0) return new Map();
  const rows = possible.map(({ record: { type, key }, from, to }) => [typeNumber(type), from, to, key]);
  const found = connection.all<Stored>(READ_STORED, [JSON.stringify(rows)]);
  return new Map(found.flatMap((row) => possible.slice(row.asked, row.asked + 1).map((each) => [each, row] as const)));
}

function replaceRelationship(connection: SqliteConnection, r: number, { record, facts, claims }: Numbered): void {
  connection.run('UPDATE relationship SET weight = ?, position = ?, facts = ?, claims = ? WHERE r = ?', [
    record.facts.weight ?? null,
    record.facts.position ?? null,
    facts,
    claims,
    r,
  ]);
}

/** Most relationships of an import say the same of other ends: those cross into the engine together, as pairs of numbers. */
function insertRelationships(connection: SqliteConnection, created: readonly Numbered[]): void {
  const alike = new Map<string, Numbered[]>();
  for (const each of created) {
    const { record, facts, claims } = each;
    const text = `${record.type} ${record.key}\n${facts}\n${claims}`;
    const group = alike.get(text);
    if (group) group.push(each);
    else alike.set(text, [each]);
  }
  for (const group of alike.values()) {
    const [first] = group;
    if (!first) continue;
    const { record, facts, claims } = first;
    // In the order of two of the three indexes, so that neighbors in them are written together.
    const ends = group.map(({ from, to }) => [from, to] as const).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    connection.run(
      `INSERT INTO relationship (type, from_n, to_n, key, from_published, from_id, weight, position, facts, claims)
       SELECT ?2, m.n, ends.value ->> 1, ?3, m.published_on, m.id, ?4, ?5, ?6, ?7
       FROM json_each(?1) AS ends
       CROSS JOIN node AS m ON m.n = ends.value ->> 0`,
      [
        JSON.stringify(ends),
        typeNumber(record.type),
        record.key,
        record.facts.weight ?? null,
        record.facts.position ?? null,
        facts,
        claims,
      ],
    );
  }
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
