import {
  getNamedType,
  getVariableValues,
  GraphQLError,
  isCompositeType,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import type { Limits } from '../../config';
import { GraphError } from '../../model/errors';
import { isInsideOfPage, isListOfNodes, isPage } from './listShape';

/** How many items a list is taken to have when nothing in the query says so. */
const ASSUMED_LIST_SIZE = 10;
/** Fields that pricing looks at, each fragment as often as it is spread: bounds the time that pricing takes. */
const PRICED_FIELDS = 10_000;

export interface OperationToPrice {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The number of nodes that an operation may make the server touch: an object counts 1, a page `first` times what one
 * item costs, a list by references as many times as there are references, any other list ten times; introspection,
 * scalars and the wrappers of a page are free. `null` when the variables do not fit the operation: then it does not
 * run, and graphql-js says why. Throws `BAD_PAGE` for a `first` out of bounds.
 */
export function priceOperation(
  { schema, document, operation, variables }: OperationToPrice,
  limits: Limits,
): number | null {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced.errors) return null;
  try {
    return getComplexity({
      schema,
      query: document,
      variables: { ...variables },
      ...(operation.name && { operationName: operation.name.value }),
      estimators: [createEstimator(limits)],
      maxQueryNodes: PRICED_FIELDS,
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.startsWith('Query exceeds the maximum allowed number of nodes')) {
      const message = `The operation selects more than ${PRICED_FIELDS} fields, fragments counted as often as they are spread.`;
      throw new GraphError('QUERY_TOO_COMPLEX', message, { limit: PRICED_FIELDS });
    }
    // An argument that a variable gives a value it does not take, `null` for example.
    throw new GraphError('BAD_USER_INPUT', error.message);
  }
}

function createEstimator(limits: Limits): ComplexityEstimator {
  return ({ type, field, args, childComplexity }) => {
    const named = getNamedType(field.type);
    const isFree = !isCompositeType(named) || named.name.startsWith('__') || named.name === 'PageInfo';
    if (isFree || isInsideOfPage(field, type)) return childComplexity;
    if (isPage(field)) {
      const first = readPageSize(args, `${type.name}.${field.name}`, limits.pageSize);
      return first * Math.max(1, childComplexity);
    }
    if (!isListOfNodes(field, type)) return 1 + childComplexity;
    const lengths = Object.values<unknown>(args).map((value) => (Array.isArray(value) ? value.length : 0));
    const size = Math.max(0, ...lengths) || ASSUMED_LIST_SIZE;
    return size * (1 + childComplexity);
  };
}

function readPageSize(args: Readonly<Record<string, unknown>>, coordinate: string, maximum: number): number {
  const first = Number(args['first'] ?? ASSUMED_LIST_SIZE);
  if (first >= 1 && first <= maximum) return first;
  const message = `The argument "first" of ${coordinate} is ${first}; it must be from 1 to ${maximum}.`;
  throw new GraphError('BAD_PAGE', message, { argument: `${coordinate}(first:)`, minimum: 1, maximum });
}
