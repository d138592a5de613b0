import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';

const FEED = 'articles:\n  - title: Latent knowledge\n    identifiers: [ "arXiv:2212.03827" ]\n';

let folder: string;
let server: Server;
let env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  env = { DATA_DIR: folder, FETCH_PRIVATE: '127.0.0.1' };
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

async function serve(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What each feed's polls said, without the times. */
function linesOf(stdout: string, url: string): string[] {
  return stdout
    .split('\n')
    .filter((line) => line.includes(` ${url}`))
    .map((line) => line.slice(line.indexOf(url) + url.length));
}

it.each(['SIGTERM', 'SIGINT'] as const)(
  'polls feeds until %s, a line each; one that fails is tried again',
  async (signal) => {
    let polls = 0;
    const host = await serve((request, response) => {
      if (request.url === '/new.yaml') {
        const isKnown = request.headers['if-none-match'] === '"one"';
        response.writeHead(isKnown ? 304 : 200, { etag: '"one"' }).end(isKnown ? undefined : FEED);
      } else if (polls++ === 0) response.writeHead(503).end();
      else response.end(FEED);
    });
    const [good, bad] = [`${host}/new.yaml`, `${host}/away.yaml`];
    const { status, stdout, stderr } = await run(['watch', bad, good, '--every', '1s'], {
      env,
      onStdout: (text, stop) => {
        if (linesOf(text, good).length >= 2) stop(signal);
      },
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^(?:\d{4}-\d\d-\d\dT[\d:.]+Z http:.*\n)+$/);
    expect(linesOf(stdout, good).slice(0, 2)).toEqual([
      expect.stringMatching(/^ \(seed\): 1 record, the graph is at revision \d+: 1 created$/),
      ' (seed): not modified since the last import; nothing changed.',
    ]);
    expect(linesOf(stdout, bad).slice(0, 2)).toEqual([
      ': the server answered 503: it cannot serve this now. Try again later.',
      expect.stringMatching(/^ \(seed\): 1 record, the graph is at revision \d+: 1 merged$/),
    ]);
  },
);

it('gives up a download that hangs when it is to stop, and polls what the settings name', async () => {
  const feeds: string[] = [];
  const host = await serve((request, response) => {
    feeds.push(request.url ?? '');
    if (request.url === '/a') response.writeHead(404).end();
  });
  const waiting = run(['watch'], {
    env: { ...env, WATCH_FEEDS: `${host}/a ${host}/b`, WATCH_EVERY: '1h' },
    onStdout: (_, stop) => {
      server.on('request', () => {
        stop('SIGTERM');
      });
      if (feeds.includes('/b')) stop('SIGTERM');
    },
  });
  const { status, stdout } = await waiting;
  expect(status).toBe(0);
  expect(feeds).toEqual(['/a', '/b']);
  expect(stdout.trim().split('\n')).toHaveLength(1);
});

it.each<[string, string[]]>([
  ['no feed at all', []],
  ['a file', ['feed.xml']],
  ['a span that is none', ['https://feed.example/', '--every', 'often']],
])('exits with 2 for %s', async (_what, args) => {
  await serve((_, response) => response.end());
  const { status, stdout, stderr } = await run(['watch', ...args], { env });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
