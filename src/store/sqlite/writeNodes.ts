import { GraphError } from '../../model/errors';
import { kindOfId, type NodeId } from '../../model/ids';
import { isSharedKey, lookupKeys, type LookupKey } from '../../model/keys';
import { isArticleKind, type NodeKind } from '../../model/kinds';
import { project, type Projection } from '../../model/projection';
import type { TermVector } from '../../model/text';
import type { NodeRecord } from '../port';
import type { SqliteConnection } from './connection';
import type { TermCounts } from './termCounts';
import { toToken } from './tokens';

interface StoredNode {
  readonly n: number;
  readonly kind: NodeKind;
  readonly facts: string;
  readonly claims: string;
  readonly terms: string;
}

const READ_NODE = `
  SELECT m.n, m.kind, c.facts, c.claims, c.terms
  FROM node AS m
  JOIN content AS c ON c.n = m.n
  WHERE m.id = ?`;

/** Deletes nodes with all that hangs on them. Returns the ids that were there. */
export function deleteNodes(connection: SqliteConnection, ids: readonly NodeId[], terms: TermCounts): NodeId[] {
  return [...new Set(ids)].filter((id) => {
    const stored = connection.get<StoredNode>(READ_NODE, [id]);
    if (!stored) return false;
    connection.run('DELETE FROM relationship WHERE r IN (SELECT r FROM relationship_of WHERE n = ?)', [stored.n]);
    removeIndexes(connection, stored, terms);
    connection.run('DELETE FROM content WHERE n = ?', [stored.n]);
    connection.run('DELETE FROM node WHERE n = ?', [stored.n]);
    return true;
  });
}

/** Creates and replaces those nodes that are not already as put. Returns how many. */
export function putNodes(connection: SqliteConnection, records: readonly NodeRecord[], terms: TermCounts): number {
  const outdated: { readonly record: NodeRecord; readonly stored: StoredNode | undefined }[] = [];
  for (const record of new Map(records.map((each) => [each.id, each])).values()) {
    if (kindOfId(record.id) !== record.kind)
      throw new GraphError('BAD_INPUT', `"${record.id}" is not the id of a ${record.kind}.`, { id: record.id });
    const stored = connection.get<StoredNode>(READ_NODE, [record.id]);
    const isAsPut = stored?.facts === JSON.stringify(record.facts) && stored.claims === JSON.stringify(record.claims);
    if (!isAsPut) outdated.push({ record, stored });
  }
  // All old keys go before any new one comes, so that two nodes of a batch can exchange one.
  for (const { stored } of outdated) if (stored) removeIndexes(connection, stored, terms);
  for (const { record, stored } of outdated) putNode(connection, record, stored?.n, terms);
  return outdated.length;
}

function removeIndexes(connection: SqliteConnection, { n, kind, terms: json }: StoredNode, terms: TermCounts): void {
  connection.run('DELETE FROM lookup WHERE n = ?', [n]);
  connection.run('DELETE FROM text_stems WHERE rowid = ?', [n]);
  connection.run('DELETE FROM text_names WHERE rowid = ?', [n]);
  if (isArticleKind(kind)) terms.remove(JSON.parse(json) as TermVector);
}

function putNode(
  connection: SqliteConnection,
  record: NodeRecord,
  present: number | undefined,
  terms: TermCounts,
): void {
  const projection = project(record);
  const columns = [subkindOf(record), projection.sortName, projection.publishedOn];
  let n = present;
  if (n === undefined) {
    n = connection.run('INSERT INTO node (id, kind, subkind, sort_name, published_on) VALUES (?, ?, ?, ?, ?)', [
      record.id,
      record.kind,
      ...columns,
    ]).rowid;
    // A node that was merged into another and is put again is itself again.
    connection.run('DELETE FROM redirect WHERE from_id = ?', [record.id]);
  } else {
    connection.run('UPDATE node SET subkind = ?, sort_name = ?, published_on = ? WHERE n = ?', [...columns, n]);
  }
  connection.run('INSERT OR REPLACE INTO content (n, facts, claims, terms) VALUES (?, ?, ?, ?)', [
    n,
    JSON.stringify(record.facts),
    JSON.stringify(record.claims),
    JSON.stringify(projection.terms),
  ]);
  for (const key of lookupKeys(record)) putKey(connection, key, n, record.id);
  indexTexts(connection, n, projection);
  if (isArticleKind(record.kind)) terms.add(projection.terms);
}

function putKey(connection: SqliteConnection, key: LookupKey, n: number, id: NodeId): void {
  const shared = isSharedKey(key);
  if (!shared) {
    const owner = connection.get<{ id: NodeId }>(
      'SELECT m.id FROM lookup JOIN node AS m ON m.n = lookup.n WHERE lookup.key = ? AND lookup.shared = 0',
      [key],
    );
    if (owner)
      throw new GraphError('CONFLICT', `${key} belongs to ${owner.id} and cannot belong to ${id} as well.`, {
        key,
        nodes: [owner.id, id],
      });
  }
  connection.run('INSERT INTO lookup (key, n, shared) VALUES (?, ?, ?)', [key, n, shared ? 1 : 0]);
}

function indexTexts(connection: SqliteConnection, n: number, { terms, nameWords }: Projection): void {
  const stems = Object.entries(terms).flatMap(([stem, count]) => Array<string>(count).fill(toToken(stem)));
  connection.run('INSERT INTO text_stems (rowid, stems) VALUES (?, ?)', [n, stems.join(' ')]);
  const names = nameWords.split(' ').filter((word) => word !== '');
  connection.run('INSERT INTO text_names (rowid, names) VALUES (?, ?)', [n, names.map(toToken).join(' ')]);
}

function subkindOf(record: NodeRecord): string | null {
  if (record.kind === 'Resource') return record.facts.resourceKind;
  return record.kind === 'Topic' ? record.facts.topicKind : null;
}
