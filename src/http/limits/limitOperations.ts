import { HeaderMap, type ApolloServerPlugin, type GraphQLResponse } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../config';
import { GraphError, type ErrorCode } from '../../model/errors';
import { OPERATION, type Operation, type OperationContext } from '../operation';
import { priceOperation, type OperationToPrice } from './priceOperation';

interface Price {
  readonly cost: number | null;
}

const MAX_PRICES = 1000;
const LONGEST_KEY = 1000;

/** Prices every operation, refuses what costs too much, starts its clock, and tells cost and limits in the answer. */
export function limitOperations(limits: Limits): ApolloServerPlugin<OperationContext> {
  const prices = new LRUCache<string, Price>({ max: MAX_PRICES });

  /** The same document with the same variables has the same price. */
  function recallPrice(queryHash: string, name: string | undefined, operation: OperationToPrice): number | null {
    const key = JSON.stringify([queryHash, name, operation.variables]);
    const known = prices.get(key);
    if (known) return known.cost;
    const cost = priceOperation(operation, limits);
    if (key.length <= LONGEST_KEY) prices.set(key, { cost });
    return cost;
  }

  return {
    requestDidStart: ({ contextValue }) => {
      const current = contextValue[OPERATION];
      return Promise.resolve({
        didResolveOperation: ({ schema, document, operation, request, queryHash }) => {
          // Without an operation of the given name nothing runs, and graphql-js says why.
          if (operation) {
            current.kind = operation.operation;
            current.startClock(operation.operation === OperationTypeNode.MUTATION ? limits.mutationMs : limits.queryMs);
            const { variables = {}, operationName } = request;
            current.cost = recallPrice(queryHash, operationName, { schema, document, operation, variables });
            admitOperation(current, limits);
          }
          return Promise.resolve();
        },
        // Variables that do not fit have no price and go on to graphql-js, which refuses them before any resolver.
        responseForOperation: () => Promise.resolve(current.isDryRun && current.cost !== null ? answerDryRun() : null),
        willSendResponse: ({ response: { body } }) => {
          if (body.kind === 'single') finishAnswer(body.singleResult, current, limits);
          return Promise.resolve();
        },
      });
    },
  };
}

function admitOperation(current: Operation, limits: Limits): void {
  if (current.cost === null || current.cost <= limits.cost || current.isDryRun) return;
  const message = `The operation may touch ${current.cost} nodes; the limit is ${limits.cost}.`;
  throw new GraphError('QUERY_TOO_COMPLEX', message, { requested: current.cost, limit: limits.cost });
}

function answerDryRun(): GraphQLResponse {
  return { body: { kind: 'single', singleResult: { data: null } }, http: { headers: new HeaderMap() } };
}

type SingleResult = Extract<GraphQLResponse['body'], { kind: 'single' }>['singleResult'];

function finishAnswer(result: SingleResult, current: Operation, limits: Limits): void {
  result.extensions = { ...result.extensions, cost: describeCost(current, limits) };
  if (!result.errors) return;
  current.hasErrors = true;
  result.errors = result.errors.slice(0, limits.errors);
  if (!result.data) current.refusal = (result.errors[0]?.extensions?.['code'] as ErrorCode | undefined) ?? null;
}

/** What `extensions.cost` says in every answer. */
function describeCost({ cost, isDryRun }: Operation, limits: Limits): Readonly<Record<string, unknown>> {
  const { depth, listDepth, tokens, aliases, directives, pageSize } = limits;
  return {
    requested: cost,
    limit: limits.cost,
    ...(isDryRun && { dryRun: true }),
    limits: { depth, listDepth, tokens, aliases, directives, pageSize },
  };
}
