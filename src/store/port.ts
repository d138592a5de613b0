import type { Claim } from '../model/claims';
import type { NodeId } from '../model/ids';
import type { NodeKind, ResourceKind, TopicKind } from '../model/kinds';
import type { LookupKey } from '../model/keys';
import type { FactsByKind, GraphNode } from '../model/nodes';
import type {
  Direction,
  Relationship,
  RelationshipFacts,
  RelationshipKey,
  RelationshipType,
} from '../model/relationships';
import type { Signal } from '../model/signals';
import type { TermCounts } from '../model/text';

/**
 * The storage port: the only way from the rest of the project to a storage engine. Every read takes many keys and is
 * one round trip to the engine; every list is bounded and keyset-paged; every write is one transaction. Two engines
 * stand behind it, `sqlite/` and `neo4j/`, and give the same answers in the same order.
 *
 * Orders are total (ties break by node id in code-unit order), texts compare by code unit, and unknown ids are left
 * out of an answer, not errors. Failures are `GraphError`s: `SERVICE_UNAVAILABLE` when the engine cannot be reached,
 * `TIMEOUT` when `options.signal` aborts or the engine gives up, `CONFLICT`, `CYCLE` and `BAD_INPUT` from `write`.
 */
export interface GraphStore {
  readonly engine: 'sqlite' | 'neo4j';

  /** Brings the engine's schema to this version of the code. Safe to repeat and to run from two processes at once. */
  migrate(): Promise<void>;
  /** Resolves when the engine answers and is migrated, rejects with `SERVICE_UNAVAILABLE` otherwise. */
  checkHealth(options?: ReadOptions): Promise<void>;
  close(): Promise<void>;

  /** Grows by one with every transaction that changed the graph. */
  revision(options?: ReadOptions): Promise<number>;
  stats(options?: ReadOptions): Promise<GraphStats>;

  /** Nodes by id; the answer is keyed by the id that was asked for, also where that id was merged into another. */
  getByIds(ids: readonly NodeId[], options?: ReadOptions): Promise<ReadonlyMap<NodeId, GraphNode>>;
  /** Nodes that carry each key. Identifier and slug keys have at most one, title and name keys up to `perKey` (10). */
  resolveKeys(keys: readonly LookupKey[], options?: ReadOptions): Promise<ReadonlyMap<LookupKey, readonly NodeId[]>>;
  /** At most `first` ids of the kinds whose id or identifier key starts with one of the prefixes, by id. */
  findByPrefix(query: PrefixQuery, options?: ReadOptions): Promise<readonly NodeId[]>;
  /** What every source says of the nodes and relationships; those that do not exist are left out. */
  getClaims(query: ClaimsQuery, options?: ReadOptions): Promise<ClaimsAnswer>;

  list(query: ListQuery, options?: ReadOptions): Promise<NodePage>;
  /** The one generic hop: from each node over one relationship type, with the nodes at the other end. */
  expand(query: ExpandQuery, options?: ReadOptions): Promise<ReadonlyMap<NodeId, HopPage>>;
  /**
   * Bare adjacency in all given types and both directions, for walks: rarest first, at most `perNode` for each node. Of
   * what leads to a hub (`NEWEST_AT_HUB` in rules.ts) the newest of each type are looked at.
   */
  neighbors(query: NeighborsQuery, options?: ReadOptions): Promise<ReadonlyMap<NodeId, readonly Neighbor[]>>;

  /** Full-text matches with counts and facets; the engine proposes, `src/explore/search.ts` ranks. */
  match(query: MatchQuery, options?: ReadOptions): Promise<MatchAnswer>;
  /** Nodes of the kinds whose name has, for each word, a word that starts with it; most popular first, then by id. */
  suggest(query: SuggestQuery, options?: ReadOptions): Promise<readonly GraphNode[]>;
  /** In how many articles each stem occurs, with the number of articles and the mean sum of their term counts. */
  termStatistics(stems: readonly string[], options?: ReadOptions): Promise<TermStatistics>;
  /** The words of nodes: all of them, or those asked for. */
  termVectors(query: TermVectorsQuery, options?: ReadOptions): Promise<ReadonlyMap<NodeId, TermVector>>;

  /** Candidates for "connected articles" with all the evidence that scoring needs. */
  gatherEvidence(query: EvidenceQuery, options?: ReadOptions): Promise<readonly Evidence[]>;
  /** Counts that the engines keep with every write. Topics without a dated article have no entry. */
  articlesByMonth(topics: readonly NodeId[], options?: ReadOptions): Promise<MonthlyCounts>;
  /** For each pair of topics, in order: how many articles are about both. A count that the engines keep. */
  countShared(pairs: readonly TopicPair[], options?: ReadOptions): Promise<readonly number[]>;
  /** For each topic that exists the papers about it that are cited most, at most `perTopic`; ties by id. */
  topPapers(query: TopPapersQuery, options?: ReadOptions): Promise<ReadonlyMap<NodeId, readonly TopPaper[]>>;
  /** For each topic that exists its parents, children and the topics that most articles share with it; maybe none. */
  topicLinks(query: TopicLinksQuery, options?: ReadOptions): Promise<ReadonlyMap<NodeId, readonly TopicLink[]>>;

  /**
   * Applies a batch in one transaction: all of it or nothing. Nodes and relationships are replaced whole by what is
   * put; what is already as put is not touched. Returns the new revision, or the present one when nothing changed.
   * `CONFLICT`: `expectedRevision` has passed, or an identifier belongs to another node (details name both).
   * `CYCLE`: an acyclic relationship would lead back to its start (details hold the cycle's ids).
   * `BAD_INPUT`: a relationship between kinds that its type does not join, or with an end that does not exist.
   */
  write(batch: WriteBatch): Promise<WriteAnswer>;
  /** Every node and relationship with its claims and every redirect, each by id: for exports and checks. One state of the graph. */
  scan(options?: ReadOptions): AsyncIterable<ScanItem>;
}

export interface ReadOptions {
  /** Aborting it stops the statement in the engine where the engine can, and rejects with `TIMEOUT`. */
  readonly signal?: AbortSignal | undefined;
}

export interface GraphStats {
  readonly nodes: Readonly<Record<NodeKind, number>>;
  readonly relationships: Readonly<Record<RelationshipType, number>>;
  readonly revision: number;
}

export interface PrefixQuery {
  readonly prefixes: readonly string[];
  readonly kinds: readonly NodeKind[];
  readonly first: number;
}

export interface ClaimsQuery {
  readonly nodes?: readonly NodeId[];
  readonly relationships?: readonly RelationshipKey[];
  /** All relationships of the types that go out from the nodes. */
  readonly outgoing?: { readonly types: readonly RelationshipType[]; readonly ids: readonly NodeId[] };
}

export interface ClaimsAnswer {
  readonly nodes: ReadonlyMap<NodeId, readonly Claim<FactsByKind[NodeKind]>[]>;
  /** Keyed by `relationshipKeyText`. */
  readonly relationships: ReadonlyMap<string, readonly Claim<RelationshipFacts>[]>;
  /** In no promised order. */
  readonly outgoing: readonly ClaimedRelationship[];
}

export interface ClaimedRelationship extends RelationshipKey {
  readonly claims: readonly Claim<RelationshipFacts>[];
}

/** All given conditions hold. */
export interface NodeFilter {
  readonly kinds?: readonly NodeKind[] | undefined;
  readonly resourceKinds?: readonly ResourceKind[] | undefined;
  readonly topicKinds?: readonly TopicKind[] | undefined;
  /** ISO year, month or day: nodes published on or after it. Nodes without a date do not match. */
  readonly publishedFrom?: string | undefined;
  /** Nodes published on or before it: `2022` includes all of 2022. Nodes without a date do not match. */
  readonly publishedTo?: string | undefined;
  /** For each condition: joined to at least one of the nodes. */
  readonly related?: readonly RelatedFilter[] | undefined;
  /** For each condition: joined to none of the nodes. */
  readonly unrelated?: readonly RelatedFilter[] | undefined;
}

export interface RelatedFilter {
  readonly type: RelationshipType;
  /** `OUT`: the filtered node is the start. */
  readonly direction: Direction;
  readonly ids: readonly NodeId[];
}

/** `POSITION` and `WEIGHT` are the relationship's and only for `expand`; the others are the node's. */
type OrderField = 'PUBLISHED_ON' | 'NAME' | 'POPULARITY' | 'POSITION' | 'WEIGHT';

export interface Order {
  readonly field: OrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** A place in an order: the sort value of an item and its tie breakers. Items strictly after it follow. */
export interface Keyset {
  /** Of dates as `placeByDate` gives them, '' where nothing is known; missing positions and weights are 0. */
  readonly value: string | number;
  readonly id: NodeId;
  /** The relationship's `key`, for `expand`; '' for `list`. */
  readonly key: string;
}

export interface ListQuery {
  readonly filter: NodeFilter & { readonly kinds: readonly NodeKind[] };
  readonly order: Order;
  readonly first: number;
  readonly after?: Keyset | undefined;
  /** Whether to count all matches. */
  readonly count: boolean;
}

interface Paged {
  readonly hasNextPage: boolean;
  /** All matches, also those before and after this page; `null` when not asked for. */
  readonly totalCount: number | null;
}

export interface NodePage extends Paged {
  readonly items: readonly { readonly node: GraphNode; readonly keyset: Keyset }[];
}

export interface ExpandQuery {
  readonly type: RelationshipType;
  readonly direction: Direction;
  readonly ids: readonly NodeId[];
  /** Conditions on the node at the other end. */
  readonly filter?: NodeFilter | undefined;
  readonly order: Order;
  /** For each of the ids; 0 asks for the count alone. */
  readonly first: number;
  readonly after?: Keyset | undefined;
  readonly count: boolean;
}

export interface Hop {
  readonly node: GraphNode;
  readonly relationship: Relationship;
  readonly keyset: Keyset;
}

/** Every id asked for has a page, empty when the node has no such relationship or does not exist. */
export interface HopPage extends Paged {
  readonly items: readonly Hop[];
}

export interface NeighborsQuery {
  readonly ids: readonly NodeId[];
  readonly types: readonly RelationshipType[];
  readonly perNode: number;
  /** Ends published later than this are left out, and so are articles without a date. */
  readonly publishedTo?: string | undefined;
}

export interface Neighbor {
  readonly type: RelationshipType;
  readonly direction: Direction;
  readonly id: NodeId;
  /** The neighbor's popularity, by which the order goes (rising, then by id, type, direction). */
  readonly popularity: number;
}

export interface MatchQuery {
  /** Each as its stems, of which one is enough: those of a word in either spelling. */
  readonly words: readonly (readonly string[])[];
  /** `ALL`: every word occurs; `ANY`: at least one does. */
  readonly mode: 'ALL' | 'ANY';
  readonly filter: NodeFilter & { readonly kinds: readonly NodeKind[] };
  /**
   * How many of the best matches (by the engine's own full-text score) to return; 0 to count only. Where there are more
   * than `RANKED_MATCHES` (rules.ts), an engine may look at so many only.
   */
  readonly first: number;
  readonly count: boolean;
  /** Those that are counted: each looks at every match. */
  readonly facets: readonly FacetName[];
}

export interface Match {
  readonly id: NodeId;
  readonly popularity: number;
  /** Of the stems asked for. */
  readonly vector: TermVector;
}

export interface MatchAnswer {
  /** In no promised order. */
  readonly matches: readonly Match[];
  /** Exact, also when there are more matches than `first`; `null` when not asked for. */
  readonly totalCount: number | null;
  /** Counts over all matches, most frequent first, then by value; the first 20 topics; empty when not asked for. */
  readonly facets: Facets;
}

export interface FacetCount<Value> {
  readonly value: Value;
  readonly count: number;
}

export interface Facets {
  readonly kind: readonly FacetCount<NodeKind>[];
  /** By topic slug. */
  readonly topic: readonly FacetCount<string>[];
  readonly year: readonly FacetCount<number>[];
}

export type FacetName = keyof Facets;

export interface SuggestQuery {
  /** Folded words as `words()` gives them; the last may be incomplete, the others are whole or prefixes alike. */
  readonly prefixes: readonly string[];
  readonly kinds: readonly NodeKind[];
  readonly first: number;
}

export interface TermStatistics {
  readonly articles: number;
  readonly meanLength: number;
  /** 0 for stems that no article has. */
  readonly documentFrequency: ReadonlyMap<string, number>;
}

export interface TermVectorsQuery {
  readonly ids: readonly NodeId[];
  /** When given, only these stems are read: most of what a text has is not asked for. */
  readonly stems?: ReadonlySet<string> | undefined;
}

export interface TermVector {
  readonly terms: TermCounts;
  /** The sum of all counts of the text, also of stems that were not asked for. */
  readonly length: number;
}

export interface EvidenceQuery {
  readonly seeds: readonly EvidenceSeed[];
  readonly signals: readonly Signal[];
  /** Candidates that each signal may propose for each seed: its best ones, ties by id. */
  readonly perSignal: number;
  /** Topics, references and authors with more articles than this propose no candidates; they still count as evidence. */
  readonly hubDegree: number;
  /** Conditions on candidates. What lies between a seed and a candidate was published by its `publishedTo`, too. */
  readonly filter?: NodeFilter | undefined;
}

export interface EvidenceSeed {
  readonly id: NodeId;
  /** The seed's most telling stems, for `TEXT_SIMILARITY`. */
  readonly stems: readonly string[];
  /** When given, evidence is for those of them that meet the filter, and nothing is proposed. */
  readonly candidates?: readonly NodeId[] | undefined;
  /** What a walk over citations reached: those that meet the filter are candidates too, each with a bare `CITATION`. */
  readonly reached?: readonly NodeId[] | undefined;
}

/**
 * One reason why a candidate is connected to a seed. Every candidate that any signal proposed has all its evidence for
 * all the signals asked for. `TEXT_SIMILARITY` has one row with `via` null for every candidate: the engine only proposes,
 * `src/connect/` compares the texts.
 */
export interface Evidence {
  readonly seed: NodeId;
  readonly candidate: NodeId;
  readonly signal: Signal;
  /**
   * The topic, the shared reference, the citing paper, the author or the issue. For `CITATION` the end that is cited,
   * or null where a walk reached the candidate.
   */
  readonly via: NodeId | null;
  /** In how many relationships of the signal's type `via` stands (articles of a topic, citations of a reference …). */
  readonly viaDegree: number;
  /** `ABOUT` weight of the seed and the candidate, else 1. For `CO_FEATURED`, see `closeness`. */
  readonly seedWeight: number;
  readonly candidateWeight: number;
  /** For `CO_FEATURED`: how close the two stand in the issue; one that is the issue itself is as close as an entry. */
  readonly closeness: 'ENTRY' | 'SECTION' | 'ISSUE' | null;
}

export type TopicPair = readonly [NodeId, NodeId];

/** How many articles were published in each month, in order. A date that says no month is one of its own: `2022`. */
export type MonthCounts = readonly { readonly month: string; readonly articles: number }[];

export interface MonthlyCounts {
  readonly all: MonthCounts;
  readonly byTopic: ReadonlyMap<NodeId, MonthCounts>;
}

export interface TopPapersQuery {
  readonly topics: readonly NodeId[];
  readonly perTopic: number;
}

export interface TopPaper {
  readonly id: NodeId;
  /** Citations in the graph. */
  readonly popularity: number;
  /** How much it is about the topic: above 0, at most 1. */
  readonly weight: number;
}

export interface TopicLinksQuery {
  readonly ids: readonly NodeId[];
  /** For each topic: how many co-occurring topics, most shared articles first, then by id. */
  readonly coOccurring: number;
  /**
   * Only articles of then or earlier are counted, and links without one are left out; a day counts the months that were
   * over by then. Among a topic's co-occurring topics are those that share most articles with it today.
   */
  readonly publishedTo?: string | undefined;
}

export interface TopicLink {
  readonly id: NodeId;
  readonly relation: 'PARENT' | 'CHILD' | 'CO_OCCURRENCE';
  /** Articles about both topics. */
  readonly support: number;
  /** Articles about the linked topic. */
  readonly articleCount: number;
}

/** A node as it is written: merged facts beside the claims that they were folded from. */
export type NodeRecord = {
  readonly [Kind in NodeKind]: {
    readonly id: NodeId;
    readonly kind: Kind;
    readonly facts: FactsByKind[Kind];
    readonly claims: readonly Claim<FactsByKind[Kind]>[];
  };
}[NodeKind];

export interface RelationshipRecord extends Relationship {
  readonly claims: readonly Claim<RelationshipFacts>[];
}

export interface WriteBatch {
  readonly putNodes?: readonly NodeRecord[];
  readonly putRelationships?: readonly RelationshipRecord[];
  readonly deleteRelationships?: readonly RelationshipKey[];
  /** Relationships of a deleted node go with it. */
  readonly deleteNodes?: readonly NodeId[];
  /** Merged ids that keep resolving: `from` no longer exists as a node, `to` does. */
  readonly redirects?: readonly Redirect[];
  /** The revision that the batch was computed from; a later one refuses the batch with `CONFLICT`. */
  readonly expectedRevision?: number;
}

/** An id that was merged into another, or given up for it. */
export interface Redirect {
  readonly from: NodeId;
  readonly to: NodeId;
}

export interface WriteAnswer {
  readonly revision: number;
  readonly changed: boolean;
}

export type ScanItem =
  | { readonly node: NodeRecord; readonly relationship?: never; readonly redirect?: never }
  | { readonly relationship: RelationshipRecord; readonly node?: never; readonly redirect?: never }
  | { readonly redirect: Redirect; readonly node?: never; readonly relationship?: never };
