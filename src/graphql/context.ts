import type { Viewer } from '../auth/verifyToken';
import type { GraphStore, ReadOptions } from '../store/port';
import { createLoaders, type Loaders } from './loaders';
import type { ResultCache } from './resultCache';

/** What every resolver gets: made anew for each request. */
export interface GraphContext {
  readonly store: GraphStore;
  /** Of one state of the graph: what they read they keep. `forgetRead` puts new ones in their place. */
  loaders: Loaders;
  /** Shared by all requests. */
  readonly results: ResultCache;
  /** Hands the request's end on to the engine. */
  readonly read: ReadOptions;
  readonly viewer: Viewer | null;
  readonly mutationsEnabled: boolean;
  readonly requestId: string;
}

export interface ContextParts {
  readonly store: GraphStore;
  readonly results: ResultCache;
  readonly viewer: Viewer | null;
  readonly mutationsEnabled: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly requestId: string;
}

export function createContext({ store, results, signal, ...rest }: ContextParts): GraphContext {
  const read: ReadOptions = { signal };
  return { store, results, read, loaders: createLoaders(store, results, read), ...rest };
}

/** To be called after a change: what was read before is not what is there now, also for what the operation does next. */
export function forgetRead(context: GraphContext): void {
  context.loaders = createLoaders(context.store, context.results, context.read);
  context.results.forgetRevision();
}
