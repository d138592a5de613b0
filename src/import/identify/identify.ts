import { kindOfId, type NodeId } from '../../model/ids';
import { isArticleKind, type NodeKind } from '../../model/kinds';
import type { LookupKey } from '../../model/keys';
import type { Decisions } from './decisions';
import type { NodeDraft } from '../drafts/draft';
import type { GraphReads } from '../working/graphAhead';
import { readLikenesses } from './likeness';
import { distinctId, Matcher, missingKeys } from './matchDrafts';
import type { Location } from '../record';

/** Two nodes that may be one, left for an editor to decide. */
export interface NearMiss {
  readonly at: Location;
  readonly nodes: readonly NodeId[];
  readonly reason: string;
}

export interface Identities {
  readonly idOf: ReadonlyMap<NodeDraft, NodeId>;
  /** Keys that a draft gives and that belong to another node, which keeps them. */
  readonly takenFrom: ReadonlyMap<NodeDraft, ReadonlySet<string>>;
  /** What each node is by the drafts: a paper, if one of them says so. */
  readonly kinds: ReadonlyMap<NodeId, NodeKind>;
  /** Nodes that turn out to be another one: a tag that is a topic's alias, a linked page that is an issue. */
  readonly absorbed: ReadonlyMap<NodeId, NodeId>;
  /** Articles known by their title alone that turn out to be one that has an identifier. */
  readonly united: ReadonlyMap<NodeId, NodeId>;
  readonly nearMisses: readonly NearMiss[];
  /** Works that citations have waited for, and that have come: their place-holders and what they are. */
  readonly found: ReadonlyMap<NodeId, NodeId>;
}

/** Whose import it is, and what it has to keep to. */
export interface IdentifyOptions {
  readonly source: NodeId;
  readonly decisions: Decisions;
  /** Whether citations wait in the graph for works that are missing. */
  readonly hasMissing: boolean;
}

/**
 * Finds out which node each draft is: by a key that both carry (identifiers, then addresses, slugs, names); an article
 * without a common identifier by its normalised title, when neither the years nor the first authors speak against it.
 * Drafts of one batch are recognised among each other in the same way. Four round trips, whatever their number.
 */
export async function identifyDrafts(
  store: GraphReads,
  drafts: readonly NodeDraft[],
  { source, decisions, hasMissing }: IdentifyOptions,
): Promise<Identities> {
  const titleKeys = drafts.flatMap(({ likeness }) => likeness?.titleKey ?? []);
  const keys = drafts.flatMap((draft) => [...draft.keys, ...(draft.otherNames ?? [])]);
  const missing = hasMissing ? drafts.filter(({ kind }) => isArticleKind(kind)).flatMap(missingKeys) : [];
  const hits = await store.resolveKeys([...new Set([...keys, ...titleKeys, ...missing])]);
  const possible = drafts.flatMap((draft) => {
    // The other id that a draft may get has to be known only where an editor made its node another.
    const other = decisions.hasMerged ? distinctId(draft) : null;
    return other !== null && decisions.isMerged(other) ? [draft.proposedId, other] : draft.proposedId;
  });
  const merged = titleKeys.flatMap((key) => decisions.mergedWithTitle(key));
  const ids = [...possible, ...[...hits.values()].flat(), ...merged.map(({ id }) => id), ...decisions.apartIds];
  const nodes = await store.getByIds([...new Set(ids)]);
  const isSettled = decisions.isEmpty ? settledTitles(drafts, hits) : new Set<LookupKey>();
  const open = titleKeys.filter((key) => !isSettled.has(key));
  const likenesses = new Map(await readLikenesses(store, open, hits, nodes));
  for (const { id, likeness } of merged) likenesses.set(id, likeness);
  const matcher = new Matcher(hits, nodes, likenesses, decisions, decisions.splitsOf(source, nodes));
  // Described topics first: what mentions them finds them, wherever in the batch it stands.
  const isDescribedTopic = ({ kind, isMention }: NodeDraft) => kind === 'Topic' && isMention !== true;
  for (const draft of drafts.filter(isDescribedTopic)) matcher.match(draft);
  for (const draft of drafts) if (!isDescribedTopic(draft)) matcher.match(draft);
  matcher.followUnited();
  return matcher;
}

/**
 * Titles of one record and of one node, which the record names by its identifiers as well: nobody asks what else is like
 * it. Most records of a second import are such.
 */
function settledTitles(
  drafts: readonly NodeDraft[],
  hits: ReadonlyMap<LookupKey, readonly NodeId[]>,
): ReadonlySet<LookupKey> {
  const settled = new Set<LookupKey>();
  const seen = new Set<LookupKey>();
  for (const { kind, keys, likeness } of drafts) {
    if (!likeness) continue;
    const { titleKey } = likeness;
    const [node, ...others] = hits.get(titleKey) ?? [];
    const isOnlyOwner =
      keys.length > 0 &&
      keys.every((key) => {
        const owners = hits.get(key) ?? [];
        return owners.length === 1 && owners[0] === node;
      });
    const isSettled = kind === 'Paper' && node !== undefined && kindOfId(node) === 'Paper' && others.length === 0;
    if (isSettled && isOnlyOwner && !seen.has(titleKey)) settled.add(titleKey);
    else settled.delete(titleKey);
    seen.add(titleKey);
  }
  return settled;
}
