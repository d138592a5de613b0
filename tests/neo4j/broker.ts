import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { provideServer, type Neo4jServer } from './server';

/** Servers that are started here; a server that NEO4J_URI names is one database, which one test file has at a time. */
const SERVERS = process.env['NEO4J_URI'] === undefined ? 2 : 1;

/** A server and who waits for it. It starts when it is first asked for, so a run without Neo4j tests never waits. */
interface Counter {
  server?: Promise<Neo4jServer>;
  waiting: number;
  turn: Promise<unknown>;
}

/**
 * Lends the Neo4j servers of a Jest run, each to one test file at a time: whoever connects waits in the shortest line,
 * gets the server's address as one line of JSON, and has its database until the connection ends.
 */
export class Neo4jBroker {
  readonly #counters = Array.from({ length: SERVERS }, (): Counter => ({ waiting: 0, turn: Promise.resolve() }));
  readonly #listener: Server = createServer((client) => {
    const counter = this.#counters.reduce((best, each) => (each.waiting < best.waiting ? each : best));
    counter.waiting += 1;
    counter.turn = counter.turn.then(() => lend(counter, client)).finally(() => (counter.waiting -= 1));
  });

  /** Starts to listen, and answers on which port. */
  async listen(): Promise<number> {
    this.#listener.listen(0, '127.0.0.1');
    await once(this.#listener, 'listening');
    return (this.#listener.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#listener.close();
    for (const { server } of this.#counters)
      await server?.then(
        (started) => started.stop(),
        () => undefined,
      );
  }
}

async function lend(counter: Counter, client: Socket): Promise<void> {
  if (client.destroyed) return;
  const ended = new Promise((resolve) => client.once('close', resolve));
  client.on('error', () => client.destroy()).resume();
  try {
    counter.server ??= provideServer();
    client.write(`${JSON.stringify((await counter.server).address)}\n`);
  } catch (error) {
    client.end(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
  }
  await ended;
}
