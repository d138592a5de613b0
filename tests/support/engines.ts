import type { GraphStore } from '../../src/store/port';
import { openSqliteStore } from '../../src/store/sqlite/store';
import { isNeo4jOff, openEmptyNeo4jStore } from './neo4j';

/** Opens an empty, migrated graph. The test closes it. */
type OpenStore = () => Promise<GraphStore>;

export async function openEmptySqliteStore(): Promise<GraphStore> {
  const store = openSqliteStore({ path: ':memory:' });
  await store.migrate();
  return store;
}

/** The engines of this run: both, unless `NEO4J=off` says that there is no Neo4j here. */
const ENGINES: readonly (readonly [name: string, open: OpenStore])[] = [
  ['sqlite', openEmptySqliteStore],
  ...(isNeo4jOff ? [] : [['neo4j', openEmptyNeo4jStore] as const]),
];

/** Runs the same promises on every engine. `store` gives a graph that is empty before each test. */
export function describeEngines(title: string, promises: (store: () => GraphStore) => void): void {
  describe.each(ENGINES)(`${title} (%s)`, (_name, open) => {
    let store: GraphStore | undefined;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store?.close();
    });
    promises(() => {
      if (!store) throw new Error('The store is open only while a test runs.');
      return store;
    });
  });
}

/** The same for promises that only read: `fill` is run once for each engine, on an empty graph. */
export function describeEnginesFilled(
  title: string,
  fill: (store: GraphStore) => Promise<void>,
  promises: (store: () => GraphStore) => void,
): void {
  describe.each(ENGINES)(`${title} (%s)`, (_name, open) => {
    let store: GraphStore | undefined;
    beforeAll(async () => {
      store = await open();
      await fill(store);
    });
    afterAll(async () => {
      await store?.close();
    });
    promises(() => {
      if (!store) throw new Error('The store is open only while a test runs.');
      return store;
    });
  });
}
