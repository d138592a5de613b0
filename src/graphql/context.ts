import type { Viewer } from '../auth/verifyToken';
import type { GraphStore, ReadOptions } from '../store/port';
import { createLoaders, type Loaders } from './loaders';

/** What every resolver gets: made anew for each request. */
export interface GraphContext {
  readonly store: GraphStore;
  readonly loaders: Loaders;
  /** Hands the request's end on to the engine. */
  readonly read: ReadOptions;
  readonly viewer: Viewer | null;
  readonly mutationsEnabled: boolean;
  readonly requestId: string;
}

export interface ContextParts {
  readonly store: GraphStore;
  readonly viewer: Viewer | null;
  readonly mutationsEnabled: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly requestId: string;
}

export function createContext({ store, signal, ...rest }: ContextParts): GraphContext {
  const read: ReadOptions = { signal };
  return { store, read, loaders: createLoaders(store, read), ...rest };
}
