import type { WriteAnswer, WriteBatch } from '../port';
import { checkKinds, passedRevision } from '../rules';
import { Changes, keepCounters } from './counters';
import type { Neo4jConnection, Run } from './driver';
import { unavailable } from './errors';
import { refuseNewer } from './migrations';
import { deleteNodes, putNodes } from './writeNodes';
import { putRedirects } from './writeRedirects';
import { checkAcyclic, deleteRelationships, putRelationships } from './writeRelationships';

/**
 * Neo4j reads what is committed while it writes, so two writers could both see a key as free. Writing to this one node
 * first makes them take turns; what is read after it stays true until the commit.
 */
const TAKE_TURN = `
  MATCH (g:Graph {name: 'graph'})                                    // constraint graph_name
  SET g.writer = $writer
  RETURN g.revision AS revision, g.schemaVersion AS version`;

const RAISE_REVISION = `
  MATCH (g:Graph {name: 'graph'})                                    // constraint graph_name
  SET g.revision = g.revision + 1
  RETURN g.revision AS revision`;

/**
 * Deletions first, so that what they free (keys, ids) can be put in the same batch; counters last, from what really
 * changed. A repetition after a lost connection finds everything as put and changes nothing.
 */
export async function write(connection: Neo4jConnection, batch: WriteBatch): Promise<WriteAnswer> {
  const relationships = batch.putRelationships ?? [];
  relationships.forEach(checkKinds);
  return connection.write(async (run) => {
    const revision = await takeTurn(run, batch.expectedRevision);
    const changes = new Changes();
    await deleteRelationships(run, batch.deleteRelationships ?? [], changes);
    const orphans = await deleteNodes(run, batch.deleteNodes ?? [], changes);
    await putNodes(run, batch.putNodes ?? [], changes);
    await putRedirects(run, batch.redirects ?? [], orphans, changes);
    await putRelationships(run, relationships, changes);
    await checkAcyclic(run, changes);
    if (!changes.any) return { revision, changed: false };
    await keepCounters(run, changes);
    const [raised] = await run<{ revision: number }>(RAISE_REVISION);
    return { revision: raised?.revision ?? revision + 1, changed: true };
  });
}

async function takeTurn(run: Run, expected: number | undefined): Promise<number> {
  const [graph] = await run<{ revision: number; version: number }>(TAKE_TURN, { writer: process.pid });
  if (!graph) throw unavailable('The graph is not migrated yet.');
  // What this release writes would lack what a newer one looks for.
  refuseNewer(graph.version);
  if (expected !== undefined && graph.revision !== expected) throw passedRevision(expected, graph.revision);
  return graph.revision;
}
