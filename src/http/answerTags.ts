import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Viewer } from '../auth/verifyToken';
import type { ReadOptions } from '../store/port';

/** The graph's revision, or an older one that answers may still be computed from. */
export type ReadRevision = (read?: ReadOptions) => Promise<number>;

/** Entity tags of answers: the same question about the same graph has the same answer. */
export interface AnswerTags {
  /** The tag of the answer to a request that changes nothing. */
  compute(request: FastifyRequest, viewer: Viewer | null, signal: AbortSignal): Promise<string>;
  /** Whether the client says that it holds the answer with this tag. Tags are given to answers without errors only. */
  isKnown(request: FastifyRequest, tag: string): boolean;
}

/** What decides, besides the question, how it is answered, and whether: Apollo refuses what a page of another site may send. */
const SAYS_HOW = ['accept', 'content-type', 'apollo-require-preflight', 'x-apollo-operation-name'];

/**
 * Tags from the graph's revision, the question, how it is asked and the viewer. `version` stands for what makes answers of
 * them, the schema for example, so that no tag outlives it.
 */
export function createAnswerTags(readRevision: ReadRevision, version: string): AnswerTags {
  const maker = hash(version);
  return {
    async compute({ url, headers, body }, viewer, signal) {
      // Read before the operation runs: a write in between makes the tag too old, never the answer.
      const revision = await readRevision({ signal });
      return `"${hash(JSON.stringify([maker, revision, url, SAYS_HOW.map((name) => headers[name]), body, viewer]))}"`;
    },
    isKnown: ({ headers }, tag) =>
      (headers['if-none-match'] ?? '').split(',').some((known) => known.trim().replace(/^W\//u, '') === tag),
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
