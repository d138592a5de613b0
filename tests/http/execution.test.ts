import { isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { buildGraphqlSchema } from '../../src/graphql/schema';
import { compileOperation } from '../../src/http/execution/compileOperation';
import { startTestServer, type TestServer } from './support/testServer';

const runs: string[] = [];
let compiling: TestServer;
let reference: TestServer;
beforeAll(async () => {
  compiling = await startTestServer({ execution: { compileAfter: 0, onRun: (by) => runs.push(by) } });
  reference = await startTestServer({ execution: { compileAfter: Infinity } });
});
afterAll(async () => {
  await compiling.close();
  await reference.close();
});
beforeEach(() => {
  runs.length = 0;
});

/** The answers of both servers, request ids left out. */
async function askBoth(body: object): Promise<readonly [string, string]> {
  const [compiled, interpreted] = await Promise.all([compiling.post(body), reference.post(body)]);
  const anonymous = ({ status, text }: { status: number; text: string }) =>
    `${status} ${text.replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, 'ID')}`;
  return [anonymous(compiled), anonymous(interpreted)];
}

describe('a compiled operation answers to the letter as graphql-js does', () => {
  it.each<[string, object]>([
    ['an argument that is left out', { query: '{ hello }' }],
    ['a variable that is not given', { query: 'query ($name: String) { hello(name: $name) }' }],
    ['a variable that is null', { query: 'query ($name: String) { hello(name: $name) }', variables: { name: null } }],
    ['a variable with a default', { query: 'query ($name: String = "you") { hello(name: $name) }' }],
    [
      'a default that null overrides',
      { query: 'query ($name: String = "you") { hello(name: $name) }', variables: { name: null } },
    ],
    [
      'an argument’s default, its variable not given',
      { query: 'query ($first: Int) { search(first: $first) { totalCount } }' },
    ],
    [
      'fields left out and in by variables',
      {
        query:
          'query ($no: Boolean!, $yes: Boolean!) { a: hello @skip(if: $yes) b: hello @include(if: $yes) c: hello @skip(if: $no) }',
        variables: { no: false, yes: true },
      },
    ],
    [
      'fragments, aliases and type names',
      {
        query:
          '{ ...F again: search { ...G __typename } } fragment F on Query { search { ...G } } fragment G on PaperConnection { totalCount pageInfo { more: hasNextPage } }',
      },
    ],
    [
      'introspection',
      {
        query:
          '{ __schema { queryType { name fields { name args { name defaultValue } } } } __type(name: "Paper") { name } }',
      },
    ],
    ['one operation of several', { query: 'query A { hello } query B { hello(name: "b") }', operationName: 'B' }],
  ])('%s', async (_what, body) => {
    const [compiled, interpreted] = await askBoth(body);
    expect(compiled).toBe(interpreted);
    expect(compiled).toMatch(/^200 \{"data":\{/);
    expect(runs).toEqual(['compiled']);
  });

  it.each<[string, object]>([
    ['a field that throws', { query: '{ hello bugInResolver }' }],
    ['a driver that throws', { query: '{ bugInDriver }' }],
    ['an error that claims to be ours', { query: '{ claimsToBeOurs }' }],
    ['a refusal', { query: '{ refused hello }' }],
    ['a field that must not be null and throws', { query: '{ hello unavailable }' }],
    ['a field that must not be null and is', { query: '{ hello nothing }' }],
    ['two of them', { query: '{ a: nothing hello b: nothing c: unavailable }' }],
    ['a value of a wrong type', { query: '{ badlyTyped hello }' }],
    ['a scalar that refuses a variable', { query: 'query ($p: Picky) { picky(value: $p) }', variables: { p: 1 } }],
    ['a variable that is missing', { query: 'query ($ref: String!) { paper(ref: $ref) { id } }' }],
    [
      'a variable of a wrong type',
      { query: 'query ($refs: [String!]!) { articles(refs: $refs) { id } }', variables: { refs: ['a', null, 3] } },
    ],
    ['an operation that is not there', { query: 'query A { hello } query B { hello }', operationName: 'C' }],
    ['no name among several operations', { query: 'query A { hello } query B { hello }' }],
  ])('errors: %s', async (_what, body) => {
    const [compiled, interpreted] = await askBoth(body);
    expect(compiled).toBe(interpreted);
    expect(compiled).toContain('"errors"');
    expect(runs).toEqual(['graphql-js']);
  });
});

it('what is asked only once or twice is not compiled', async () => {
  const by: string[] = [];
  const server = await startTestServer({ execution: { onRun: (how) => by.push(how) } });
  for (let use = 0; use < 4; use++) await server.post({ query: '{ hello }' });
  await server.close();
  expect(by).toEqual(['graphql-js', 'graphql-js', 'compiled', 'compiled']);
});

it('mutations run by graphql-js, one field after the other', async () => {
  await compiling.post({ query: 'mutation { a: touch b: touch }' });
  expect(runs).toEqual(['graphql-js']);
});

it('what is left out of a field that is selected twice is not answered', async () => {
  const query =
    'query ($yes: Boolean!) { a: hello @skip(if: $yes) search { totalCount } search @skip(if: $yes) { pageInfo { hasNextPage } } a: hello }';
  const [compiled, interpreted] = await askBoth({ query, variables: { yes: true } });
  expect(compiled).toBe(interpreted);
  expect(compiled).not.toContain('hasNextPage');
});

describe('what does not compile', () => {
  const schema = buildGraphqlSchema();
  const compiles = (query: string) => compileOperation(schema, query, undefined) !== null;

  it('an operation that interfaces within interfaces make too large', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `id connectedArticles(first: 1) { edges { node { ${nested(depth - 1)} } } }`;
    const query = (depth: number) => `{ article(ref: "x") { ${nested(depth)} } }`;
    expect(compiles(query(3))).toBe(true);
    expect(compiles(query(8))).toBe(false);
  });

  it('a field that answers under a name that JavaScript gives a meaning', () => {
    expect(compiles('{ __proto__: stats { papers } }')).toBe(false);
    expect(compiles('{ constructor: stats { papers } }')).toBe(true);
  });

  it.each([
    ['a field that is selected twice, once left out', '{ stats { papers } stats @skip(if: true) { issues } }', false],
    [
      'one within a field that is selected twice',
      '{ stats { papers @skip(if: true) } stats { issues papers } }',
      false,
    ],
    ['one whose fragment is left out', '{ stats { papers } ... @skip(if: true) { stats { issues } } }', false],
    ['a field that is selected twice without a condition', '{ stats { papers } stats { papers issues } }', true],
    ['two fields with a condition', '{ stats { papers @skip(if: true) all: papers @skip(if: true) } }', true],
    [
      'one field of two types with a condition',
      '{ node(id: "x") { ... on Paper @skip(if: true) { title } ... on Topic @skip(if: true) { title: name } } }',
      true,
    ],
  ])('%s: %s', (_what, query, isCompiled) => {
    expect(compiles(query)).toBe(isCompiled);
  });
});

it('what a compiled operation reads without a resolver throws nothing past it: a getter gives its error', () => {
  const classes = new Map(getMetadataStorage().objectTypes.map(({ name, target }) => [name, target]));
  const readInPlace = Object.values(buildGraphqlSchema().getTypeMap()).flatMap((type) => {
    const target = classes.get(type.name);
    if (!isObjectType(type) || !target) return [];
    // An object without anything: what a getter reads of it is not there.
    const empty = Object.create(target.prototype as object) as Readonly<Record<string, unknown>>;
    const bare = Object.values(type.getFields()).filter(({ resolve }) => resolve === undefined);
    return bare.map(({ name }) => empty[name]);
  });
  expect(readInPlace.filter((value) => value instanceof TypeError).length).toBeGreaterThan(50);
});
