import type { PartialDate } from './dates';
import type { Identifier } from './identifiers';
import type { NodeId } from './ids';
import type { ArticleKind, Coverage, NodeKind, ResourceKind, TopicKind } from './kinds';
import type { OutcomeCounts } from './outcomes';
import type { RelationshipType } from './relationships';

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
  /** SHA-256 of the content, in hexadecimal, where there was content. */
  readonly contentHash?: string;
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
