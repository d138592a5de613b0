import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import { isSharedKey, type LookupKey } from '../../model/keys';
import type { Run } from './driver';
import { storedKey } from './records';

/** A lookup key as it is stored, and the node that it leads to. */
interface KeyRow {
  readonly key: string;
  readonly id: NodeId;
}

/** Which keys nodes lose and gain in a transaction. */
export class KeyChanges {
  readonly freed: KeyRow[] = [];
  readonly taken = new Map<NodeId, string[]>();
  /** The taken ones that may lead to one node only, as the caller wrote them. */
  readonly exclusive = new Map<string, { readonly key: LookupKey; readonly id: NodeId }>();

  replace(id: NodeId, before: readonly string[], after: readonly LookupKey[]): void {
    const kept = new Set(before);
    const wanted = new Map(after.map((key) => [storedKey(key), key]));
    for (const key of before) if (!wanted.has(key)) this.freed.push({ key, id });
    for (const [stored, key] of wanted) {
      if (kept.has(stored)) continue;
      const ofNode = this.taken.get(id);
      if (ofNode) ofNode.push(stored);
      else this.taken.set(id, [stored]);
      if (isSharedKey(key)) continue;
      const rival = this.exclusive.get(stored);
      if (rival) throw conflict(key, id, rival.id);
      this.exclusive.set(stored, { key, id });
    }
  }
}

const FREE_KEYS = `
  UNWIND $rows AS row
  MATCH (k:Key {key: row.key})-[r:IDENTIFIES]->(n:Node)              // constraint key_key
  USING INDEX SEEK k:Key(key)
  WHERE n.id = row.id
  DELETE r`;

const READ_OWNERS = `
  UNWIND $keys AS key
  MATCH (k:Key {key: key})-[:IDENTIFIES]->(n:Node)                   // constraint key_key
  USING INDEX SEEK k:Key(key)        // in an empty graph the planner would begin at all nodes, and keep to it
  RETURN key, n.id AS id
  ORDER BY key`;

const TAKE_KEYS = `
  UNWIND $rows AS row
  MATCH (n:Node {id: row.id})                                        // constraint node_id
  UNWIND row.keys AS key
  MERGE (k:Key {key: key})                                           // constraint key_key
  CREATE (k)-[:IDENTIFIES]->(n)`;

export const DELETE_UNUSED_KEYS = `
  UNWIND $keys AS key
  MATCH (k:Key {key: key})                                           // constraint key_key
  WHERE NOT (k)-[:IDENTIFIES]->()
  DELETE k`;

/** Frees before it takes, so that a key can go from one node to another in one batch. */
export async function applyKeys(run: Run, { freed, taken, exclusive }: KeyChanges): Promise<void> {
  if (freed.length > 0) await run(FREE_KEYS, { rows: freed });
  if (exclusive.size > 0) {
    const [owner] = await run<KeyRow>(READ_OWNERS, { keys: [...exclusive.keys()] });
    const wanted = owner && exclusive.get(owner.key);
    if (wanted) throw conflict(wanted.key, wanted.id, owner.id);
  }
  if (taken.size > 0) await run(TAKE_KEYS, { rows: Array.from(taken, ([id, keys]) => ({ id, keys })) });
  if (freed.length > 0) await run(DELETE_UNUSED_KEYS, { keys: freed.map(({ key }) => key) });
}

function conflict(key: LookupKey, id: NodeId, owner: NodeId): GraphError {
  return new GraphError('CONFLICT', `${key} belongs to ${owner} and cannot belong to ${id} as well.`, {
    key,
    nodes: [owner, id],
  });
}
