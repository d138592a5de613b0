import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import type { Limits } from '../config';
import { describeError } from './describeError';
import { createExecutor, type ExecutorOptions } from './execution/createExecutor';
import { limitDocument } from './limits/limitDocument';
import { limitOperations } from './limits/limitOperations';
import { OPERATION, type OperationContext } from './operation';

/** What an Apollo server for this project is made of. */
export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly limits: Limits;
  readonly log: FastifyBaseLogger;
  readonly execution?: ExecutorOptions | undefined;
}

/** Apollo Server with our limits, prices, deadlines and error masking; the caller starts it. */
export function createApollo({ schema, limits, log, execution }: ApolloParts): ApolloServer<OperationContext> {
  const requestIds = new WeakMap<object, string>();
  /** What loaders ask at once fails at once, for every field that waits for it. */
  const logged = new WeakMap<Error, string>();

  const rememberRequests: ApolloServerPlugin<OperationContext> = {
    requestDidStart: ({ contextValue }) =>
      Promise.resolve({
        didEncounterErrors: ({ errors }) => {
          for (const error of errors) requestIds.set(error, contextValue[OPERATION].requestId);
          return Promise.resolve();
        },
      }),
  };

  // Apollo by itself sends every message to the client, a driver's with the address in it as well.
  const formatError = (_formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const requestId = (error instanceof GraphQLError && requestIds.get(error)) || randomUUID();
    const { answer, isForLog } = describeError(error, requestId);
    const err: unknown = error instanceof GraphQLError ? (error.originalError ?? error) : error;
    if (isForLog && !(err instanceof Error && logged.get(err) === requestId)) {
      if (err instanceof Error) logged.set(err, requestId);
      log.error({ err, requestId, path: answer.path?.join('.') }, 'an operation failed');
    }
    return answer;
  };

  return new ApolloServer<OperationContext>({
    gateway: createExecutor(schema, execution),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: limits.tokens },
    validationRules: [limitDocument(limits)],
    // graphql-js adds one more error, to say that it stopped.
    validationOptions: { maxErrors: limits.errors - 1 },
    formatError,
    logger: log,
    plugins: [
      rememberRequests,
      limitOperations(limits),
      // It would load scripts from other hosts; ours is at /playground.
      ApolloServerPluginLandingPageDisabled(),
      // It would wrap every resolver; answers are tagged with the graph's revision instead.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
  });
}
