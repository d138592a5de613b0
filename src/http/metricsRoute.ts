import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics';

const MS_PER_SECOND = 1000;

/** `/metrics` in the Prometheus text format, and what it says of requests and operations. */
export function addMetrics(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    // The route as it was registered: an address would be a label without an end.
    metrics.observeRequest(request.method, request.routeOptions.url ?? 'unknown', reply.statusCode);
    const { operation } = request;
    if (operation)
      metrics.observeOperation(
        operation.kind ?? 'unknown',
        operation.hasErrors ? 'errors' : 'ok',
        reply.elapsedTime / MS_PER_SECOND,
      );
    done();
  });
  app.get('/metrics', async (_request, reply) => {
    void reply.header('cache-control', 'no-store').type(metrics.contentType);
    return metrics.print();
  });
}
