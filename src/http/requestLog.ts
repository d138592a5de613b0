import type { FastifyInstance } from 'fastify';
import type { Operation } from './operation';

declare module 'fastify' {
  interface FastifyRequest {
    /** The GraphQL operation that the request carried, for the log. */
    operation: Operation | null;
  }
}

/** Logs one line for each answer: never the query, its variables or the address's query part, which are the user's. */
export function logRequests(app: FastifyInstance): void {
  app.decorateRequest('operation', null);
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url, operation } = request;
    const path = url.split('?', 1)[0];
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ method, path, status: reply.statusCode, ms, cost: operation?.cost }, 'answered');
    done();
  });
}
