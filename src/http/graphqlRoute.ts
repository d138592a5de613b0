import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { VerifyToken, Viewer } from '../auth/verifyToken';
import { GraphError } from '../model/errors';
import { authenticate } from './authenticate';
import type { AnswerCache } from './answerCache';
import type { AnswerTags } from './answerTags';
import { Operation, OPERATION, type OperationContext } from './operation';
import { statusOf } from './status';

/** What the resolvers' context is made from. */
export interface ContextParts {
  readonly viewer: Viewer | null;
  readonly mutationsEnabled: boolean;
  readonly signal: AbortSignal;
  readonly requestId: string;
}

/** What the route works with. */
export interface GraphqlRouteParts {
  readonly apollo: ApolloServer<OperationContext>;
  readonly verifyToken: VerifyToken | null;
  readonly tags: AnswerTags;
  /** Without it every operation is run. */
  readonly answers?: AnswerCache | undefined;
  readonly createContext: (parts: ContextParts) => object;
}

/** Prices the operation and does not run it. */
const DRY_RUN_HEADER = 'x-graph-dry-run';

/**
 * `/graphql` by POST and GET. The hand-over to Apollo is done here and not by its Fastify integration, because that one
 * writes status and headers by itself, also when the answer comes after the time is up.
 */
export function addGraphqlRoute(app: FastifyInstance, parts: GraphqlRouteParts): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    handler: (request, reply) => answerGraphql(request, reply, parts),
  });
  app.route({
    method: ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    handler: (request, reply) => {
      void reply.header('allow', 'GET, POST');
      throw new GraphError('METHOD_NOT_ALLOWED', `${request.method} is not a way to send an operation.`);
    },
  });
}

async function answerGraphql(request: FastifyRequest, reply: FastifyReply, parts: GraphqlRouteParts) {
  const { verifyToken, tags, answers } = parts;
  const viewer = await authenticate(request.headers.authorization, verifyToken);
  const operation = new Operation(request.id, request.headers[DRY_RUN_HEADER] !== undefined);
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) operation.cancel();
  });

  const isGet = request.method === 'GET';
  const tag = operation.isDryRun || !(isGet || answers) ? null : await computeTag();
  if (isGet && tag !== null && tags.isKnown(request, tag)) return reply.code(304).header('etag', tag).send();

  const kept = tag === null ? undefined : answers?.recall(tag);
  const { status, headers, body } = kept
    ? { status: 200, ...kept }
    : await runOperation(request, viewer, operation, parts);
  if (kept) Object.assign(operation, { kind: kept.kind, cost: kept.cost });
  request.operation = operation;
  void reply.code(status).headers(headers);
  void reply.header('vary', [reply.getHeader('vary') ?? [], 'Accept, Authorization'].flat().join(', '));
  const isLasting = tag !== null && status === 200 && !operation.hasErrors;
  if (isLasting && !kept && operation.kind === OperationTypeNode.QUERY)
    answers?.keep(tag, { headers, body, kind: operation.kind, cost: operation.cost });
  if (isLasting && isGet)
    void reply.header('etag', tag).header('cache-control', viewer ? 'private, no-cache' : 'no-cache');
  else void reply.header('cache-control', 'no-store');
  return reply.send(body);

  /** By POST come also operations that need no engine, so one that is away is for them to notice. */
  async function computeTag(): Promise<string | null> {
    const computed = tags.compute(request, viewer, operation.signal);
    return isGet ? computed : computed.catch(() => null);
  }
}

/** Hands the request over to Apollo. */
async function runOperation(
  request: FastifyRequest,
  viewer: Viewer | null,
  operation: Operation,
  { apollo, createContext, verifyToken }: GraphqlRouteParts,
) {
  const context = () => {
    const own = createContext({
      viewer,
      mutationsEnabled: verifyToken !== null,
      signal: operation.signal,
      requestId: operation.requestId,
    });
    return Promise.resolve(Object.assign(own, { [OPERATION]: operation }));
  };
  const httpGraphQLRequest = toApolloRequest(request);
  const answer = await operation.orTimeout(apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context }));
  if (answer.body.kind !== 'complete') throw new Error('Apollo answered in pieces, which no operation here asks for.');
  const mediaType = answer.headers.get('content-type') ?? '';
  return {
    status: operation.refusal ? statusOf(operation.refusal, mediaType) : (answer.status ?? 200),
    headers: Object.fromEntries(answer.headers),
    body: Buffer.from(answer.body.string),
  };
}

function toApolloRequest({ method, headers, body, url }: FastifyRequest): HTTPGraphQLRequest {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  const start = url.indexOf('?');
  return { method, headers: map, body, search: start === -1 ? '' : url.slice(start) };
}
