import { ConfigError } from '../config';
import { GraphError } from '../model/errors';

export const REFUSED_INPUT = 1;
export const WRONG_USAGE = 2;
const ENGINE_UNREACHABLE = 3;

/** Wrong flags or arguments that the parser does not see. */
export class UsageError extends Error {}

/** The exit status for a failure, and the line that tells what happened. Anything unexpected keeps its stack. */
export function exitStatusOf(error: unknown): { readonly status: number; readonly message: string } {
  if (error instanceof ConfigError || error instanceof UsageError)
    return { status: WRONG_USAGE, message: error.message };
  if (error instanceof GraphError) {
    const isUnreachable = error.code === 'SERVICE_UNAVAILABLE' || error.code === 'TIMEOUT';
    return { status: isUnreachable ? ENGINE_UNREACHABLE : REFUSED_INPUT, message: error.message };
  }
  return { status: REFUSED_INPUT, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
