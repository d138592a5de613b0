import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendAnswer } from './reading/answer';
import { frame } from './reading/frame';
import type { Site } from './reading/page';
import { strayPage } from './reading/problemPage';
import { siteOrigin } from './reading/siteOrigin';

export interface MissingAddressParts extends Pick<Site, 'stylesheet'> {
  readonly publicUrl: string | null;
}

/** What is at no address: a page for people, JSON for programs. */
export function addMissingAddressAnswers(app: FastifyInstance, { publicUrl, stylesheet }: MissingAddressParts): void {
  app.setNotFoundHandler((request, reply) => {
    void reply.header('vary', 'accept');
    if (!isForPeople(request))
      return reply
        .code(404)
        .send({ message: 'There is nothing at this address.', see: ['/', '/graphql', '/playground'] });
    const { status, page } = strayPage(pathOf(request));
    const site = { origin: siteOrigin(request, publicUrl), stylesheet };
    return sendAnswer({ status, type: 'html', body: frame(page, site) }, reply);
  });
}

/** Browsers name HTML in what they accept; other clients say nothing or take anything. */
function isForPeople(request: FastifyRequest): boolean {
  const isPage = request.method === 'GET' || request.method === 'HEAD';
  return isPage && (request.headers.accept ?? '').includes('text/html') && !/^\/graphql(?:\/|$)/u.test(pathOf(request));
}

/** Without its query, and as people write it. */
function pathOf({ params }: FastifyRequest): string {
  return `/${(params as { readonly '*': string })['*']}`;
}
