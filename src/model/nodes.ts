import type { Claim } from './claims';
import type { PartialDate } from './dates';
import type { Identifier } from './identifiers';
import type { NodeId } from './ids';
import type { ArticleKind, Coverage, NodeKind, ResourceKind, TopicKind } from './kinds';
import type { LookupKey } from './keys';
import type { OutcomeCounts } from './outcomes';
import type { RelationshipFacts, RelationshipKey, RelationshipType } from './relationships';

export interface PaperFacts {
  readonly title: string;
  readonly abstract?: string;
  readonly publishedOn?: PartialDate;
  /** The page to open; without it, the address of the first identifier. */
  readonly url?: string;
  readonly identifiers: readonly Identifier[];
}

interface ResourceFacts extends PaperFacts {
  readonly resourceKind: ResourceKind;
}

export interface Link {
  readonly label: string;
  /** `null` when the source lost the target: kept, so that it can be found and mended. */
  readonly url: string | null;
}

/** One item under an issue's heading. What it features stands in `FEATURES` relationships that carry its `key`. */
export interface Entry {
  /** Unique within the issue and the same at every import of it. */
  readonly key: string;
  readonly title?: string;
  readonly summary?: string;
  readonly coverage: Coverage;
  readonly links: readonly Link[];
}

export interface Section {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

interface IssueFacts {
  readonly title: string;
  readonly subtitle?: string;
  readonly number?: number;
  readonly publishedOn?: PartialDate;
  readonly url?: string;
  readonly identifiers: readonly Identifier[];
  readonly sections: readonly Section[];
}

interface NewsletterFacts {
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly url?: string;
}

export interface TopicFacts {
  readonly slug: string;
  readonly name: string;
  readonly topicKind: TopicKind;
  readonly description?: string;
  readonly aliases: readonly string[];
}

interface AuthorFacts {
  readonly name: string;
  readonly variants: readonly string[];
  readonly identifiers: readonly Identifier[];
}

interface VenueFacts {
  readonly name: string;
  readonly variants: readonly string[];
}

/** Marks of a content that a web server gives: RFC 9110, 8.8. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Where facts came from: one file, address or mutation. */
export interface SourceFacts {
  readonly name: string;
  readonly format: string;
  /** For a file: a digest of its whole path, by which it is told from files that are called alike. */
  readonly place?: string;
  /** SHA-256 of the content, in hexadecimal, where there was content. */
  readonly contentHash?: string;
  /** An editor decided about something that it speaks of: the same content is looked at again. */
  readonly isToReadAgain?: true;
  /** Its word is being taken back, or the taking back was cut off: it has to be done again. */
  readonly isBeingTakenBack?: true;
  /** What the server that had this content said of it, to ask later whether it has another. */
  readonly validators?: Validators;
  /** ISO 8601 with time zone Z. */
  readonly importedAt: string;
}

/** One import that changed the graph, and what it did. */
interface ImportRunFacts {
  /** The source's name, which stays when the source is taken back. */
  readonly name: string;
  readonly source: NodeId;
  readonly format: string;
  /** ISO 8601 with time zone Z. */
  readonly startedAt: string;
  readonly records: number;
  readonly nodes: Readonly<Partial<Record<NodeKind, OutcomeCounts>>>;
  readonly relationships: Readonly<Partial<Record<RelationshipType, OutcomeCounts>>>;
  readonly unresolved: { readonly entries: number; readonly citations: number };
  readonly rejected: number;
  /** When it was taken back: ISO 8601 with time zone Z. */
  readonly revertedAt?: string;
}

/** A work that papers cite and that the graph does not have yet. Citations of it wait here until it comes. */
interface MissingWorkFacts {
  /** Under which the work is cited: `doi:10.1000/1`, `title:toy models of superposition`. */
  readonly key: LookupKey;
}

/** Two nodes that may be one, for an editor to decide. */
interface NearMissFacts {
  readonly nodes: readonly [NodeId, NodeId];
  readonly reason: string;
  /** The source whose import noticed it, and when: ISO 8601 with time zone Z. */
  readonly source: NodeId;
  readonly notedAt: string;
}

/** What tells one article from others of the same title. */
export interface ArticleLikeness {
  readonly titleKey: LookupKey;
  readonly year: number | null;
  /** Folded family name of the first author. */
  readonly firstAuthor: string | null;
}

/** Which nodes are one and which are not, by an editor. Imports keep to it. */
export interface DecisionFacts {
  /** `SAME`: two became one. `DISTINCT`: the two are not one. `SPLIT`: one became two. */
  readonly verdict: 'SAME' | 'DISTINCT' | 'SPLIT';
  /** For `SAME` and `SPLIT` the node that there still is under its id, then the one that went or came. */
  readonly nodes: readonly [NodeId, NodeId];
  /** For `SPLIT`: whose word went to the second node. */
  readonly sources?: readonly NodeId[];
  /** For `SAME`: by what the second is recognised where it has no identifier. */
  readonly likeness?: ArticleLikeness;
  readonly decidedBy: string;
  /** ISO 8601 with time zone Z. */
  readonly decidedAt: string;
}

/** What a source said until an import of it replaced that: so that the import can be taken back. */
export interface ReplacedFacts {
  readonly source: NodeId;
  /** When the import began: ISO 8601 with time zone Z. */
  readonly replacedAt: string;
  readonly nodes: readonly { readonly id: NodeId; readonly claim: Claim<Readonly<Record<string, unknown>>> }[];
  readonly relationships: readonly (RelationshipKey & { readonly claim: Claim<RelationshipFacts> })[];
}

export interface FactsByKind {
  readonly Paper: PaperFacts;
  readonly Issue: IssueFacts;
  readonly Resource: ResourceFacts;
  readonly Newsletter: NewsletterFacts;
  readonly Topic: TopicFacts;
  readonly Author: AuthorFacts;
  readonly Venue: VenueFacts;
  readonly Source: SourceFacts;
  readonly ImportRun: ImportRunFacts;
  readonly MissingWork: MissingWorkFacts;
  readonly NearMiss: NearMissFacts;
  readonly Decision: DecisionFacts;
  readonly Replaced: ReplacedFacts;
}

/** A node as readers see it: its merged facts, and how much points at it. */
export type NodeOf<K extends NodeKind> = {
  readonly [Kind in K]: {
    readonly id: NodeId;
    readonly kind: Kind;
    readonly facts: FactsByKind[Kind];
    /** How many relationships of the kind's `POPULARITY` relationship the node has; kept by the engines. */
    readonly popularity: number;
  };
}[K];
export type GraphNode = NodeOf<NodeKind>;
export type ArticleNode = NodeOf<ArticleKind>;
export type PaperNode = NodeOf<'Paper'>;
export type IssueNode = NodeOf<'Issue'>;
export type ResourceNode = NodeOf<'Resource'>;
export type NewsletterNode = NodeOf<'Newsletter'>;
export type TopicNode = NodeOf<'Topic'>;
export type AuthorNode = NodeOf<'Author'>;
export type VenueNode = NodeOf<'Venue'>;
export type SourceNode = NodeOf<'Source'>;
export type ImportRunNode = NodeOf<'ImportRun'>;
export type MissingWorkNode = NodeOf<'MissingWork'>;
export type NearMissNode = NodeOf<'NearMiss'>;
export type DecisionNode = NodeOf<'Decision'>;
