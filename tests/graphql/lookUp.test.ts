import { describeEnginesFilled } from '../support/engines';
import { problemsOf, startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

const PAPER = 'paper:arxiv.2212.03827';
const TITLE = 'Discovering Latent Knowledge in Language Models Without Supervision';

describeEnginesFilled('looking up', fillWithSeeds, (store) => {
  let server: GraphqlServer;
  beforeAll(async () => {
    server = await startGraphqlServer(store());
  });
  afterAll(() => server.close());

  it.each([
    PAPER,
    '2212.03827',
    'arXiv:2212.03827v3',
    'https://arxiv.org/pdf/2212.03827v1.pdf',
    'http://www.arxiv.org/abs/2212.03827?utm_source=x#top',
    '10.48550/arXiv.2212.03827',
    'https://doi.org/10.48550/arXiv.2212.03827',
    TITLE,
    TITLE.toUpperCase(),
    '2212.0382',
    'paper:arxiv.2212.03',
  ])('finds one paper by %s', async (ref) => {
    const { data, errors } = await server.ask('query ($ref: String!) { paper(ref: $ref) { id } }', { ref });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ paper: { id: PAPER } });
  });

  it('finds issues, topics, newsletters, authors, venues and resources by their names', async () => {
    const { data, errors } = await server.ask(`{
      bySlugAndNumber: issue(ref: "ml-safety-newsletter/7") { id }
      byAddress: issue(ref: "https://newsletter.mlsafety.org/p/ml-safety-newsletter-7") { id }
      byAlias: topic(slug: "withstanding hazards") { id }
      byName: topic(slug: "Adversarial Robustness") { id }
      newsletter(ref: "ML Safety Newsletter") { id issues(first: 1) { totalCount } }
      authors(first: 1) { edges { node { id name } } }
      resources(first: 1) { edges { node { id url } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      bySlugAndNumber: { id: 'issue:ml-safety-newsletter/7' },
      byAddress: { id: 'issue:ml-safety-newsletter/7' },
      byAlias: { id: 'topic:robustness' },
      byName: { id: 'topic:adversarial-robustness' },
      newsletter: { id: 'newsletter:ml-safety-newsletter', issues: { totalCount: 18 } },
    });
    const author = data.authors.edges[0].node;
    const resource = data.resources.edges[0].node;
    const again = await server.ask(
      'query ($name: String!, $url: String!) { author(ref: $name) { id } resource(ref: $url) { id } }',
      { name: author.name, url: resource.url },
    );
    expect(again.data).toEqual({ author: { id: author.id }, resource: { id: resource.id } });
  });

  it('answers null without an error for what is not there', async () => {
    const { data, errors } = await server.ask(`{
      paper(ref: "1999.00001") { id } issue(ref: "no-such/7") { id } topic(slug: "no such topic") { id }
      author(ref: "Nobody Atall") { id } newsletter(ref: "nothing") { id } venue(ref: "nowhere") { id }
      resource(ref: "https://example.org/nothing") { id } node(id: "paper:none") { id } other: node(id: "%%%") { id }
      nodes(ids: ["topic:robustness", "nothing at all", "issue:none/1"]) { id }
      articles(refs: ["2212.03827", "1999.00001", "ml-safety-newsletter/8"]) { __typename id }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      ...{ paper: null, issue: null, topic: null, author: null, newsletter: null, venue: null, resource: null },
      ...{ node: null, other: null },
      nodes: [{ id: 'topic:robustness' }, null, null],
      articles: [{ __typename: 'Paper', id: PAPER }, null, { __typename: 'Issue', id: 'issue:ml-safety-newsletter/8' }],
    });
  });

  it('lists the candidates when a reference fits several articles', async () => {
    const answer = await server.ask('{ paper(ref: "paper:arxiv.22") { id } }');
    expect(problemsOf(answer)).toEqual(['AMBIGUOUS_REFERENCE ref']);
    const candidates = answer.errors?.[0]?.extensions.details?.['candidates'] as { id: string; title: string }[];
    expect(candidates.length).toBeGreaterThan(1);
    for (const { id, title } of candidates) {
      expect(id).toMatch(/^paper:arxiv\.22/);
      expect(title.length).toBeGreaterThan(3);
    }
  });

  it('answers hundreds of references at once, in order', async () => {
    const { data } = await server.ask('{ papers(first: 100) { edges { node { id } } } }');
    const ids = data.papers.edges.map(({ node }: { node: { id: string } }) => node.id);
    const refs = Array.from({ length: 500 }, (_, index) => ids[index % ids.length]);
    const answer = await server.ask('query ($refs: [String!]!) { articles(refs: $refs) { id } }', { refs });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.articles.map(({ id }: { id: string }) => id)).toEqual(refs);
  });

  it.each([
    ['an empty reference', '{ paper(ref: " ") { id } }', ['BAD_REFERENCE ref']],
    ['an over-long reference', `{ paper(ref: "${'x'.repeat(3000)}") { id } }`, ['BAD_REFERENCE ref']],
    ['too many references', `{ articles(refs: [${'"x",'.repeat(501)}]) { id } }`, ['BAD_INPUT refs']],
    ['a cursor of nowhere', '{ papers(first: 1, after: "nonsense") { totalCount } }', ['BAD_CURSOR after']],
    ['no page at all', '{ papers(first: 0) { totalCount } }', ['BAD_PAGE Query.papers(first:)']],
    ['a page that is too large', '{ papers(first: 101) { totalCount } }', ['BAD_PAGE Query.papers(first:)']],
    [
      'an unknown topic',
      '{ papers(filter: { topics: ["no such topic"] }) { totalCount } }',
      ['NOT_FOUND filter.topics'],
    ],
    ['an unknown topic', '{ search(query: "x", topics: ["no such topic"]) { totalCount } }', ['NOT_FOUND topics']],
    ['a search for nothing', '{ search(query: "  ") { totalCount } }', ['BAD_INPUT query']],
    ['an over-long search', `{ search(query: "${'x'.repeat(501)}") { totalCount } }`, ['BAD_INPUT query']],
    ['an unknown end', '{ shortestPath(from: "2212.03827", to: "nowhere") { length } }', ['NOT_FOUND to']],
    [
      'an endless path',
      '{ shortestPath(from: "2212.03827", to: "topic:honesty", maxLength: 99) { length } }',
      ['BAD_INPUT maxLength'],
    ],
    ['a depth of none', '{ topic(slug: "robustness") { neighborhood(depth: 0) { totalCount } } }', ['BAD_INPUT depth']],
    ['two starts of a map', '{ knowledgeMap(topic: "robustness", query: "x") { truncated } }', ['BAD_INPUT center']],
    ['a map of nothing', '{ knowledgeMap(query: " ") { truncated } }', ['BAD_INPUT query']],
    ['an over-long map', `{ knowledgeMap(query: "${'x'.repeat(501)}") { truncated } }`, ['BAD_INPUT query']],
    ['a wrong enum', '{ papers(orderBy: { field: COLOUR }) { totalCount } }', ['GRAPHQL_VALIDATION_FAILED']],
    ['a wrong date', '{ papers(filter: { publishedFrom: "soon" }) { totalCount } }', ['GRAPHQL_VALIDATION_FAILED']],
  ])('refuses %s', async (_what, query, problems) => {
    const answer = await server.ask(query);
    expect(problemsOf(answer)).toEqual(problems);
    for (const { message, extensions } of answer.errors ?? []) {
      expect(extensions.todo).toMatch(/\.$/);
      expect(message).not.toMatch(/SELECT|MATCH|\bat .*:\d+:\d+/);
    }
  });

  it('refuses a cursor of another list or order', async () => {
    const { data } = await server.ask('{ papers(first: 1) { pageInfo { endCursor } } }');
    const after = data.papers.pageInfo.endCursor;
    const answer = await server.ask(
      'query ($after: String) { papers(first: 1, after: $after, orderBy: { field: TITLE }) { totalCount } }',
      { after },
    );
    expect(problemsOf(answer)).toEqual(['BAD_CURSOR after']);
  });
});
