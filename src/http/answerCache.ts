import type { OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** An answer without errors to a query, as it goes out. */
export interface KeptAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly kind: OperationTypeNode;
  readonly cost: number | null;
}

export interface AnswerCacheOptions {
  /** How much room all answers together may take. */
  readonly maxBytes?: number;
  /** Told of each question whether its answer was kept. */
  readonly onRecall?: (isKept: boolean) => void;
}

const MAX_BYTES = 16 * 1024 ** 2;
/** For headers, tag and bookkeeping. */
const BYTES_BESIDE_BODY = 1024;

/**
 * Whole answers under their tags (see `AnswerTags`): the same question about the same revision is not run again. Answers
 * of an older revision are not asked for any more, and the cache drops what was not asked for longest.
 */
export class AnswerCache {
  readonly #answers: LRUCache<string, KeptAnswer>;
  readonly #onRecall: AnswerCacheOptions['onRecall'];

  constructor({ maxBytes = MAX_BYTES, onRecall }: AnswerCacheOptions = {}) {
    this.#answers = new LRUCache({
      maxSize: maxBytes,
      sizeCalculation: ({ body }) => BYTES_BESIDE_BODY + body.byteLength,
    });
    this.#onRecall = onRecall;
  }

  recall(tag: string): KeptAnswer | undefined {
    const answer = this.#answers.get(tag);
    this.#onRecall?.(answer !== undefined);
    return answer;
  }

  keep(tag: string, answer: KeptAnswer): void {
    this.#answers.set(tag, answer);
  }
}
