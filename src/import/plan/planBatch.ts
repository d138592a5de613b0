import type { Claim } from '../../model/claims';
import { isArticleId, kindOfId, type NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
import type { SourceFacts } from '../../model/nodes';
import {
  RELATIONSHIP_TYPES,
  relationshipKeyText,
  type RelationshipFacts,
  type RelationshipType,
} from '../../model/relationships';
import type { NodeRecord, WriteBatch } from '../../store/port';
import { alignAuthors } from './alignAuthors';
import { alignFeatures } from './alignEntries';
import type { CitationQueue } from './citationQueue';
import type { Decisions } from '../identify/decisions';
import { Drafts, type NodeDraft, type RelationshipDraft } from '../drafts/draft';
import { draftRecord, RecordError } from '../drafts/draftRecord';
import type { GraphReads } from '../working/graphAhead';
import { identifyDrafts, type Identities } from '../identify/identify';
import type { IdSet } from './idSet';
import { ALIAS_MATCH_SOURCE, inferTopics } from '../topics/inferTopics';
import type { TopicMatcher } from '../topics/matchTopics';
import { uniteClaims } from '../working/facts';
import { fillIn } from './missingWorks';
import { findNamesakes } from './namesakes';
import { nearMissOf, planNearMisses } from './planNearMisses';
import type { ImportRecord, Reject } from '../record';
import type { ReportBuilder } from '../report';
import { ReplacedWord } from './replacedWord';
import { sayNodes } from './sayNodes';
import { settleIds } from './settleIds';
import { WorkingSet } from '../working/workingSet';

/** Who says it: what all claims of an import have in common. */
export type Voice = Pick<Claim<unknown>, 'source' | 'rank' | 'at'>;

/** What an import carries from batch to batch. */
export interface ImportState {
  readonly voice: Voice;
  readonly source: NodeRecord & { readonly facts: SourceFacts };
  /** Whether the graph has the source's node. */
  hasSource: boolean;
  /** Whether what is left out stays as the source said it before. */
  readonly isPartial: boolean;
  /** Whether the graph has all of this content already, and it is looked at again because an editor decided something. */
  readonly isSecondLook: boolean;
  /** Nodes that this import has spoken of: a second record adds to the first, it does not replace it. */
  readonly spokenOf: IdSet;
  /** Those that the batch which is being written speaks of. */
  beingSaid: ReadonlySet<NodeId>;
  readonly decisions: Decisions;
  /** Whether citations wait in the graph for works that are missing. */
  readonly hasMissing: boolean;
  topics: TopicMatcher;
  /** Whether a record was a topic: then earlier articles may match it too. */
  hasTopics: boolean;
  /** Relationships that would close a cycle, by their key. */
  readonly refused: Map<string, Pick<Reject, 'reason' | 'cycle'>>;
  /** Citations whose ends are looked up when all records are in. */
  readonly citations: CitationQueue;
}

/** Whether this import has said something of a node before the batch at hand. */
export function hasSpokenOf({ spokenOf, beingSaid }: ImportState, id: NodeId): boolean {
  return beingSaid.has(id) || spokenOf.has(id);
}

/** What a batch will write and tell. `commit` moves the state on, once it is written. */
export interface BatchPlan {
  readonly batch: WriteBatch;
  readonly rejects: readonly Reject[];
  /** The nodes that it speaks of, under the ids that they will have. */
  readonly spoken: ReadonlySet<NodeId>;
  tellReport(report: ReportBuilder): void;
  commit(): void;
}

/** Relationships that a record states of its own node. Citations may come from other records of the same source. */
const STATED_WITH_NODE = RELATIONSHIP_TYPES.filter((type) => type !== 'CITES' && type !== 'REFERS_TO');

/** What an issue features gets its entry's key, and an authorship its author, when all that is said is known. */
const SETTLED_LATE: readonly RelationshipType[] = ['FEATURES', 'AUTHORED_BY'];

/** Works out what a batch of records changes in the graph as it is now. A constant number of round trips. */
export async function planBatch(
  store: GraphReads,
  records: readonly ImportRecord[],
  state: ImportState,
): Promise<BatchPlan> {
  const { voice, decisions, hasMissing } = state;
  const expectedRevision = await store.revision();
  const { drafts, rejects } = draftAll(records);
  const identities = await identifyDrafts(store, drafts.nodes, { source: voice.source, decisions, hasMissing });
  const working = new WorkingSet(store);
  await working.loadNodes([
    ...identities.idOf.values(),
    ...identities.absorbed.keys(),
    ...[...identities.united].flat(),
  ]);
  await absorb(working, identities);
  await unite(working, identities);
  const spoken = sayNodes(working, drafts.nodes, identities, state);
  await takeBackStated(working, spoken, state);
  rejects.push(...sayRelationships(working, drafts.relationships, identities, state));
  // Before nodes get other ids; where it is settled late what is related, after that.
  const replaced = new ReplacedWord(voice);
  replaced.lookAtNodes(working.nodes);
  replaced.lookAtRelationships(working.relationships.filter(({ type }) => !SETTLED_LATE.includes(type)));
  const articles = [...spoken].filter((id) => isArticleId(id));
  await settleIds(working, articles, identities.kinds, decisions);
  await fillIn(working, identities.found);
  await alignAuthors(
    working,
    articles.map((id) => working.currentId(id)),
  );
  const issues = articles.filter((id) => kindOfId(working.currentId(id)) === 'Issue');
  for (const issue of issues) alignFeatures(working, issue);
  await inferTopics(working, [...articles, ...featuredBy(working, issues)], state.topics, voice.at);
  const namesakes = await findNamesakes(store, drafts.nodes, identities, working);
  const review = await planNearMisses(store, [...identities.nearMisses, ...namesakes], working, decisions, voice);
  const listed = new Set(review.map(({ id }) => id));
  const changes = working.changes();
  replaced.lookAtRelationships(working.relationships.filter(({ type }) => SETTLED_LATE.includes(type)));
  changes.putNodes.push(...review, ...replaced.records);
  const said = new Set([...spoken].map((id) => working.currentId(id)));
  const isEmpty = Object.values(changes).every(({ length }) => length === 0);
  return {
    batch: {
      ...changes,
      putNodes: isEmpty || state.hasSource ? changes.putNodes : [state.source, ALIAS_MATCH_SOURCE, ...changes.putNodes],
      expectedRevision,
    },
    rejects,
    spoken: said,
    tellReport(report) {
      rejects.forEach((reject) => {
        report.reject(reject);
      });
      report.countChanges(working, spoken, voice.source);
      report.unresolvedEntries += drafts.unresolvedEntries;
      report.noteNearMisses(identities.nearMisses);
      report.noteNearMisses(namesakes.filter(({ nodes }) => listed.has(nearMissOf(...nodes))));
      drafts.warnings.forEach((warning) => {
        report.warn(warning);
      });
    },
    commit() {
      if (!isEmpty) state.hasSource = true;
      state.hasTopics ||= drafts.nodes.some(({ kind, isMention }) => kind === 'Topic' && isMention !== true);
      for (const id of said) state.spokenOf.add(id);
      for (const { from, to } of drafts.citations)
        state.citations.push({
          from: typeof from === 'string' ? from : nameOfCiting(from, identities, working),
          to,
        });
    },
  };
}

function draftAll(records: readonly ImportRecord[]): { readonly drafts: Drafts; readonly rejects: Reject[] } {
  const drafts = new Drafts();
  const rejects: Reject[] = [];
  for (const record of records) {
    const own = new Drafts(drafts);
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

/** A key of the citing paper, which is looked up with those of the cited ones; its id, where it has none of its own. */
function nameOfCiting(draft: NodeDraft, identities: Identities, working: WorkingSet): NodeId | LookupKey {
  const id = working.currentId(idOf(identities, draft));
  const taken = identities.takenFrom.get(draft);
  const key = draft.keys.find((each) => taken?.has(each) !== true);
  return kindOfId(id) === 'Paper' && key !== undefined ? key : id;
}

function idOf({ idOf }: Identities, draft: NodeDraft): NodeId {
  return idOf.get(draft) ?? draft.proposedId;
}

/** A tag becomes the topic whose alias it is; a page that a source linked to becomes the issue that it shows. */
async function absorb(working: WorkingSet, { absorbed }: Identities): Promise<void> {
  const ids = [...absorbed.keys()];
  await working.loadAround(ids);
  // What was said of the page as a page is not said of the issue, and a tag's name is an alias already.
  for (const [from, to] of absorbed) working.rename(from, to, working.node(to)?.claims ?? []);
}

/** What was said of an article under its title alone is said of the article with the identifier. */
async function unite(working: WorkingSet, { united }: Identities): Promise<void> {
  const ids = [...united].flat();
  await working.loadAround(ids);
  for (const [from, to] of united)
    working.rename(from, to, uniteClaims(working.node(to)?.claims ?? [], working.node(from)?.claims ?? []));
}

/** What the source said before of the nodes that it speaks of now: it counts only if it is said again. */
async function takeBackStated(working: WorkingSet, spoken: ReadonlySet<NodeId>, state: ImportState): Promise<void> {
  const ids = [...spoken].filter((id) => isArticleId(id) || kindOfId(id) === 'Topic');
  // Loaded in any case: what others say of a relationship must be known before this source says it too.
  await working.loadRelationships(STATED_WITH_NODE, 'OUT', ids);
  if (state.isPartial) return;
  for (const id of ids) if (!hasSpokenOf(state, id)) working.takeBack(state.voice.source, id, STATED_WITH_NODE);
}

function sayRelationships(
  working: WorkingSet,
  drafts: readonly RelationshipDraft[],
  identities: Identities,
  { voice, refused }: ImportState,
): Reject[] {
  const rejects: Reject[] = [];
  // Most relationships say the same of other ends: `position: 1`, `weight: 1` or nothing. They share their claim.
  const claims = new Map<string, Claim<RelationshipFacts>>();
  for (const { type, from, to, key, facts } of drafts) {
    const ends = { type, from: idOf(identities, from), to: idOf(identities, to), key };
    const refusal = refused.size > 0 ? refused.get(relationshipKeyText(ends)) : undefined;
    if (refusal) {
      rejects.push({ at: from.at, ...refusal });
      continue;
    }
    const text = textOf(facts);
    const claim = claims.get(text) ?? { ...voice, facts };
    claims.set(text, claim);
    working.say(ends, claim);
  }
  return rejects;
}

/** The same for the same facts, and made quickly for the facts that most relationships have. */
function textOf(facts: RelationshipFacts): string {
  const { weight, position, section } = facts;
  return section === undefined && facts.matched === undefined
    ? `${weight ?? ''} ${position ?? ''}`
    : JSON.stringify(facts);
}

/** What the issues feature now or featured until now: what they say of it is text that topics are matched in. */
function featuredBy(working: WorkingSet, issues: readonly NodeId[]): NodeId[] {
  return issues.flatMap((id) => working.relationshipsAt(id, 'FEATURES', 'OUT').map(({ to }) => to));
}
