import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import neo4j from 'neo4j-driver';
import type { GraphError } from '../../src/model/errors';
import { nodeId } from '../../src/model/ids';
import type { Neo4jAddress } from '../../src/store/neo4j/driver';
import { Neo4jConnection } from '../../src/store/neo4j/driver';
import { openNeo4jStore } from '../../src/store/neo4j/store';
import type { GraphStore, NodeRecord } from '../../src/store/port';
import { FACET_NAMES } from '../../src/store/rules';
import { borrowNeo4j, isNeo4jOff, openEmptyNeo4jStore } from '../support/neo4j';

const describeNeo4j = isNeo4jOff ? describe.skip : describe;

/** A statement that would run for minutes. */
const ENDLESS =
  'UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a + b AS c WHERE c < 0 RETURN count(c) AS n';

describeNeo4j('the Neo4j engine', () => {
  let store: GraphStore;
  let address: Neo4jAddress;

  beforeAll(async () => {
    store = await openEmptyNeo4jStore();
    address = await borrowNeo4j();
  });
  afterAll(() => store.close());

  describe('when the server is away', () => {
    let proxy: Proxy;
    let reached: GraphStore;

    beforeEach(async () => {
      proxy = await Proxy.to(address);
      reached = openNeo4jStore({ ...address, uri: proxy.uri });
    });
    afterEach(async () => {
      await reached.close();
      await proxy.close();
    });

    it('answers SERVICE_UNAVAILABLE to reads, writes and health checks, and works again when it is back', async () => {
      await reached.checkHealth();
      await proxy.close();
      const failures = await Promise.all([
        failureOf(reached.getByIds([nodeId('Topic', 'robustness')])),
        failureOf(reached.write({ putNodes: [topic('away')] })),
        failureOf(reached.checkHealth()),
      ]);
      expect(failures.map(({ code }) => code)).toEqual(Array(3).fill('SERVICE_UNAVAILABLE'));
      await proxy.listen();
      await expect(reached.checkHealth()).resolves.toBeUndefined();
    });

    it('gives up on a network that swallows everything', async () => {
      const connection = new Neo4jConnection({ ...address, uri: proxy.uri }, { read: 1_500, write: 1_500 });
      await connection.read('RETURN 1', {});
      proxy.isSilent = true;
      expect((await failureOf(connection.read('RETURN 1', {}))).code).toBe('TIMEOUT');
      expect((await failureOf(connection.write((run) => run('RETURN 1')))).code).toBe('TIMEOUT');
      proxy.isSilent = false;
      await connection.close();
    });

    it('tells nobody where it is or what it was asked', async () => {
      await proxy.close();
      const { message, details } = await failureOf(reached.revision());
      expect(JSON.stringify({ message, details })).not.toMatch(/127\.0\.0\.1|bolt|MATCH/);
    });
  });

  it('refuses to look healthy before it is migrated', async () => {
    const failure = await failureOf(openNeo4jStoreWithoutSchema(address));
    expect(failure.code).toBe('SERVICE_UNAVAILABLE');
  });

  it('neither migrates nor writes into the graph of a newer release', async () => {
    const store = openNeo4jStore(address);
    await store.migrate();
    const [{ version } = { version: 0 }] = (await runCypher(
      address,
      'MATCH (g:Graph) WITH g, g.schemaVersion AS version SET g.schemaVersion = 99 RETURN version',
    )) as { version: number }[];
    try {
      for (const work of [store.migrate(), store.write({ putNodes: [] })]) {
        const { code, message } = await failureOf(work);
        expect([code, message]).toEqual(['SERVICE_UNAVAILABLE', expect.stringContaining('Update the program.')]);
      }
    } finally {
      await runCypher(address, `MATCH (g:Graph) SET g.schemaVersion = ${version}`);
      await store.close();
    }
  });

  it('answers SERVICE_UNAVAILABLE when the database does not exist', async () => {
    const other = openNeo4jStore({ ...address, database: 'nowhere' });
    expect((await failureOf(other.revision())).code).toBe('SERVICE_UNAVAILABLE');
    await other.close();
  });

  it('stops a statement on the server when its caller leaves', async () => {
    const connection = new Neo4jConnection(address);
    const caller = new AbortController();
    const answer = failureOf(connection.read(ENDLESS, {}, { signal: caller.signal }));
    await untilRunning(connection, 1);
    caller.abort();
    expect((await answer).code).toBe('TIMEOUT');
    await untilRunning(connection, 0);
    await connection.close();
  });

  it('stops a statement that takes longer than a reader waits', async () => {
    const connection = new Neo4jConnection(address, { read: 300 });
    expect((await failureOf(connection.read(ENDLESS, {}))).code).toBe('TIMEOUT');
    await untilRunning(connection, 0);
    await connection.close();
  });

  it('does not begin for a caller who has left', async () => {
    expect((await failureOf(store.revision({ signal: AbortSignal.abort() }))).code).toBe('TIMEOUT');
  });

  it('is migrated once by several processes at the same time', async () => {
    await runCypher(address, 'MATCH (g:Graph) DELETE g');
    await runCypher(address, 'DROP INDEX article_terms IF EXISTS');
    await runCypher(address, 'DROP CONSTRAINT node_id IF EXISTS');
    const stores = Array.from({ length: 4 }, () => openNeo4jStore(address));
    await Promise.all(stores.map((each) => each.migrate()));
    await Promise.all(stores.map((each) => each.checkHealth()));
    expect(await runCypher(address, 'MATCH (g:Graph) RETURN count(g) AS count')).toEqual([{ count: 1 }]);
    await Promise.all(stores.map((each) => each.close()));
  });

  it('lets writers take turns, so that no count is lost', async () => {
    const stores = Array.from({ length: 4 }, () => openNeo4jStore(address));
    const { revision } = await store.write({ putNodes: [topic('shared')] });
    await Promise.all(
      stores.flatMap((each, writer) =>
        [1, 2, 3].map((part) => each.write(paperAbout(`by-${writer}-${part}`, 'shared'))),
      ),
    );
    const [shared] = (await store.getByIds([nodeId('Topic', 'shared')])).values();
    expect(shared?.popularity).toBe(12);
    expect(await store.revision()).toBe(revision + 12);
    await Promise.all(stores.map((each) => each.close()));
  });

  it('reads nothing in a text as part of a statement', async () => {
    const hostile = ['" OR *:*', '`) DETACH DELETE n //', '\\', 'a:b', '[1 TO 9]', '\u0060', 'AND', '(', '"'];
    for (const text of hostile) {
      await store.suggest({ prefixes: [text], kinds: ['Topic'], first: 5 });
      await store.match({
        words: [[text]],
        mode: 'ANY',
        filter: { kinds: ['Topic'] },
        first: 5,
        count: true,
        facets: FACET_NAMES,
      });
    }
    const type = 'ABOUT]->() DETACH DELETE n //' as 'ABOUT';
    const order = { field: 'NAME', direction: 'ASC' } as const;
    await expect(
      store.expand({ type, direction: 'OUT', ids: [nodeId('Topic', 'shared')], order, first: 1, count: true }),
    ).rejects.toThrow('No such type of relationship.');
    expect((await store.getByIds([nodeId('Topic', 'shared')])).size).toBe(1);
  });
});

function topic(slug: string): NodeRecord {
  return {
    id: nodeId('Topic', slug),
    kind: 'Topic',
    facts: { slug, name: slug, topicKind: 'TOPIC', aliases: [] },
    claims: [],
  };
}

function paperAbout(slug: string, topicSlug: string) {
  const id = nodeId('Paper', slug);
  return {
    putNodes: [{ id, kind: 'Paper', facts: { title: slug, identifiers: [] }, claims: [] }],
    putRelationships: [{ type: 'ABOUT', from: id, to: nodeId('Topic', topicSlug), key: '', facts: {}, claims: [] }],
  } as const;
}

async function failureOf(work: Promise<unknown>): Promise<GraphError> {
  return work.then(
    () => Promise.reject(new Error('It was expected to fail.')),
    (error: unknown) => error as GraphError,
  );
}

/** The health of a store whose graph has no record of its schema. */
async function openNeo4jStoreWithoutSchema(address: Neo4jAddress): Promise<void> {
  await runCypher(address, 'MATCH (g:Graph) SET g.schemaVersion = 0');
  const unmigrated = openNeo4jStore(address);
  try {
    await unmigrated.checkHealth();
  } finally {
    await unmigrated.migrate();
    await unmigrated.close();
  }
}

async function runCypher({ uri, user, password, database }: Neo4jAddress, statement: string): Promise<unknown[]> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const { records } = await driver.executeQuery(statement, {}, { database });
  await driver.close();
  return records.map((record) => record.toObject());
}

/** Asks the server until as many endless statements run. */
async function untilRunning(connection: Neo4jConnection, count: number): Promise<void> {
  for (;;) {
    const rows = await connection.read<{ query: string }>('SHOW TRANSACTIONS YIELD currentQuery AS query', {});
    if (rows.filter(({ query }) => query === ENDLESS).length === count) return;
  }
}

/** A way to the server that can be closed, and can be made to swallow everything. */
class Proxy {
  isSilent = false;
  readonly #sockets = new Set<Socket>();
  readonly #target: URL;
  #server = createServer();
  #port = 0;

  static async to({ uri }: Neo4jAddress): Promise<Proxy> {
    const proxy = new Proxy(new URL(uri));
    await proxy.listen();
    return proxy;
  }

  private constructor(target: URL) {
    this.#target = target;
  }

  get uri(): string {
    return `bolt://127.0.0.1:${this.#port}`;
  }

  async listen(): Promise<void> {
    this.#server = createServer((client) => {
      this.#join(client, connect(Number(this.#target.port), this.#target.hostname));
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket, server: Socket): void {
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('data', (bytes) => {
        if (!this.isSilent) to.write(bytes);
      });
      from.on('error', () => undefined);
      from.on('close', () => to.destroy());
    }
  }
}
