import { getIntrospectionQuery } from 'graphql';
import { codesOf, startTestServer, type TestServer } from './support/testServer';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const nest = (levels: number, open: string, inner: string, close: string) =>
  open.repeat(levels) + inner + close.repeat(levels);

describe('document limits', () => {
  it('refuses a document that is nested too deep, with depth and limit', async () => {
    const query = `{ paper(ref: "x") ${nest(8, '{ links { paper ', '{ id }', '} }')} }`;
    const answer = await server.post({ query });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toContain('QUERY_TOO_DEEP');
    expect(answer.body.errors?.[0]?.extensions.details).toEqual({ found: 18, limit: 15 });
    expect(answer.body.errors?.[0]?.message).toBe('The document has a depth of 18; the limit is 15.');
  });

  it('counts depth through fragments', async () => {
    const query = `
      { paper(ref: "x") { ...A } }
      fragment A on Paper { links { paper { ...B } } }
      fragment B on Paper { links { paper { ...C } } }
      fragment C on Paper { links { paper { ...D } } }
      fragment D on Paper { links { paper { ...E } } }
      fragment E on Paper { links { paper { ...F } } }
      fragment F on Paper { links { paper { ...G } } }
      fragment G on Paper { links { paper { id } } }`;
    expect(codesOf(await server.post({ query }))).toContain('QUERY_TOO_DEEP');
  });

  it('runs four lists in one another and refuses five', async () => {
    const four = `{ search { edges { node { topics { edges { node { papers { edges { node { id } } } } } } } } } }`;
    const five = `{ paper(ref: "x") { topics(first: 1) { edges { node { parents { parents { parents { parents { slug } } } } } } } } }`;
    expect(codesOf(await server.post({ query: four }))).toEqual([]);
    expect(codesOf(await server.post({ query: five }))).toEqual(['QUERY_TOO_DEEP']);
  });

  it('answers the standard introspection query', async () => {
    const answer = await server.post({ query: getIntrospectionQuery({ descriptions: true }) });
    expect(codesOf(answer)).toEqual([]);
    expect(answer.body.extensions?.cost).toMatchObject({ requested: 0 });
  });

  it('refuses introspection that goes round in circles', async () => {
    const query = `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`;
    expect(codesOf(await server.post({ query }))).not.toEqual([]);
  });

  it('refuses more than 30 aliases, those of __typename too', async () => {
    const aliases = (count: number) => Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ');
    expect(codesOf(await server.post({ query: `{ ${aliases(30)} }` }))).toEqual([]);
    const answer = await server.post({ query: `{ ${aliases(31)} }` });
    expect(codesOf(answer)).toEqual(['TOO_MANY_ALIASES']);
    expect(answer.body.errors?.[0]?.message).toMatch(/^The document has \d+ aliases; the limit is \d+\.$/);
    expect(answer.body.errors?.[0]?.extensions.details).toEqual({ found: 31, limit: 30 });
  });

  it('refuses more than 8 directives', async () => {
    const fields = Array.from({ length: 9 }, () => '... @include(if: true) { hello }').join(' ');
    expect(codesOf(await server.post({ query: `{ ${fields} }` }))).toEqual(['TOO_MANY_DIRECTIVES']);
  });

  it('refuses a document of more than 2,000 tokens before it is parsed to the end', async () => {
    const answer = await server.post({ query: `{ ${'hello '.repeat(2001)} }` });
    expect(codesOf(answer)).toEqual(['QUERY_TOO_LONG']);
    expect(answer.status).toBe(400);
  });

  it('refuses a body that is too large', async () => {
    const answer = await server.post({ query: '{ hello }', variables: { filler: 'x'.repeat(2_000_001) } });
    expect(answer.status).toBe(413);
    expect(codesOf(answer)).toEqual(['BODY_TOO_LARGE']);
  });

  it('answers at most 20 errors', async () => {
    const unknown = Array.from({ length: 40 }, (_, index) => `no${index}`).join(' ');
    expect((await server.post({ query: `{ ${unknown} }` })).body.errors).toHaveLength(20);
    const ids = Array.from({ length: 29 }, (_, index) => `a${index}: paper(ref: $v${index}) { id }`).join(' ');
    const missing = Array.from({ length: 29 }, (_, index) => `$v${index}: String!`).join(' ');
    expect((await server.post({ query: `query (${missing}) { ${ids} }` })).body.errors).toHaveLength(20);
  });
});

describe('cost', () => {
  const PAGE =
    'query ($first: Int) { search(first: $first) { edges { node { topics(first: 10) { edges { node { slug } } } } } } }';

  it('multiplies page sizes, variables included, and tells cost and limits in every answer', async () => {
    const answer = await server.post({ query: PAGE, variables: { first: 20 } });
    // Each of 20 papers counts 1, and so does each of its 10 topics.
    expect(answer.body.extensions?.cost).toMatchObject({ requested: 220, limit: 50_000 });
    expect(answer.body.extensions?.cost['limits']).toEqual({
      depth: 15,
      listDepth: 4,
      tokens: 2000,
      aliases: 30,
      directives: 8,
      pageSize: 100,
    });
    expect((await server.post({ query: '{ nope }' })).body.extensions?.cost).toMatchObject({
      requested: null,
      limit: 50_000,
    });
  });

  it('takes the default page size where the operation names none', async () => {
    expect((await server.post({ query: PAGE })).body.extensions?.cost).toMatchObject({ requested: 110 });
  });

  it('counts the references of a list argument', async () => {
    const query = 'query ($refs: [String!]!) { articles(refs: $refs) { topics { edges { node { slug } } } } }';
    const answer = await server.post({ query, variables: { refs: Array.from({ length: 300 }, String) } });
    expect(answer.body.extensions?.cost).toMatchObject({ requested: 300 * 11 });
  });

  it('refuses an operation above the limit before any resolver runs, naming both numbers', async () => {
    const before = server.probe.resolved.length;
    const query = `query ($first: Int) { search(first: $first) { edges { node { topics(first: 100) { edges { node {
      papers(first: 100) { edges { node { id } } } } } } } } } }`;
    const answer = await server.post({ query, variables: { first: 100 } });
    expect(answer.status).toBe(400);
    expect(codesOf(answer)).toEqual(['QUERY_TOO_COMPLEX']);
    expect(answer.body.errors?.[0]?.extensions.details).toEqual({ requested: 1_010_100, limit: 50_000 });
    expect(answer.body.extensions?.cost).toMatchObject({ requested: 1_010_100 });
    expect(server.probe.resolved).toHaveLength(before);
  });

  it('refuses fragments that multiply into too many fields', async () => {
    const fragments = Array.from(
      { length: 14 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    const query = `{ ...F0 } ${fragments.join(' ')} fragment F14 on Query { hello }`;
    expect(codesOf(await server.post({ query }))).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it.each([0, -1, 101, 1_000_000])('refuses a page of %d, naming the argument and what is allowed', async (first) => {
    const answer = await server.post({ query: PAGE, variables: { first } });
    expect(codesOf(answer)).toEqual(['BAD_PAGE']);
    expect(answer.body.errors?.[0]?.extensions.details).toEqual({
      argument: 'Query.search(first:)',
      minimum: 1,
      maximum: 100,
    });
  });

  it('prices an operation without running it when asked to, also one that is too dear', async () => {
    const before = server.probe.resolved.length;
    const query =
      '{ search(first: 100) { edges { node { topics(first: 100) { edges { node { papers(first: 100) { totalCount } } } } } } } }';
    const answer = await server.post({ query }, { 'x-graph-dry-run': '1' });
    expect(answer.status).toBe(200);
    expect(answer.body.data).toBeNull();
    expect(answer.body.errors).toBeUndefined();
    expect(answer.body.extensions?.cost).toMatchObject({ requested: 1_010_100, limit: 50_000, dryRun: true });
    expect(server.probe.resolved).toHaveLength(before);
  });

  it('refuses in a dry run the variables that the operation would refuse', async () => {
    const answer = await server.post({ query: PAGE, variables: { first: 'many' } }, { 'x-graph-dry-run': '1' });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
  });

  it('sets every limit by its variable', async () => {
    const small = await startTestServer({
      env: { LIMIT_DEPTH: '2', LIMIT_COST: '9', LIMIT_PAGE_SIZE: '5', LIMIT_ALIASES: '0' },
    });
    expect(codesOf(await small.post({ query: '{ search(first: 6) { totalCount } }' }))).toEqual(['BAD_PAGE']);
    expect(codesOf(await small.post({ query: '{ search(first: 5) { pageInfo { hasNextPage } } }' }))).toEqual([
      'QUERY_TOO_DEEP',
    ]);
    expect(
      codesOf(await small.post({ query: '{ articles(refs: ["1","2","3","4","5","6","7","8","9","10"]) { id } }' })),
    ).toEqual(['QUERY_TOO_COMPLEX']);
    expect(codesOf(await small.post({ query: '{ a: hello }' }))).toEqual(['TOO_MANY_ALIASES']);
    await small.close();
  });
});
