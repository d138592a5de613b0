import type { FastifyError, FastifyInstance } from 'fastify';
import { ERROR_CATALOGUE, GraphError } from '../model/errors';
import { describeError } from './describeError';

/** Seconds after which a client may try again when the server or its engine is not available. */
export const RETRY_AFTER_SECONDS = 2;

/** Answers what fails outside of Apollo in the form of a GraphQL error, and hides what is not of the catalogue. */
export function addErrorAnswers(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const known = toGraphError(error);
    const { answer, isForLog } = describeError(known, request.id);
    if (isForLog) request.log.error({ err: error }, 'a request failed');
    const code = known instanceof GraphError ? known.code : 'INTERNAL_SERVER_ERROR';
    if (code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
    if (code === 'SERVICE_UNAVAILABLE') void reply.header('retry-after', RETRY_AFTER_SECONDS);
    return reply
      .code(ERROR_CATALOGUE[code].status)
      .header('cache-control', 'no-store')
      .type('application/json; charset=utf-8')
      .send({ errors: [answer] });
  });
}

/** What Fastify says about a request that it could not read, in our words and codes. */
function toGraphError(error: FastifyError | Error): Error {
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (error instanceof GraphError || status === undefined || status >= 500) return error;
  if (status === 413) return new GraphError('BODY_TOO_LARGE', 'The body of the request is too large.');
  if (status === 415)
    return new GraphError('UNSUPPORTED_MEDIA_TYPE', 'The Content-Type of the request is not application/json.');
  return new GraphError('BAD_REQUEST', 'The request could not be read: its body is no JSON document, or empty.');
}
