import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import type { Viewer } from '../auth/verifyToken';
import type { ReadOptions } from '../store/port';

/** The graph's revision, or an older one that answers may still be computed from. */
export type ReadRevision = (read?: ReadOptions) => Promise<number>;

/** Entity tags of answers by GET: the same question about the same graph has the same answer. */
export interface AnswerTags {
  /** The tag of the answer; `null` for anything but a GET or HEAD. */
  compute(request: FastifyRequest, viewer: Viewer | null, signal: AbortSignal): Promise<string | null>;
  /** Whether the client says that it holds the answer with this tag. Tags are given to answers without errors only. */
  isKnown(request: FastifyRequest, tag: string): boolean;
}

/**
 * Tags from the graph's revision, the question, the media type and the viewer. `version` stands for what makes answers of
 * them, the schema for example, so that no tag outlives it.
 */
export function createAnswerTags(readRevision: ReadRevision, version: string): AnswerTags {
  const maker = hash(version);
  return {
    async compute({ method, url, headers }, viewer, signal) {
      if (method !== 'GET' && method !== 'HEAD') return null;
      // Read before the operation runs: a write in between makes the tag too old, never the answer.
      const revision = await readRevision({ signal });
      return `"${hash(JSON.stringify([maker, revision, url, headers.accept ?? '', viewer]))}"`;
    },
    isKnown: ({ headers }, tag) =>
      (headers['if-none-match'] ?? '').split(',').some((known) => known.trim().replace(/^W\//u, '') === tag),
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
