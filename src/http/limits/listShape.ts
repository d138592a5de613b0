import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  type GraphQLCompositeType,
  type GraphQLField,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;

/** Whether a field gives a page: a connection, or anything else that takes `first`. */
export function isPage(field: Field): boolean {
  return field.args.some(({ name }) => name === 'first');
}

/**
 * Whether a field opens a new level of nesting for the limits: a page, or a list of objects that is not the inside of
 * a page. `edges` and `nodes` of a connection are counted where the connection is.
 */
export function isListOfNodes(field: Field, parent: GraphQLCompositeType): boolean {
  if (isPage(field)) return true;
  if (isInsideOfPage(field, parent)) return false;
  return isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
}

/** `edges` and `nodes` of a connection and the points of a trend, whose number the page's `first` already says. */
export function isInsideOfPage(field: Field, parent: GraphQLCompositeType): boolean {
  if (parent.name === 'IssueTrend') return field.name === 'points';
  return parent.name.endsWith('Connection') && (field.name === 'edges' || field.name === 'nodes');
}
