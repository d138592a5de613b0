import type { FastifyInstance } from 'fastify';
import { GraphError } from '../model/errors';
import type { GraphStore } from '../store/port';
import { RETRY_AFTER_SECONDS } from './errorAnswers';

/** What readiness depends on besides the engine. */
export interface Readiness {
  /** Whether the seeds are loaded, or none are to be. */
  isSeeded(): boolean;
  /** Whether the server is about to stop. */
  isClosing(): boolean;
}

const ENGINE_ANSWERS_WITHIN_MS = 1_000;

/** `/healthz`: the process is up. `/readyz`: the engine answers and is migrated, the graph is seeded. */
export function addHealthRoutes(app: FastifyInstance, store: GraphStore, readiness: Readiness): void {
  app.get('/healthz', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'up' }));

  app.get('/readyz', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    const obstacle = await findObstacle(store, readiness);
    if (obstacle === null) return { status: 'ready', engine: store.engine };
    void reply.code(503).header('retry-after', RETRY_AFTER_SECONDS);
    return { status: 'unavailable', reason: obstacle };
  });
}

async function findObstacle(store: GraphStore, readiness: Readiness): Promise<string | null> {
  if (readiness.isClosing()) return 'The server is stopping.';
  try {
    await store.checkHealth({ signal: AbortSignal.timeout(ENGINE_ANSWERS_WITHIN_MS) });
  } catch (error) {
    return error instanceof GraphError ? error.message : 'The storage engine does not answer.';
  }
  return readiness.isSeeded() ? null : 'The seeds are being loaded.';
}
