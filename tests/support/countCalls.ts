import type { GraphStore } from '../../src/store/port';

/** A store that counts what is asked of it. */
export interface CountedStore {
  readonly store: GraphStore;
  /** The names of the calls that went to the engine. */
  readonly calls: string[];
  /** How often the revision was read: by the clock, whatever is asked. */
  revisions: number;
}

export function countCalls(store: GraphStore): CountedStore {
  const counted = { calls: [] as string[], revisions: 0 };
  const counting = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => {
        if (name === 'revision') counted.revisions++;
        else counted.calls.push(String(name));
        return value.apply(target, args) as unknown;
      };
    },
  });
  return Object.assign(counted, { store: counting });
}
