import { setTimeout } from 'node:timers/promises';
import { GraphError } from '../model/errors';

/** Two imports into one graph both end: who writes in large pieces one after the other may be in the way for minutes. */
const ATTEMPTS = 600;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Whether another writer came between plan and write, and it is to be planned and written anew: then it waits first, so
 * that the other gets on. `attempt` counts from 1.
 */
export async function waitIfOvertaken(error: unknown, attempt: number): Promise<boolean> {
  const isOvertaken = error instanceof GraphError && error.code === 'CONFLICT' && 'expectedRevision' in error.details;
  if (!isOvertaken || attempt >= ATTEMPTS) return false;
  await setTimeout(Math.min(2 ** Math.min(attempt, 10), LONGEST_PAUSE_MS));
  return true;
}
