import type { ApolloServer } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphError, type ErrorCode } from '../../model/errors';
import type { ContextParts } from '../graphqlRoute';
import { Operation, OPERATION, type OperationContext } from '../operation';

/** An operation with the type of its answer's data. */
export interface Question<Answer> {
  readonly document: string;
  /** Never set: carries the type. */
  readonly answer?: Answer;
}

/** An operation as anybody may ask it. */
export interface Asked {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Asks the server's own API inside the process, as anybody could from outside: the same resolvers, loaders, limits and
 * time. The first error of an answer is thrown as a `GraphError` with its code.
 */
export type Ask = <Answer>(question: Question<Answer>, variables: Readonly<Record<string, unknown>>) => Promise<Answer>;

export interface AskParts {
  readonly apollo: ApolloServer<OperationContext>;
  createContext(parts: ContextParts): object;
}

/** For one request: its operations stop when the client closes the connection. */
export function createAsk(parts: AskParts, request: FastifyRequest, reply: FastifyReply): Ask {
  return async <Answer>(question: Question<Answer>, variables: Readonly<Record<string, unknown>>) => {
    const operation = new Operation(request.id, false);
    const cancel = () => {
      if (!reply.raw.writableFinished) operation.cancel();
    };
    reply.raw.once('close', cancel);
    const own = parts.createContext({
      viewer: null,
      mutationsEnabled: false,
      signal: operation.signal,
      requestId: operation.requestId,
    });
    const contextValue = Object.assign(own, { [OPERATION]: operation });
    const answer = await operation
      .orTimeout(parts.apollo.executeOperation({ query: question.document, variables }, { contextValue }))
      .finally(() => reply.raw.off('close', cancel));
    request.operation = operation;
    if (answer.body.kind !== 'single') throw new Error('Apollo answered in pieces, which no operation here asks for.');
    const { data, errors } = answer.body.singleResult;
    const [error] = errors ?? [];
    if (error) {
      const { code, details } = error.extensions as { code: ErrorCode; details?: Record<string, unknown> };
      throw new GraphError(code, error.message, details);
    }
    return data as Answer;
  };
}
