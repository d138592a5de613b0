import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { GraphError, type ErrorCode } from '../../model/errors';
import { packRelationships, type PackedRelationships } from '../packRelationships';
import type { WriteAnswer, WriteBatch } from '../port';

/** A batch as it goes from thread to thread: to copy thousands of objects takes longer than to make them anew. */
export interface PackedBatch extends Omit<WriteBatch, 'putRelationships'> {
  readonly relationships: PackedRelationships;
}

/** What the thread answers to a batch; an error of the catalogue goes over in parts. */
export type WriterAnswer =
  | { readonly answer: WriteAnswer }
  | {
      readonly refusal: Pick<GraphError, 'message' | 'details' | 'cause'> & { readonly code: ErrorCode };
    }
  | { readonly failure: unknown };

/** From so many nodes and relationships on, writing takes longer than handing the batch over. */
const LARGE = 500;
const THREAD = join(__dirname, 'writerThread.js');

interface Waiting {
  readonly resolve: (answer: WriteAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes large batches in a thread of its own, so that reads, and the planning of the next batch, go on meanwhile. For
 * SQLite it is one more process that writes: batches that come from both take turns by its lock.
 */
export class BatchWriter {
  readonly #path: string;
  #thread: Worker | null = null;
  /** In the order in which they were handed over, in which they are answered. */
  #waiting: Waiting[] = [];

  constructor(path: string) {
    this.#path = path;
  }

  /** A database in memory has one connection only; and the thread is there only where the sources are compiled. */
  accepts({ putNodes = [], putRelationships = [] }: WriteBatch): boolean {
    return putNodes.length + putRelationships.length >= LARGE && this.#path !== ':memory:' && existsSync(THREAD);
  }

  write({ putRelationships = [], ...others }: WriteBatch): Promise<WriteAnswer> {
    const packed: PackedBatch = { ...others, relationships: packRelationships(putRelationships) };
    this.#thread ??= this.#start();
    // The process may end while nothing is written.
    this.#thread.ref();
    this.#thread.postMessage(packed);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
    });
  }

  /** Batches that were handed over are written first. */
  async close(): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    thread.ref();
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.postMessage(null);
    await ended;
  }

  #start(): Worker {
    const thread = new Worker(THREAD, { workerData: this.#path });
    thread.on('message', (answer: WriterAnswer) => {
      const waiting = this.#waiting.shift();
      if (this.#waiting.length === 0) thread.unref();
      if ('answer' in answer) waiting?.resolve(answer.answer);
      else if ('failure' in answer) waiting?.reject(answer.failure);
      else {
        const { code, message, details, cause } = answer.refusal;
        waiting?.reject(new GraphError(code, message, details, { cause }));
      }
    });
    thread.on('error', (error) => {
      this.#abandon(error);
    });
    thread.on('exit', () => {
      this.#abandon(undefined);
    });
    return thread;
  }

  /** The next batch starts another thread; a batch that was not committed is as if it had not been written. */
  #abandon(cause: unknown): void {
    this.#thread = null;
    const lost = new GraphError('SERVICE_UNAVAILABLE', 'The thread that writes has ended.', {}, { cause });
    for (const { reject } of this.#waiting.splice(0)) reject(lost);
  }
}
