import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { openNeo4jStore } from '../../src/store/neo4j/store';
import { borrowNeo4j, isNeo4jOff } from '../support/neo4j';
import { codesOf, startTestServer } from './support/testServer';

/** A wire to the engine that can be cut and mended. */
async function layWire(target: { host: string; port: number }) {
  let isCut = false;
  const ends = new Set<Socket>();
  const wire = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const engine = connect(target.port, target.host);
    for (const end of [client, engine]) {
      ends.add(end);
      end
        .on('error', () => end.destroy())
        .once('close', () => {
          ends.delete(end);
          client.destroy();
          engine.destroy();
        });
    }
    client.pipe(engine).pipe(client);
  });
  await once(wire.listen(0, '127.0.0.1'), 'listening');
  const setCut = (cut: boolean) => {
    isCut = cut;
    if (cut) for (const end of ends) end.destroy();
  };
  return {
    port: (wire.address() as AddressInfo).port,
    cut: () => {
      setCut(true);
    },
    mend: () => {
      setCut(false);
    },
    remove: () => {
      setCut(true);
      wire.close();
    },
  };
}

(isNeo4jOff ? describe.skip : describe)('when Neo4j goes away while the server runs', () => {
  it('says SERVICE_UNAVAILABLE within the time limit and answers again, without a restart, when it is back', async () => {
    const address = await borrowNeo4j();
    const { hostname, port } = new URL(address.uri);
    const wire = await layWire({ host: hostname, port: Number(port) });
    const store = openNeo4jStore({ ...address, uri: `bolt://127.0.0.1:${wire.port}` });
    await store.migrate();
    const server = await startTestServer({ store });
    const ready = async () => (await fetch(`${server.url}/readyz`)).status;
    const ask = () => server.get({ query: '{ hello }' });

    expect([await ready(), (await ask()).status]).toEqual([200, 200]);
    wire.cut();
    const refused = await ask();
    expect([refused.status, ...codesOf(refused)]).toEqual([503, 'SERVICE_UNAVAILABLE']);
    expect(refused.text).not.toContain(String(wire.port));
    expect(await ready()).toBe(503);
    wire.mend();
    expect([await ready(), (await ask()).status]).toEqual([200, 200]);

    await server.close();
    await store.close();
    wire.remove();
  });
});
