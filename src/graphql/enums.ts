import { registerEnumType } from 'type-graphql';
import { COLUMNS } from '../import/formats/table/columns';
import { CLAIM_RANKS } from '../model/claims';
import { IDENTIFIER_SCHEMES } from '../model/identifiers';
import { ARTICLE_KINDS, COVERAGES, RESOURCE_KINDS, SEARCHABLE_KINDS, TOPIC_KINDS } from '../model/kinds';
import { CONNECTING_TYPES } from '../model/relationships';
import { SIGNALS } from '../model/signals';

/** Makes a GraphQL enum of names that the model lists, so that they stand in one place. */
function enumOf<Name extends string>(
  names: readonly Name[],
  name: string,
  description: string,
  values?: Readonly<Partial<Record<Name, string>>>,
): Readonly<Record<Name, Name>> {
  const object = Object.fromEntries(names.map((each) => [each, each])) as Readonly<Record<Name, Name>>;
  const valuesConfig = Object.fromEntries(
    names.map((each) => [each, { description: values?.[each] ?? each.toLowerCase().replaceAll('_', ' ') }]),
  );
  registerEnumType(object, { name, description, valuesConfig: valuesConfig as never });
  return object;
}

export const ArticleKindEnum = enumOf(ARTICLE_KINDS, 'ArticleKind', 'The kinds that readers open.', {
  Paper: 'A research paper.',
  Issue: 'One number of a newsletter.',
  Resource: 'A dataset, course, post or the like.',
});
export const NodeKindEnum = enumOf(SEARCHABLE_KINDS, 'NodeKind', 'Everything that can be searched for.', {
  Paper: 'A research paper.',
  Issue: 'One number of a newsletter.',
  Resource: 'A dataset, course, post or the like.',
  Newsletter: 'A series of issues.',
  Topic: 'A subject.',
  Author: 'Who wrote an article.',
  Venue: 'Where articles are published.',
});
export const TopicKindEnum = enumOf(TOPIC_KINDS, 'TopicKind', 'How a topic came to be one.', {
  AREA: 'A main division of the field.',
  TOPIC: 'A subject of the taxonomy.',
  TAG: 'A word of a feed that nobody has curated.',
  CATEGORY: 'A shelf of a publisher.',
});
export const ResourceKindEnum = enumOf(RESOURCE_KINDS, 'ResourceKind', 'What a resource is.');
export const CoverageEnum = enumOf(COVERAGES, 'Coverage', 'How much room an issue gives an entry.', {
  FEATURE: 'Paragraphs of its own.',
  MENTION: 'A line.',
});
export const IdentifierSchemeEnum = enumOf(IDENTIFIER_SCHEMES, 'IdentifierScheme', 'Who gives an identifier.', {
  DOI: 'Digital Object Identifier, in lower case.',
  ARXIV: 'arXiv id without its version.',
  OPENREVIEW: 'OpenReview forum id.',
  SEMANTIC_SCHOLAR: 'Semantic Scholar paper id.',
  OPENALEX: 'OpenAlex work id.',
  PUBMED: 'PubMed id.',
  ACL: 'ACL Anthology id.',
  ORCID: 'ORCID iD of an author.',
  URL: 'Canonical address: https, without tracking parameters.',
});
export const ClaimRankEnum = enumOf(CLAIM_RANKS, 'ClaimRank', 'How much a source’s word weighs, the least first.', {
  INFERRED: 'Worked out from a text.',
  FEED: 'From a newsletter, page or feed.',
  REGISTRY: 'From a registry such as arXiv, Crossref or OpenAlex.',
  CURATED: 'Checked by an editor.',
});
export const SignalEnum = enumOf(SIGNALS, 'Signal', 'A reason why two articles are connected.', {
  SHARED_TOPICS: 'Both are about the same topics; rarer topics count more (Adamic and Adar 2003).',
  CITATION: 'One cites the other.',
  BIBLIOGRAPHIC_COUPLING: 'Both cite the same papers (Kessler 1963).',
  CO_CITATION: 'The same papers cite both (Small 1973).',
  SHARED_AUTHORS: 'Both have the same authors.',
  CO_FEATURED: 'An issue features both; closer in the issue counts more.',
  TEXT_SIMILARITY: 'Their titles and abstracts share telling words (BM25).',
});
export const RelationshipTypeEnum = enumOf(CONNECTING_TYPES, 'RelationshipType', 'The types of relationships.', {
  ABOUT: 'Article → Topic.',
  SUBTOPIC_OF: 'Topic → broader Topic.',
  FEATURES: 'Issue → Article.',
  PART_OF: 'Issue → Newsletter.',
  CITES: 'Paper → Paper.',
  AUTHORED_BY: 'Article → Author.',
  PUBLISHED_IN: 'Article → Venue.',
});
export const TableColumnEnum = enumOf(
  COLUMNS,
  'TableColumn',
  'What a column of a table of works can hold, by the names that `--map` takes.',
  {
    title: 'Title.',
    abstract: 'Abstract or summary.',
    date: 'Date of publication.',
    year: 'Year of publication.',
    url: 'Address, DOI or arXiv id.',
    doi: 'DOI.',
    arxiv: 'arXiv id.',
    openreview: 'OpenReview forum id.',
    pmid: 'PubMed id.',
    semanticScholar: 'Semantic Scholar paper id.',
    openAlex: 'OpenAlex work id.',
    identifiers: 'Identifiers with their prefixes, and addresses.',
    authors: 'Authors.',
    venue: 'Conference, journal or site.',
    topics: 'Tags, parted by commas, semicolons or bars.',
    cites: 'Identifiers or titles of papers that it cites.',
  },
);
export const VerdictEnum = enumOf(['SAME', 'DISTINCT', 'SPLIT'] as const, 'Verdict', 'What an editor decided.', {
  SAME: 'Two nodes are one.',
  DISTINCT: 'Two nodes are not one.',
  SPLIT: 'One node is two.',
});
export const OrderDirectionEnum = enumOf(
  ['ASC', 'DESC'] as const,
  'OrderDirection',
  'Which end of an order comes first.',
  {
    ASC: 'Smallest, oldest, A first.',
    DESC: 'Largest, newest, Z first.',
  },
);
export const ArticleOrderFieldEnum = enumOf(
  ['PUBLISHED_ON', 'TITLE', 'POPULARITY'] as const,
  'ArticleOrderField',
  'What articles are ordered by.',
  {
    PUBLISHED_ON: 'Date of publication, issues of one date by their numbers; unknown dates are the oldest.',
    TITLE: 'Title, without case and accents.',
    POPULARITY: 'Citations of a paper, coverage of a resource, entries of an issue.',
  },
);
export const NodeOrderFieldEnum = enumOf(
  ['NAME', 'POPULARITY'] as const,
  'NodeOrderField',
  'What named nodes are ordered by.',
  {
    NAME: 'Name, without case and accents.',
    POPULARITY: 'Articles of a topic, author or venue; issues of a newsletter.',
  },
);
export const TrendDirectionEnum = enumOf(
  ['RISING', 'STEADY', 'FADING'] as const,
  'TrendDirection',
  'How a topic’s share of all articles changes, where that is more than chance.',
  {
    RISING: 'Its share grows.',
    STEADY: 'Chance alone would give such a slope in 5 % of all cases or more, or there are fewer than five articles.',
    FADING: 'Its share shrinks.',
  },
);
export const TopicRelationEnum = enumOf(
  ['BROADER', 'NARROWER', 'RELATED'] as const,
  'TopicRelation',
  'How a neighbor lies to a topic, in the words of SKOS.',
  {
    BROADER: 'Straight up the hierarchy.',
    NARROWER: 'Straight down the hierarchy.',
    RELATED: 'Articles are about both, or over a mixed way.',
  },
);
