import { describeEngines } from '../support/engines';
import { tell } from '../support/graph';
import { startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { forgetSource } from '../../src/import/curate/forgetSource';

const RUNS = `query ($first: Int!, $after: String) {
  importRuns(first: $first, after: $after) {
    totalCount
    edges {
      cursor
      node {
        id source { id name } sourceName format startedAt records created updated merged unchanged deleted rejected unresolved
        nodes { kind created updated merged unchanged deleted } relationships { kind created }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
const IMPORT_ISSUE = `mutation ($input: IssueInput!) {
  importIssue(input: $input) { report { changed created unresolved revision } }
}`;
const ISSUE = {
  newsletter: { slug: 'test-letter', name: 'Test Letter' },
  title: 'Test Letter 3',
  number: 3,
  sections: [
    {
      heading: 'Alignment',
      entries: [
        { summary: 'A paper.', papers: [{ title: 'A Paper of This Test', identifiers: ['arXiv:2305.12345'] }] },
        { summary: 'Its link was lost.', links: [{ label: 'a benchmark' }] },
      ],
    },
  ],
};

interface Run {
  readonly id: string;
  readonly sourceName: string;
  readonly startedAt: string;
}

describeEngines('importRuns', (store) => {
  let server: GraphqlServer;
  beforeEach(async () => {
    server = await startGraphqlServer(store());
  });
  afterEach(() => server.close());

  async function page(first: number, after?: string) {
    const { data, errors } = await server.ask(RUNS, { first, after });
    expect(errors).toBeUndefined();
    const { edges, pageInfo, totalCount } = data.importRuns as {
      readonly totalCount: number;
      readonly edges: readonly { readonly node: Run }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
    return { runs: edges.map(({ node }) => node), totalCount, ...pageInfo };
  }

  it('has an issue that a mutation imported, once', async () => {
    const importer = { roles: ['importer'] };
    const { data } = await server.ask(IMPORT_ISSUE, { input: ISSUE }, importer);
    await server.ask(IMPORT_ISSUE, { input: ISSUE }, importer);
    expect(data.importIssue.report).toMatchObject({ changed: true, unresolved: 1, revision: await store().revision() });
    const { runs, totalCount } = await page(10);
    expect(totalCount).toBe(1);
    expect(runs[0]).toMatchObject({
      sourceName: 'Changes by ada',
      source: { name: 'Changes by ada' },
      format: 'graphql',
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
      records: 1,
      created: data.importIssue.report.created,
      updated: 0,
      rejected: 0,
      unresolved: 1,
      nodes: expect.arrayContaining([
        { kind: 'Paper', created: 1, updated: 0, merged: 0, unchanged: 0, deleted: 0 },
        { kind: 'Issue', created: 1, updated: 0, merged: 0, unchanged: 0, deleted: 0 },
      ]) as unknown,
      relationships: expect.arrayContaining([{ kind: 'FEATURES', created: 1 }]) as unknown,
    });
  });

  it('pages over the imports of files, each once, and finds one by its id', async () => {
    for (const minute of [1, 2, 3, 4, 5, 6]) {
      const record = { type: 'topic' as const, topic: { slug: `topic-${minute}`, name: `Topic ${minute}` } };
      await tell(store(), { source: `file-${minute}`, records: [record] }, { now: `2026-01-01T00:0${minute}:00.000Z` });
    }
    const whole = await page(100);
    expect(whole.runs.map(({ sourceName }) => sourceName)).toEqual(
      [6, 5, 4, 3, 2, 1].map((minute) => `file-${minute}`),
    );
    const first = await page(4);
    const second = await page(4, first.endCursor);
    expect([first.hasNextPage, second.hasNextPage]).toEqual([true, false]);
    expect([...first.runs, ...second.runs]).toEqual(whole.runs);
    const { data } = await server.ask('query ($id: ID!) { node(id: $id) { id ... on ImportRun { sourceName } } }', {
      id: first.runs[0]?.id,
    });
    expect(data.node).toEqual({ id: first.runs[0]?.id, sourceName: first.runs[0]?.sourceName });
  });

  it('keeps the run of a source that was taken back', async () => {
    await server.ask(IMPORT_ISSUE, { input: ISSUE }, { roles: ['importer'] });
    const { data } = await server.ask('{ importRuns { nodes { source { id } } } }');
    await forgetSource(store(), data.importRuns.nodes[0].source.id);
    expect((await page(10)).runs).toMatchObject([{ source: null, sourceName: 'Changes by ada' }]);
  });
});
