import { isArticleKind } from '../model/kinds';
import type { NodeId } from '../model/ids';
import type { LookupKey } from '../model/keys';
import type { GraphNode } from '../model/nodes';
import type { GraphStore } from '../store/port';
import type { ArticleLikeness, NodeDraft } from './draft';
import { familyName } from './names';
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
  readonly nearMisses: readonly NearMiss[];
}

/**
 * Finds out which node each draft is: by a key that both carry (identifiers, then addresses, slugs, names); an article
 * without a common identifier by its normalised title, when neither the years nor the first authors speak against it.
 * Drafts of one batch are recognised among each other in the same way. Four round trips, whatever their number.
 */
export async function identifyDrafts(store: GraphStore, drafts: readonly NodeDraft[]): Promise<Identities> {
  const titleKeys = drafts.flatMap(({ likeness }) => likeness?.titleKey ?? []);
  const keys = [...new Set([...drafts.flatMap((draft) => draft.keys), ...titleKeys])];
  const hits = await store.resolveKeys(keys);
  const proposed = drafts.map(({ proposedId }) => proposedId);
  const nodes = await store.getByIds([...new Set([...proposed, ...[...hits.values()].flat()])]);
  const likenesses = await readLikenesses(store, titleKeys, hits, nodes);
  const matcher = new Matcher(hits, nodes, likenesses);
  for (const draft of drafts) matcher.match(draft);
  return matcher;
}

/** What is known of the nodes that a title may mean. */
async function readLikenesses(
  store: GraphStore,
  titleKeys: readonly LookupKey[],
  hits: ReadonlyMap<LookupKey, readonly NodeId[]>,
  nodes: ReadonlyMap<NodeId, GraphNode>,
): Promise<ReadonlyMap<NodeId, ArticleLikeness>> {
  const titleKeyOf = new Map(titleKeys.flatMap((key) => (hits.get(key) ?? []).map((id) => [id, key])));
  if (titleKeyOf.size === 0) return new Map();
  const authors = await store.expand({
    type: 'AUTHORED_BY',
    direction: 'OUT',
    ids: [...titleKeyOf.keys()],
    order: { field: 'POSITION', direction: 'ASC' },
    first: 1,
    count: false,
  });
  return new Map(
    [...titleKeyOf].flatMap(([id, titleKey]) => {
      const node = nodes.get(id);
      if (!node || !isArticleKind(node.kind)) return [];
      const published = 'publishedOn' in node.facts ? node.facts.publishedOn : undefined;
      const first = authors.get(id)?.items[0]?.node;
      const likeness: ArticleLikeness = {
        titleKey,
        year: published === undefined ? null : Number(published.slice(0, 4)),
        firstAuthor: first?.kind === 'Author' ? familyName(first.facts.name) : null,
      };
      return [[id, likeness] as const];
    }),
  );
}

class Matcher implements Identities {
  readonly idOf = new Map<NodeDraft, NodeId>();
  readonly takenFrom = new Map<NodeDraft, ReadonlySet<string>>();
  readonly nearMisses: NearMiss[] = [];
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
  ) {
    this.#hits = hits;
    this.#nodes = nodes;
    this.#likenesses = new Map(likenesses);
    for (const [id, { titleKey }] of likenesses) this.#rememberTitle(titleKey, id);
  }

  match(draft: NodeDraft): void {
    const id = this.#byKeys(draft) ?? this.#byProposedId(draft) ?? this.#byLikeness(draft) ?? draft.proposedId;
    this.idOf.set(draft, id);
    const taken = new Set<string>();
    for (const key of draft.keys) {
      const owner = this.#exactOwner(key);
      if (owner === null) this.#byKey.set(key, id);
      else if (owner !== id) taken.add(key);
    }
    if (taken.size > 0) this.takenFrom.set(draft, taken);
    if (draft.likeness) {
      const { titleKey, year, firstAuthor } = draft.likeness;
      const held = this.#likenesses.get(id);
      this.#likenesses.set(id, {
        titleKey,
        year: held?.year ?? year,
        firstAuthor: held?.firstAuthor ?? firstAuthor,
      });
      this.#rememberTitle(titleKey, id);
    }
  }

  /** The owner of the strongest key; other keys that belong to somebody else make a near miss. */
  #byKeys(draft: NodeDraft): NodeId | null {
    const owners = [...new Set(draft.keys.flatMap((key) => this.#ownerOf(key, draft) ?? []))];
    if (owners.length > 1 && draft.likeness)
      this.nearMisses.push({
        at: draft.at,
        nodes: owners,
        reason: 'Identifiers of one record belong to several nodes.',
      });
    return owners[0] ?? null;
  }

  #ownerOf(key: LookupKey, draft: NodeDraft): NodeId | null {
    const inBatch = this.#byKey.get(key);
    if (inBatch !== undefined) return inBatch;
    const owners = (this.#hits.get(key) ?? []).filter((id) => {
      const kind = this.#nodes.get(id)?.kind;
      return kind !== undefined && (kind === draft.kind || (isArticleKind(kind) && isArticleKind(draft.kind)));
    });
    return this.#preferred(owners);
  }

  /** The one node that has a key, of whatever kind. */
  #exactOwner(key: LookupKey): NodeId | null {
    return this.#byKey.get(key) ?? this.#preferred(this.#hits.get(key) ?? []);
  }

  /** Of several topics of one name the curated one; else the first by id. */
  #preferred(ids: readonly NodeId[]): NodeId | null {
    const curated = ids.find((id) => {
      const node = this.#nodes.get(id);
      return node?.kind === 'Topic' && node.facts.topicKind !== 'TAG';
    });
    return curated ?? ids[0] ?? null;
  }

  #byProposedId({ proposedId }: NodeDraft): NodeId | null {
    return this.#nodes.get(proposedId)?.id ?? null;
  }

  #byLikeness(draft: NodeDraft): NodeId | null {
    if (!draft.likeness) return null;
    const namesakes = [...(this.#byTitle.get(draft.likeness.titleKey) ?? [])].sort();
    const [match, ...more] = namesakes.filter((id) => this.#isLike(id, draft));
    if (match !== undefined && more.length === 0) return match;
    if (namesakes.length > 0)
      this.nearMisses.push({
        at: draft.at,
        nodes: [draft.proposedId, ...namesakes],
        reason:
          match === undefined
            ? 'Same title, but another year, first author or identifier.'
            : 'The title fits several nodes.',
      });
    return null;
  }

  #isLike(id: NodeId, { likeness, keys }: NodeDraft): boolean {
    const held = this.#likenesses.get(id);
    if (!held || !likeness) return false;
    const sameYear = held.year === null || likeness.year === null || Math.abs(held.year - likeness.year) <= 1;
    const sameAuthor =
      held.firstAuthor === null || likeness.firstAuthor === null || held.firstAuthor === likeness.firstAuthor;
    return sameYear && sameAuthor && !this.#hasOtherIdentifier(id, keys);
  }

  /** Two different arXiv ids or DOIs are two papers, whatever their titles say. */
  #hasOtherIdentifier(id: NodeId, keys: readonly LookupKey[]): boolean {
    const node = this.#nodes.get(id);
    if (!node || !('identifiers' in node.facts)) return false;
    return node.facts.identifiers.some(
      ({ scheme, value }) =>
        scheme !== 'URL' &&
        keys.some((key) => key.startsWith(`${scheme.toLowerCase()}:`) && !key.endsWith(`:${value}`)),
    );
  }

  #rememberTitle(titleKey: LookupKey, id: NodeId): void {
    const ids = this.#byTitle.get(titleKey);
    if (ids) ids.add(id);
    else this.#byTitle.set(titleKey, new Set([id]));
  }
}
