import { kindOfId, nodeId, shortHash, type NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
import type { RelationshipKey } from '../../model/relationships';
import { replaceClaim, type NodeClaim } from '../working/facts';
import type { WorkingSet } from '../working/workingSet';

const LONGEST = 120;

/** The id of the place-holder for a work that is cited under a key and that the graph does not have. */
export function missingWorkId(key: LookupKey): NodeId {
  return nodeId('MissingWork', key.length <= LONGEST ? key : `${key.slice(0, LONGEST)}-${shortHash(key)}`);
}

/** Says that a work is cited under a key and not in the graph. Its place-holder must be loaded, if there is one. */
export function sayMissing(working: WorkingSet, id: NodeId, key: LookupKey, voice: Omit<NodeClaim, 'facts'>): void {
  working.putNode(id, 'MissingWork', replaceClaim(working.node(id)?.claims ?? [], { ...voice, facts: { key } }));
}

/** Loads what citations wait for works, so that `fillIn` can do without a question. */
async function loadWaiting(working: WorkingSet, found: ReadonlyMap<NodeId, NodeId>): Promise<void> {
  const missing = [...found.keys()];
  if (missing.length === 0) return;
  await working.loadNodes(missing);
  await Promise.all([
    working.loadRelationships(['REFERS_TO'], 'OUT', [...missing, ...found.values()]),
    working.loadRelationships(['REFERS_TO'], 'IN', [...missing, ...found.values()]),
  ]);
}

/**
 * Works that citations have waited for have come: each takes its place-holder's place, and what is now a citation of one
 * paper by another becomes one, with everybody's claims. A place-holder of what is no paper stays.
 */
export async function fillIn(working: WorkingSet, found: ReadonlyMap<NodeId, NodeId>): Promise<void> {
  await loadWaiting(working, found);
  const papers = new Set<NodeId>();
  for (const [missing, id] of found) {
    const paper = working.currentId(id);
    const node = working.node(paper);
    if (node?.kind !== 'Paper' || kindOfId(working.currentId(missing)) !== 'MissingWork') continue;
    working.rename(missing, paper, node.claims);
    papers.add(paper);
  }
  const settled = [...papers]
    .flatMap((id) => [
      ...working.relationshipsAt(id, 'REFERS_TO', 'OUT'),
      ...working.relationshipsAt(id, 'REFERS_TO', 'IN'),
    ])
    .filter(({ from, to, claims }) => kindOfId(from) === 'Paper' && kindOfId(to) === 'Paper' && claims.length > 0);
  const citationOf = ({ from, to, key }: RelationshipKey): RelationshipKey => ({ type: 'CITES', from, to, key });
  await working.loadExactly(settled.map(citationOf));
  for (const waiting of settled) {
    const citation = citationOf(waiting);
    const said = working.relationship(citation)?.claims ?? [];
    const more = waiting.claims.filter(({ source }) => !said.some((claim) => claim.source === source));
    working.putClaims(citation, more.reduce(replaceClaim, said));
    working.putClaims(waiting, []);
  }
}
