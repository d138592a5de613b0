import { describeEnginesFilled } from '../support/engines';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

interface Connection {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

describeEnginesFilled('lists', fillWithSeeds, (store) => {
  let server: GraphqlServer;
  beforeAll(async () => {
    server = await startGraphqlServer(store());
  });
  afterAll(() => server.close());

  /** The ids of all nodes of a list, page after page. */
  async function walk(field: string, args: string, first: number): Promise<string[]> {
    const ids: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { data, errors } = await server.ask(
        `query ($first: Int!, $after: String) {
          list: ${field}(first: $first, after: $after${args}) {
            totalCount edges { node { id } } pageInfo { hasNextPage endCursor }
          }
        }`,
        { first, after },
      );
      expect(errors).toBeUndefined();
      const { edges, pageInfo, totalCount } = data.list as Connection;
      ids.push(...edges.map(({ node }) => node.id));
      if (!pageInfo.hasNextPage) {
        expect(ids).toHaveLength(totalCount);
        return ids;
      }
      after = pageInfo.endCursor;
    }
  }

  it.each(['papers', 'issues', 'resources', 'allArticles', 'topics', 'authors', 'newsletters', 'venues'])(
    'gives every node of %s once, whatever the page size',
    async (field) => {
      const whole = await walk(field, '', 100);
      expect(whole.length).toBeGreaterThan(0);
      expect(new Set(whole).size).toBe(whole.length);
      expect(await walk(field, '', 23)).toEqual(whole);
    },
  );

  it('orders by date, title and popularity, either end first, ties by id', async () => {
    const fields = { PUBLISHED_ON: 'publishedOn', TITLE: 'title' } as const;
    for (const [field, fact] of Object.entries(fields)) {
      const { data } = await server.ask(
        `{ allArticles(first: 100, orderBy: { field: ${field}, direction: DESC }) { edges { node { ${fact} } } } }`,
      );
      const values = data.allArticles.edges.map(
        ({ node }: { node: Record<string, string | null> }) => node[fact] ?? '',
      );
      expect(new Set(values).size).toBeGreaterThan(20);
      if (field === 'PUBLISHED_ON') expect(values).toEqual([...values].sort().reverse());
    }
    const { data } = await server.ask(
      '{ topics(first: 100, orderBy: { field: POPULARITY, direction: DESC }) { edges { node { id articleCount } } } }',
    );
    const topics = data.topics.edges.map(({ node }: { node: { id: string; articleCount: number } }) => node) as {
      id: string;
      articleCount: number;
    }[];
    expect(topics[0]?.articleCount).toBeGreaterThan(5);
    const expected = [...topics].sort((a, b) => b.articleCount - a.articleCount || (a.id < b.id ? -1 : 1));
    expect(topics).toEqual(expected);
  });

  it('filters by kind, topic, newsletter and date, all at once', async () => {
    const { data, errors } = await server.ask(`{
      allArticles(first: 100, filter: { kinds: [Paper], topics: ["adversarial-robustness", "text-adversarial"], publishedFrom: "2021" }) {
        totalCount
        edges { node { __typename year topics(first: 20) { edges { node { slug } } } } }
      }
      issues(filter: { newsletters: ["ml-safety-newsletter"], publishedTo: "2022" }, first: 100) {
        edges { node { publishedOn newsletter { slug } } }
      }
      resources(filter: { resourceKinds: [COMPETITION] }) { edges { node { kind } } }
    }`);
    expect(errors).toBeUndefined();
    const { edges, totalCount } = data.allArticles;
    expect(totalCount).toBe(edges.length);
    expect(totalCount).toBeGreaterThan(0);
    for (const { node } of edges) {
      expect(node.__typename).toBe('Paper');
      expect(node.year).toBeGreaterThanOrEqual(2021);
      const slugs = node.topics.edges.map((edge: { node: { slug: string } }) => edge.node.slug);
      expect(slugs.some((slug: string) => ['adversarial-robustness', 'text-adversarial'].includes(slug))).toBe(true);
    }
    expect(data.issues.edges.length).toBeGreaterThan(0);
    for (const { node } of data.issues.edges) {
      expect(node.newsletter.slug).toBe('ml-safety-newsletter');
      expect(node.publishedOn < '2023').toBe(true);
    }
    for (const { node } of data.resources.edges) expect(node.kind).toBe('COMPETITION');
  });

  it('suggests names by the beginnings of their words', async () => {
    const { data } = await server.ask('{ suggest(prefix: "adv rob", kinds: [Topic]) { id } }');
    expect(data.suggest[0]).toEqual({ id: 'topic:adversarial-robustness' });
  });

  it.each([
    ['interpretabilty', 'interpretability'],
    ['Interpertability of robustnes', 'interpretability of robustness'],
    ['adversarial robustnes', 'adversarial robustness'],
    ['adversarial robustness', null],
    ['qqqqqqqq', null],
    ['of a', null],
    ['2212.03827', null],
  ])('takes %s for %s', async (query, meant) => {
    const { data, errors } = await server.ask(`{ search(query: "${query}") { didYouMean } }`);
    expect(errors).toBeUndefined();
    expect(data.search.didYouMean).toBe(meant);
    if (meant === null) return;
    const again = await server.ask(`{ search(query: "${meant}") { totalCount didYouMean } }`);
    expect(again.data.search.totalCount).toBeGreaterThan(0);
    expect(again.data.search.didYouMean).toBeNull();
  });

  it('walks every relationship in both directions', async () => {
    const { data, errors } = await server.ask(`{
      paper(ref: "2212.03827") {
        id
        authors { edges { position node { id articles { edges { node { id } } } } } }
        topics { edges { weight node { id articles(first: 100) { edges { node { id } } } } } }
        featuredIn { edges { node { id features(first: 100) { edges { position node { id } } } newsletter { issues(first: 100) { edges { node { id } } } } } } }
        cites { totalCount } citedBy { totalCount }
      }
      topic(slug: "adversarial-robustness") { parents { slug children { slug } } }
    }`);
    expect(errors).toBeUndefined();
    const { paper, topic } = data;
    const backFrom = (edges: { node: { articles: { edges: { node: { id: string } }[] } } }[]) =>
      edges.map(({ node }) => node.articles.edges.some((edge) => edge.node.id === paper.id));
    for (const list of [paper.authors.edges, paper.topics.edges]) {
      expect(list.length).toBeGreaterThan(0);
      expect(backFrom(list)).toEqual(list.map(() => true));
    }
    expect(paper.authors.edges.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3, 4]);
    const [{ node: issue }] = paper.featuredIn.edges;
    expect(issue.features.edges[0].node.id).toBe(paper.id);
    const issues = issue.newsletter.issues.edges.map(({ node }: { node: { id: string } }) => node.id);
    expect(issues).toContain(issue.id);
    for (const { children } of topic.parents)
      expect(children.map(({ slug }: { slug: string }) => slug)).toContain('adversarial-robustness');
  });
});
