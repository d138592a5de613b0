import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { Redirect } from '../port';
import { followRedirects } from '../rules';
import type { Changes } from './counters';
import type { Run } from './driver';

const READ_ENDS = `
  UNWIND $rows AS row
  OPTIONAL MATCH (from:Node {id: row.from})                          // constraint node_id
  OPTIONAL MATCH (direct:Node {id: row.to})
  OPTIONAL MATCH (:Redirect {id: row.to})-[:LEADS_TO]->(merged:Node) // constraint redirect_id
  OPTIONAL MATCH (:Redirect {id: row.from})-[:LEADS_TO]->(present:Node)
  RETURN row.from AS from,
         from IS NOT NULL AS exists,
         coalesce(direct, merged).id AS target,
         present.id AS present`;

interface EndsRow {
  readonly from: NodeId;
  readonly exists: boolean;
  readonly target: NodeId | null;
  readonly present: NodeId | null;
}

const PUT_REDIRECTS = `
  UNWIND $rows AS row
  MATCH (n:Node {id: row.target})                                    // constraint node_id
  MERGE (r:Redirect {id: row.from})                                  // constraint redirect_id
  WITH n, r
  CALL (r) {
    MATCH (r)-[old:LEADS_TO]->()
    DELETE old
  }
  CREATE (r)-[:LEADS_TO]->(n)`;

const DELETE_REDIRECTS = `
  UNWIND $ids AS id
  MATCH (r:Redirect {id: id})                                        // constraint redirect_id
  DETACH DELETE r`;

/**
 * Makes merged ids lead to the nodes that they became. `orphans` led to nodes that this batch deleted: they follow where
 * those went, or are forgotten with them. Every redirect leads straight to a node, so that reading one is one step.
 */
export async function putRedirects(
  run: Run,
  redirects: readonly Redirect[],
  orphans: readonly Redirect[],
  changes: Changes,
): Promise<void> {
  if (redirects.length + orphans.length === 0) return;
  const next = new Map(redirects.map(({ from, to }) => [from, to]));
  const rows = new Map(
    [...orphans, ...redirects].map(({ from, to }) => [from, { from, to: followRedirects(to, next) }]),
  );
  const ends = await run<EndsRow>(READ_ENDS, { rows: [...rows.values()] });
  for (const { from, exists, target } of ends) {
    if (!next.has(from)) continue;
    if (exists) throw new GraphError('BAD_INPUT', `${from} cannot lead elsewhere: it is a node.`, { id: from });
    if (target === null)
      throw new GraphError('BAD_INPUT', `${from} cannot lead to a node that is not there.`, { id: from });
  }
  const changed = ends.filter(({ target, present }) => target !== null && target !== present);
  const lost = ends.filter(({ target }) => target === null).map(({ from }) => from);
  if (changed.length > 0) await run(PUT_REDIRECTS, { rows: changed });
  if (lost.length > 0) await run(DELETE_REDIRECTS, { ids: lost });
  if (changed.length > 0) changes.any = true;
}
