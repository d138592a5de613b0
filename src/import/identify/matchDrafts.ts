import { kindOfId, nodeId, shortHash, type NodeId } from '../../model/ids';
import { isArticleKind, type NodeKind } from '../../model/kinds';
import { identifierKey, lookupKeys, missingKey, nameKey, type LookupKey } from '../../model/keys';
import type { ArticleLikeness, GraphNode } from '../../model/nodes';
import type { Decisions, Splits } from './decisions';
import type { NodeDraft } from '../drafts/draft';
import type { Identities, NearMiss } from './identify';
import { isAlike, isCompatible } from './likeness';

export function missingKeys({ keys, likeness }: NodeDraft): LookupKey[] {
  return [...keys, ...(likeness ? [likeness.titleKey] : [])].map(missingKey);
}

/** The id of something that is not the node whose id it would get, and has the same title or name. */
export function distinctId({ proposedId, keys, likeness }: NodeDraft): NodeId {
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

/** Matches the drafts of a batch one after the other, each with the graph and with those before it. */
export class Matcher implements Identities {
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
    const id = this.#afterSplit(likely, draft);
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

  /** Since a split a source's word of a node is said of the other; not what it says under a key that only the first has. */
  #afterSplit(id: NodeId, { keys }: NodeDraft): NodeId {
    const split = this.#splits.goesTo.get(id);
    if (split === undefined) return id;
    const node = this.#nodes.get(split);
    const own = node ? lookupKeys(node).filter((key) => !key.startsWith('title:')) : [];
    return own.length > 0 && keys.length > 0 && !keys.some((key) => own.includes(key)) ? id : split;
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

  /** Of several nodes of one name the described one, or whose own name it is; else the first by id. */
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
    const named = fitting.find((id) => {
      const node = this.#nodes.get(id);
      return node?.kind === 'Author' && nameKey('Author', node.facts.name) === key;
    });
    return described ?? named ?? fitting[0] ?? null;
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
