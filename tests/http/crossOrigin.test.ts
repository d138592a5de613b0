import { readConfig } from '../../src/config';
import { startTestServer, type TestServer } from './support/testServer';

const OURS = 'https://reader.example';

async function preflight(server: TestServer, origin: string): Promise<Response> {
  return fetch(server.url + '/graphql', {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

describe('a server with CORS_ORIGINS', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ env: { CORS_ORIGINS: `${OURS} http://localhost:5173` } });
  });
  afterAll(() => server.close());

  it('lets pages of these origins ask, with a token, and read the tag and the id of the request', async () => {
    const asked = await preflight(server, OURS);
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe(OURS);
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
    const answer = await server.post({ query: '{ hello }' }, { origin: 'http://localhost:5173' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(answer.headers.get('access-control-expose-headers')).toContain('etag');
    expect(answer.headers.get('vary')).toBe('Origin, Accept, Authorization');
  });

  it('lets no other origin, and says so of no other page', async () => {
    const asked = await preflight(server, 'https://elsewhere.example');
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    const answer = await server.post({ query: '{ hello }' }, { origin: 'https://elsewhere.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const page = await fetch(server.url + '/healthz', { headers: { origin: OURS } });
    expect(page.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells errors across origins, too', async () => {
    const answer = await server.post({ query: '{' }, { origin: OURS });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('access-control-allow-origin')).toBe(OURS);
  });
});

it('with `*` any origin may ask; without it none', async () => {
  const [open, closed] = await Promise.all([startTestServer({ env: { CORS_ORIGINS: '*' } }), startTestServer({})]);
  expect((await preflight(open, OURS)).headers.get('access-control-allow-origin')).toBe('*');
  expect((await preflight(closed, OURS)).status).toBe(405);
  await Promise.all([open.close(), closed.close()]);
});

it.each([
  'https://reader.example/',
  'reader.example',
  'https://a.example https://b.example/path',
  '* https://a.example',
])('refuses %s as origins', (origins) => {
  expect(() => readConfig({ CORS_ORIGINS: origins })).toThrow(/^CORS_ORIGINS: .* is not allowed/);
});
