import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerTags } from '../answerTags';

/** What goes out: a document, or the way to where it is. */
export type Answer =
  | { readonly status: number; readonly type: 'html' | 'xml' | 'plain'; readonly body: string }
  | { readonly redirect: string };

/** Sends 304 to a client that holds the answer already, else makes it; one of status 200 is tagged. */
export async function sendTagged(
  tags: AnswerTags,
  request: FastifyRequest,
  reply: FastifyReply,
  make: (signal: AbortSignal) => Promise<Answer>,
): Promise<FastifyReply> {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  const tag = await tags.compute(request, null, gone.signal);
  if (tags.isKnown(request, tag)) return reply.code(304).header('etag', tag).send();
  const answer = await make(gone.signal);
  if ('status' in answer && answer.status === 200) void reply.header('etag', tag);
  return sendAnswer(answer, reply);
}

export function sendAnswer(answer: Answer, reply: FastifyReply): FastifyReply {
  // A text may come to mean another node with the next import: nobody keeps where it led without asking again.
  if ('redirect' in answer) return reply.header('cache-control', 'no-cache').redirect(answer.redirect, 308);
  const { status, type, body } = answer;
  return reply
    .code(status)
    .header('cache-control', status === 200 ? 'no-cache' : 'no-store')
    .type(`${type === 'xml' ? 'application' : 'text'}/${type}; charset=utf-8`)
    .send(body);
}
