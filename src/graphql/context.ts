import type { Viewer } from '../auth/verifyToken';
import type { GraphStore, ReadOptions } from '../store/port';
import { createLoaders, type Loaders } from './loaders';
import type { ResultCache } from './resultCache';

/** What every resolver gets: made anew for each request. */
export interface GraphContext {
  readonly store: GraphStore;
  readonly loaders: Loaders;
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
