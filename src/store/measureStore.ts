import type { GraphStore } from './port';

/** Told of every call to the engine when it ends: which operation of the port, how many seconds, and whether it failed. */
export type ObserveCall = (call: string, seconds: number, outcome: 'ok' | 'failed') => void;

/** The store, with every call observed. What streams (`scan`) is handed on as it is. */
export function measureStore(store: GraphStore, observe: ObserveCall): GraphStore {
  const measured = new Map<string | symbol, unknown>();
  return new Proxy(store, {
    get(target, name) {
      const known = measured.get(name);
      if (known !== undefined) return known;
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      const call = (...args: unknown[]): unknown => {
        const start = performance.now();
        const answer: unknown = Reflect.apply(member, target, args);
        if (!(answer instanceof Promise)) return answer;
        const end = (outcome: 'ok' | 'failed') => () => {
          observe(String(name), (performance.now() - start) / 1000, outcome);
        };
        answer.then(end('ok'), end('failed'));
        return answer;
      };
      measured.set(name, call);
      return call;
    },
  });
}
