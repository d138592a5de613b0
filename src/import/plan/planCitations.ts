import type { Claim } from '../../model/claims';
import { isNodeId, kindOfId, type NodeId } from '../../model/ids';
import { missingKey, type LookupKey } from '../../model/keys';
import { relationshipKeyText, type RelationshipFacts, type RelationshipKey } from '../../model/relationships';
import type { RelationshipRecord } from '../../store/port';
import type { PendingCitation } from './citationQueue';
import { replaceClaim } from '../working/facts';
import type { GraphReads } from '../working/graphAhead';
import { missingWorkId, sayMissing } from './missingWorks';
import type { BatchPlan, ImportState } from './planBatch';
import type { ReportBuilder } from '../report';
import { WorkingSet, type RelationshipClaim } from '../working/workingSet';

/**
 * Citations between papers. Where the graph does not have an end yet, a place-holder stands in, from which the citation
 * goes over to the paper when that comes; such citations are counted as unresolved.
 */
export async function planCitations(
  store: GraphReads,
  citations: readonly PendingCitation[],
  { voice, source, hasSource }: ImportState,
): Promise<BatchPlan> {
  const expectedRevision = await store.revision();
  const ends = await findEnds(store, citations);
  const keys = citations.flatMap((citation): RelationshipKey[] => {
    const [from, to] = [ends.idOf.get(citation.from), ends.idOf.get(citation.to)];
    if (from === undefined || to === undefined) return [];
    const type = ends.missing.has(from) || ends.missing.has(to) ? ('REFERS_TO' as const) : ('CITES' as const);
    return [{ type, from, to, key: '' }];
  });
  const claim: Claim<RelationshipFacts> = { ...voice, facts: {} };
  const cites = await sayCites(
    store,
    keys.filter(({ type }) => type === 'CITES'),
    claim,
  );
  const working = new WorkingSet(store);
  await working.loadNodes([...ends.missing.keys()]);
  const waiting = keys.filter(({ type }) => type === 'REFERS_TO');
  await working.loadExactly(waiting);
  for (const [id, key] of ends.missing) sayMissing(working, id, key, voice);
  for (const key of waiting) working.say(key, claim);
  const changes = working.changes();
  const putRelationships = [...cites.putRelationships, ...changes.putRelationships];
  const isEmpty = changes.putNodes.length === 0 && putRelationships.length === 0;
  return {
    batch: {
      putNodes: isEmpty || hasSource ? changes.putNodes : [source, ...changes.putNodes],
      putRelationships,
      expectedRevision,
    },
    rejects: [],
    spoken: new Set(),
    tellReport(report) {
      cites.tellReport(report, voice.source);
      report.countChanges(working, new Set(), voice.source);
      report.unresolvedCitations += citations.length - keys.length + waiting.length;
    },
    commit: () => undefined,
  };
}

interface Ends {
  /** The paper or place-holder of each end; none for an id that is no paper's any more. */
  readonly idOf: ReadonlyMap<NodeId | LookupKey, NodeId>;
  /** Place-holders among them, and the key for which each stands. */
  readonly missing: ReadonlyMap<NodeId, LookupKey>;
}

async function findEnds(store: GraphReads, citations: readonly PendingCitation[]): Promise<Ends> {
  const ends = [...new Set(citations.flatMap(({ from, to }) => [from, to]))];
  const [hits, nodes] = await Promise.all([
    store.resolveKeys(ends.filter((end): end is LookupKey => !isNodeId(end))),
    // A later batch may have given the paper another id.
    store.getByIds(ends.filter(isNodeId)),
  ]);
  const idOf = new Map<NodeId | LookupKey, NodeId>();
  const lost: LookupKey[] = [];
  for (const end of ends) {
    const ids = isNodeId(end) ? [nodes.get(end)?.id ?? end] : (hits.get(end) ?? []);
    const [paper, ...more] = ids.filter((id) => kindOfId(id) === 'Paper');
    if (paper !== undefined && more.length === 0) idOf.set(end, paper);
    else if (!isNodeId(end)) lost.push(end);
  }
  const known = lost.length === 0 ? new Map<LookupKey, NodeId[]>() : await store.resolveKeys(lost.map(missingKey));
  const missing = new Map(lost.map((key) => [known.get(missingKey(key))?.[0] ?? missingWorkId(key), key]));
  for (const [id, key] of missing) idOf.set(key, id);
  return { idOf, missing };
}

interface CitationOutcome extends RelationshipKey {
  readonly before: readonly RelationshipClaim[] | null;
  readonly claims: readonly RelationshipClaim[];
}

const NONE: RelationshipFacts = {};

/** Most of an import is citations, and all say the same: they share their claim, and nothing is kept of them but that. */
async function sayCites(store: GraphReads, found: readonly RelationshipKey[], claim: RelationshipClaim) {
  // What goes out from the citing papers is less to ask for than each citation, and there is none at the first import.
  const { outgoing } = await store.getClaims({
    outgoing: { types: ['CITES'], ids: [...new Set(found.map(({ from }) => from))] },
  });
  const present = new Map(outgoing.map((each) => [relationshipKeyText(each), each.claims]));
  const alone = [claim];
  const outcomes = new Map<string, CitationOutcome>();
  for (const key of found) {
    if (key.from === key.to) continue;
    const text = relationshipKeyText(key);
    const before = present.get(text) ?? null;
    outcomes.set(text, { ...key, before, claims: before === null ? alone : replaceClaim(before, claim) });
  }
  return {
    putRelationships: [...outcomes.values()]
      .filter(({ before, claims }) => claims !== before)
      .map(({ type, from, to, key, claims }): RelationshipRecord => ({ type, from, to, key, facts: NONE, claims })),
    tellReport(report: ReportBuilder, source: NodeId) {
      for (const outcome of outcomes.values())
        report.countRelationship(outcome, outcome.claims, outcome.before, source);
    },
  };
}
