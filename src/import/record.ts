import type { ClaimRank } from '../model/claims';
import type { NodeId } from '../model/ids';
import type { Coverage, ResourceKind, TopicKind } from '../model/kinds';
import type { Link } from '../model/nodes';

/** Where in the input a value stands. Lines and columns count from 1. */
export interface Location {
  /** A path as it was given, an address, or `<stdin>`. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** A JSON pointer or field name inside the record. */
  readonly field?: string;
}

/**
 * What every reader gives and the pipeline takes: one thing that a source says, in the source's own terms. Nothing in
 * it is an id of the graph; identifiers and addresses are texts in any spelling, topics are slugs, names or aliases.
 */
export type ImportRecord = { readonly at: Location } & (
  | { readonly type: 'topic'; readonly topic: TopicRecord }
  | { readonly type: 'newsletter'; readonly newsletter: NewsletterRecord }
  | { readonly type: 'article'; readonly article: ArticleRecord }
  | { readonly type: 'issue'; readonly issue: IssueRecord }
  | { readonly type: 'citation'; readonly citation: CitationRecord }
);

/** An input that could not be read as a record, or a record that the graph refuses. */
export interface Reject {
  readonly at: Location;
  /** What is wrong, and what was expected. */
  readonly reason: string;
  /** For a link that would close a cycle: the ids on it. */
  readonly cycle?: readonly NodeId[];
}

/** What was read, but not surely as it was meant. */
export interface Warning {
  readonly at: Location;
  readonly reason: string;
}

/** What a reader left out, or is not sure of, that is about no single record. */
export interface Notice {
  readonly at: Location;
  readonly notice: string;
}

export interface TopicRecord {
  readonly slug: string;
  readonly name: string;
  readonly kind?: TopicKind;
  readonly description?: string;
  readonly aliases?: readonly string[];
  /** Slugs of broader topics. */
  readonly parents?: readonly string[];
}

export interface NewsletterRecord {
  readonly slug: string;
  readonly name: string;
  readonly description?: string;
  readonly url?: string;
}

export interface AuthorRecord {
  readonly name: string;
  readonly orcid?: string;
}

/** A topic by slug, name or alias; or a tag that becomes a `TAG` topic when the graph has no topic of that name. */
export interface TopicMention {
  readonly name: string;
  readonly kind?: TopicKind;
  /** Above 0 and at most 1; 1 when left out. */
  readonly weight?: number;
}

export interface ArticleRecord {
  /** Left out: a paper if it has a paper's identifier or cites something, else a resource. */
  readonly kind?: 'paper' | 'resource';
  readonly resourceKind?: ResourceKind;
  readonly title: string;
  /** The source does not name the article: `title` only stands in until another source gives the real one. */
  readonly hasStandInTitle?: true;
  readonly abstract?: string;
  /** ISO year, month or day. */
  readonly publishedOn?: string;
  readonly url?: string;
  /** DOI, arXiv id, OpenReview id, address …: whatever `parseIdentifier` reads. */
  readonly identifiers?: readonly string[];
  readonly authors?: readonly AuthorRecord[];
  readonly venue?: string;
  readonly topics?: readonly TopicMention[];
  /** Identifiers or addresses of papers that this one cites. */
  readonly cites?: readonly string[];
  readonly embedding?: Embedding;
}

/** The place of a text in a model's space. It stays with the claim and is no fact that readers see. */
export interface Embedding {
  /** Such as `specter_v2` (Cohan et al. 2020, Singh et al. 2023). */
  readonly model: string;
  /** 32-bit floats, little-endian, in Base64: a third of the room that decimals take. */
  readonly vector: string;
}

export interface EntryRecord {
  readonly title?: string;
  readonly summary?: string;
  readonly coverage?: Coverage;
  readonly links?: readonly Link[];
  /** The articles that the entry is about, most often one; none when the source lost the link. */
  readonly articles?: readonly ArticleRecord[];
}

export interface IssueRecord {
  readonly newsletter: NewsletterRecord;
  readonly number?: number;
  readonly title: string;
  readonly subtitle?: string;
  readonly publishedOn?: string;
  readonly url?: string;
  /** Why the reader is not sure of what it read: the layout has no marks, for example. For the report. */
  readonly unsure?: string;
  /** Other addresses of the same issue. */
  readonly mirrors?: readonly string[];
  readonly topics?: readonly TopicMention[];
  readonly sections: readonly { readonly heading: string; readonly entries: readonly EntryRecord[] }[];
}

/** A citation between two papers, each by identifier, address or title. */
export interface CitationRecord {
  readonly from: string;
  readonly to: string;
}

/** A file format: how to recognise it and how to read it. One file in `src/import/formats/` exports one of these. */
export interface Format {
  /** The name that `--format` takes, for example `seed` or `aggregator`. */
  readonly name: string;
  readonly description: string;
  /** How much the word of such a file weighs, unless the importer says otherwise; `FEED` when left out. */
  readonly rank?: ClaimRank;
  /** How surely the first 64 kB and the file's name look like this format: 0 not at all, 1 certainly. */
  detect(head: string, fileName: string): number;
  /** Reads the text in one pass and in bounded memory. Bad parts become rejects; the reader goes on after them. */
  read(input: FormatInput): AsyncIterable<ImportRecord | Reject | Notice>;
}

/** Column names of a table, such as `title`, by the headers that stand for them. */
export type HeaderMap = ReadonlyMap<string, string>;

export interface FormatInput {
  readonly file: string;
  /** The decoded text in pieces of any length. */
  readonly text: AsyncIterable<string>;
  /** For tables: the reader's own headers, as the column that each stands for. */
  readonly headers?: HeaderMap | undefined;
}
