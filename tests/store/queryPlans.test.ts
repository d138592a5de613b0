import { kindOfId, type NodeId } from '../../src/model/ids';
import { RELATIONSHIP_TYPES } from '../../src/model/relationships';
import { countFound, facetsOf, searchGraph } from '../../src/explore/search';
import type { GraphStore, NodeFilter, Order } from '../../src/store/port';
import { SqliteConnection } from '../../src/store/sqlite/connection';
import { migrate } from '../../src/store/sqlite/migrations';
import { answers } from '../support/answers';
import { openEmptySqliteStore } from '../support/engines';
import { fillWithSeeds } from '../support/seeds';

const statements = new Set<string>();
const METHODS = ['all', 'get', 'run'] as const;

let store: GraphStore;
beforeAll(async () => {
  for (const method of METHODS) {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the connection that it was called on
    const original = SqliteConnection.prototype[method] as (...args: unknown[]) => unknown;
    jest.spyOn(SqliteConnection.prototype, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
      statements.add(args[0] as string);
      return original.apply(this, args);
    });
  }
  store = await openEmptySqliteStore();
  await fillWithSeeds(store);
}, 60_000);
afterAll(async () => {
  jest.restoreAllMocks();
  await store.close();
});

/** Tables that grow with the graph, by the names that statements give them. */
const LARGE = '(?:node|m|relationship|e|theirs|content|c|lookup|said|term|topic_pair|pair)';
const READS_TOO_MUCH = [
  new RegExp(`^SCAN ${LARGE}(?: USING.*)?$`),
  // All relationships of a type, all nodes of a kind.
  new RegExp(`^SEARCH ${LARGE} .*\\((?:type|kind)=\\?\\)$`),
  /AUTOMATIC/,
];

/** Those that are asked for a list of all, in the order of the index, or for its exact count. */
const MAY_READ_A_KIND = [/-- index node_published, node_name or node_popularity/, /^SELECT count\(\*\) AS total/];

it('no statement reads a whole table, all relationships of a type or all nodes of a kind', async () => {
  await askEverything();
  const asked = [...statements];
  const bad = asked.flatMap((sql) =>
    planOf(sql)
      .filter((step) => READS_TOO_MUCH.some((pattern) => pattern.test(step)))
      .filter((step) => !(step.includes('(kind=?)') && MAY_READ_A_KIND.some((pattern) => pattern.test(sql.trim()))))
      .map((step) => `${step} in ${sql}`),
  );
  expect(bad).toEqual([]);
  expect(asked.length).toBeGreaterThan(100);
}, 120_000);

/** SQLite has no statistics here: the plan is the one of a large graph. */
function planOf(sql: string): string[] {
  if (!/^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)/.test(sql)) return [];
  const connection = new SqliteConnection(':memory:');
  try {
    migrate(connection);
    return connection.all<{ readonly detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).map(({ detail }) => detail);
  } finally {
    connection.close();
  }
}

/** What clients can ask of the port, in all orders and with all filters. */
async function askEverything(): Promise<void> {
  const ids: NodeId[] = [];
  for await (const { node } of store.scan()) if (node) ids.push(node.id);
  const some = RELATIONSHIP_TYPES.length > 0 ? ids.filter((_, index) => index % 40 === 0) : [];
  await answers(store, some);
  const topic = ids.find((id) => kindOfId(id) === 'Topic');
  if (!topic) throw new Error('The seeds have topics.');
  const related = [{ type: 'ABOUT', direction: 'OUT', ids: [topic] }] as const;
  const filters: NodeFilter[] = [
    { kinds: ['Paper'] },
    { kinds: ['Paper', 'Resource'], publishedFrom: '2019', publishedTo: '2021' },
    { kinds: ['Resource'], resourceKinds: ['POST'] },
    { kinds: ['Paper'], related },
    { kinds: ['Paper'], unrelated: related },
  ];
  const orders = (['PUBLISHED_ON', 'NAME', 'POPULARITY', 'POSITION', 'WEIGHT'] as const).flatMap((field): Order[] => [
    { field, direction: 'ASC' },
    { field, direction: 'DESC' },
  ]);
  for (const filter of filters) {
    for (const order of orders) {
      for (const type of RELATIONSHIP_TYPES)
        for (const direction of ['IN', 'OUT'] as const) {
          const query = { type, direction, ids: some, order, filter, count: true };
          const pages = [...(await store.expand({ ...query, first: 1 })).values()];
          const after = pages.flatMap(({ items }) => items)[0]?.keyset;
          if (after) await store.expand({ ...query, first: 1, after });
        }
      if (order.field === 'POSITION' || order.field === 'WEIGHT') continue;
      const kinds = filter.kinds ?? [];
      const { items } = await store.list({ filter: { ...filter, kinds }, order, first: 1, count: true });
      await store.list({ filter: { ...filter, kinds }, order, first: 1, after: items[0]?.keyset, count: false });
    }
    const search = { query: 'learning systems', filter: { ...filter, kinds: filter.kinds ?? [] } };
    await searchGraph(store, { ...search, first: 3 });
    await countFound(store, search);
    await facetsOf(store, search);
  }
  await store.findByPrefix({ prefixes: ['paper:', 'doi:10', 'l'], kinds: ['Paper', 'Topic'], first: 3 });
}
