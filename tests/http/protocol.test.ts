import { serverAudits } from 'graphql-http';
import { codesOf, startTestServer, type TestServer } from './support/testServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('GraphQL over HTTP', () => {
  it('passes all audits of graphql-http, with notices only for the plain GETs that CSRF protection blocks', async () => {
    const results = await Promise.all(serverAudits({ url: `${server.url}/graphql` }).map(({ fn }) => fn()));
    const byStatus = (status: string) => results.filter((result) => result.status === status).map(({ name }) => name);
    expect(byStatus('error')).toEqual([]);
    expect(byStatus('warn')).toEqual([]);
    expect(byStatus('notice')).toHaveLength(3);
    for (const name of byStatus('notice')) expect(name).toContain('GET');
    expect(byStatus('ok').length).toBeGreaterThanOrEqual(58);
  });

  it('answers a GET that a page of another site cannot send', async () => {
    expect((await server.get({ query: '{ hello }' })).body.data).toEqual({ hello: 'hello world' });
  });

  it('answers a refused document with 200 to a client that knows application/json only', async () => {
    const answer = await server.post({ query: '{ nope }' }, { accept: 'application/json' });
    expect(answer.status).toBe(200);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('tells Apollo’s clients that a hash is not enough, in the words that make them send the document', async () => {
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } });
    const answer = await server.get({ extensions });
    expect(answer.status).toBe(200);
    expect(codesOf(answer)).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED']);
    expect(answer.body.errors?.[0]?.message).toBe('PersistedQueryNotSupported');
  });

  it('refuses a subscription as what the schema lacks', async () => {
    const answer = await server.post({ query: 'subscription { hello }' });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('entity tags', () => {
  const QUESTION = { query: 'query ($n: String) { hello(name: $n) }', variables: '{"n":"a"}' };

  it('answers an unchanged GET with 304 and runs nothing', async () => {
    const first = await server.get(QUESTION);
    const tag = String(first.headers.get('etag'));
    expect(first.headers.get('vary')).toBe('Accept, Authorization');
    const before = server.probe.resolved.length;
    const second = await server.get(QUESTION, { 'if-none-match': `"other", ${tag}` });
    expect(second.status).toBe(304);
    expect(second.text).toBe('');
    expect(server.probe.resolved).toHaveLength(before);
  });

  it('gives another tag to other variables and to another media type', async () => {
    const tags = await Promise.all([
      server.get(QUESTION),
      server.get({ ...QUESTION, variables: '{"n":"b"}' }),
      server.get(QUESTION, { accept: 'application/json' }),
    ]);
    expect(new Set(tags.map(({ headers }) => headers.get('etag'))).size).toBe(3);
  });

  it('gives another tag after a write', async () => {
    const tag = String((await server.get(QUESTION)).headers.get('etag'));
    const topic = { name: 'Robustness', kind: 'AREA', aliases: [] } as const;
    await server.store.write({
      putNodes: [
        {
          id: 'topic:robustness' as never,
          kind: 'Topic',
          facts: { slug: 'robustness', ...topic } as never,
          claims: [],
        },
      ],
    });
    const answer = await server.get(QUESTION, { 'if-none-match': tag });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('etag')).not.toBe(tag);
  });

  it('gives none to errors and to POSTs', async () => {
    expect((await server.get({ query: '{ refused }' })).headers.get('etag')).toBeNull();
    const posted = await server.post({ query: '{ hello }' });
    expect(posted.headers.get('etag')).toBeNull();
    expect(posted.headers.get('cache-control')).toBe('no-store');
  });
});

describe('security headers', () => {
  it.each(['/', '/graphql', '/playground', '/healthz', '/nowhere'])('are sent with %s', async (path) => {
    const { headers } = await fetch(server.url + path);
    const policy = String(headers.get('content-security-policy'));
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("worker-src 'self';");
    expect(policy).toContain("object-src 'none';");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe-eval');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
