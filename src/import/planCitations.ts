import { isNodeId, kindOfId, type NodeId } from '../model/ids';
import type { LookupKey } from '../model/keys';
import type { GraphStore } from '../store/port';
import type { BatchPlan, ImportState } from './planBatch';
import { Statements } from './statements';

/** Citations between papers that the graph has by now. The others are counted as unresolved; a later import tries again. */
export async function planCitations(store: GraphStore, state: ImportState): Promise<BatchPlan> {
  const expectedRevision = await store.revision();
  const { citations, voice } = state;
  const keys = new Set(citations.flatMap(({ from, to }) => (isNodeId(from) ? [to] : [from, to])));
  const hits = await store.resolveKeys([...keys]);
  const statements = new Statements();
  let unresolved = 0;
  for (const citation of citations) {
    const from = paperOf(citation.from, hits);
    const to = paperOf(citation.to, hits);
    if (from === null || to === null) unresolved++;
    else if (from !== to) statements.sayRelationship({ type: 'CITES', from, to, key: '', facts: {}, voice });
  }
  const claims = await store.getClaims({ relationships: statements.relationshipKeys });
  const relationships = statements.relationshipRecords(claims.relationships);
  const putRelationships = relationships.flatMap(({ record, outcome }) => (outcome === 'unchanged' ? [] : [record]));
  return {
    batch: {
      putNodes: putRelationships.length > 0 && !state.hasSource ? [state.source] : [],
      putRelationships,
      deleteRelationships: [],
      expectedRevision,
    },
    rejects: [],
    tellReport(report) {
      for (const { outcome } of relationships) report.countRelationship(outcome);
      report.unresolvedCitations += unresolved;
    },
    commit: () => undefined,
  };
}

function paperOf(reference: NodeId | LookupKey, hits: ReadonlyMap<LookupKey, readonly NodeId[]>): NodeId | null {
  const ids = isNodeId(reference) ? [reference] : (hits.get(reference) ?? []);
  const papers = ids.filter((id) => kindOfId(id) === 'Paper');
  return papers.length === 1 ? (papers[0] ?? null) : null;
}
