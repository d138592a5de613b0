import type { OperationTypeNode } from 'graphql';
import { setMaxListeners } from 'node:events';
import { GraphError, type ErrorCode } from '../model/errors';

/** One GraphQL request on its way through the server: who stops it, when, and what it cost. */
export class Operation {
  readonly #controller = new AbortController();
  readonly #outOfTime: Promise<never>;
  #stop: (reason: GraphError) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  /** `null` until the operation is priced. */
  cost: number | null = null;
  /** `null` for a document without the operation that was named. */
  kind: OperationTypeNode | null = null;
  /** Whether the answer holds errors, so that no cache keeps it. */
  hasErrors = false;
  /** The code that decides the status of an answer without data. */
  refusal: ErrorCode | null = null;

  constructor(
    readonly requestId: string,
    /** Price the operation and do not run it. */
    readonly isDryRun: boolean,
  ) {
    this.#outOfTime = new Promise((_resolve, reject) => {
      this.#stop = reject;
    });
    // Each read listens while it runs; Node would warn of a leak where there are more than ten at once.
    setMaxListeners(Infinity, this.signal);
  }

  /** Aborts when time is up or the client is gone; engines stop the running statement. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now on the operation has this much time. */
  startClock(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      const message = `The operation was stopped after ${milliseconds} ms.`;
      const error = new GraphError('TIMEOUT', message, { limit: milliseconds });
      this.#controller.abort(error);
      this.#stop(error);
    }, milliseconds);
  }

  /** Nobody waits for the answer any more. */
  cancel(): void {
    this.#controller.abort(new GraphError('TIMEOUT', 'The client closed the connection.'));
  }

  /** The answer, or `TIMEOUT` as soon as time is up, also where something does not listen to the signal. */
  async orTimeout<Answer>(answer: Promise<Answer>): Promise<Answer> {
    try {
      return await Promise.race([answer, this.#outOfTime]);
    } finally {
      clearTimeout(this.#timer);
    }
  }
}

/** The key under which an operation travels in the context that resolvers get. */
export const OPERATION = Symbol('operation');

/** What Apollo hands from hook to hook: the resolvers' context with the operation in it. */
export interface OperationContext {
  readonly [OPERATION]: Operation;
}
