import { kindOfId, nodeId, type NodeId } from '../model/ids';
import type { LookupKey } from '../model/keys';
import type { FactsByKind, SourceFacts, TopicFacts } from '../model/nodes';
import { relationshipKeyText } from '../model/relationships';
import type { ClaimsAnswer, GraphStore, NodeRecord, RelationshipRecord, WriteBatch } from '../store/port';
import { Drafts, type NodeDraft } from './draft';
import { draftRecord, RecordError } from './draftRecord';
import { identifyDrafts, type Identities } from './identify';
import { ALIAS_MATCH_WEIGHT, type TopicMatcher } from './matchTopics';
import type { ImportRecord, Location, Reject } from './record';
import type { ReportBuilder } from './report';
import { Statements, withoutIdentifiers, type Outcome, type Voice } from './statements';
import { planWithdrawals } from './planWithdrawals';

/** What an import carries from batch to batch. */
export interface ImportState {
  readonly voice: Voice;
  readonly source: NodeRecord & { readonly facts: SourceFacts };
  /** Whether the graph has the source's node. */
  hasSource: boolean;
  /** Nodes that this import has spoken of: a second record adds to the first, it does not replace it. */
  readonly spokenOf: Set<NodeId>;
  readonly topics: TopicMatcher;
  /** Citations whose ends are looked up when all records are in. */
  readonly citations: { readonly from: NodeId | LookupKey; readonly to: LookupKey; readonly at: Location }[];
}

/** What a batch will write and tell. `commit` moves the state on, once it is written. */
export interface BatchPlan {
  readonly batch: WriteBatch;
  readonly rejects: readonly Reject[];
  tellReport(report: ReportBuilder): void;
  commit(): void;
}

const ALIAS_MATCH_SOURCE = nodeId('Source', 'alias-match');

/** Works out what a batch of records changes in the graph as it is now. A constant number of round trips. */
export async function planBatch(
  store: GraphStore,
  records: readonly ImportRecord[],
  state: ImportState,
): Promise<BatchPlan> {
  const expectedRevision = await store.revision();
  const { drafts, rejects } = draftAll(records);
  const identities = await identifyDrafts(store, drafts.nodes);
  const idOf = (draft: NodeDraft): NodeId => identities.idOf.get(draft) ?? draft.proposedId;
  const statements = makeStatements(drafts, identities, idOf, state);
  const claims = await store.getClaims({ nodes: statements.nodeIds, relationships: statements.relationshipKeys });
  const nodes = statements.nodeRecords(claims.nodes, state.voice, state.spokenOf);
  const relationships = statements.relationshipRecords(claims.relationships);
  const withdrawals = await planWithdrawals(store, {
    voice: state.voice,
    ids: statements.spokenOf.filter(
      (id) => isSpokenBySource(claims, id, state.voice.source) && !state.spokenOf.has(id),
    ),
    stated: new Set(statements.relationshipKeys.map(relationshipKeyText)),
  });
  const putNodes = changed(nodes);
  const putRelationships = [...changed(relationships), ...withdrawals.reduced];
  const isEmpty = putNodes.length + putRelationships.length + withdrawals.deleted.length === 0;
  return {
    batch: {
      putNodes: isEmpty ? [] : [...sourceNodes(state), ...putNodes],
      putRelationships,
      deleteRelationships: withdrawals.deleted,
      expectedRevision,
    },
    rejects,
    tellReport(report) {
      rejects.forEach((reject) => {
        report.reject(reject);
      });
      for (const { record, outcome } of nodes) report.countNode(record.kind, outcome);
      for (const { outcome } of relationships) report.countRelationship(outcome);
      report.deleted += withdrawals.deleted.length;
      report.unresolvedEntries += drafts.unresolvedEntries;
      report.noteNearMisses(identities.nearMisses);
    },
    commit() {
      if (!isEmpty) state.hasSource = true;
      for (const id of statements.spokenOf) state.spokenOf.add(id);
      for (const { from, to, at } of drafts.citations)
        state.citations.push({ from: typeof from === 'string' ? from : idOf(from), to, at });
    },
  };
}

function draftAll(records: readonly ImportRecord[]): { readonly drafts: Drafts; readonly rejects: readonly Reject[] } {
  const drafts = new Drafts();
  const rejects: Reject[] = [];
  for (const record of records) {
    const own = new Drafts();
    try {
      draftRecord(record, own);
      drafts.addAll(own);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      rejects.push({ at: { ...record.at, field: error.field }, reason: error.message });
    }
  }
  return { drafts, rejects };
}

function makeStatements(
  drafts: Drafts,
  identities: Identities,
  idOf: (draft: NodeDraft) => NodeId,
  { voice, topics }: ImportState,
): Statements {
  const statements = new Statements();
  for (const draft of drafts.nodes) {
    const id = idOf(draft);
    // The graph decides what a node is: a record that calls a known paper a resource says something of the paper.
    const kind = kindOfId(id) ?? draft.kind;
    if (draft.kind === 'Topic' && !draft.isMention) topics.add(id, draft.facts as TopicFacts);
    const taken = identities.takenFrom.get(draft) ?? new Set<string>();
    statements.sayNode({ id, kind, facts: withoutIdentifiers(draft.facts, taken) }, draft.isMention === true);
  }
  for (const { type, from, to, key, facts } of drafts.relationships) {
    const ends = { type, from: idOf(from), to: idOf(to), key };
    if (ends.from !== ends.to) statements.sayRelationship({ ...ends, facts, voice });
  }
  for (const draft of drafts.nodes) {
    if (!draft.likeness) continue;
    const { title, abstract = '' } = draft.facts as FactsByKind['Paper'];
    for (const { topic, matched } of topics.match(`${title}\n${abstract}`))
      statements.sayRelationship({
        type: 'ABOUT',
        from: idOf(draft),
        to: topic,
        key: '',
        facts: { weight: ALIAS_MATCH_WEIGHT, matched },
        voice: { source: ALIAS_MATCH_SOURCE, rank: 'INFERRED', at: voice.at },
      });
  }
  return statements;
}

function isSpokenBySource(claims: ClaimsAnswer, id: NodeId, source: NodeId): boolean {
  return claims.nodes.get(id)?.some((claim) => claim.source === source) ?? false;
}

function changed<Put extends NodeRecord | RelationshipRecord>(
  outcomes: readonly { readonly record: Put; readonly outcome: Outcome }[],
): Put[] {
  return outcomes.flatMap(({ record, outcome }) => (outcome === 'unchanged' ? [] : [record]));
}

/** The same at every import, so that it is written once: it has no content and no time of its own. */
const ALIAS_MATCH: NodeRecord = {
  id: ALIAS_MATCH_SOURCE,
  kind: 'Source',
  facts: {
    name: 'Names and aliases of topics in titles and abstracts',
    format: 'alias-match',
    importedAt: '1970-01-01T00:00:00Z',
  },
  claims: [],
};

function sourceNodes({ hasSource, source }: ImportState): NodeRecord[] {
  return hasSource ? [] : [source, ALIAS_MATCH];
}
