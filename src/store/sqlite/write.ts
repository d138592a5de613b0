import type { NodeId } from '../../model/ids';
import type { WriteAnswer, WriteBatch } from '../port';
import { checkKinds, passedRevision } from '../rules';
import type { SqliteConnection } from './connection';
import { Changes, keepCounters } from './counters';
import { revision as readRevision } from './nodes';
import { deleteNodes, putNodes } from './writeNodes';
import { putRedirects } from './writeRedirects';
import { deleteRelationships, putRelationships } from './writeRelationships';

/**
 * Deletions first, so that what they free (keys, ids) can be put in the same batch; counters last, from what really
 * changed. A kind of row goes to the engine as one statement, whatever the number of rows.
 */
export function write(connection: SqliteConnection, batch: WriteBatch): WriteAnswer {
  const relationships = batch.putRelationships ?? [];
  relationships.forEach(checkKinds);
  return connection.transaction(() => {
    const revision = readRevision(connection);
    if (batch.expectedRevision !== undefined && batch.expectedRevision !== revision)
      throw passedRevision(batch.expectedRevision, revision);
    const changes = new Changes(nextNumber(connection));
    deleteRelationships(connection, batch.deleteRelationships ?? [], changes);
    const deleted = deleteNodes(connection, batch.deleteNodes ?? [], changes);
    putNodes(connection, batch.putNodes ?? [], changes);
    putRedirects(connection, batch.redirects ?? [], new Set<NodeId>(deleted), changes);
    putRelationships(connection, relationships, changes);
    if (!changes.any) return { revision, changed: false };
    keepCounters(connection, changes);
    connection.run('UPDATE graph SET revision = revision + 1');
    return { revision: revision + 1, changed: true };
  });
}

/** Read before anything is deleted, so that within a transaction a number names one node only. */
function nextNumber(connection: SqliteConnection): number {
  return (connection.get<{ last: number | null }>('SELECT max(n) AS last FROM node')?.last ?? 0) + 1;
}
