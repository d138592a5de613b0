import { GraphError } from '../../model/errors';
import { kindOfId, type NodeId } from '../../model/ids';
import { isSharedKey, lookupKeys, type LookupKey } from '../../model/keys';
import { aKind, isArticleKind, isSearchableKind, type NodeKind } from '../../model/kinds';
import { project, type Projection } from '../../model/projection';
import { writeClaims } from '../claimTexts';
import type { NodeRecord } from '../port';
import type { SqliteConnection } from './connection';
import type { Changes, CountedRelationship } from './counters';
import { typeOfNumber } from './migrations';
import { readTerms, writeTerms } from './records';
import { toTokens } from './tokens';

interface StoredNode {
  readonly n: number;
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly publishedOn: string;
  readonly facts: string;
  readonly claims: string;
  readonly terms: string;
}

/** Nodes by id, with all that is stored of them. */
function readStored(connection: SqliteConnection, ids: readonly NodeId[]): Map<NodeId, StoredNode> {
  const rows = connection.all<StoredNode>(
    `SELECT m.n, m.id, m.kind, m.published_on AS publishedOn, c.facts, c.claims, v.terms
     FROM json_each(?) AS asked
     CROSS JOIN node AS m ON m.id = asked.value
     CROSS JOIN content AS c ON c.n = m.n
     CROSS JOIN term_vector AS v ON v.n = m.n`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Deletes nodes with all that hangs on them. Returns the ids that were there. */
export function deleteNodes(connection: SqliteConnection, ids: readonly NodeId[], changes: Changes): NodeId[] {
  if (ids.length === 0) return [];
  const doomed = readStored(connection, [...new Set(ids)]);
  for (const { n, kind, publishedOn, terms } of doomed.values()) {
    changes.any = true;
    deleteRelationshipsOf(connection, n, changes);
    changes.deleteNode(kind);
    if (!isArticleKind(kind)) continue;
    changes.deleteText(readTerms(terms).terms);
    changes.deletedArticles.set(n, { topics: [], publishedOn });
  }
  const numbers = [...doomed.values()].map(({ n }) => n);
  deleteIndexes(connection, numbers);
  for (const table of ['content', 'term_vector', 'node'])
    connection.run(`DELETE FROM ${table} WHERE n IN (SELECT value FROM json_each(?))`, [JSON.stringify(numbers)]);
  return [...doomed.keys()];
}

type Ends = Omit<CountedRelationship, 'type'> & { readonly type: number; readonly said: number };

function deleteRelationshipsOf(connection: SqliteConnection, n: number, changes: Changes): void {
  const lost = connection.all<Ends>(
    `SELECT e.type, e.said, e.from_n AS "from", start.kind AS fromKind, e.to_n AS "to", finish.kind AS toKind
     FROM relationship AS e
     CROSS JOIN node AS start ON start.n = e.from_n
     CROSS JOIN node AS finish ON finish.n = e.to_n
     WHERE e.r IN (SELECT r FROM relationship_of WHERE n = ?)`,
    [n],
  );
  for (const each of lost) changes.deleteRelationship({ ...each, type: typeOfNumber(each.type) });
  changes.unsay(lost.map(({ said }) => said));
  connection.run('DELETE FROM relationship WHERE r IN (SELECT r FROM relationship_of WHERE n = ?)', [n]);
}

interface Outdated {
  readonly n: number;
  readonly record: NodeRecord;
  readonly facts: string;
  readonly claims: string;
  readonly stored: StoredNode | undefined;
}

/** Creates and replaces those nodes that are not already as put. */
export function putNodes(connection: SqliteConnection, records: readonly NodeRecord[], changes: Changes): void {
  const unique = new Map(records.map((record) => [record.id, record]));
  if (unique.size === 0) return;
  const present = readStored(connection, [...unique.keys()]);
  let next = changes.firstNew;
  const outdated: Outdated[] = [];
  for (const record of unique.values()) {
    if (kindOfId(record.id) !== record.kind)
      throw new GraphError('BAD_INPUT', `"${record.id}" is not the id of ${aKind(record.kind)}.`, { id: record.id });
    const [facts, claims] = [JSON.stringify(record.facts), writeClaims(record.claims, record.facts)];
    const stored = present.get(record.id);
    // Claims were stored unabridged once.
    if (stored?.facts === facts && [claims, JSON.stringify(record.claims)].includes(stored.claims)) continue;
    outdated.push({ n: stored?.n ?? next++, record, facts, claims, stored });
  }
  if (outdated.length === 0) return;
  changes.any = true;
  // Only what facts say is indexed. All old keys go before any new one comes, so that two nodes can exchange one.
  const reworded = outdated.filter(({ facts, stored }) => stored?.facts !== facts);
  deleteIndexes(
    connection,
    reworded.flatMap(({ stored }) => stored?.n ?? []),
  );
  const projections = new Map(reworded.map(({ n, record }) => [n, project(record)]));
  insertNodes(
    connection,
    outdated.filter(({ stored }) => !stored),
    projections,
  );
  for (const each of outdated) putNode(connection, each, projections.get(each.n), changes);
  putKeys(connection, reworded);
  // A node that was merged into another and is put again is itself again.
  const created = outdated.filter(({ stored }) => !stored).map(({ record }) => record.id);
  connection.run('DELETE FROM redirect WHERE from_id IN (SELECT value FROM json_each(?))', [JSON.stringify(created)]);
}

/** In the order of their ids, so that neighbors in the indexes are written together. */
function insertNodes(
  connection: SqliteConnection,
  nodes: readonly Outdated[],
  projections: ReadonlyMap<number, Projection>,
): void {
  const rows = nodes.map(({ n, record }) => {
    const { sortName = '', publishedOn = '' } = projections.get(n) ?? {};
    return [n, record.id, record.kind, subkindOf(record), sortName, publishedOn] as const;
  });
  rows.sort(([, a], [, b]) => (a < b ? -1 : 1));
  connection.run(
    `INSERT INTO node (n, id, kind, subkind, sort_name, published_on)
     SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
}

function deleteIndexes(connection: SqliteConnection, numbers: readonly number[]): void {
  if (numbers.length === 0) return;
  const list = [JSON.stringify(numbers)];
  connection.run('DELETE FROM lookup WHERE n IN (SELECT value FROM json_each(?))', list);
  connection.run('DELETE FROM text_stems WHERE rowid IN (SELECT value FROM json_each(?))', list);
  connection.run('DELETE FROM text_names WHERE rowid IN (SELECT value FROM json_each(?))', list);
}

function putNode(
  connection: SqliteConnection,
  { n, record, facts, claims, stored }: Outdated,
  projection: Projection | undefined,
  changes: Changes,
): void {
  if (!projection) {
    connection.run('UPDATE content SET claims = ? WHERE n = ?', [claims, n]);
    return;
  }
  const { sortName, publishedOn, terms } = projection;
  if (stored) {
    connection.run('UPDATE node SET subkind = ?, sort_name = ?, published_on = ? WHERE n = ?', [
      subkindOf(record),
      sortName,
      publishedOn,
      n,
    ]);
  } else changes.addNode(record.kind);
  connection.run('INSERT OR REPLACE INTO content (n, facts, claims) VALUES (?, ?, ?)', [n, facts, claims]);
  connection.run('INSERT OR REPLACE INTO term_vector (n, length, terms) VALUES (?, ?, ?)', [
    n,
    sum(terms.values()),
    writeTerms(terms),
  ]);
  if (isSearchableKind(record.kind)) indexTexts(connection, n, projection);
  if (!isArticleKind(record.kind)) return;
  if (stored) changes.deleteText(readTerms(stored.terms).terms);
  changes.addText(terms);
  changes.publishedBefore.set(n, stored?.publishedOn ?? '');
}

/** Refuses a key that another node has or gets. */
function putKeys(connection: SqliteConnection, nodes: readonly Outdated[]): void {
  const rows: [key: LookupKey, n: number, shared: 0 | 1][] = [];
  const owners = new Map<LookupKey, NodeId>();
  for (const { n, record } of nodes)
    for (const key of lookupKeys(record)) {
      const isShared = isSharedKey(key);
      rows.push([key, n, isShared ? 1 : 0]);
      if (isShared) continue;
      const rival = owners.get(key);
      if (rival !== undefined) throw conflict(key, record.id, rival);
      owners.set(key, record.id);
    }
  const owner = connection.get<{ readonly key: LookupKey; readonly id: NodeId }>(
    `SELECT lookup.key, m.id
     FROM json_each(?) AS asked
     CROSS JOIN lookup ON lookup.key = asked.value AND lookup.shared = 0
     CROSS JOIN node AS m ON m.n = lookup.n
     LIMIT 1`,
    [JSON.stringify([...owners.keys()])],
  );
  const wanting = owner && owners.get(owner.key);
  if (owner && wanting !== undefined) throw conflict(owner.key, wanting, owner.id);
  rows.sort(([a], [b]) => (a < b ? -1 : 1));
  connection.run(
    `INSERT INTO lookup (key, n, shared)
     SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
}

function conflict(key: LookupKey, id: NodeId, owner: NodeId): GraphError {
  return new GraphError('CONFLICT', `${key} belongs to ${owner} and cannot belong to ${id} as well.`, {
    key,
    nodes: [owner, id],
  });
}

function indexTexts(connection: SqliteConnection, n: number, { terms, nameWords }: Projection): void {
  let stems = '';
  for (const [stem, count] of terms) stems += count === 1 ? `${stem} ` : `${stem} `.repeat(count);
  connection.run('INSERT INTO text_stems (rowid, stems) VALUES (?, ?)', [n, toTokens(stems)]);
  connection.run('INSERT INTO text_names (rowid, names) VALUES (?, ?)', [n, toTokens(nameWords)]);
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

function subkindOf(record: NodeRecord): string | null {
  if (record.kind === 'Resource') return record.facts.resourceKind;
  return record.kind === 'Topic' ? record.facts.topicKind : null;
}
