import { once } from 'node:events';
import { Agent, request, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { GraphError } from '../../src/model/errors';
import type { GraphStore } from '../../src/store/port';
import { openSqliteStore } from '../../src/store/sqlite/store';
import { startTestServer } from './support/testServer';

/** A store whose engine can be taken away and brought back. */
function openFailingStore(): { store: GraphStore; setDown(down: boolean): void } {
  let isDown = false;
  const store = new Proxy(openSqliteStore({ path: ':memory:' }), {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (isDown) return () => Promise.reject(new GraphError('SERVICE_UNAVAILABLE', 'The engine does not answer.'));
      return (...args: unknown[]) => Reflect.apply(member, target, args) as unknown;
    },
  });
  return { store, setDown: (down) => (isDown = down) };
}

describe('health', () => {
  it('is ready once the engine answers, is migrated and seeded, and says what is missing until then', async () => {
    const store = openSqliteStore({ path: ':memory:' });
    let seeded = false;
    const server = await startTestServer({ store, isSeeded: () => seeded });
    const ready = async () => {
      const answer = await fetch(`${server.url}/readyz`);
      return {
        status: answer.status,
        retry: answer.headers.get('retry-after'),
        body: await answer.json(),
      };
    };
    expect(await ready()).toMatchObject({
      status: 503,
      retry: '2',
      body: { reason: 'The embedded database is not migrated yet.' },
    });
    await store.migrate();
    expect(await ready()).toMatchObject({ status: 503, body: { reason: 'The seeds are being loaded.' } });
    seeded = true;
    expect(await ready()).toEqual({ status: 200, retry: null, body: { status: 'ready', engine: 'sqlite' } });
    await server.close();
    await store.close();
  });

  it('stays up while the engine is away and is ready again when it is back, without a restart', async () => {
    const engine = openFailingStore();
    const { store } = engine;
    await store.migrate();
    const server = await startTestServer({ store });
    // Of pages that are not built the text says it.
    const front = await fetch(server.url);
    expect([front.status, await front.text()]).toEqual([200, expect.stringContaining('<html')]);
    const statuses = () =>
      Promise.all(['/readyz', '/healthz', '/'].map(async (path) => (await fetch(server.url + path)).status));
    expect(await statuses()).toEqual([200, 200, 200]);
    engine.setDown(true);
    expect(await statuses()).toEqual([503, 200, 200]);
    const answer = await server.get({ query: '{ hello }' });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    engine.setDown(false);
    expect(await statuses()).toEqual([200, 200, 200]);
    expect((await server.get({ query: '{ hello }' })).status).toBe(200);
    await server.close();
    await store.close();
  });
});

describe('shutdown', () => {
  it('finishes what is running, and is not ready meanwhile', async () => {
    const server = await startTestServer();
    const running = Array.from({ length: 20 }, () => server.post({ query: '{ gated }' }));
    await server.probe.arrived(20);
    const closed = server.close();
    server.probe.open();
    for (const answer of await Promise.all(running)) {
      expect(answer.body.data).toEqual({ gated: 'through' });
      expect(answer.status).toBe(200);
    }
    await closed;
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  });

  it('does not wait for a connection on which no request ever came', async () => {
    const server = await startTestServer();
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    await Promise.all([server.close(), once(socket.resume(), 'close')]);
  });

  it('answers a last request on a connection that was open, and no new connection', async () => {
    const server = await startTestServer();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (path: string, options: RequestOptions) =>
      new Promise<string>((resolve, reject) => {
        const sent = request(server.url + path, options, (response) => {
          response.resume().once('end', () => {
            resolve(`${String(response.statusCode)} ${String(response.headers.connection)}`);
          });
        });
        sent.once('error', reject).end();
      });
    expect(await ask('/readyz', { agent })).toBe('200 keep-alive');
    const closed = server.close(200);
    await expect(ask('/readyz', { agent: false })).rejects.toThrow('ECONNREFUSED');
    expect(await ask('/readyz', { agent })).toBe('503 close');
    await closed;
  });
});
