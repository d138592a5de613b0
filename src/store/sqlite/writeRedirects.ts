import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { Redirect } from '../port';
import { followRedirects } from '../rules';
import type { SqliteConnection } from './connection';
import type { Changes } from './counters';

/**
 * Makes merged ids lead to the nodes that they became. Redirects to nodes that this batch deleted follow where those
 * went, or are forgotten with them. Every redirect leads straight to a node, so that reading one is one step.
 */
export function putRedirects(
  connection: SqliteConnection,
  redirects: readonly Redirect[],
  deleted: ReadonlySet<NodeId>,
  changes: Changes,
): void {
  const next = new Map(redirects.map(({ from, to }) => [from, to]));
  for (const { from, to } of [...orphansOf(connection, deleted), ...redirects]) {
    if (exists(connection, from))
      throw new GraphError('BAD_INPUT', `${from} cannot lead elsewhere: it is a node.`, { id: from });
    const end = followRedirects(to, next);
    const target = exists(connection, end) ? end : targetOf(connection, end);
    if (target !== undefined) changes.any = putRedirect(connection, from, target) || changes.any;
    else if (!next.has(from)) connection.run('DELETE FROM redirect WHERE from_id = ?', [from]);
    else throw new GraphError('BAD_INPUT', `${from} cannot lead to a node that is not there.`, { id: from });
  }
}

function orphansOf(connection: SqliteConnection, deleted: ReadonlySet<NodeId>): Redirect[] {
  if (deleted.size === 0) return [];
  return connection.all<{ from: NodeId; to: NodeId }>(
    `SELECT from_id AS "from", to_id AS "to"
     FROM redirect
     WHERE to_id IN (SELECT value FROM json_each(?))
     ORDER BY from_id`,
    [JSON.stringify([...deleted])],
  );
}

function exists(connection: SqliteConnection, id: NodeId): boolean {
  return connection.get('SELECT 1 FROM node WHERE id = ?', [id]) !== undefined;
}

function targetOf(connection: SqliteConnection, id: NodeId): NodeId | undefined {
  return connection.get<{ to: NodeId }>('SELECT to_id AS "to" FROM redirect WHERE from_id = ?', [id])?.to;
}

function putRedirect(connection: SqliteConnection, from: NodeId, to: NodeId): boolean {
  const { changes } = connection.run(
    `INSERT INTO redirect (from_id, to_id) VALUES (?, ?)
     ON CONFLICT (from_id) DO UPDATE SET to_id = excluded.to_id WHERE to_id <> excluded.to_id`,
    [from, to],
  );
  return changes > 0;
}
