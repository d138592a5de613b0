import type { Claim } from '../model/claims';
import { isNodeId, kindOfId, type NodeId } from '../model/ids';
import type { LookupKey } from '../model/keys';
import { relationshipKeyText, type RelationshipFacts } from '../model/relationships';
import type { GraphStore, RelationshipRecord } from '../store/port';
import type { PendingCitation } from './citationQueue';
import { replaceClaim } from './facts';
import type { BatchPlan, ImportState } from './planBatch';

/** Citations between papers that the graph has by now. The others are counted as unresolved; a later import tries again. */
export async function planCitations(
  store: GraphStore,
  citations: readonly PendingCitation[],
  { voice, source, hasSource }: ImportState,
): Promise<BatchPlan> {
  const expectedRevision = await store.revision();
  const idOf = await findPapers(store, new Set(citations.flatMap(({ from, to }) => [from, to])));
  const found = citations.flatMap(({ from, to }) => {
    const ends = { type: 'CITES' as const, from: idOf(from), to: idOf(to), key: '' };
    return isBetweenPapers(ends) ? [ends] : [];
  });
  const keys = new Map(found.filter(({ from, to }) => from !== to).map((key) => [relationshipKeyText(key), key]));
  const { relationships: present } = await store.getClaims({ relationships: [...keys.values()] });
  const said: Claim<RelationshipFacts> = { ...voice, facts: {} };
  const saidAlone = [said];
  const outcomes = [...keys].map(([text, key]) => {
    const before = present.get(text) ?? null;
    return { key, before, claims: before === null ? saidAlone : replaceClaim(before, said) };
  });
  const putRelationships = outcomes
    .filter(({ before, claims }) => claims !== before)
    .map(({ key, claims }): RelationshipRecord => ({ ...key, facts: {}, claims }));
  return {
    batch: {
      putNodes: putRelationships.length > 0 && !hasSource ? [source] : [],
      putRelationships,
      expectedRevision,
    },
    rejects: [],
    tellReport(report) {
      for (const { before, claims } of outcomes) report.countRelationship('CITES', claims, before, voice.source);
      report.unresolvedCitations += citations.length - found.length;
    },
    commit: () => undefined,
  };
}

/** The one paper that each end names, or `null`. A later batch may have given a paper another id. */
async function findPapers(
  store: GraphStore,
  ends: ReadonlySet<NodeId | LookupKey>,
): Promise<(end: NodeId | LookupKey) => NodeId | null> {
  const all = [...ends];
  const hits = await store.resolveKeys(all.filter((end): end is LookupKey => !isNodeId(end)));
  const nodes = await store.getByIds(all.filter(isNodeId));
  const papers = new Map(
    all.map((end) => {
      const ids = isNodeId(end) ? [nodes.get(end)?.id ?? end] : (hits.get(end) ?? []);
      const found = ids.filter((id) => kindOfId(id) === 'Paper');
      return [end, found.length === 1 ? (found[0] ?? null) : null];
    }),
  );
  return (end) => papers.get(end) ?? null;
}

function isBetweenPapers<Ends extends { readonly from: NodeId | null; readonly to: NodeId | null }>(
  ends: Ends,
): ends is Ends & { readonly from: NodeId; readonly to: NodeId } {
  return ends.from !== null && ends.to !== null;
}
