import { createToken } from '../../src/auth/createToken';
import { AnswerCache } from '../../src/http/answerCache';
import { GraphError } from '../../src/model/errors';
import { topic } from '../support/builders';
import { codesOf, startTestServer, type TestServer } from './support/testServer';

const SECRET = 'a secret of this test with enough bytes';
const QUESTION = { query: 'query ($n: String) { hello(name: $n) }', variables: { n: 'a' } };

let server: TestServer;
let recalled: boolean[];
beforeEach(async () => {
  recalled = [];
  const answers = new AnswerCache({ onRecall: (isKept) => recalled.push(isKept) });
  server = await startTestServer({ env: { AUTH_JWT_SECRET: SECRET }, answers });
});
afterEach(() => server.close());

const runs = (): number => server.probe.resolved.length;

it('gives the same answer to the same question without running it again', async () => {
  const first = await server.post(QUESTION);
  const second = await server.post(QUESTION);
  expect(second.text).toBe(first.text);
  expect([second.status, second.body.data]).toEqual([200, { hello: 'hello a' }]);
  expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'));
  expect(second.headers.get('cache-control')).toBe('no-store');
  expect(second.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
  expect([runs(), recalled]).toEqual([1, [false, true]]);
});

it('logs what the operation cost, kept or not', async () => {
  await server.post(QUESTION);
  await server.post(QUESTION);
  const answered = server.logged.filter((line) => line.includes('"answered"'));
  const [first, second] = answered.map((line) => (JSON.parse(line) as { cost?: number }).cost);
  expect([first, second]).toEqual([expect.any(Number), first]);
});

it('tags kept answers to GETs as others', async () => {
  const ask = () => server.get({ query: '{ hello }' });
  const [first, second] = [await ask(), await ask()];
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  expect([second.headers.get('etag'), runs()]).toEqual([expect.stringMatching(/^"/), 1]);
});

it('runs again what is asked with other variables, by another reader, for another media type or in another way', async () => {
  const token = await createToken({ secret: SECRET, subject: 'ada', roles: ['editor'], expiresIn: '1h' });
  await server.post(QUESTION);
  await server.post({ ...QUESTION, variables: { n: 'b' } });
  await server.post(QUESTION, { authorization: `Bearer ${token}` });
  await server.post(QUESTION, { accept: 'application/json' });
  await server.get({ query: QUESTION.query, variables: JSON.stringify(QUESTION.variables) });
  expect([runs(), recalled]).toEqual([5, [false, false, false, false, false]]);
});

it('runs again after a write', async () => {
  await server.post(QUESTION);
  await server.store.write({ putNodes: [topic('robustness')] });
  await server.post(QUESTION);
  expect(runs()).toBe(2);
});

it('keeps neither errors nor mutations nor what was only priced', async () => {
  const token = await createToken({ secret: SECRET, subject: 'ada', roles: ['editor'], expiresIn: '1h' });
  for (let time = 0; time < 2; time++) {
    expect(codesOf(await server.post({ query: '{ refused }' }))).toEqual(['BAD_REFERENCE']);
    const changed = await server.post({ query: 'mutation { touch }' }, { authorization: `Bearer ${token}` });
    expect(changed.body.data).toEqual({ touch: 'touched' });
  }
  expect(runs()).toBe(4);
  await server.post(QUESTION, { 'x-graph-dry-run': '1' });
  expect((await server.post(QUESTION)).body.data).toEqual({ hello: 'hello a' });
});

it('still refuses a GET that a page of another site may send', async () => {
  const parameters = { query: '{ hello }' };
  expect((await server.get(parameters)).status).toBe(200);
  const url = `${server.url}/graphql?${new URLSearchParams(parameters).toString()}`;
  expect((await fetch(url)).status).toBe(400);
});

it('answers by POST what needs no engine while the engine is away', async () => {
  jest.spyOn(server.store, 'revision').mockRejectedValue(new GraphError('SERVICE_UNAVAILABLE', 'away'));
  expect((await server.post(QUESTION)).body.data).toEqual({ hello: 'hello a' });
});

it('drops what was not asked for longest when there is no room', async () => {
  const small = await startTestServer({ answers: new AnswerCache({ maxBytes: 2600 }) });
  const ask = (n: string) => small.post({ ...QUESTION, variables: { n } });
  for (const n of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(n);
  expect(small.probe.resolved).toHaveLength(4);
});
