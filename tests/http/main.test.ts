import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from './support/serverProcess';

describe('start', () => {
  it('prints its addresses on standard output and is ready without seeds', async () => {
    const server = startProcess();
    const url = await server.url;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const { code, stdout } = await server.stop();
    expect(code).toBe(0);
    for (const path of ['/', '/graphql', '/playground']) expect(stdout).toContain(`${url}${path}\n`);
    expect(stdout).toContain('engine sqlite');
  });

  it('refuses a wrong setting with one line and status 2', async () => {
    const { code, stderr, stdout } = await startProcess({ SEED: 'yes' }).exit;
    expect(code).toBe(2);
    expect(stderr).toBe('SEED: "yes" is not allowed. Allowed: `auto`, `none`.\n');
    expect(stdout).toBe('');
  });

  it('says in one line that the engine cannot be reached, with status 3 and without the password', async () => {
    const { code, stderr } = await startProcess({ NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'hunter2' }).exit;
    expect(code).toBe(3);
    expect(stderr).toMatch(/^The storage engine \(neo4j\) cannot be used: [^\n]+\n$/u);
    expect(stderr).toContain('NEO4J_URI');
    expect(stderr).not.toContain('hunter2');
  });

  it('says in one line that a folder holds no graph or cannot be one, with status 3', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-graph-'));
    writeFileSync(
      join(folder, 'graph.db'),
      'This is not a database, and longer than the head of one would be. '.repeat(20),
    );
    for (const dataDir of [folder, join(folder, 'graph.db')]) {
      const { code, stderr } = await startProcess({ DATA_DIR: dataDir }).exit;
      expect(code).toBe(3);
      expect(stderr).toMatch(/^The storage engine \(sqlite\) cannot be used: [^\n]*DATA_DIR[^\n]*\n$/u);
    }
    rmSync(folder, { recursive: true });
  });

  it.each(['192.0.2.1', 'no-such-host.invalid'])(
    'says in one line that %s is no address to listen on',
    async (host) => {
      const { code, stderr } = await startProcess({ HOST: host }).exit;
      expect(code).toBe(1);
      expect(stderr).toMatch(/^HOST is no address [^\n]+\n$/u);
    },
  );

  it('says in one line that the port is taken', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, stderr } = await startProcess({ PORT: String(port) }).exit;
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain('Set PORT to a free port.');
    expect(stderr.trim()).not.toContain('\n');
  });
});

describe('SIGTERM under load', () => {
  it('loses no request: each is answered, or its connection was refused to begin with', async () => {
    const server = startProcess({ LOG_LEVEL: 'warn' });
    const url = await server.url;
    const agent = new Agent({ keepAlive: true });
    const outcomes: string[] = [];
    let answered = 0;
    let enough: () => void = () => undefined;
    const isBusy = new Promise<void>((resolve) => (enough = resolve));
    const client = async () => {
      for (;;) {
        const outcome = await ask(`${url}/graphql`, agent);
        outcomes.push(outcome);
        if (++answered === 200) enough();
        if (outcome !== '200') return;
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await isBusy;
    const { code } = await server.stop();
    await Promise.all(clients);
    agent.destroy();
    expect(code).toBe(0);
    expect(new Set(outcomes)).toEqual(new Set(['200', 'ECONNREFUSED']));
  });
});

/** The status of one answer, read to its end, or the code of what broke it. */
function ask(url: string, agent: Agent): Promise<string> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => {
        resolve(String(response.statusCode));
      });
      response.once('error', (error: NodeJS.ErrnoException) => {
        resolve(`while reading: ${error.code ?? error.message}`);
      });
    });
    sent.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    sent.end('{"query":"{ stats { papers revision } }"}');
  });
}
