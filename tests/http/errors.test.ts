import { connect } from 'node:net';
import { GraphError } from '../../src/model/errors';
import type { GraphStore } from '../../src/store/port';
import { SECRET } from './support/probeSchema';
import { codesOf, startTestServer, type Answer, type TestServer } from './support/testServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** What the log says of errors of a request. */
function linesOf({ headers }: Answer): string[] {
  const id = String(headers.get('x-request-id'));
  return server.logged.filter((line) => line.includes(id) && line.includes('"stack"'));
}

describe('what is not of the catalogue never reaches a client', () => {
  it.each(['bugInResolver', 'bugInDriver', 'claimsToBeOurs', 'badlyTyped', 'nothing'])(
    'masks %s with a request id that finds the full text in the log',
    async (field) => {
      const answer = await server.post({ query: `{ ${field} }` });
      expect(answer.text).not.toContain('hunter2');
      expect(answer.text).not.toContain('internal:7687');
      expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
      const error = answer.body.errors?.[0];
      expect(error?.path).toEqual([field]);
      expect(error?.extensions.requestId).toBe(answer.headers.get('x-request-id'));
      const line = server.logged.find(
        (text) => text.includes(String(error?.extensions.requestId)) && text.includes('stack'),
      );
      expect(line).toBeDefined();
    },
  );

  it('keeps credentials out of the log as well, and the rest of the text in it', async () => {
    const answer = await server.post({ query: '{ bugInDriver }' });
    const id = String(answer.headers.get('x-request-id'));
    const lines = server.logged.filter((line) => line.includes(id)).join('');
    expect(lines).toContain('Could not reach bolt://[hidden]');
    expect(server.logged.join('')).not.toContain('hunter2');
  });

  it('cuts off what a scalar says while a document is validated or variables are read', async () => {
    for (const request of [
      { query: `{ picky(value: "x") }` },
      { query: 'query ($value: Picky) { picky(value: $value) }', variables: { value: 'x' } },
    ]) {
      const answer = await server.post(request);
      expect(answer.text).not.toContain('hunter2');
      expect(answer.status).toBe(400);
      expect(['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']).toContain(codesOf(answer)[0]);
      expect(answer.body.errors?.[0]?.message).toContain('Picky');
    }
  });

  it('shows an error of the catalogue with code, what to do, details and path, and not its cause', async () => {
    const answer = await server.post({ query: '{ refused hello }' });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ refused: null, hello: 'hello world' });
    expect(answer.body.errors).toEqual([
      {
        message: 'That is no reference.',
        locations: [{ line: 1, column: 3 }],
        path: ['refused'],
        extensions: {
          code: 'BAD_REFERENCE',
          todo: 'Give an id, a DOI, an arXiv or OpenReview id, or an http(s) URL.',
          details: { ref: 'x' },
        },
      },
    ]);
    expect(answer.text).not.toContain('hunter2');
  });

  it('gives an answer without data the status of the catalogue', async () => {
    const answer = await server.post({ query: '{ unavailable }' });
    expect(answer.status).toBe(503);
    expect(answer.body.data).toBeNull();
    expect(codesOf(answer)).toEqual(['SERVICE_UNAVAILABLE']);
  });

  it('tells the log, and only the log, what the engine itself says', async () => {
    const answer = await server.post({ query: '{ unavailable }' });
    expect(answer.text).not.toContain('internal:7687');
    expect(linesOf(answer)).toEqual([expect.stringContaining('SERVICE_UNAVAILABLE')]);
  });

  it('tells the log once of what fails several fields at once', async () => {
    expect(linesOf(await server.post({ query: '{ a: bugInDriver b: bugInDriver }' }))).toHaveLength(1);
  });

  it('masks what fails before GraphQL, too', async () => {
    const store: GraphStore = Object.create(server.store, {
      revision: { value: () => Promise.reject(new Error(SECRET)) },
    }) as GraphStore;
    const broken = await startTestServer({ store });
    const answer = await broken.get({ query: '{ hello }' });
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('hunter2');
    expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    await broken.close();
  });
});

describe('bad requests', () => {
  it('names the place of a syntax error', async () => {
    const answer = await server.post({ query: '{ hello' });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['GRAPHQL_PARSE_FAILED']);
    expect(answer.body.errors?.[0]).toMatchObject({ locations: [{ line: 1, column: 8 }] });
  });

  it('names a wrong field and what was perhaps meant', async () => {
    const answer = await server.post({ query: '{ helo }' });
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect(answer.body.errors?.[0]?.message).toContain('Did you mean "hello"');
  });

  it('names the variable that does not fit', async () => {
    const answer = await server.post({ query: 'query ($r: String!) { paper(ref: $r) { id } }', variables: { r: 7 } });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.body.errors?.[0]?.message).toContain('"$r"');
  });

  it.each([
    ['no JSON', '{ "query', 'application/json', 400, 'BAD_REQUEST'],
    ['nothing', '', 'application/json', 400, 'BAD_REQUEST'],
    ['a poisoned prototype', '{"query":"{ hello }","__proto__":{"x":1}}', 'application/json', 400, 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ hello }"}]', 'application/json', 400, 'BAD_REQUEST'],
    ['text', '{ hello }', 'text/plain', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a form', 'query=%7Bhello%7D', 'application/x-www-form-urlencoded', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('refuses a body that is %s', async (_what, body, type, status, code) => {
    const answer = await server.post(body, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(codesOf(answer)).toEqual([code]);
  });

  it('refuses other methods and says which are allowed', async () => {
    const answer = await fetch(`${server.url}/graphql`, { method: 'DELETE' });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  it('refuses a mutation by GET', async () => {
    const answer = await server.get({ query: 'mutation { touch }' });
    expect(answer.status).toBe(405);
    expect(codesOf(answer)).toEqual(['METHOD_NOT_ALLOWED']);
  });

  it('blocks what another site could make a browser send', async () => {
    const plain = await fetch(`${server.url}/graphql?query=%7Bhello%7D`);
    expect(plain.status).toBe(400);
    expect(await plain.text()).toContain('Cross-Site Request Forgery');
  });

  it('answers a request whose Host header is nonsense', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const body = '{"query":"{ hello }"}';
    socket.end(
      `POST /graphql HTTP/1.1\r\nHost: [\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
    );
    let text = '';
    for await (const chunk of socket.setEncoding('utf8')) text += String(chunk);
    expect(text).toMatch(/^HTTP\/1\.1 (?:200|400)/u);
  });

  it('answers an unknown address with 404', async () => {
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
  });
});

describe('time', () => {
  it('stops a query whose time is up, in the engine and for the client', async () => {
    const quick = await startTestServer({ env: { LIMIT_QUERY_MS: '30' } });
    const answer = await quick.post({ query: '{ listens }' });
    expect(answer.status).toBe(504);
    expect(codesOf(answer)).toEqual(['TIMEOUT']);
    await quick.probe.stopped;
    expect(quick.probe.aborted[0]).toMatchObject({ code: 'TIMEOUT' });
    await quick.close();
  });

  it('answers in time also when a resolver does not listen', async () => {
    const quick = await startTestServer({ env: { LIMIT_QUERY_MS: '30' } });
    expect(codesOf(await quick.post({ query: '{ deaf }' }))).toEqual(['TIMEOUT']);
    expect((await quick.post({ query: '{ hello }' })).body.data).toEqual({ hello: 'hello world' });
    await quick.close();
  });

  it('stops an operation whose client went away', async () => {
    const client = new AbortController();
    const request = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ listens }"}',
      signal: client.signal,
    });
    await server.probe.arrived(1);
    client.abort();
    await expect(request).rejects.toThrow();
    await server.probe.stopped;
    expect(server.probe.aborted[0]).toBeInstanceOf(GraphError);
  });
});
