import { GraphError } from '../../model/errors';
import { kindOfId, type NodeId } from '../../model/ids';
import { lookupKeys } from '../../model/keys';
import { aKind, isArticleKind, type NodeKind } from '../../model/kinds';
import { project } from '../../model/projection';
import type { NodeRecord, Redirect } from '../port';
import type { Changes } from './counters';
import type { Run } from './driver';
import { dateAgain } from './hubs';
import { labelsOf } from './labels';
import { fingerprint, nodeProperties, readTerms } from './records';
import { applyKeys, DELETE_UNUSED_KEYS, KeyChanges } from './writeKeys';

const READ_DOOMED = `
  UNWIND $ids AS id
  MATCH (n:Node {id: id})                                            // constraint node_id
  RETURN id,
         n:Article AS isArticle,
         n.terms AS terms,
         n.publishedOn AS publishedOn,
         COLLECT { MATCH (n)-[:ABOUT]->(t:Topic) RETURN t.id } AS topics,
         COLLECT { MATCH (n)--(other:Node) RETURN DISTINCT other.id } AS neighbors,
         COLLECT { MATCH (k:Key)-[:IDENTIFIES]->(n) RETURN k.key } AS keys,
         COLLECT { MATCH (r:Redirect)-[:LEADS_TO]->(n) RETURN r.id } AS redirects`;

const DELETE_NODES = `
  UNWIND $ids AS id
  MATCH (n:Node {id: id})                                            // constraint node_id
  DETACH DELETE n`;

interface DoomedRow {
  readonly id: NodeId;
  readonly isArticle: boolean;
  readonly terms: string;
  readonly publishedOn: string;
  readonly topics: NodeId[];
  readonly neighbors: NodeId[];
  readonly keys: string[];
  readonly redirects: NodeId[];
}

/** Deletes nodes with all that hangs on them. Returns the redirects that led to them and now lead nowhere. */
export async function deleteNodes(run: Run, ids: readonly NodeId[], changes: Changes): Promise<Redirect[]> {
  if (ids.length === 0) return [];
  const doomed = await run<DoomedRow>(READ_DOOMED, { ids: [...new Set(ids)].sort() });
  if (doomed.length === 0) return [];
  await run(DELETE_NODES, { ids: doomed.map(({ id }) => id) });
  await run(DELETE_UNUSED_KEYS, { keys: doomed.flatMap(({ keys }) => keys).sort() });
  changes.any = true;
  const gone = new Set(doomed.map(({ id }) => id));
  for (const topics of changes.lostTopics.values()) for (const id of gone) topics.delete(id);
  for (const node of doomed) {
    for (const id of node.neighbors) changes.touched.add(id);
    if (!node.isArticle) continue;
    changes.deleteText(readTerms(node.terms).terms);
    // The counts of a deleted topic go with it; one that is put again in the same batch begins at none.
    changes.deletedArticles.set(node.id, { ...node, topics: node.topics.filter((topic) => !gone.has(topic)) });
  }
  return doomed.flatMap(({ id, redirects }) => redirects.map((from) => ({ from, to: id })));
}

const READ_OUTDATED = `
  UNWIND $records AS record
  OPTIONAL MATCH (n:Node {id: record.id})                            // constraint node_id
  WITH record, n
  WHERE n IS NULL OR n.fingerprint <> record.fingerprint
  RETURN record.id AS id,
         n IS NOT NULL AS exists,
         n.terms AS terms,
         coalesce(n.publishedOn, '') AS publishedOn,
         COLLECT { MATCH (k:Key)-[:IDENTIFIES]->(n) RETURN k.key } AS keys`;

interface OutdatedRow {
  readonly id: NodeId;
  readonly exists: boolean;
  readonly terms: string;
  readonly publishedOn: string;
  readonly keys: readonly string[];
}

/** Creates and replaces those nodes that are not already as put. */
export async function putNodes(run: Run, records: readonly NodeRecord[], changes: Changes): Promise<void> {
  const recordOf = new Map(records.map((record) => [record.id, record]));
  if (recordOf.size === 0) return;
  recordOf.forEach(checkId);
  const outdated = await run<OutdatedRow>(READ_OUTDATED, {
    records: [...recordOf.values()].map((record) => ({ id: record.id, fingerprint: fingerprint(record) })),
  });
  if (outdated.length === 0) return;
  changes.any = true;
  const created: NodeRows = new Map();
  const replaced: NodeRows = new Map();
  const redated: NodeId[] = [];
  const keys = new KeyChanges();
  for (const old of outdated) {
    const record = recordOf.get(old.id);
    // The statement answers with what it was asked.
    if (!record) continue;
    const projection = project(record);
    const rows = old.exists ? replaced : created;
    const rowsOfKind = rows.get(record.kind) ?? [];
    rows.set(record.kind, rowsOfKind);
    rowsOfKind.push({ id: record.id, properties: nodeProperties(record, projection) });
    if (!old.exists) changes.newNodes.add(record.id);
    if (old.exists && old.publishedOn !== projection.publishedOn) redated.push(old.id);
    keys.replace(old.id, old.keys, lookupKeys(record));
    if (!isArticleKind(record.kind)) continue;
    if (old.exists) changes.deleteText(readTerms(old.terms).terms);
    changes.addText(projection.terms);
    changes.publishedBefore.set(old.id, old.publishedOn);
  }
  for (const [kind, rows] of created) await run(createNodesOf(kind), { rows: rows.map(withoutNulls) });
  for (const [, rows] of replaced) await run(REPLACE_NODES, { rows });
  await dateAgain(run, redated);
  if (changes.newNodes.size > 0) await run(DELETE_REDIRECTS, { ids: [...changes.newNodes].sort() });
  await applyKeys(run, keys);
}

interface NodeRow {
  readonly id: NodeId;
  readonly properties: Readonly<Record<string, unknown>>;
}

type NodeRows = Map<NodeKind, NodeRow[]>;

/** A new node has nothing to be taken away: half of what would go to the server is that. */
function withoutNulls({ id, properties }: NodeRow): NodeRow {
  return { id, properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null)) };
}

function createNodesOf(kind: NodeKind): string {
  return `
  UNWIND $rows AS row
  CREATE (n:${labelsOf(kind)} {id: row.id, popularity: 0})           // constraint node_id
  SET n += row.properties`;
}

const REPLACE_NODES = `
  UNWIND $rows AS row
  MATCH (n:Node {id: row.id})                                        // constraint node_id
  SET n += row.properties`;

/** A node that was merged into another and is put again is itself again. */
const DELETE_REDIRECTS = `
  UNWIND $ids AS id
  MATCH (r:Redirect {id: id})                                        // constraint redirect_id
  DETACH DELETE r`;

function checkId({ id, kind }: NodeRecord): void {
  if (kindOfId(id) !== kind) throw new GraphError('BAD_INPUT', `"${id}" is not the id of ${aKind(kind)}.`, { id });
}
