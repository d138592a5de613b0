import detailsText from './Details.graphql?raw';
import linkText from './Link.graphql?raw';
import mapText from './Map.graphql?raw';
import type {
  DetailsQuery,
  DetailsQueryVariables,
  LinkQuery,
  LinkQueryVariables,
  MapQuery,
  MapQueryVariables,
  OverviewQuery,
  OverviewQueryVariables,
  PathQuery,
  PathQueryVariables,
  SuggestQuery,
  SuggestQueryVariables,
} from './operations';
import overviewText from './Overview.graphql?raw';
import pathText from './Path.graphql?raw';
import suggestText from './Suggest.graphql?raw';

/** The text of an operation, which carries the types of what it takes and answers. */
export interface Operation<Data, Variables> {
  readonly text: string;
  /** Never there: these only tie the types to the text. */
  readonly data?: Data;
  readonly variables?: Variables;
}

export const DETAILS: Operation<DetailsQuery, DetailsQueryVariables> = { text: detailsText };
export const LINK: Operation<LinkQuery, LinkQueryVariables> = { text: linkText };
export const MAP: Operation<MapQuery, MapQueryVariables> = { text: mapText };
export const OVERVIEW: Operation<OverviewQuery, OverviewQueryVariables> = { text: overviewText };
export const PATH: Operation<PathQuery, PathQueryVariables> = { text: pathText };
export const SUGGEST: Operation<SuggestQuery, SuggestQueryVariables> = { text: suggestText };
