import { kindOfId, type NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { RELATIONSHIPS, relationshipKeyText, type RelationshipKey } from '../../model/relationships';
import type { RelationshipRecord } from '../port';
import { closesCycle, missingEnd } from '../rules';
import type { SqliteConnection } from './connection';
import type { Changes, CountedRelationship } from './counters';
import { typeNumber } from './migrations';

/** What many relationships say alike, as it is stored. */
interface Saying {
  readonly facts: string;
  readonly claims: string;
}

/** A relationship with the numbers of its ends. */
interface Numbered {
  readonly record: RelationshipRecord;
  readonly from: number;
  readonly to: number;
  readonly saying: Saying;
}

interface Stored extends Saying {
  /** The index of what was asked for. */
  readonly asked: number;
  readonly r: number;
  readonly said: number;
}

/** `asked` is `[type, from, to, key]`, with the numbers of the ends. */
const READ_STORED = `
  SELECT asked.key AS asked, e.r, e.said, said.facts, said.claims
  FROM json_each(?) AS asked
  CROSS JOIN relationship AS e                   -- index relationship_out
    ON e.type = asked.value ->> 0 AND e.from_n = asked.value ->> 1 AND e.to_n = asked.value ->> 2
    AND e.key = asked.value ->> 3
  CROSS JOIN said ON said.t = e.said`;

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
  for (const { asked: index, said } of new Map(stored.map((each) => [each.r, each])).values()) {
    changes.unsay([said]);
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
  const sayings = new Sayings();
  const put = [...new Map(records.map((each) => [relationshipKeyText(each), each])).values()].map(
    (record): Numbered => {
      const [from, to] = [numbers.get(record.from), numbers.get(record.to)];
      if (from === undefined || to === undefined) throw missingEnd(record);
      return { record, from, to, saying: sayings.of(record) };
    },
  );
  // What ends at a node that this transaction created cannot be there yet.
  const possible = put.filter(({ from, to }) => Math.max(from, to) < changes.firstNew);
  const stored = readStored(connection, possible);
  const created = put.filter((each) => !stored.has(each));
  const replaced = [...stored].filter(
    ([{ saying }, old]) => old.facts !== saying.facts || old.claims !== saying.claims,
  );
  if (replaced.length > 0) changes.any = true;
  const numberOf = say(connection, [...created, ...replaced.map(([each]) => each)]);
  for (const [{ record, saying }, old] of replaced) {
    changes.unsay([old.said]);
    connection.run('UPDATE relationship SET weight = ?, position = ?, said = ? WHERE r = ?', [
      ...orderOf(record),
      numberOf(saying),
      old.r,
    ]);
  }
  insertRelationships(connection, created, numberOf);
  for (const { record, from, to } of created) changes.addRelationship(counted(record, from, to));
  for (const { record } of created) if (RELATIONSHIPS[record.type].acyclic) checkAcyclic(connection, record);
}

/** One saying for all that say the same. Its texts are made once for objects that many relationships share. */
class Sayings {
  readonly #byText = new Map<string, Saying>();
  readonly #byObjects = new Map<object, Map<object, Saying>>();

  of({ facts, claims }: RelationshipRecord): Saying {
    let byFacts = this.#byObjects.get(claims);
    if (!byFacts) this.#byObjects.set(claims, (byFacts = new Map<object, Saying>()));
    const known = byFacts.get(facts);
    if (known) return known;
    const [factsText, claimsText] = [JSON.stringify(facts), JSON.stringify(claims)];
    const text = `${factsText}\n${claimsText}`;
    const saying = this.#byText.get(text) ?? { facts: factsText, claims: claimsText };
    this.#byText.set(text, saying);
    byFacts.set(facts, saying);
    return saying;
  }
}

/** Stores what relationships are about to say, and tells its numbers. */
function say(connection: SqliteConnection, relationships: readonly Numbered[]): (saying: Saying) => number {
  const uses = new Map<Saying, number>();
  for (const { saying } of relationships) uses.set(saying, (uses.get(saying) ?? 0) + 1);
  if (uses.size === 0) return () => 0;
  const rows = JSON.stringify(Array.from(uses, ([{ facts, claims }, count]) => [facts, claims, count]));
  connection.run(
    `INSERT INTO said (facts, claims, uses)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?) WHERE TRUE
     ON CONFLICT (claims, facts) DO UPDATE SET uses = uses + excluded.uses`,
    [rows],
  );
  const found = connection.all<{ place: number; t: number }>(
    `SELECT asked.key AS place, said.t
     FROM json_each(?) AS asked
     CROSS JOIN said ON said.claims = asked.value ->> 1 AND said.facts = asked.value ->> 0`,
    [rows],
  );
  const sayings = [...uses.keys()];
  const numbers = new Map(found.map(({ place, t }) => [sayings[place], t]));
  return (saying) => numbers.get(saying) ?? 0;
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
  const starts = readStarts(connection, possible);
  const asked = possible.filter(({ record: { type }, from }) => starts.get(typeNumber(type))?.has(from));
  const rows = asked.map(({ record: { type, key }, from, to }) => [typeNumber(type), from, to, key]);
  const found = connection.all<Stored>(READ_STORED, [JSON.stringify(rows)]);
  return new Map(found.flatMap((row) => asked.slice(row.asked, row.asked + 1).map((each) => [each, row] as const)));
}

/** By type the nodes from which a relationship of it goes out already: from any other none can be there yet. */
function readStarts(connection: SqliteConnection, relationships: readonly Numbered[]): Map<number, Set<number>> {
  const asked = new Map<number, Set<number>>();
  for (const { record, from } of relationships) {
    const type = typeNumber(record.type);
    const starts = asked.get(type);
    if (starts) starts.add(from);
    else asked.set(type, new Set([from]));
  }
  return new Map(
    Array.from(asked, ([type, starts]) => {
      const found = connection.tuples<readonly [n: number]>(
        'n',
        `SELECT asked.value AS n
         FROM json_each(?) AS asked
         WHERE EXISTS (SELECT 1 FROM relationship AS e WHERE e.type = ? AND e.from_n = asked.value)`,
        [JSON.stringify([...starts]), type],
      );
      return [type, new Set(found.map(([n]) => n))] as const;
    }),
  );
}

/** What lists of relationships are ordered by. */
function orderOf({ facts }: RelationshipRecord) {
  return [facts.weight ?? null, facts.position ?? null] as const;
}

/** Most relationships of an import say the same of other ends: those cross into the engine together, as pairs of numbers. */
function insertRelationships(
  connection: SqliteConnection,
  created: readonly Numbered[],
  numberOf: (saying: Saying) => number,
): void {
  for (const group of groupAlike(created)) {
    const [first] = group;
    if (!first) continue;
    const { record, saying } = first;
    // In the order of two of the three indexes, so that neighbors in them are written together.
    const ends = group.map(({ from, to }) => [from, to] as const).sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    connection.run(
      `INSERT INTO relationship (type, from_n, to_n, key, from_published, from_id, weight, position, said)
       SELECT ?2, m.n, ends.value ->> 1, ?3, m.published_on, m.id, ?4, ?5, ?6
       FROM json_each(?1) AS ends
       CROSS JOIN node AS m ON m.n = ends.value ->> 0`,
      [JSON.stringify(ends), typeNumber(record.type), record.key, ...orderOf(record), numberOf(saying)],
    );
  }
}

/** By what is said, type and key. */
function groupAlike(relationships: readonly Numbered[]): Numbered[][] {
  const groups: Numbered[][] = [];
  const alike = new Map<Saying, Map<string, Numbered[]>>();
  for (const each of relationships) {
    const { type, key } = each.record;
    let ofSaying = alike.get(each.saying);
    if (!ofSaying) alike.set(each.saying, (ofSaying = new Map<string, Numbered[]>()));
    const name = key === '' ? type : `${type} ${key}`;
    const group = ofSaying.get(name);
    if (group) group.push(each);
    else {
      const first = [each];
      ofSaying.set(name, first);
      groups.push(first);
    }
  }
  return groups;
}

/** Walks from the new relationship's end along its type: reaching its start means that it closed a cycle. */
function checkAcyclic(connection: SqliteConnection, { type, from, to }: RelationshipRecord): void {
  const previous = new Map<NodeId, NodeId | null>([[to, null]]);
  for (const id of previous.keys()) {
    if (id === from) throw closesCycle(type, wayTo(id, previous));
    const next = connection.all<{ id: NodeId }>(
      `SELECT m.id
       FROM relationship AS e
       CROSS JOIN node AS m ON m.n = e.to_n
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
