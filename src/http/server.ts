import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { printSchema, type GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createTokenVerifier } from '../auth/verifyToken';
import type { Config } from '../config';
import type { Metrics } from '../metrics';
import type { GraphStore } from '../store/port';
import type { AnswerCache } from './answerCache';
import { createAnswerTags, type ReadRevision } from './answerTags';
import { createApollo } from './apollo';
import { trackConnections } from './connections';
import { addErrorAnswers } from './errorAnswers';
import type { ExecutorOptions } from './execution/createExecutor';
import { addGraphqlRoute, type ContextParts } from './graphqlRoute';
import { addHealthRoutes } from './health';
import { addMetrics } from './metricsRoute';
import { addMissingAddressAnswers } from './missingAddress';
import { addPages, findStylesheet } from './pages';
import { addReadingPages } from './reading/routes';
import { templatesVersion } from './reading/templatesVersion';
import { letOriginsAsk } from './crossOrigin';
import { logRequests } from './requestLog';
import { addSecurityHeaders } from './securityHeaders';

/** What a server is made of. It does not own the store: whoever opened that closes it. */
export interface ServerParts {
  readonly config: Config;
  readonly store: GraphStore;
  readonly log: FastifyBaseLogger;
  readonly schema: GraphQLSchema;
  createContext(parts: ContextParts): object;
  /** Where computed results are kept, the revision that they are of: a tag must not be newer than its answer. */
  readonly readRevision?: ReadRevision;
  readonly execution?: ExecutorOptions;
  /** Without it every operation is run. */
  readonly answers?: AnswerCache;
  readonly metrics?: Metrics;
  /** Whether the seeds are loaded; without it there are none to wait for. */
  readonly isSeeded?: () => boolean;
}

export interface RunningServer {
  readonly url: string;
  /**
   * Stops accepting connections, finishes the running requests and resolves. Open connections without a request are
   * ended after `graceMs`; a request that still comes on one of them is answered and is its last.
   */
  close(graceMs?: number): Promise<void>;
}

/** How long a client may take to send its whole request. */
const REQUEST_ARRIVES_WITHIN_MS = 30_000;

/** Serves everything on one port. Each feature is registered in one place. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, store, log, schema, isSeeded = () => true } = parts;
  const readRevision = parts.readRevision ?? ((read) => store.revision(read));
  let isClosing = false;
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    bodyLimit: config.limits.bodyBytes,
    requestTimeout: REQUEST_ARRIVES_WITHIN_MS,
    // While closing, a request that still arrives on an open connection is answered as any other.
    return503OnClosing: false,
  });
  const connections = trackConnections(app.server);
  app.removeContentTypeParser('text/plain');
  app.addHook('onRequest', async (request, reply) => {
    await Promise.resolve();
    void reply.header('x-request-id', request.id);
    if (isClosing) void reply.header('connection', 'close');
  });

  const apollo = createApollo({ schema, limits: config.limits, log, execution: parts.execution });
  await apollo.start();

  logRequests(app);
  if (parts.metrics) addMetrics(app, parts.metrics);
  addErrorAnswers(app);
  await addSecurityHeaders(app);
  addHealthRoutes(app, store, { isSeeded, isClosing: () => isClosing });
  await addPages(app);
  const createContext = (context: ContextParts) => parts.createContext(context);
  const stylesheet = findStylesheet();
  addMissingAddressAnswers(app, { publicUrl: config.publicUrl, stylesheet });
  await addReadingPages(app, {
    apollo,
    store,
    createContext,
    tags: createAnswerTags(readRevision, [templatesVersion(), stylesheet, config.publicUrl].join(' ')),
    publicUrl: config.publicUrl,
    stylesheet,
    pageSizeLimit: config.limits.pageSize,
  });
  await app.register(async (open) => {
    await letOriginsAsk(open, config.corsOrigins);
    addGraphqlRoute(open, {
      apollo,
      createContext,
      verifyToken: createTokenVerifier(config.auth),
      tags: createAnswerTags(readRevision, printSchema(schema)),
      answers: parts.answers,
    });
  });

  await app.listen({ port: config.port, host: config.host });
  return {
    url: readUrl(app),
    close: async (graceMs = 0) => {
      isClosing = true;
      connections.stopAccepting();
      await wait(graceMs);
      connections.endUnused();
      await app.close();
      await apollo.stop();
    },
  };
}

function readUrl(app: FastifyInstance): string {
  // An HTTP server on a port has an address of this form; only one on a pipe has a text.
  const { address, port, family } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
