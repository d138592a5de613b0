/**
 * What a node can be. The last six are about the others: where facts came from, works that papers cite and the graph
 * does not have, and what editors decide. The same word names the GraphQL type, the Neo4j label and the id prefix (in lower case). */
export const NODE_KINDS = [
  'Paper',
  'Issue',
  'Resource',
  'Newsletter',
  'Topic',
  'Author',
  'Venue',
  'Source',
  'ImportRun',
  'MissingWork',
  'NearMiss',
  'Decision',
  'Replaced',
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** A kind in a sentence: `a Paper`, `an Author`. */
export function aKind(kind: NodeKind): string {
  return `${/^[AEIOU]/u.test(kind) ? 'an' : 'a'} ${kind}`;
}

/** The kinds that readers open: the GraphQL interface `Article`. */
export const ARTICLE_KINDS = ['Paper', 'Issue', 'Resource'] as const satisfies readonly NodeKind[];
export type ArticleKind = (typeof ARTICLE_KINDS)[number];

export function isArticleKind(kind: NodeKind): kind is ArticleKind {
  return (ARTICLE_KINDS as readonly NodeKind[]).includes(kind);
}

/** Kinds that full-text search and prefix suggestion cover: everything a reader can look for. */
export const SEARCHABLE_KINDS = [
  'Paper',
  'Issue',
  'Resource',
  'Newsletter',
  'Topic',
  'Author',
  'Venue',
] as const satisfies readonly NodeKind[];

export function isSearchableKind(kind: NodeKind): boolean {
  return (SEARCHABLE_KINDS as readonly NodeKind[]).includes(kind);
}

/** `AREA` is one of the field's main divisions, `TAG` is an uncurated word from a feed, `CATEGORY` a publisher's shelf. */
export const TOPIC_KINDS = ['AREA', 'TOPIC', 'TAG', 'CATEGORY'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

export const RESOURCE_KINDS = [
  'DATASET',
  'BENCHMARK',
  'COURSE',
  'COMPETITION',
  'VIDEO',
  'PODCAST',
  'POST',
  'NEWS',
  'TOOL',
  'BOOK',
  'OTHER',
] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** How much room an issue gives an entry: a `FEATURE` has its own paragraphs, a `MENTION` a line. */
export const COVERAGES = ['FEATURE', 'MENTION'] as const;
export type Coverage = (typeof COVERAGES)[number];
