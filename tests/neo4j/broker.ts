import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { provideServer, type Neo4jServer } from './server';

/**
 * Lends the one Neo4j database of a Jest run to one test file at a time: whoever connects waits in line, gets the
 * server's address as one line of JSON, and has the database until the connection ends. The server starts when it is
 * first asked for, so a run without Neo4j tests never waits for it.
 */
export class Neo4jBroker {
  #server: Promise<Neo4jServer> | undefined;
  #line: Promise<unknown> = Promise.resolve();
  readonly #listener: Server = createServer((client) => {
    this.#line = this.#line.then(() => this.#lend(client));
  });

  /** Starts to listen, and answers on which port. */
  async listen(): Promise<number> {
    this.#listener.listen(0, '127.0.0.1');
    await once(this.#listener, 'listening');
    return (this.#listener.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#listener.close();
    await this.#server?.then(
      (server) => server.stop(),
      () => undefined,
    );
  }

  async #lend(client: Socket): Promise<void> {
    if (client.destroyed) return;
    const ended = new Promise((resolve) => client.once('close', resolve));
    client.on('error', () => client.destroy()).resume();
    try {
      this.#server ??= provideServer();
      client.write(`${JSON.stringify((await this.#server).address)}\n`);
    } catch (error) {
      client.end(`${JSON.stringify({ error: error instanceof Error ? error.message : String(error) })}\n`);
    }
    await ended;
  }
}
