import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { createToken } from '../../src/auth/createToken';
import { codesOf, startTestServer, type TestServer } from './support/testServer';

const SECRET = 'a secret of this test with enough bytes';
const VIEWER = { query: '{ viewer }' };

async function seeViewer(server: TestServer, authorization?: string): Promise<unknown> {
  const answer = await server.post(VIEWER, authorization === undefined ? {} : { authorization });
  return answer.body.data ? JSON.parse(String(answer.body.data['viewer'])) : codesOf(answer);
}

function signWith(key: Uint8Array | CryptoKey, alg: string, claims: object = {}): Promise<string> {
  return new SignJWT({ sub: 'ada', exp: Math.floor(Date.now() / 1000) + 60, roles: ['editor'], ...claims })
    .setProtectedHeader({ alg, kid: 'one' })
    .sign(key);
}

describe('a secret in AUTH_JWT_SECRET', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ env: { AUTH_JWT_SECRET: SECRET } });
  });
  afterAll(() => server.close());
  const key = new TextEncoder().encode(SECRET);

  it('accepts the token that createToken makes', async () => {
    const token = await createToken({ secret: SECRET, subject: 'ada', roles: ['importer', 'editor'], expiresIn: '1h' });
    expect(await seeViewer(server, `Bearer ${token}`)).toEqual({
      viewer: { subject: 'ada', roles: ['importer', 'editor'] },
      mutationsEnabled: true,
    });
  });

  it('reads roles as a list, as words, and from scope', async () => {
    for (const claims of [{ roles: ['a', 'b', 7] }, { roles: 'a b' }, { roles: undefined, scope: 'a b' }]) {
      const seen = await seeViewer(server, `Bearer ${await signWith(key, 'HS256', claims)}`);
      expect(seen).toMatchObject({ viewer: { roles: ['a', 'b'] } });
    }
  });

  it('lets anyone ask without a token', async () => {
    expect(await seeViewer(server)).toEqual({ viewer: null, mutationsEnabled: true });
  });

  it('refuses every other token, for queries as well, with 401', async () => {
    const good = await signWith(key, 'HS256');
    const rsa = await generateKeyPair('RS256');
    const bad: Record<string, string> = {
      unsigned: `Bearer ${new UnsecuredJWT({ sub: 'ada', roles: ['editor'] }).setExpirationTime('1h').encode()}`,
      'wrong secret': `Bearer ${await signWith(new TextEncoder().encode(`${SECRET}!`), 'HS256')}`,
      'wrong algorithm': `Bearer ${await signWith(key, 'HS512')}`,
      'another kind of key': `Bearer ${await signWith(rsa.privateKey, 'RS256')}`,
      expired: `Bearer ${await signWith(key, 'HS256', { exp: Math.floor(Date.now() / 1000) - 60 })}`,
      'without expiry': `Bearer ${await signWith(key, 'HS256', { exp: undefined })}`,
      'not valid yet': `Bearer ${await signWith(key, 'HS256', { nbf: Math.floor(Date.now() / 1000) + 600 })}`,
      'without subject': `Bearer ${await signWith(key, 'HS256', { sub: undefined })}`,
      changed: `Bearer ${good.slice(0, -4)}AAAA`,
      garbage: 'Bearer garbage',
      'another scheme': `Basic ${good}`,
      'no token': 'Bearer',
    };
    for (const [what, authorization] of Object.entries(bad)) {
      const answer = await server.post(VIEWER, { authorization });
      expect([what, answer.status, ...codesOf(answer)]).toEqual([what, 401, 'UNAUTHENTICATED']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.text).not.toContain(good.slice(-20));
    }
    expect(server.probe.resolved).not.toContain('touch');
  });
});

describe('a key set at AUTH_JWKS_URL', () => {
  let keys: Server;
  let server: TestServer;
  const pairs = new Map<string, { privateKey: CryptoKey; publicKey: CryptoKey }>();
  beforeAll(async () => {
    for (const alg of ['RS256', 'ES256', 'EdDSA']) pairs.set(alg, await generateKeyPair(alg, { extractable: true }));
    const jwks = await Promise.all(
      [...pairs].map(async ([alg, { publicKey }]) => ({
        ...(await exportJWK(publicKey)),
        alg,
        kid: 'one',
        use: 'sig',
      })),
    );
    keys = createServer((_request, response) => response.end(JSON.stringify({ keys: jwks })));
    await once(keys.listen(0, '127.0.0.1'), 'listening');
    const { port } = keys.address() as AddressInfo;
    server = await startTestServer({ env: { AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys` } });
  });
  afterAll(async () => {
    await server.close();
    keys.close();
  });

  it.each(['RS256', 'ES256', 'EdDSA'])('accepts tokens signed with %s', async (alg) => {
    const pair = pairs.get(alg);
    const token = pair ? await signWith(pair.privateKey, alg) : '';
    expect(await seeViewer(server, `Bearer ${token}`)).toMatchObject({ viewer: { subject: 'ada' } });
  });

  it('refuses a token that is signed with the text of a public key', async () => {
    const jwk = await exportJWK(pairs.get('RS256')?.publicKey as CryptoKey);
    const token = await signWith(new TextEncoder().encode(JSON.stringify(jwk)), 'HS256');
    expect(await seeViewer(server, `Bearer ${token}`)).toEqual(['UNAUTHENTICATED']);
  });

  it('does not blame the token when the key set cannot be had', async () => {
    const alone = await startTestServer({ env: { AUTH_JWKS_URL: 'http://127.0.0.1:1/keys' } });
    const token = await signWith((pairs.get('ES256') as { privateKey: CryptoKey }).privateKey, 'ES256');
    const answer = await alone.post(VIEWER, { authorization: `Bearer ${token}` });
    expect(answer.status).toBe(503);
    expect(codesOf(answer)).toEqual(['SERVICE_UNAVAILABLE']);
    await alone.close();
  });
});

it('turns mutations off when neither is configured, and reads no token then', async () => {
  const server = await startTestServer();
  expect(await seeViewer(server, 'Bearer whatever')).toEqual({ viewer: null, mutationsEnabled: false });
  await server.close();
});
