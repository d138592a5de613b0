import { kindOfId, type NodeId } from '../../model/ids';
import { identifierKey } from '../../model/keys';
import type { PaperFacts, TopicFacts } from '../../model/nodes';
import type { NodeDraft } from '../drafts/draft';
import { addFacts, replaceClaim } from '../working/facts';
import type { Identities } from '../identify/identify';
import { hasSpokenOf, type ImportState } from './planBatch';
import type { WorkingNode, WorkingSet } from '../working/workingSet';

type Facts = Readonly<Record<string, unknown>>;

/**
 * Says of the nodes what the drafts say; several drafts of one node are added up. Returns the nodes that were spoken of,
 * and not only mentioned.
 */
export function sayNodes(
  working: WorkingSet,
  drafts: readonly NodeDraft[],
  identities: Identities,
  state: ImportState,
): ReadonlySet<NodeId> {
  const { voice, topics, isPartial } = state;
  const spoken = new Set<NodeId>();
  const said = new Map<NodeId, Facts>();
  const mentioned = new Map<NodeId, Facts>();
  for (const draft of drafts) {
    const id = working.currentId(identities.idOf.get(draft) ?? draft.proposedId);
    const into = draft.isMention === true ? mentioned : said;
    if (draft.isMention !== true) spoken.add(id);
    // A source that links to an issue as to any page says nothing of the issue.
    if (kindOfId(id) === 'Issue' && draft.kind !== 'Issue') continue;
    const facts = withoutIdentifiers(draft.facts, identities.takenFrom.get(draft));
    const before = into.get(id);
    into.set(id, before ? addFacts(before, facts) : facts);
    if (draft.kind === 'Topic' && draft.isMention !== true) topics.add(id, draft.facts as TopicFacts);
  }
  for (const [id, facts] of said) {
    const node = working.node(id);
    const own = node?.claims.find(({ source }) => source === voice.source)?.facts ?? {};
    const all = isPartial ? editFacts(own, facts) : hasSpokenOf(state, id) ? addFacts(own, facts) : facts;
    put(working, id, withoutMentions(id, node), { ...voice, facts: sorted(all) });
  }
  for (const [id, facts] of mentioned) {
    const node = working.node(id);
    // A mention is all that is known of what nobody has described.
    if (!node || node.claims.every(({ rank }) => rank === 'INFERRED'))
      put(working, id, node?.claims ?? [], { ...voice, rank: 'INFERRED', facts: sorted(facts) });
  }
  return spoken;
}

/** An edit: single values give way to the new ones, lists grow. */
function editFacts(own: Facts, edits: Facts): Facts {
  const single = Object.entries(edits).filter(([, value]) => !Array.isArray(value));
  return { ...addFacts(own, edits), ...Object.fromEntries(single) };
}

function put(
  working: WorkingSet,
  id: NodeId,
  claims: WorkingNode['claims'],
  claim: WorkingNode['claims'][number],
): void {
  const kind = kindOfId(id);
  if (kind !== null) working.putNode(id, kind, replaceClaim(claims, claim));
}

/** Who describes a topic ends its being only mentioned. */
function withoutMentions(id: NodeId, node: WorkingNode | undefined): WorkingNode['claims'] {
  const claims = node?.claims ?? [];
  const described = claims.filter(({ rank }) => rank !== 'INFERRED');
  return kindOfId(id) === 'Topic' && described.length < claims.length ? described : claims;
}

/** Identifiers that belong to another node are left out, so that a record with a wrong one does not stop the batch. */
function withoutIdentifiers(facts: NodeDraft['facts'], taken: ReadonlySet<string> | undefined): Facts {
  if (!('identifiers' in facts) || !taken) return facts;
  const { identifiers = [] } = facts as Partial<PaperFacts>;
  return { ...facts, identifiers: identifiers.filter((identifier) => !taken.has(identifierKey(identifier))) };
}

/** The same facts are the same text, in whatever order records gave them. */
function sorted(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
