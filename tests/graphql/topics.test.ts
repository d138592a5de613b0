import { describeEnginesFilled } from '../support/engines';
import { problemsOf, startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

interface Item {
  readonly date: string;
  readonly node: { readonly id: string; readonly topics: { readonly nodes: readonly { readonly slug: string }[] } };
  readonly featuredIn: readonly { readonly id: string; readonly publishedOn: string }[];
}

describeEnginesFilled('topics', fillWithSeeds, (store) => {
  let server: GraphqlServer;
  beforeAll(async () => {
    server = await startGraphqlServer(store());
  });
  afterAll(() => server.close());

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is the operation's
  async function data(query: string, variables: object = {}): Promise<any> {
    const answer = await server.ask(query, variables);
    expect(answer.errors).toBeUndefined();
    return answer.data;
  }

  /** All pages of a connection, one after the other. */
  async function all(
    ask: (args: string) => Promise<{ pageInfo: { endCursor: string; hasNextPage: boolean } } & { edges: Item[] }>,
  ) {
    const items: Item[] = [];
    for (let args = 'first: 40'; ;) {
      const { edges, pageInfo } = await ask(args);
      items.push(...edges);
      if (!pageInfo.hasNextPage) return items;
      args = `first: 40, after: "${pageInfo.endCursor}"`;
    }
  }

  it('have a trend whose years are those of the articles', async () => {
    const { topic, stats } = await data(`{
      topic(slug: "robustness") { trend(years: 50) { direction slope points { year articles allArticles share } } timeline { totalCount } }
      stats { revision }
    }`);
    expect(stats.revision).toBeGreaterThan(0);
    const { points, direction, slope } = topic.trend;
    expect(['RISING', 'STEADY', 'FADING']).toContain(direction);
    expect(Math.abs(slope)).toBeLessThan(1);
    const sum = (key: 'articles' | 'allArticles') =>
      points.reduce((total: number, point: Record<string, number>) => total + (point[key] ?? 0), 0);
    const { late } = await data(`{ late: allArticles(filter: { publishedFrom: "${points[0].year}" }) { totalCount } }`);
    expect(sum('allArticles')).toBe(late.totalCount);
    expect(sum('articles')).toBe(topic.timeline.totalCount);
    expect(points.map(({ year }: { year: number }) => year)).toEqual(
      points.map((_: unknown, index: number) => Number(points[0].year) + index),
    );
    expect(problemsOf(await server.ask('{ topic(slug: "robustness") { trend(years: 1) { slope } } }'))).toEqual([
      'BAD_INPUT years',
    ]);
  });

  it('have a trend over issues whose counts are those of what the issues feature', async () => {
    const { topic } =
      await data(`{ topic(slug: "robustness") { trendByIssue(newsletter: "ml-safety-newsletter", first: 2) {
      direction slope z points { articles allArticles share issue { id publishedOn newsletter { slug } features(first: 100) { nodes { id topics(first: 20) { nodes { slug } } } } } }
    } } }`);
    const { points } = topic.trendByIssue;
    expect(points).toHaveLength(2);
    expect(points[0].issue.publishedOn < points[1].issue.publishedOn).toBe(true);
    const { all } = await data(
      '{ all: topic(slug: "robustness") { trendByIssue(first: 100) { points { articles } } } }',
    );
    expect(all.trendByIssue.points.length).toBeGreaterThan(10);
    expect(all.trendByIssue.points.some(({ articles }: { articles: number }) => articles > 0)).toBe(true);
    for (const { issue, articles, allArticles, share } of points) {
      expect(issue.newsletter.slug).toBe('ml-safety-newsletter');
      const featured = new Map<string, Item['node']>(issue.features.nodes.map((node: Item['node']) => [node.id, node]));
      const about = [...featured.values()].filter((node) =>
        node.topics.nodes.some(({ slug }) => slug === 'robustness'),
      );
      expect([articles, allArticles]).toEqual([about.length, featured.size]);
      expect(share).toBeCloseTo(allArticles === 0 ? 0 : articles / allArticles, 5);
    }
    expect(
      problemsOf(await server.ask('{ topic(slug: "robustness") { trendByIssue(newsletter: "nowhere") { slope } } }')),
    ).toEqual(['NOT_FOUND newsletter']);
  });

  it.each(['RISING', 'STEADY', 'FADING'])('that are %s are listed, the surest first, each once', async (direction) => {
    const found = (await all(
      async (args) =>
        (
          await data(`{ trendingTopics(direction: ${direction}, ${args}) { totalCount truncated cut pageInfo { endCursor hasNextPage }
            edges { trend { direction z slope } node { slug trend { direction z slope } } } } }`)
        ).trendingTopics,
    )) as unknown as { trend: { direction: string; z: number }; node: { slug: string; trend: object } }[];
    expect(new Set(found.map(({ node }) => node.slug)).size).toBe(found.length);
    for (const { trend, node } of found) {
      expect(trend.direction).toBe(direction);
      expect(node.trend).toEqual(trend);
    }
    const sureness = found.map(({ trend }) => Math.abs(trend.z) * (direction === 'STEADY' ? -1 : 1));
    expect(sureness).toEqual([...sureness].sort((a, b) => b - a));
    if (direction === 'STEADY') expect(found.length).toBeGreaterThan(40);
  });

  it('have a timeline of every dated article, in either direction, with the issues that featured it', async () => {
    const fields =
      'totalCount pageInfo { endCursor hasNextPage } edges { date featuredIn { id publishedOn } node { id } }';
    const timeline = (direction: string) =>
      all(
        async (args) =>
          (await data(`{ topic(slug: "alignment") { timeline(direction: ${direction}, ${args}) { ${fields} } } }`))
            .topic.timeline,
      );
    const forth = await timeline('ASC');
    const { topic } = await data('{ topic(slug: "alignment") { timeline { totalCount } articleCount } }');
    expect(forth).toHaveLength(topic.timeline.totalCount);
    expect(forth.length).toBeGreaterThan(10);
    const dates = forth.map(({ date }) => date);
    expect(dates).toEqual([...dates].sort());
    const back = await timeline('DESC');
    expect(new Set(back.map(({ node }) => node.id))).toEqual(new Set(forth.map(({ node }) => node.id)));
    expect(back.map(({ date }) => date)).toEqual([...dates].reverse());
    const featured = forth.find(({ featuredIn }) => featuredIn.length > 0);
    const issue = await data(
      `{ issue(ref: "${featured?.featuredIn[0]?.id ?? ''}") { features(first: 100) { nodes { id } } } }`,
    );
    expect(issue.issue.features.nodes).toContainEqual({ id: featured?.node.id });
  });

  it('have papers that stand for them, in the order of their scores', async () => {
    const { topic } = await data(
      '{ topic(slug: "robustness") { representativePapers(first: 5) { totalCount truncated cut edges { score mentions node { id topics(first: 50) { nodes { slug } } } } } } }',
    );
    const { edges, truncated, cut } = topic.representativePapers;
    expect(edges.length).toBeGreaterThan(0);
    for (const { node, mentions } of edges) {
      expect(mentions).toBeGreaterThan(0);
      expect(node.topics.nodes).toContainEqual({ slug: 'robustness' });
    }
    const scores = edges.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(truncated).toBe(cut.length > 0);
  });

  it('have a neighborhood as of a date that knows nothing later', async () => {
    const ask = async (asOf: string) => {
      const { topic } = await data(
        `{ topic(slug: "robustness") { neighborhood(first: 100${asOf}) { cut truncated edges { support relation node { slug } } } } }`,
      );
      const { edges, cut, truncated } = topic.neighborhood;
      expect(truncated).toBe(cut.length > 0);
      return new Map<string, number>(
        edges.map(({ node, support }: { node: { slug: string }; support: number }) => [node.slug, support]),
      );
    };
    const [now, then, before] = [await ask(''), await ask(', asOf: "2021"'), await ask(', asOf: "1950"')];
    const total = (supports: Map<string, number>) => [...supports.values()].reduce((sum, support) => sum + support, 0);
    expect(total(then)).toBeGreaterThan(0);
    expect(total(then)).toBeLessThan(total(now));
    expect(total(before)).toBe(0);
    for (const [slug, support] of then) {
      const both = await data(
        `{ a: topic(slug: "robustness") { articles(filter: { topics: ["${slug}"], publishedTo: "2021" }) { totalCount } } }`,
      );
      expect([slug, support]).toEqual([slug, both.a.articles.totalCount]);
    }
  });

  it('are compared by what is about both, about either, and what joins them', async () => {
    const page =
      'totalCount pageInfo { endCursor hasNextPage } edges { node { id topics(first: 50) { nodes { slug } } } }';
    const ask = (args: string) =>
      data(
        `{ compareTopics(a: "interpretability", b: "mechanistic-interpretability") { a { slug articleCount } b { slug articleCount }
           shared(${args}) { ${page} } onlyA(${args}) { ${page} } onlyB(${args}) { ${page} } } }`,
      );
    const { compareTopics } = await ask('first: 1');
    const sets = { shared: [] as Item[], onlyA: [] as Item[], onlyB: [] as Item[] };
    for (const name of ['shared', 'onlyA', 'onlyB'] as const) {
      sets[name] = await all(async (args) => (await ask(args)).compareTopics[name]);
      expect([name, sets[name].length]).toEqual([name, compareTopics[name].totalCount]);
      for (const { node } of sets[name]) {
        const slugs = node.topics.nodes.map(({ slug }) => slug);
        expect([slugs.includes('interpretability'), slugs.includes('mechanistic-interpretability')]).toEqual([
          name !== 'onlyB',
          name !== 'onlyA',
        ]);
      }
    }
    expect(sets.shared.length).toBeGreaterThan(0);
    expect(sets.shared.length + sets.onlyA.length).toBe(compareTopics.a.articleCount);
    expect(sets.shared.length + sets.onlyB.length).toBe(compareTopics.b.articleCount);
    const { bridges } = (
      await data(
        '{ compareTopics(a: "interpretability", b: "mechanistic-interpretability") { bridges(first: 5) { truncated cut edges { pairs isAboutA isAboutB node { id } } } } }',
      )
    ).compareTopics;
    expect(bridges.edges.length).toBeGreaterThan(0);
    for (const edge of bridges.edges) expect(edge.pairs).toBeGreaterThan(0);
    expect(bridges.truncated).toBe(bridges.cut.length > 0);
  });

  it.each([
    ['a topic with itself', '{ compareTopics(a: "robustness", b: "topic:robustness") { a { slug } } }', 'BAD_INPUT b'],
    ['with an unknown topic', '{ compareTopics(a: "robustness", b: "nowhere") { a { slug } } }', 'NOT_FOUND b'],
    [
      'with a foreign cursor',
      '{ compareTopics(a: "robustness", b: "monitoring") { bridges(after: "abc") { totalCount } } }',
      'BAD_CURSOR after',
    ],
  ])('are not compared %s', async (_what, query, problem) => {
    expect(problemsOf(await server.ask(query))).toEqual([problem]);
  });
});

describeEnginesFilled('paths', fillWithSeeds, (store) => {
  let server: GraphqlServer;
  beforeAll(async () => {
    server = await startGraphqlServer(store());
  });
  afterAll(() => server.close());

  it('explain by what is rare, where the shortest goes by what is common', async () => {
    const path = '{ length truncated cut nodes { id ... on Topic { articleCount } } relationships { because } }';
    const { data, errors } = await server.ask(
      `{ paths(from: "2212.03827", to: "2206.10550") { shortest ${path} mostExplanatory ${path} truncated cut }
         none: paths(from: "2212.03827", to: "2206.10550", asOf: "1999") { shortest { length } mostExplanatory { length } truncated } }`,
    );
    expect(errors).toBeUndefined();
    const { shortest, mostExplanatory, truncated, cut } = data.paths;
    expect(mostExplanatory.length).toBeGreaterThanOrEqual(shortest.length);
    expect(mostExplanatory.relationships).toHaveLength(mostExplanatory.length);
    for (const { because } of mostExplanatory.relationships) expect(because).toMatch(/^[“\p{L}].*\.$/u);
    for (const { articleCount = 0 } of mostExplanatory.nodes) expect(articleCount).toBeLessThan(100);
    expect(truncated).toBe(cut.length > 0);
    expect(data.none).toEqual({ shortest: null, mostExplanatory: null, truncated: false });
  });
});
