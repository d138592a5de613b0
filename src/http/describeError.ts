import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ERROR_CATALOGUE, GraphError, type ErrorCode } from '../model/errors';

/** An error as the client may see it, and whether there is more to it. */
export interface DescribedError {
  readonly answer: GraphQLFormattedError;
  /** The log is to hold the whole error: it is none of the catalogue's, or the engine's own, which only it may name. */
  readonly isForLog: boolean;
}

/** Codes that Apollo gives to what graphql-js says about a request before any resolver runs. */
const REQUEST_CODES: readonly ErrorCode[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'BAD_REQUEST',
];
const CODES_BY_STATUS = new Map<number, ErrorCode>([
  [405, 'METHOD_NOT_ALLOWED'],
  [406, 'NOT_ACCEPTABLE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

/**
 * Lets through errors of the catalogue and what graphql-js and Apollo say about the request itself. Everything else,
 * Apollo's default for a message included, is replaced by a request id.
 */
export function describeError(error: unknown, requestId: string): DescribedError {
  const causes = unwrap(error);
  const place = error instanceof GraphQLError ? readPlace(error) : {};
  const known = causes.find((cause) => cause instanceof GraphError);
  if (known && known.code !== 'INTERNAL_SERVER_ERROR') {
    const details = Object.keys(known.details).length > 0 ? { details: known.details } : {};
    return {
      answer: { message: known.message, ...place, extensions: { ...explain(known.code), ...details } },
      isForLog: known.code === 'SERVICE_UNAVAILABLE' && known.cause !== undefined,
    };
  }
  const code = error instanceof GraphQLError ? readRequestCode(error) : null;
  if (error instanceof GraphQLError && code) {
    const message = withoutForeignCause(error.message, causes);
    return { answer: { message, ...place, extensions: explain(code) }, isForLog: false };
  }
  const message = `Something went wrong inside the server; its log has the details under request ${requestId}.`;
  const extensions = { ...explain('INTERNAL_SERVER_ERROR'), requestId };
  // One without a cause that is ours was thrown for an answer that has been described before.
  const isAnswered = known !== undefined && known.cause === undefined;
  return { answer: { message, ...place, extensions }, isForLog: !isAnswered };
}

/** The error and what it wraps, outermost first. */
function unwrap(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && !causes.includes(cause);) {
    causes.push(cause);
    cause = cause instanceof GraphQLError ? cause.originalError : undefined;
  }
  return causes;
}

function readPlace({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) };
}

/** The code of an error about the request. One with a path comes from a resolver, whatever code it claims to have. */
function readRequestCode(error: GraphQLError): ErrorCode | null {
  if (error.path) return null;
  const { code, http } = error.extensions as { code?: ErrorCode; http?: { status?: number } };
  if (code === undefined || !REQUEST_CODES.includes(code)) return null;
  if (code === 'GRAPHQL_PARSE_FAILED' && error.message.endsWith('tokens. Parsing aborted.')) return 'QUERY_TOO_LONG';
  return (code === 'BAD_REQUEST' && CODES_BY_STATUS.get(http?.status ?? 0)) || code;
}

/** graphql-js appends what a scalar throws to its own message; such a text is not ours to show. */
function withoutForeignCause(message: string, causes: readonly unknown[]): string {
  const innermost = causes.at(-1);
  if (innermost instanceof GraphQLError || !(innermost instanceof Error)) return message;
  const text = innermost.message;
  if (text === '') return message;
  return message.endsWith(text)
    ? message.slice(0, -text.length).trimEnd()
    : 'A value is not of the type that is expected.';
}

function explain(code: ErrorCode): { readonly code: ErrorCode; readonly todo: string } {
  return { code, todo: ERROR_CATALOGUE[code].todo };
}
