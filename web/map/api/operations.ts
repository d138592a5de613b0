// Made by `npm run schema` from the operations beside it: change those.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Who gives an identifier. */
export type IdentifierScheme =
  /** ACL Anthology id. */
  | 'ACL'
  /** arXiv id without its version. */
  | 'ARXIV'
  /** Digital Object Identifier, in lower case. */
  | 'DOI'
  /** OpenAlex work id. */
  | 'OPENALEX'
  /** OpenReview forum id. */
  | 'OPENREVIEW'
  /** ORCID iD of an author. */
  | 'ORCID'
  /** PubMed id. */
  | 'PUBMED'
  /** Semantic Scholar paper id. */
  | 'SEMANTIC_SCHOLAR'
  /** Canonical address: https, without tracking parameters. */
  | 'URL';

/** The types of relationships. */
export type RelationshipType =
  /** Article → Topic. */
  | 'ABOUT'
  /** Article → Author. */
  | 'AUTHORED_BY'
  /** Paper → Paper. */
  | 'CITES'
  /** Issue → Article. */
  | 'FEATURES'
  /** Issue → Newsletter. */
  | 'PART_OF'
  /** Article → Venue. */
  | 'PUBLISHED_IN'
  /** Topic → broader Topic. */
  | 'SUBTOPIC_OF';

/** A reason why two articles are connected. */
export type Signal =
  /** Both cite the same papers (Kessler 1963). */
  | 'BIBLIOGRAPHIC_COUPLING'
  /** One cites the other. */
  | 'CITATION'
  /** The same papers cite both (Small 1973). */
  | 'CO_CITATION'
  /** An issue features both; closer in the issue counts more. */
  | 'CO_FEATURED'
  /** Both have the same authors. */
  | 'SHARED_AUTHORS'
  /** Both are about the same topics; rarer topics count more (Adamic and Adar 2003). */
  | 'SHARED_TOPICS'
  /** Their titles and abstracts share telling words (BM25). */
  | 'TEXT_SIMILARITY';

/** How a topic came to be one. */
export type TopicKind =
  /** A main division of the field. */
  | 'AREA'
  /** A shelf of a publisher. */
  | 'CATEGORY'
  /** A word of a feed that nobody has curated. */
  | 'TAG'
  /** A subject of the taxonomy. */
  | 'TOPIC';

/** How a neighbor lies to a topic, in the words of SKOS. */
export type TopicRelation =
  /** Straight up the hierarchy. */
  | 'BROADER'
  /** Straight down the hierarchy. */
  | 'NARROWER'
  /** Articles are about both, or over a mixed way. */
  | 'RELATED';

export type DetailsQueryVariables = Exact<{
  id: string;
  first: number;
}>;

export type DetailsQuery = {
  readonly node:
    | {
        readonly __typename: 'Author';
        readonly name: string;
        readonly articleCount: number;
        readonly id: string;
        readonly articles: {
          readonly totalCount: number;
          readonly nodes: ReadonlyArray<
            | {
                readonly __typename: 'Issue';
                readonly id: string;
                readonly title: string;
                readonly year: number | null;
              }
            | {
                readonly __typename: 'Paper';
                readonly id: string;
                readonly title: string;
                readonly year: number | null;
              }
            | {
                readonly __typename: 'Resource';
                readonly id: string;
                readonly title: string;
                readonly year: number | null;
              }
          >;
        };
      }
    | { readonly __typename: 'Decision'; readonly id: string }
    | { readonly __typename: 'ImportRun'; readonly id: string }
    | {
        readonly __typename: 'Issue';
        readonly title: string;
        readonly publishedOn: string | null;
        readonly url: string | null;
        readonly number: number | null;
        readonly id: string;
        readonly identifiers: ReadonlyArray<{
          readonly scheme: IdentifierScheme;
          readonly value: string;
          readonly url: string;
        }>;
        readonly topics: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }> };
        readonly featuredIn: {
          readonly edges: ReadonlyArray<{
            readonly entry: string;
            readonly summary: string | null;
            readonly node: { readonly id: string; readonly title: string };
          }>;
        };
        readonly connectedArticles: {
          readonly totalCount: number;
          readonly edges: ReadonlyArray<{
            readonly score: number;
            readonly because: string;
            readonly signals: ReadonlyArray<{ readonly signal: Signal; readonly contribution: number }>;
            readonly node:
              | {
                  readonly __typename: 'Issue';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                }
              | {
                  readonly __typename: 'Paper';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                }
              | {
                  readonly __typename: 'Resource';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                };
          }>;
        };
        readonly newsletter: { readonly name: string } | null;
        readonly sections: ReadonlyArray<{
          readonly heading: string;
          readonly entries: ReadonlyArray<{
            readonly article:
              | { readonly __typename: 'Issue'; readonly id: string; readonly title: string }
              | { readonly __typename: 'Paper'; readonly id: string; readonly title: string }
              | { readonly __typename: 'Resource'; readonly id: string; readonly title: string }
              | null;
            readonly links: ReadonlyArray<{ readonly label: string; readonly url: string | null }>;
          }>;
        }>;
      }
    | { readonly __typename: 'MissingWork'; readonly id: string }
    | { readonly __typename: 'NearMiss'; readonly id: string }
    | { readonly __typename: 'Newsletter'; readonly id: string }
    | {
        readonly __typename: 'Paper';
        readonly title: string;
        readonly publishedOn: string | null;
        readonly url: string | null;
        readonly abstract: string | null;
        readonly id: string;
        readonly identifiers: ReadonlyArray<{
          readonly scheme: IdentifierScheme;
          readonly value: string;
          readonly url: string;
        }>;
        readonly topics: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }> };
        readonly featuredIn: {
          readonly edges: ReadonlyArray<{
            readonly entry: string;
            readonly summary: string | null;
            readonly node: { readonly id: string; readonly title: string };
          }>;
        };
        readonly connectedArticles: {
          readonly totalCount: number;
          readonly edges: ReadonlyArray<{
            readonly score: number;
            readonly because: string;
            readonly signals: ReadonlyArray<{ readonly signal: Signal; readonly contribution: number }>;
            readonly node:
              | {
                  readonly __typename: 'Issue';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                }
              | {
                  readonly __typename: 'Paper';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                }
              | {
                  readonly __typename: 'Resource';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                };
          }>;
        };
        readonly authors: {
          readonly totalCount: number;
          readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
        };
        readonly venue: { readonly name: string } | null;
      }
    | {
        readonly __typename: 'Resource';
        readonly title: string;
        readonly publishedOn: string | null;
        readonly url: string | null;
        readonly abstract: string | null;
        readonly id: string;
        readonly identifiers: ReadonlyArray<{
          readonly scheme: IdentifierScheme;
          readonly value: string;
          readonly url: string;
        }>;
        readonly topics: { readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }> };
        readonly featuredIn: {
          readonly edges: ReadonlyArray<{
            readonly entry: string;
            readonly summary: string | null;
            readonly node: { readonly id: string; readonly title: string };
          }>;
        };
        readonly connectedArticles: {
          readonly totalCount: number;
          readonly edges: ReadonlyArray<{
            readonly score: number;
            readonly because: string;
            readonly signals: ReadonlyArray<{ readonly signal: Signal; readonly contribution: number }>;
            readonly node:
              | {
                  readonly __typename: 'Issue';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                }
              | {
                  readonly __typename: 'Paper';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                }
              | {
                  readonly __typename: 'Resource';
                  readonly id: string;
                  readonly title: string;
                  readonly year: number | null;
                };
          }>;
        };
        readonly authors: {
          readonly totalCount: number;
          readonly nodes: ReadonlyArray<{ readonly id: string; readonly name: string }>;
        };
      }
    | {
        readonly __typename: 'Topic';
        readonly name: string;
        readonly description: string | null;
        readonly articleCount: number;
        readonly id: string;
        readonly topicKind: TopicKind;
        readonly neighborhood: {
          readonly edges: ReadonlyArray<{
            readonly relation: TopicRelation;
            readonly weight: number;
            readonly support: number;
            readonly node: { readonly id: string; readonly name: string; readonly articleCount: number };
          }>;
        };
        readonly articles: {
          readonly totalCount: number;
          readonly nodes: ReadonlyArray<
            | {
                readonly __typename: 'Issue';
                readonly id: string;
                readonly title: string;
                readonly year: number | null;
              }
            | {
                readonly __typename: 'Paper';
                readonly id: string;
                readonly title: string;
                readonly year: number | null;
              }
            | {
                readonly __typename: 'Resource';
                readonly id: string;
                readonly title: string;
                readonly year: number | null;
              }
          >;
        };
      }
    | { readonly __typename: 'Venue'; readonly id: string }
    | null;
};

export type LinkQueryVariables = Exact<{
  from: string;
  to: string;
  areArticles: boolean;
}>;

export type LinkQuery = {
  readonly whyConnected?: {
    readonly link: {
      readonly score: number;
      readonly because: string;
      readonly signals: ReadonlyArray<{ readonly signal: Signal; readonly contribution: number }>;
    } | null;
  };
  readonly shortestPath: { readonly relationships: ReadonlyArray<{ readonly because: string }> } | null;
};

export type MapQueryVariables = Exact<{
  center?: string | null | undefined;
  topic?: string | null | undefined;
  query?: string | null | undefined;
  depth: number;
  limit: number;
}>;

export type MapQuery = {
  readonly knowledgeMap: {
    readonly revision: number;
    readonly truncated: boolean;
    readonly nodes: ReadonlyArray<{
      readonly label: string;
      readonly importance: number;
      readonly community: number;
      readonly x: number;
      readonly y: number;
      readonly area: string | null;
      readonly year: number | null;
      readonly node:
        | { readonly __typename: 'Author'; readonly id: string }
        | { readonly __typename: 'Decision'; readonly id: string }
        | { readonly __typename: 'ImportRun'; readonly id: string }
        | { readonly __typename: 'Issue'; readonly id: string }
        | { readonly __typename: 'MissingWork'; readonly id: string }
        | { readonly __typename: 'NearMiss'; readonly id: string }
        | { readonly __typename: 'Newsletter'; readonly id: string }
        | { readonly __typename: 'Paper'; readonly id: string }
        | { readonly __typename: 'Resource'; readonly id: string }
        | { readonly __typename: 'Topic'; readonly id: string }
        | { readonly __typename: 'Venue'; readonly id: string };
    }>;
    readonly edges: ReadonlyArray<{
      readonly from: string;
      readonly to: string;
      readonly relation: string;
      readonly score: number;
      readonly signals: ReadonlyArray<{ readonly signal: Signal; readonly contribution: number }>;
    }>;
  };
};

export type OverviewQueryVariables = Exact<{ [key: string]: never }>;

export type OverviewQuery = {
  readonly stats: {
    readonly papers: number;
    readonly issues: number;
    readonly resources: number;
    readonly topics: number;
    readonly authors: number;
    readonly relationships: number;
  };
  readonly areas: { readonly nodes: ReadonlyArray<{ readonly slug: string; readonly name: string }> };
};

export type PathQueryVariables = Exact<{
  from: string;
  to: string;
}>;

export type PathQuery = {
  readonly shortestPath: {
    readonly length: number;
    readonly nodes: ReadonlyArray<
      | { readonly __typename: 'Author'; readonly name: string; readonly id: string }
      | { readonly __typename: 'Decision'; readonly id: string }
      | { readonly __typename: 'ImportRun'; readonly id: string }
      | { readonly __typename: 'Issue'; readonly title: string; readonly year: number | null; readonly id: string }
      | { readonly __typename: 'MissingWork'; readonly id: string }
      | { readonly __typename: 'NearMiss'; readonly id: string }
      | { readonly __typename: 'Newsletter'; readonly name: string; readonly id: string }
      | { readonly __typename: 'Paper'; readonly title: string; readonly year: number | null; readonly id: string }
      | { readonly __typename: 'Resource'; readonly title: string; readonly year: number | null; readonly id: string }
      | { readonly __typename: 'Topic'; readonly name: string; readonly id: string }
      | { readonly __typename: 'Venue'; readonly name: string; readonly id: string }
    >;
    readonly relationships: ReadonlyArray<{
      readonly type: RelationshipType;
      readonly because: string;
      readonly from:
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string };
      readonly to:
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string }
        | { readonly id: string };
    }>;
  } | null;
};

export type SuggestQueryVariables = Exact<{
  prefix: string;
}>;

export type SuggestQuery = {
  readonly suggest: ReadonlyArray<
    | { readonly __typename: 'Author'; readonly name: string; readonly id: string }
    | { readonly __typename: 'Decision'; readonly id: string }
    | { readonly __typename: 'ImportRun'; readonly id: string }
    | { readonly __typename: 'Issue'; readonly title: string; readonly year: number | null; readonly id: string }
    | { readonly __typename: 'MissingWork'; readonly id: string }
    | { readonly __typename: 'NearMiss'; readonly id: string }
    | { readonly __typename: 'Newsletter'; readonly name: string; readonly id: string }
    | { readonly __typename: 'Paper'; readonly title: string; readonly year: number | null; readonly id: string }
    | { readonly __typename: 'Resource'; readonly title: string; readonly year: number | null; readonly id: string }
    | { readonly __typename: 'Topic'; readonly name: string; readonly id: string }
    | { readonly __typename: 'Venue'; readonly name: string; readonly id: string }
  >;
};
