import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { BlockList, isIPv6, type AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { importUrl } from '../../src/import/importUrl';
import type { ImportReport } from '../../src/import/report';
import { GraphError } from '../../src/model/errors';
import type { GraphStore } from '../../src/store/port';
import { openEmptyStore } from '../support/graph';

const LIMITS = { bytes: 100_000, ms: 10_000, redirects: 3, privateAllowed: networks('127.0.0.1') };

let store: GraphStore;
let server: Server | undefined;
let asked: IncomingMessage[];
beforeEach(async () => {
  store = await openEmptyStore();
  asked = [];
});
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  await store.close();
});

function networks(...addresses: readonly string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) list.addAddress(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  return list;
}

/** Answers every request so, on a free port of all addresses of this machine. */
async function serve(answer: RequestListener): Promise<string> {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  }).listen(0, '0.0.0.0');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function load(url: string, options: Partial<Parameters<typeof importUrl>[1]> = {}): Promise<ImportReport> {
  return importUrl(store, { url, limits: LIMITS, now: '2026-01-01T00:00:00Z', ...options });
}

async function failureOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GraphError)) throw new Error(`Expected a GraphError, not ${String(error)}.`);
  expect(error.code).toBe('BAD_INPUT');
  expect(await store.revision()).toBe(0);
  return error.message;
}

function feed(...titles: readonly string[]): string {
  const items = titles.map(
    (title) => `<item><title>${title}</title><link>https://blog.example/${encodeURI(title)}</link></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>${items.join('')}</channel></rss>`;
}

async function titles(): Promise<string[]> {
  const page = await store.list({
    filter: { kinds: ['Resource', 'Paper'] },
    order: { field: 'NAME', direction: 'ASC' },
    first: 10,
    count: false,
  });
  return page.items.map(({ node }) => ('title' in node.facts ? node.facts.title : ''));
}

describe('a feed at an address', () => {
  it('is imported under its address, without the part of the page', async () => {
    const host = await serve((_, response) => response.end(feed('On honest models')));
    const report = await load(`${host}/feed.xml#top`);
    expect(report).toMatchObject({ source: `${host}/feed.xml`, format: 'feed', changed: true, rejected: 0 });
    expect(await titles()).toEqual(['On honest models']);
  });

  it('that is not modified costs no content and no write, by either mark', async () => {
    const marks = { etag: '"one"', 'last-modified': 'Mon, 05 Jan 2026 10:00:00 GMT' };
    const host = await serve((request, response) => {
      const isKnown = request.headers['if-none-match'] === '"one"';
      response.writeHead(isKnown ? 304 : 200, marks).end(isKnown ? undefined : feed('Unchanged'));
    });
    const first = await load(host);
    const second = await load(host);
    expect(second).toMatchObject({ skipped: true, isNotModified: true, changed: false, revision: first.revision });
    expect(second.source).toBe(first.source);
    expect(asked[0]?.headers).not.toHaveProperty('if-none-match');
    expect(asked[1]?.headers).toMatchObject({ 'if-none-match': '"one"', 'if-modified-since': marks['last-modified'] });
    const again = await load(host, { readAgain: true });
    expect(again).toMatchObject({ skipped: false, isNotModified: false, nodes: { Resource: { unchanged: 1 } } });
    expect(asked[2]?.headers).not.toHaveProperty('if-none-match');
  });

  it('that is the same without marks is skipped, and another content is imported', async () => {
    let content = feed('First');
    const host = await serve((_, response) => response.end(content));
    const first = await load(host);
    expect(await load(host)).toMatchObject({ skipped: true, isNotModified: false, revision: first.revision });
    content = feed('First', 'Second');
    expect(await load(host)).toMatchObject({ skipped: false, nodes: { Resource: { created: 1, unchanged: 1 } } });
  });

  it('is asked for anew when it was not imported whole, and when it is to be read in another format', async () => {
    let content = feed('Good', '???');
    const host = await serve((_, response) => response.setHeader('etag', '"one"').end(content));
    expect(await load(host)).toMatchObject({ rejected: 1 });
    await load(host);
    expect(asked[1]?.headers).not.toHaveProperty('if-none-match');
    content = feed('Good');
    await load(host);
    expect(await load(host, { format: 'feed' })).toMatchObject({ skipped: true });
    await expect(load(host, { format: 'bibtex' })).resolves.toMatchObject({ skipped: false, format: 'bibtex' });
    expect(asked.slice(3).map(({ headers }) => headers['if-none-match'])).toEqual(['"one"', undefined]);
  });

  it('is read as what it is when the server names another encoding, and as the server says when it does not tell', async () => {
    let content = Buffer.from(feed('Über Löwen'));
    const host = await serve((_, response) =>
      response.setHeader('content-type', 'text/xml; charset="iso-8859-1"').end(content),
    );
    await load(`${host}/utf8`);
    content = Buffer.from(feed('Über Köche'), 'latin1');
    await load(`${host}/latin1`);
    expect(await titles()).toEqual(['Über Köche', 'Über Löwen']);
  });

  it('is found by the name of its server', async () => {
    const host = await serve((_, response) => response.end(feed('Named')));
    const limits = { ...LIMITS, privateAllowed: networks('127.0.0.1', '::1') };
    await load(host.replace('127.0.0.1', 'localhost'), { limits });
    expect(await titles()).toEqual(['Named']);
  });

  it('may be compressed', async () => {
    const host = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(feed('Packed'))),
    );
    await load(host);
    expect(await titles()).toEqual(['Packed']);
  });

  it('is found where it moved to, and stays the source that was asked for', async () => {
    const host = await serve((request, response) => {
      if (request.url === '/new') response.end(feed('Moved'));
      else response.writeHead(301, { location: 'new' }).end();
    });
    expect((await load(`${host}/old`)).source).toBe(`${host}/old`);
    expect(await titles()).toEqual(['Moved']);
  });
});

describe('nothing is written, and the address and the way out are named, for', () => {
  it('redirects in a circle', async () => {
    const host = await serve((request, response) => response.writeHead(302, { location: request.url }).end());
    expect(await failureOf(load(`${host}/loop`))).toBe(
      `${host}/loop: it is redirected more than 3 times, last to /loop. Give the address where it ends.`,
    );
    expect(asked).toHaveLength(4);
  });

  it.each([
    ['another scheme', 'file:///etc/passwd', 'is no http or https address'],
    ['a private address', 'http://127.0.0.2/', '127.0.0.2 is no public address'],
    ['a private address in other words', 'http://0x7f.2/', '127.0.0.2 is no public address'],
    ['a user and password', 'http://me:secret@127.0.0.1/', 'it carries a user name or password'],
    ['nowhere', 'http://', 'is no http or https address'],
  ])('a redirect to %s', async (_what, location, reason) => {
    const host = await serve((_, response) => response.writeHead(302, { location }).end());
    const failure = await failureOf(load(host));
    expect(failure).toContain(`${host}/: `);
    expect(failure).toContain(reason);
    expect(asked).toHaveLength(1);
  });

  it('an address of this machine, as a number or by a name that leads there, unless it is allowed', async () => {
    const host = await serve((_, response) => response.end(feed('Secret')));
    const limits = { ...LIMITS, privateAllowed: networks() };
    expect(await failureOf(load(host, { limits }))).toBe(
      `${host}/: 127.0.0.1 is no public address. Only public ones are loaded; if you trust this one, name it in FETCH_PRIVATE.`,
    );
    const named = host.replace('127.0.0.1', 'localhost');
    expect(await failureOf(load(named, { limits }))).toMatch(/localhost is (?:127\.0\.0\.1|::1), which is no public/);
    expect(asked).toHaveLength(0);
  });

  it.each([
    [401, {}, 'Download the file yourself'],
    [404, {}, 'there is nothing here. Check the address.'],
    [429, { 'retry-after': '90' }, 'Try again in 90 seconds.'],
    [503, {}, 'Try again later.'],
    [204, {}, 'not with a file'],
    [304, {}, 'not with a file'],
    [302, {}, 'without saying where to go'],
  ])('an answer %i', async (status, headers, todo) => {
    const host = await serve((_, response) => response.writeHead(status, headers).end());
    const failure = await failureOf(load(host));
    expect(failure).toContain(`${host}/: the server answered ${status}`);
    expect(failure).toContain(todo);
  });

  it('a body that says it is too large, before it is sent', async () => {
    const host = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100001' }).flushHeaders();
    });
    expect(await failureOf(load(host))).toBe(
      `${host}/: it is larger than 100000 bytes. Raise LIMIT_FETCH_BYTES, or download it yourself.`,
    );
  });

  it('a body without end', async () => {
    let isCutOff: Promise<unknown> | undefined;
    const host = await serve((_, response) => {
      isCutOff = once(response, 'close');
      const more = () => response.write('x'.repeat(10_000), () => response.writable && more());
      more();
    });
    expect(await failureOf(load(host))).toContain('larger than 100000 bytes');
    await isCutOff;
  });

  it('a small body that unpacks to a large one', async () => {
    const host = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(10_000_000))),
    );
    expect(await failureOf(load(host))).toContain('larger than 100000 bytes');
  });

  it.each(['an answer', 'a body'])('%s that does not come', async (what) => {
    const host = await serve((_, response) => {
      if (what === 'a body') response.write('<rss');
    });
    expect(await failureOf(load(host, { limits: { ...LIMITS, ms: 50 } }))).toBe(
      `${host}/: it took longer than 50 ms. Try again later, or raise LIMIT_FETCH_MS.`,
    );
  });

  it('a body that breaks off', async () => {
    const host = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write(feed('Half'), () => response.destroy());
    });
    expect(await failureOf(load(host))).toMatch(/\/: (?:loading it|the connection) failed/);
  });

  it('a page that is no feed', async () => {
    const host = await serve((_, response) => response.end('Nothing that anybody knows.'));
    expect(await failureOf(load(host))).toContain(`${host}/: no format recognises this file.`);
  });

  it('a server that is not there, by name or by port', async () => {
    expect(await failureOf(load('http://nowhere.invalid/'))).toContain(
      'http://nowhere.invalid/: no server of that name',
    );
    const host = await serve((_, response) => response.end());
    await new Promise((closed) => server?.close(closed));
    expect(await failureOf(load(host))).toContain(`${host}/: the connection failed (ECONNREFUSED)`);
  });

  it('an import that is given up', async () => {
    const gone = new AbortController();
    const host = await serve(() => {
      gone.abort();
    });
    expect(await failureOf(load(host, { signal: gone.signal }))).toContain(`${host}/: loading it failed`);
  });
});

it('leaves no file behind, whatever happens', async () => {
  const host = await serve((request, response) => response.end(request.url === '/good' ? feed('Good') : 'x'));
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('graph-import-'));
  await load(`${host}/good`);
  await load(`${host}/bad`).catch(() => undefined);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('graph-import-'))).toEqual(before);
});
