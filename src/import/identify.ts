import { kindOfId, nodeId, shortHash, type NodeId } from '../model/ids';
import { isArticleKind, type NodeKind } from '../model/kinds';
import { identifierKey, missingKey, type LookupKey } from '../model/keys';
import type { ArticleLikeness, GraphNode } from '../model/nodes';
import type { Decisions, Splits } from './decisions';
import type { NodeDraft } from './draft';
import type { GraphReads } from './graphAhead';
import { isAlike, isCompatible, readLikenesses } from './likeness';
import type { Location } from './record';

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

function missingKeys({ keys, likeness }: NodeDraft): LookupKey[] {
  return [...keys, ...(likeness ? [likeness.titleKey] : [])].map(missingKey);
}

/** The id of something that is not the node whose id it would get, and has the same title or name. */
function distinctId({ proposedId, keys, likeness }: NodeDraft): NodeId {
  const known = [...keys, likeness?.titleKey, likeness?.year, likeness?.firstAuthor];
  return nodeId(
    kindOfId(proposedId) ?? 'Resource',
    `${proposedId.slice(proposedId.indexOf(':') + 1)}-${shortHash(known.join(' '))}`,
  );
}

/** Words of feeds and shelves of publishers: nobody has described them. */
function isMerelyNamed(node: GraphNode): boolean {
  return node.kind === 'Topic' && (node.facts.topicKind === 'TAG' || node.facts.topicKind === 'CATEGORY');
}

class Matcher implements Identities {
  readonly idOf = new Map<NodeDraft, NodeId>();
  readonly takenFrom = new Map<NodeDraft, ReadonlySet<string>>();
  readonly kinds = new Map<NodeId, NodeKind>();
  readonly absorbed = new Map<NodeId, NodeId>();
  readonly united = new Map<NodeId, NodeId>();
  readonly nearMisses: NearMiss[] = [];
  readonly found = new Map<NodeId, NodeId>();
  readonly #decisions: Decisions;
  readonly #splits: Splits;
  /** What may be the draft at hand. */
  readonly #doubts: { readonly nodes: readonly NodeId[]; readonly reason: string }[] = [];
  readonly #hits: ReadonlyMap<LookupKey, readonly NodeId[]>;
  readonly #nodes: ReadonlyMap<NodeId, GraphNode>;
  /** What this batch has identified so far. */
  readonly #byKey = new Map<LookupKey, NodeId>();
  readonly #likenesses: Map<NodeId, ArticleLikeness>;
  readonly #byTitle = new Map<LookupKey, Set<NodeId>>();

  constructor(
    hits: ReadonlyMap<LookupKey, readonly NodeId[]>,
    nodes: ReadonlyMap<NodeId, GraphNode>,
    likenesses: ReadonlyMap<NodeId, ArticleLikeness>,
    decisions: Decisions,
    splits: Splits,
  ) {
    this.#decisions = decisions;
    this.#splits = splits;
    this.#hits = hits;
    this.#nodes = nodes;
    this.#likenesses = new Map(likenesses);
    for (const [id, { titleKey }] of likenesses) this.#rememberTitle(titleKey, id);
  }

  match(draft: NodeDraft): void {
    const likely = this.#find(draft);
    const id = this.#splits.goesTo.get(likely) ?? likely;
    this.idOf.set(draft, id);
    for (const { nodes, reason } of this.#doubts.splice(0))
      this.nearMisses.push({ at: draft.at, nodes: [...new Set([id, ...nodes])], reason });
    if (draft.kind === 'Paper' || draft.kind === 'Resource')
      for (const key of missingKeys(draft))
        for (const waiting of this.#hits.get(key) ?? []) this.found.set(waiting, id);
    if (this.kinds.get(id) !== 'Paper') this.kinds.set(id, draft.kind);
    const taken = new Set<string>();
    for (const key of draft.keys) {
      const owner = this.#owners(key)[0];
      if (owner === undefined) this.#byKey.set(key, id);
      else if (owner !== id) taken.add(key);
    }
    for (const name of draft.otherNames ?? []) if (!this.#byKey.has(name)) this.#byKey.set(name, id);
    if (taken.size > 0) this.takenFrom.set(draft, taken);
    if (draft.likeness) {
      this.#uniteNamesake(id, draft, draft.likeness);
      this.#rememberLikeness(id, draft.likeness);
    }
  }

  /** Drafts that were taken for an article before it turned out to be another. */
  followUnited(): void {
    for (const [draft, id] of this.idOf) this.idOf.set(draft, this.united.get(id) ?? id);
  }

  /**
   * A record that is known by an identifier has the title of an article that had none until now: had it come before
   * that, the article would have been taken for it.
   */
  #uniteNamesake(id: NodeId, draft: NodeDraft, likeness: ArticleLikeness): void {
    const held = this.#likenesses.get(id);
    const alike = [...(this.#byTitle.get(likeness.titleKey) ?? [])].filter((other) => {
      const known = this.#likenesses.get(other);
      return (
        other !== id &&
        this.#presentId(other) === other &&
        !this.united.has(other) &&
        !this.#splits.closed.has(other) &&
        known !== undefined &&
        isAlike(known, likeness) &&
        (held === undefined || isCompatible(known, held)) &&
        !this.#hasOtherIdentifier(other, [...draft.keys, ...this.#keysOf(id)]) &&
        !this.#decisions.isApart(id, other, (each) => this.#presentId(each))
      );
    });
    const [namesake, ...more] = alike;
    if (namesake === undefined || more.length > 0 || kindOfId(namesake) === 'Issue' || kindOfId(id) === 'Issue') return;
    this.united.set(namesake, id);
    this.#absorbKeys(namesake, id);
    this.#byTitle.get(likeness.titleKey)?.delete(namesake);
  }

  #keysOf(id: NodeId): LookupKey[] {
    const facts = this.#nodes.get(id)?.facts;
    return facts && 'identifiers' in facts ? facts.identifiers.map(identifierKey) : [];
  }

  #find(draft: NodeDraft): NodeId {
    switch (draft.kind) {
      case 'Issue':
        return this.#findIssue(draft);
      case 'Topic':
        return this.#findTopic(draft);
      case 'Paper':
      case 'Resource':
        return this.#byKeys(draft) ?? this.#byLikeness(draft) ?? this.#newId(draft);
      case 'Newsletter':
      case 'Author':
      case 'Venue':
      case 'Source':
      case 'ImportRun':
      case 'MissingWork':
      case 'NearMiss':
      case 'Decision':
      case 'Replaced':
        return this.#byKeys(draft) ?? this.#newId(draft);
    }
  }

  /** An issue by its number, else by its address. A page with its address, that a source linked to, is the issue. */
  #findIssue(draft: NodeDraft): NodeId {
    const numbered = this.#nodes.get(draft.proposedId)?.id;
    const owners = [...new Set(draft.keys.flatMap((key) => this.#owners(key)))];
    const issues = owners.filter((id) => kindOfId(id) === 'Issue');
    const id = numbered ?? issues.find((each) => !this.#hasOtherNumber(each, draft)) ?? draft.proposedId;
    if (issues.some((each) => each !== id))
      this.#doubts.push({ nodes: issues, reason: 'Two issues have the same address.' });
    for (const page of owners) if (kindOfId(page) !== 'Issue') this.#absorb(page, id);
    return id;
  }

  #hasOtherNumber(id: NodeId, { facts }: NodeDraft): boolean {
    const held = this.#nodes.get(id)?.facts;
    return held !== undefined && 'number' in held && 'number' in facts && held.number !== facts.number;
  }

  /** A topic by its slug. Tags and shelves that are named like it, or like one of its aliases, become it. */
  #findTopic(draft: NodeDraft): NodeId {
    if (draft.isMention === true) return this.#byKeys(draft) ?? this.#newId(draft);
    const id = this.#byKeys(draft) ?? draft.proposedId;
    for (const name of draft.otherNames ?? [])
      for (const tag of this.#hits.get(name) ?? []) {
        const node = this.#nodes.get(tag);
        if (tag !== id && node && isMerelyNamed(node)) this.#absorb(tag, id);
      }
    return id;
  }

  #absorb(from: NodeId, to: NodeId): void {
    this.absorbed.set(from, to);
    this.#absorbKeys(from, to);
  }

  #absorbKeys(from: NodeId, to: NodeId): void {
    for (const [key, id] of this.#byKey) if (id === from) this.#byKey.set(key, to);
  }

  /** The owner of the strongest key; other keys that belong to somebody else make a near miss. */
  #byKeys(draft: NodeDraft): NodeId | null {
    const owners = [...new Set(draft.keys.flatMap((key) => this.#preferred(key, draft) ?? []))];
    if (owners.length > 1 && draft.likeness)
      this.#doubts.push({ nodes: owners, reason: 'Identifiers of one record belong to several nodes.' });
    return owners[0] ?? null;
  }

  /** Of several nodes of one name the described one; else the first by id. */
  #preferred(key: LookupKey, draft: NodeDraft): NodeId | null {
    const owners = this.#owners(key).filter((id) => {
      const kind = kindOfId(id);
      return kind === draft.kind || (kind !== null && isArticleKind(kind) && isArticleKind(draft.kind));
    });
    const fitting = owners.filter(
      (id) => draft.kind !== 'Author' || !(this.#splits.closed.has(id) || this.#hasOtherIdentifier(id, draft.keys)),
    );
    const described = fitting.find((id) => {
      const node = this.#nodes.get(id);
      return node?.kind === 'Topic' && !isMerelyNamed(node);
    });
    return described ?? fitting[0] ?? null;
  }

  #owners(key: LookupKey): readonly NodeId[] {
    const inBatch = this.#byKey.get(key);
    if (inBatch !== undefined) return [inBatch];
    return (this.#hits.get(key) ?? []).map((id) => this.absorbed.get(id) ?? this.united.get(id) ?? id);
  }

  #byLikeness(draft: NodeDraft): NodeId | null {
    const { likeness, keys } = draft;
    if (!likeness) return null;
    const own = this.#byIdOfTitle(draft, likeness);
    if (own !== null) return own;
    const namesakes = [...(this.#byTitle.get(likeness.titleKey) ?? [])]
      .filter((id) => !this.#splits.closed.has(id))
      .sort();
    const [match, ...more] = namesakes.filter((id) => {
      const held = this.#likenesses.get(id);
      return held !== undefined && isAlike(held, likeness) && !this.#hasOtherIdentifier(id, keys);
    });
    if (match === undefined && namesakes.length > 0)
      this.#doubts.push({
        nodes: namesakes.map((id) => this.#presentId(id)),
        reason: 'Same title, but another year, first author or identifier.',
      });
    if (match !== undefined && more.length > 0)
      this.#doubts.push({
        nodes: more.map((id) => this.#presentId(id)),
        reason: 'The title fits several nodes.',
      });
    return match === undefined ? null : this.#presentId(match);
  }

  /**
   * Of something of which the title is all that names it, the id is made of the title: the same record again is the same
   * node, be its title ever so short, unless year or author speak against it.
   */
  #byIdOfTitle(draft: NodeDraft, likeness: ArticleLikeness): NodeId | null {
    if (draft.keys.length > 0) return null;
    const ids = [distinctId(draft), draft.proposedId].filter((id) => !this.#splits.closed.has(id));
    return (
      ids.find((id) => {
        const held = this.#likenesses.get(id);
        return this.#presentId(id) === id && held !== undefined && isCompatible(held, likeness);
      }) ?? null
    );
  }

  /** Two different arXiv ids or DOIs are two papers, whatever their titles say; two ORCID iDs two people. */
  #hasOtherIdentifier(id: NodeId, keys: readonly LookupKey[]): boolean {
    const node = this.#nodes.get(id);
    if (!node || !('identifiers' in node.facts)) return false;
    return node.facts.identifiers.some(({ scheme, value }) => {
      const prefix = `${scheme.toLowerCase()}:`;
      const own = keys.filter((key) => key.startsWith(prefix));
      return scheme !== 'URL' && own.length > 0 && !own.includes(`${prefix}${value}` as LookupKey);
    });
  }

  /** The proposed id, unless it stands for something else of the same title or name. */
  #newId(draft: NodeDraft): NodeId {
    const merged = this.#decisions.hasMerged
      ? [draft.proposedId, distinctId(draft)].find((id) => this.#decisions.isMerged(id))
      : undefined;
    if (merged !== undefined && this.#presentId(merged) !== merged) return this.#presentId(merged);
    const present =
      this.#nodes.get(draft.proposedId)?.id ?? (this.kinds.has(draft.proposedId) ? draft.proposedId : null);
    const isOther = present !== null && (draft.likeness !== undefined || this.#hasOtherIdentifier(present, draft.keys));
    if (isOther) return distinctId(draft);
    return present ?? draft.proposedId;
  }

  /** The node that an id leads to. */
  #presentId(id: NodeId): NodeId {
    return this.#nodes.get(id)?.id ?? id;
  }

  #rememberLikeness(id: NodeId, { titleKey, year, firstAuthor }: ArticleLikeness): void {
    const held = this.#likenesses.get(id);
    this.#likenesses.set(id, { titleKey, year: held?.year ?? year, firstAuthor: held?.firstAuthor ?? firstAuthor });
    this.#rememberTitle(titleKey, id);
  }

  #rememberTitle(titleKey: LookupKey, id: NodeId): void {
    const ids = this.#byTitle.get(titleKey);
    if (ids) ids.add(id);
    else this.#byTitle.set(titleKey, new Set([id]));
  }
}
