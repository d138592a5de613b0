import { Neo4jConnection } from '../../src/store/neo4j/driver';
import { countCalls, type CountedStore } from '../support/countCalls';
import { describeEnginesFilled } from '../support/engines';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

/** Many kinds of fields, several levels deep, over a list of any length. */
const NESTED: readonly (readonly [what: string, query: string])[] = [
  [
    'papers with authors, topics, issues and citations',
    `query ($first: Int!) { papers(first: $first) { totalCount edges { node {
      venue { name } url
      authors(first: 3) { edges { position node { name articles(first: 3) { edges { node { title topics(first: 2) { edges { node { name } } } } } } } } }
      topics(first: 3) { totalCount edges { weight node { name } } }
      featuredIn(first: 2) { edges { node { title newsletter { name } sections { entries { article { id } } } } } }
      cites(first: 2) { totalCount edges { node { title } } }
      citedBy(first: 2) { totalCount edges { node { title } } }
    } } } }`,
  ],
  [
    'papers with their connected articles and the evidence',
    `query ($first: Int!) { papers(first: $first) { edges { node { title connectedArticles(first: 3) { edges {
      score because node { title topics(first: 2) { edges { node { name } } } }
      signals { signal evidence { __typename ... on Article { title } ... on Topic { name } ... on Author { name } } }
    } } } } } }`,
  ],
  [
    'topics with their neighborhoods and articles',
    `query ($first: Int!) { topics(first: $first, orderBy: { field: POPULARITY, direction: DESC }) { edges { node {
      name articleCount parents { name } children { name }
      neighborhood(depth: 2, first: 5) { edges { weight node { name articles(first: 2) { edges { node { title } } } } } }
    } } } }`,
  ],
  [
    'topics over time',
    `query ($first: Int!) { topics(first: $first, orderBy: { field: POPULARITY, direction: DESC }) { edges { node {
      trend { direction slope points { year share } }
      trendByIssue(first: $first) { points { share issue { title newsletter { name } } } }
      timeline(first: 3) { totalCount edges { date featuredIn { title } node { title } } }
      representativePapers(first: 3) { truncated edges { score node { title authors(first: 2) { edges { node { name } } } } } }
      neighborhood(depth: 2, first: 5, asOf: "2021-06") { cut edges { support node { name trend { direction } } } }
    } } } }`,
  ],
  [
    'search with what the hits are',
    `query ($first: Int!) { search(query: "models", first: $first) { totalCount facets { kind { value count } } edges {
      score highlights { field fragment } node { id ... on Article { title topics(first: 2) { edges { node { name } } } } }
    } } }`,
  ],
  [
    'who said what',
    `query ($first: Int!) { papers(first: $first) { edges { node { claims { source { name importedAt } rank } } } } }`,
  ],
];

describeEnginesFilled('round trips to the engine', fillWithSeeds, (store) => {
  let counted: CountedStore;
  let server: GraphqlServer;
  // One for each query, because what an earlier one has read is not read again.
  beforeEach(async () => {
    counted = countCalls(store());
    server = await startGraphqlServer(counted.store);
  });
  afterEach(() => server.close());

  it.each(NESTED)('%s: as many for two nodes as for forty', async (what, query) => {
    const isNeo4j = store().engine === 'neo4j';
    const statements = jest.spyOn(Neo4jConnection.prototype, 'read');
    const costs: { calls: readonly string[]; statements: number; nodes: number }[] = [];
    for (const first of [2, 40]) {
      counted.calls.length = 0;
      counted.revisions = 0;
      statements.mockClear();
      const { data, errors } = await server.ask(query, { first }, { once: true });
      expect(errors).toBeUndefined();
      costs.push({
        calls: [...counted.calls].sort(),
        // None on the embedded engine, where a call is all there is.
        statements: isNeo4j ? statements.mock.calls.length - counted.revisions : 0,
        nodes: Object.values(data as Record<string, { edges: unknown[] }>)[0]?.edges.length ?? 0,
      });
    }
    statements.mockRestore();
    const [few, many] = costs;
    expect([few?.nodes, many?.nodes]).toEqual([2, 40]);
    expect(many?.calls).toEqual(few?.calls);
    expect(many?.statements).toBe(few?.statements);
    expect(few?.calls.length).toBeLessThan(25);
    if (what.includes('connected')) expect(few?.calls.filter((call) => call === 'gatherEvidence')).toHaveLength(1);
    if (isNeo4j) expect(many?.statements).toBeLessThanOrEqual(many?.calls.length ?? 0);
  });
});
