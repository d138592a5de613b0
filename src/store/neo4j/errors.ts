import { Neo4jError } from 'neo4j-driver';
import { GraphError } from '../../model/errors';

/**
 * Every failure of the engine as an error of the catalogue. The driver's own error, which may hold addresses and
 * statements, is only in `cause`, for the log.
 */
export function toGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  if (!(error instanceof Neo4jError)) return failure(error);
  const { code } = error;
  if (isTimeout(code)) return new GraphError('TIMEOUT', 'Neo4j gave up: it took too long.', {}, { cause: error });
  if (code.startsWith('Neo.ClientError.Security.'))
    return unavailable('Neo4j refuses the credentials: check NEO4J_USER and NEO4J_PASSWORD.', error);
  if (code === 'Neo.ClientError.Database.DatabaseNotFound')
    return unavailable('Neo4j has no such database: check NEO4J_DATABASE.', error);
  if (isUnreachable(code)) return unavailable('Neo4j does not answer: check that it runs, and NEO4J_URI.', error);
  return failure(error);
}

export function unavailable(message: string, cause?: unknown): GraphError {
  return new GraphError('SERVICE_UNAVAILABLE', message, {}, { cause });
}

export function timeout(cause?: unknown): GraphError {
  return new GraphError('TIMEOUT', 'The statement was stopped: it took too long, or its caller left.', {}, { cause });
}

function isTimeout(code: string): boolean {
  return (
    code.startsWith('Neo.ClientError.Transaction.TransactionTimedOut') ||
    code === 'Neo.TransientError.Transaction.LockAcquisitionTimeout' ||
    code === 'Neo.TransientError.Transaction.Terminated'
  );
}

/** `N/A` is what the driver says of itself: no free connection in time, a closed pool, a broken handshake. */
function isUnreachable(code: string): boolean {
  return (
    ['ServiceUnavailable', 'SessionExpired', 'ProtocolError', 'N/A'].includes(code) ||
    code.startsWith('Neo.TransientError.') ||
    code.startsWith('Neo.ClientError.Cluster.') ||
    code.startsWith('Neo.DatabaseError.Database.')
  );
}

function failure(cause: unknown): GraphError {
  return new GraphError('INTERNAL_SERVER_ERROR', 'The statement failed in Neo4j.', {}, { cause });
}
