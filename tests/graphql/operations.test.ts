import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { printGraphqlSchema } from '../../src/graphql/printGraphqlSchema';
import { buildGraphqlSchema } from '../../src/graphql/schema';
import { describeEnginesFilled } from '../support/engines';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

const ROOT = join(__dirname, '../..');
const OPERATIONS = readFileSync(join(ROOT, 'tests/fixtures/operations.graphql'), 'utf8');
const CONTRACT = join(ROOT, '../shared/contract/operations.graphql');
const ISSUE_7 = 'ml-safety-newsletter/7';
const LATENT_KNOWLEDGE = 'paper:arxiv.2212.03827';

it('the schema file is the schema of the code (npm run schema writes it)', () => {
  expect(readFileSync(join(ROOT, 'schema/schema.graphql'), 'utf8')).toBe(printGraphqlSchema());
});

it('the operations that frontends are written against are valid', () => {
  expect(validate(buildGraphqlSchema(), parse(OPERATIONS))).toEqual([]);
});

(existsSync(CONTRACT) || process.env['CI'] !== undefined ? it : it.skip)('and are those of the contract', () => {
  expect(OPERATIONS).toBe(readFileSync(CONTRACT, 'utf8'));
});

describeEnginesFilled('the contract’s operations', fillWithSeeds, (store) => {
  let server: GraphqlServer;
  beforeAll(async () => {
    server = await startGraphqlServer(store());
  });
  afterAll(() => server.close());

  async function run(operationName: string, variables: object = {}) {
    const { data, errors } = await server.ask(OPERATIONS, variables, { operationName });
    expect(errors).toBeUndefined();
    return data;
  }

  it('PaperWithConnections: facts, where it was featured, and why each connected article is', async () => {
    const { paper } = await run('PaperWithConnections', { ref: 'arXiv:2212.03827v2' });
    expect(paper).toMatchObject({
      id: LATENT_KNOWLEDGE,
      title: 'Discovering Latent Knowledge in Language Models Without Supervision',
      year: 2022,
      identifiers: expect.arrayContaining([{ scheme: 'ARXIV', value: '2212.03827' }]),
      featuredIn: { edges: [{ position: 1, node: { id: `issue:${ISSUE_7}`, number: 7 } }] },
      cites: { totalCount: 0, edges: [] },
    });
    const { edges, pageInfo } = paper.connectedArticles;
    expect(edges).toHaveLength(10);
    expect(pageInfo).toEqual({ hasNextPage: true, endCursor: edges[9].cursor });
    for (const { score, because, signals, node } of edges) {
      const parts = signals.map(({ contribution }: { contribution: number }) => contribution);
      expect(parts.reduce((sum: number, part: number) => sum + part, 0)).toBeCloseTo(score, 9);
      for (const part of signals) expect(part.contribution).toBeCloseTo(part.score * part.weight, 5);
      expect(because).toMatch(/^[A-Z].{10,}\.$/);
      expect(node.id).not.toBe(LATENT_KNOWLEDGE);
    }
    const scores = edges.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a: number, b: number) => b - a));
    const more = await server.ask(
      `query ($after: String) { paper(ref: "2212.03827") { connectedArticles(first: 10, after: $after) { edges { node { id } } } } }`,
      { after: pageInfo.endCursor },
    );
    const ids = (list: { node: { id: string } }[]) => list.map(({ node }) => node.id);
    const next = ids(more.data.paper.connectedArticles.edges);
    expect(next.filter((id) => ids(edges).includes(id))).toEqual([]);
    expect(next.length).toBeGreaterThan(0);
  });

  it('TopicNeighborhood: hierarchy and co-occurrence, the nearest first', async () => {
    const { topic } = await run('TopicNeighborhood', { slug: 'robustness' });
    expect(topic).toMatchObject({ slug: 'robustness', name: 'Robustness', kind: 'AREA', parents: [] });
    expect(topic.children.map(({ slug }: { slug: string }) => slug)).toContain('adversarial-robustness');
    const edges = topic.neighborhood.edges as {
      distance: number;
      relation: string;
      weight: number;
      support: number;
      node: { slug: string; articleCount: number; articles: { edges: unknown[] } };
    }[];
    const child = edges.find(({ node }) => node.slug === 'adversarial-robustness');
    expect(child).toMatchObject({ distance: 1, relation: 'NARROWER' });
    expect(child?.node.articles.edges).toHaveLength(Math.min(3, child?.node.articleCount ?? 0));
    expect(edges.some(({ distance }) => distance === 2)).toBe(true);
    const together = edges.filter(({ relation, distance }) => relation === 'RELATED' && distance === 1);
    expect(together.length).toBeGreaterThan(0);
    for (const { weight, support } of together) {
      expect(support).toBeGreaterThan(0);
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });

  it('TopicArticles: every article once, the newest first, over pages', async () => {
    const seen: { id: string; publishedOn: string | null }[] = [];
    let after: string | null = null;
    do {
      const { topic } = await run('TopicArticles', { slug: 'robustness', first: 4, after });
      const { edges, pageInfo, totalCount } = topic.articles;
      seen.push(...edges.map(({ node }: { node: { id: string; publishedOn: string | null } }) => node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      if (after === null) expect(seen).toHaveLength(totalCount);
    } while (after !== null);
    expect(seen.length).toBeGreaterThan(4);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    const dates = seen.map(({ publishedOn }) => publishedOn ?? '');
    expect(dates).toEqual([...dates].sort().reverse());
  });

  it('Search: matches with highlights, exact counts and facets', async () => {
    const { search } = await run('Search', { query: 'adversarial', first: 5 });
    expect(search.edges).toHaveLength(5);
    const [best] = search.edges;
    expect(best.highlights.length).toBeGreaterThan(0);
    expect(best.highlights[0].fragment).toMatch(/«adversar/i);
    const counted = search.facets.kind.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(counted).toBe(search.totalCount);
    expect(search.facets.year.length).toBeGreaterThan(0);
    const next = await run('Search', {
      query: 'adversarial',
      first: 5,
      after: search.pageInfo.endCursor,
    });
    const ids = [...search.edges, ...next.search.edges].map(({ node }: { node: { id: string } }) => node.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('Issue: its sections and all entries in order, also those whose link was lost', async () => {
    const { issue } = await run('Issue', { ref: ISSUE_7 });
    expect(issue).toMatchObject({ number: 7, newsletter: { slug: 'ml-safety-newsletter' } });
    const entries = issue.sections.flatMap((section: { entries: unknown[] }) => section.entries);
    expect(entries.map(({ position }: { position: number }) => position)).toEqual(
      [...Array(13).keys()].map((n) => n + 1),
    );
    expect(entries.filter(({ article }: { article: unknown }) => article === null)).toHaveLength(4);
    expect(entries[0].article).toMatchObject({ __typename: 'Paper', id: LATENT_KNOWLEDGE });
    expect(issue.connectedArticles.edges).toHaveLength(5);
  });

  it('ShortestPath: the nodes in order, each hop with its reason', async () => {
    const { shortestPath } = await run('ShortestPath', { from: LATENT_KNOWLEDGE, to: 'topic:robustness' });
    const { length, nodes, relationships } = shortestPath;
    expect(nodes).toHaveLength(length + 1);
    expect(nodes[0].id).toBe(LATENT_KNOWLEDGE);
    expect(nodes.at(-1).id).toBe('topic:robustness');
    for (const [hop, { from, to, because }] of relationships.entries()) {
      expect(new Set([from.id, to.id])).toEqual(new Set([nodes[hop].id, nodes[hop + 1].id]));
      expect(because).toMatch(/\.$/);
    }
  });

  it('Refetch: any node by its id', async () => {
    expect(await run('Refetch', { id: 'topic:robustness' })).toEqual({
      node: { __typename: 'Topic', id: 'topic:robustness' },
    });
  });

  it('Stats: how much there is', async () => {
    const { stats } = await run('Stats');
    expect(stats).toMatchObject({ topics: 59, issues: 39 });
    expect(stats.papers).toBeGreaterThan(40);
    expect(stats.revision).toBeGreaterThan(0);
  });
});
