import { ResultCache } from '../../src/graphql/resultCache';
import type { GraphStore } from '../../src/store/port';
import { topic } from '../support/builders';
import { openEmptySqliteStore } from '../support/engines';

let store: GraphStore;
beforeEach(async () => {
  store = await openEmptySqliteStore();
});
afterEach(() => store.close());

/** A cache with a way to ask it that tells what had to be computed. */
function asking(results: ResultCache) {
  const computed: string[][] = [];
  return {
    computed,
    ask: (keys: readonly string[]) =>
      results.recall(
        'length',
        keys,
        () => 1,
        (missing) => {
          computed.push([...missing]);
          return Promise.resolve(new Map(missing.map((key) => [key, key.length])));
        },
      ),
  };
}

it('computes only what it does not have, in one call', async () => {
  const { ask, computed } = asking(new ResultCache(store));
  await ask(['a']);
  expect(await ask(['a', 'bb', 'ccc'])).toEqual(new Map(Object.entries({ a: 1, bb: 2, ccc: 3 })));
  await ask(['bb']);
  expect(computed).toEqual([['a'], ['bb', 'ccc']]);
});

it('has nothing of an earlier revision once it may have passed, and at once after an own change', async () => {
  const patient = new ResultCache(store, { revisionMs: 60_000 });
  const eager = asking(new ResultCache(store, { revisionMs: 0 }));
  const own = asking(patient);
  await Promise.all([eager.ask(['a']), own.ask(['a'])]);
  await store.write({ putNodes: [topic('new')] });
  await Promise.all([eager.ask(['a']), own.ask(['a'])]);
  expect(eager.computed).toEqual([['a'], ['a']]);
  expect(own.computed).toEqual([['a']]);
  patient.forgetRevision();
  await own.ask(['a']);
  expect(own.computed).toEqual([['a'], ['a']]);
});

it('holds no more than its bound', async () => {
  const { ask, computed } = asking(new ResultCache(store, { maxItems: 6 }));
  for (const key of ['a', 'b', 'c', 'd', 'a']) await ask([key]);
  expect(computed.at(-1)).toEqual(['a']);
});

it('counts long questions, so that clients cannot fill the memory with them', async () => {
  const { ask, computed } = asking(new ResultCache(store, { maxItems: 100 }));
  const long = (letter: string) => letter.repeat(10_000);
  for (const key of [long('a'), long('b'), long('a')]) await ask([key]);
  expect(computed).toHaveLength(3);
});

it('asks for the revision again after that failed', async () => {
  const { ask } = asking(new ResultCache(store, { revisionMs: 60_000 }));
  const revision = jest.spyOn(store, 'revision').mockRejectedValueOnce(new Error('away'));
  await expect(ask(['a'])).rejects.toThrow('away');
  expect(await ask(['a'])).toEqual(new Map([['a', 1]]));
  revision.mockRestore();
});
