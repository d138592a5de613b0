import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphError } from '../../model/errors';
import type { AnswerTags } from '../answerTags';
import { describeError } from '../describeError';
import { RETRY_AFTER_SECONDS } from '../errorAnswers';
import type { GraphStore } from '../../store/port';
import { SCRIPTLESS_POLICY } from '../securityHeaders';
import { SECTIONS, type PageKind } from './addresses';
import { sendAnswer, sendTagged, type Answer } from './answer';
import { ARTICLE_INDEXES, type ArticleIndexName } from './articleIndex';
import { createAsk, type AskParts } from './ask';
import { frame } from './frame';
import { readArticleIndex, readNamedIndex, readSearch } from './indexPages';
import { NAMED_INDEXES, type NamedIndexName } from './namedIndex';
import { readNode } from './nodePages';
import { pageSizes, type Outcome, type Reading } from './outcome';
import type { Site } from './page';
import { ambiguousPage, errorPage, missingPage } from './problemPage';
import { robots, sitemapFile, sitemapIndex } from './sitemap';
import { siteOrigin } from './siteOrigin';

/** What the pages to read are made with. */
export interface ReadingParts extends AskParts {
  readonly store: GraphStore;
  readonly tags: AnswerTags;
  /** The address that the public knows the server by; `null`: the one of each request. */
  readonly publicUrl: string | null;
  readonly stylesheet: string | null;
  /** The largest page of a list that the API gives. */
  readonly pageSizeLimit: number;
}

/**
 * `/papers`, `/issues`, `/topics`, `/resources`, `/authors`, `/venues`, each as a list and, below, a page for every node;
 * `/newsletters/…`, which `/issues` lists, and `/search`: rendered here, whole without a script, and addressed so that
 * they can be linked.
 */
export async function addReadingPages(app: FastifyInstance, parts: ReadingParts): Promise<void> {
  await app.register((scope, _options, done) => {
    const siteOf = (request: FastifyRequest): Site => ({
      origin: siteOrigin(request, parts.publicUrl),
      stylesheet: parts.stylesheet,
    });
    scope.setErrorHandler((error: FastifyError | Error, request, reply) => answerError(error, siteOf, request, reply));
    const addPage = (path: string, read: (reading: Reading, request: FastifyRequest) => Promise<Outcome>) => {
      scope.get(path, { helmet: { contentSecurityPolicy: SCRIPTLESS_POLICY } }, (request, reply) =>
        sendTagged(parts.tags, request, reply, () =>
          renderPage(parts, siteOf(request), request, reply, (reading) => read(reading, request)),
        ),
      );
    };

    for (const index of Object.keys(ARTICLE_INDEXES) as ArticleIndexName[])
      addPage(`/${index}`, (reading) => readArticleIndex(index, reading));
    for (const index of Object.keys(NAMED_INDEXES) as NamedIndexName[])
      addPage(`/${index}`, (reading) => readNamedIndex(index, reading));
    for (const kind of Object.keys(SECTIONS) as PageKind[])
      addPage(`/${SECTIONS[kind]}/*`, (reading, request) => readNode(kind, nameIn(request), reading));
    addPage('/newsletters', () => Promise.resolve({ redirect: '/issues' }));
    addPage('/search', (reading) => readSearch(reading));
    addSitemap(scope, parts, siteOf);
    done();
  });
}

/** What search engines ask for. */
function addSitemap(
  scope: FastifyInstance,
  { store, tags }: ReadingParts,
  siteOf: (request: FastifyRequest) => Site,
): void {
  scope.get('/robots.txt', (request, reply) => sendAnswer(robots(siteOf(request)), reply));
  scope.get('/sitemap.xml', (request, reply) =>
    sendTagged(tags, request, reply, (signal) => sitemapIndex(store, siteOf(request), signal)),
  );
  scope.get('/sitemaps/:name', (request, reply) =>
    sendTagged(tags, request, reply, async (signal) => {
      const { name } = request.params as { readonly name: string };
      const site = siteOf(request);
      return (await sitemapFile(store, name, site, signal)) ?? documentOf(missingPage(name), site);
    }),
  );
}

/** What follows the section in the address: an address as a reference takes its query part along. */
function nameIn({ params, url }: FastifyRequest): string {
  const name = (params as { readonly '*': string })['*'];
  const start = url.indexOf('?');
  return /^https?:/iu.test(name) && start !== -1 ? name + url.slice(start) : name;
}

async function renderPage(
  parts: ReadingParts,
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  read: (reading: Reading) => Promise<Outcome>,
): Promise<Answer> {
  const outcome = await read({
    ask: createAsk(parts, request, reply),
    site,
    query: readQuery(request),
    sizes: pageSizes(parts.pageSizeLimit),
  });
  return 'redirect' in outcome ? outcome : documentOf(outcome, site);
}

function documentOf({ page, status = 200, asked }: Exclude<Outcome, { redirect: string }>, site: Site): Answer {
  return { status, type: 'html', body: frame(page, site, asked) };
}

function readQuery({ query }: FastifyRequest): Reading['query'] {
  const values = Object.entries(query as Readonly<Record<string, string | readonly string[]>>);
  return Object.fromEntries(values.map(([name, value]) => [name, typeof value === 'string' ? value : value.at(-1)]));
}

function answerError(
  error: FastifyError | Error,
  siteOf: (request: FastifyRequest) => Site,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { answer, isForLog } = describeError(error, request.id);
  if (isForLog) request.log.error({ err: error }, 'a page failed');
  const known = error instanceof GraphError ? error : new GraphError('INTERNAL_SERVER_ERROR', answer.message);
  if (known.code === 'SERVICE_UNAVAILABLE') void reply.header('retry-after', RETRY_AFTER_SECONDS);
  const problem = known.code === 'AMBIGUOUS_REFERENCE' ? ambiguousPage(known) : errorPage(known);
  return sendAnswer(documentOf(problem, siteOf(request)), reply);
}
