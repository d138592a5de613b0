import type { NodeId } from '../../model/ids';
import type { WriteAnswer, WriteBatch } from '../port';
import { checkKinds, passedRevision } from '../rules';
import type { SqliteConnection } from './connection';
import { revision as readRevision } from './nodes';
import { TermCounts } from './termCounts';
import { deleteNodes, putNodes } from './writeNodes';
import { putRedirects } from './writeRedirects';
import { deleteRelationships, putRelationships } from './writeRelationships';

/**
 * Deletions first, so that what they free (keys, ids) can be put in the same batch. Counters of relationships follow
 * by triggers, those of terms are added up and written once.
 */
export function write(connection: SqliteConnection, batch: WriteBatch): WriteAnswer {
  const relationships = batch.putRelationships ?? [];
  relationships.forEach(checkKinds);
  return connection.transaction(() => {
    const revision = readRevision(connection);
    if (batch.expectedRevision !== undefined && batch.expectedRevision !== revision)
      throw passedRevision(batch.expectedRevision, revision);
    const terms = new TermCounts();
    const deleted = deleteNodes(connection, batch.deleteNodes ?? [], terms);
    const changes = [
      deleteRelationships(connection, batch.deleteRelationships ?? []),
      deleted.length,
      putNodes(connection, batch.putNodes ?? [], terms),
      putRedirects(connection, batch.redirects ?? [], new Set<NodeId>(deleted)),
      putRelationships(connection, relationships),
    ];
    if (changes.every((count) => count === 0)) return { revision, changed: false };
    terms.save(connection);
    connection.run('UPDATE graph SET revision = revision + 1');
    return { revision: revision + 1, changed: true };
  });
}
