import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** A browser asks again whether it may after a day at the latest. */
const MAX_AGE_S = 86_400;

/**
 * Lets pages of these origins use the routes of the scope; `*` is any. Tokens travel in a header and never in cookies, so
 * no page can use what its reader has not given it.
 */
export async function letOriginsAsk(scope: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  await scope.register(cors, {
    origin: origins.includes('*') ? '*' : [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: ['accept', 'authorization', 'content-type', 'if-none-match', 'x-graph-dry-run'],
    exposedHeaders: ['etag', 'x-request-id'],
    maxAge: MAX_AGE_S,
  });
}
