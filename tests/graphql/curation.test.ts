import { describeEngines } from '../support/engines';
import { tell, type Told } from '../support/graph';
import { problemsOf, startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { sourceIdOf } from '../../src/import/sources';

const EDITOR = { roles: ['editor'] };
const IMPORTER = { roles: ['importer'] };
const article = (title: string, rest: object): Told['records'][number] => ({
  type: 'article',
  article: { title, ...rest },
});
const PREPRINT: Told = {
  source: 'arxiv',
  rank: 'REGISTRY',
  records: [
    article('Quiet robots', { identifiers: ['2101.00001'], publishedOn: '2021-01-05', cites: ['doi:10.5555/far.1'] }),
  ],
};
const THESIS: Told = {
  source: 'thesis',
  rank: 'FEED',
  records: [article('Quiet robots', { kind: 'paper', publishedOn: '1999' })],
};

const NEAR_MISSES = `{
  nearMisses { totalCount nodes { id reason notedAt source { name } nodes { id __typename ... on Paper { title } } } }
}`;
const MERGE = `mutation ($keep: String!, $merge: String!) { mergeNodes(keep: $keep, merge: $merge) { node { id } revision } }`;
const SPLIT = `mutation ($node: String!, $sources: [ID!]!) { splitNode(node: $node, sources: $sources) { node { id } split { id } } }`;
const APART = `mutation ($one: String!, $other: String!) { keepApart(one: $one, other: $other) { nodes { id } } }`;
const REVERT = `mutation ($run: ID!, $dryRun: Boolean!) {
  revertImport(run: $run, dryRun: $dryRun) { dryRun deletedNodes keptNodes deletedRelationships keptRelationships }
}`;
const IMPORT = `mutation ($input: ImportInput!) {
  import(input: $input) { format skipped records rejected rejects { line reason } warnings { line reason } nearMisses report { changed created } }
}`;

describeEngines('curation', (store) => {
  let server: GraphqlServer;
  beforeEach(async () => {
    server = await startGraphqlServer(store());
    await tell(store(), PREPRINT, { now: '2026-01-01T00:00:00Z' });
    await tell(store(), THESIS, { now: '2026-01-02T00:00:00Z' });
  });
  afterEach(() => server.close());

  async function listed() {
    const { data } = await server.ask(NEAR_MISSES);
    return data.nearMisses.nodes as { nodes: { id: string }[] }[];
  }

  it('lists what may be one, with the reason and who noticed it', async () => {
    const { data, errors } = await server.ask(NEAR_MISSES);
    expect(errors).toBeUndefined();
    expect(data.nearMisses).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          reason: 'Same title, but another year, first author or identifier.',
          notedAt: '2026-01-02T00:00:00Z',
          source: { name: 'thesis' },
          nodes: [
            { __typename: 'Paper', title: 'Quiet robots' },
            { __typename: 'Paper', title: 'Quiet robots' },
          ],
        },
      ],
    });
  });

  it('merges, splits again, and leaves both in the list of decisions', async () => {
    const [pair] = await listed();
    const [keep, merge] = pair?.nodes.map(({ id }) => id) ?? [];
    const merged = await server.ask(MERGE, { keep, merge }, EDITOR);
    expect(merged.data.mergeNodes.node.id).toBe('paper:arxiv.2101.00001');
    expect(await listed()).toEqual([]);
    const both = await server.ask(`query ($a: ID!, $b: ID!) { nodes(ids: [$a, $b]) { id } }`, { a: keep, b: merge });
    expect(both.data.nodes).toEqual([{ id: keep }, { id: keep }]);
    const split = await server.ask(SPLIT, { node: keep, sources: [sourceIdOf('thesis')] }, EDITOR);
    expect(split.data.splitNode).toEqual({ node: { id: keep }, split: { id: merge } });
    const { data } = await server.ask(`{ decisions { nodes { verdict decidedBy nodeIds nodes { id } } } }`);
    expect(data.decisions.nodes).toEqual([
      { verdict: 'SPLIT', decidedBy: 'ada', nodeIds: [keep, merge], nodes: [{ id: keep }, { id: merge }] },
    ]);
  });

  it('keeps two apart for good', async () => {
    const [pair] = await listed();
    const [one, other] = pair?.nodes.map(({ id }) => id) ?? [];
    expect((await server.ask(APART, { one, other }, EDITOR)).errors).toBeUndefined();
    await tell(store(), { ...THESIS, source: 'another' });
    expect(await listed()).toEqual([]);
  });

  it('is for editors only', async () => {
    const pair = {
      keep: 'arXiv:2101.00001',
      merge: 'Quiet robots',
      one: 'a',
      other: 'b',
      node: 'a',
      sources: [],
      run: 'importrun:1',
      dryRun: true,
    };
    for (const mutation of [MERGE, SPLIT, APART, REVERT])
      expect(problemsOf(await server.ask(mutation, pair, IMPORTER))).toEqual(['FORBIDDEN']);
  });

  it('names what it cannot do', async () => {
    const missing = await server.ask(MERGE, { keep: 'arXiv:2101.00001', merge: 'paper:none' }, EDITOR);
    expect(problemsOf(missing)).toEqual(['NOT_FOUND merge']);
    const same = await server.ask(
      MERGE,
      { keep: 'arXiv:2101.00001', merge: 'https://arxiv.org/abs/2101.00001' },
      EDITOR,
    );
    expect(problemsOf(same)).toEqual(['BAD_INPUT merge']);
    const apart = await server.ask(APART, { one: 'arXiv:2101.00001', other: 'arXiv:2101.00001' }, EDITOR);
    expect(problemsOf(apart)).toEqual(['BAD_INPUT other']);
    const split = await server.ask(SPLIT, { node: 'arXiv:2101.00001', sources: ['nobody'] }, EDITOR);
    expect(problemsOf(split)).toEqual(['BAD_INPUT sources']);
  });

  it('shows of what sources say different things', async () => {
    await tell(store(), {
      source: 'blog',
      rank: 'FEED',
      records: [article('Quiet Robots!', { identifiers: ['2101.00001'], publishedOn: '2022' })],
    });
    const { data } = await server.ask(
      `{ paper(ref: "arXiv:2101.00001") { conflicts { field values { value sources { name } } } } }`,
    );
    expect(data.paper.conflicts).toEqual([
      {
        field: 'publishedOn',
        values: [
          { value: '2021-01-05', sources: [{ name: 'arxiv' }] },
          { value: '2022', sources: [{ name: 'blog' }] },
        ],
      },
    ]);
  });

  it('shows that sources name different venues, unless one of them names both', async () => {
    const tellVenue = (source: string, venue: string) =>
      tell(store(), { source, records: [article('Quiet robots', { identifiers: ['2101.00001'], venue })] });
    const ask = async () => {
      const { data } = await server.ask(
        `{ paper(ref: "arXiv:2101.00001") { venue { name } conflicts { field values { value sources { name } } } } }`,
      );
      return data.paper;
    };
    await tellVenue('one', 'NeurIPS 2021');
    await tellVenue('other', 'NeurIPS Workshop');
    expect((await ask()).conflicts).toEqual([]);
    await tellVenue('third', 'JMLR');
    expect(await ask()).toEqual({
      venue: { name: 'JMLR' },
      conflicts: [
        {
          field: 'venue',
          values: [
            { value: 'JMLR', sources: [{ name: 'third' }] },
            { value: 'NeurIPS', sources: [{ name: 'one' }, { name: 'other' }] },
          ],
        },
      ],
    });
    for (const source of ['one', 'other']) await tellVenue(source, 'JMLR');
    expect((await ask()).conflicts).toEqual([]);
  });

  it('lists the works that are cited and missing', async () => {
    const { data } = await server.ask(`{ missingWorks { totalCount nodes { id reference citationCount } } }`);
    expect(data.missingWorks).toEqual({
      totalCount: 1,
      nodes: [{ id: 'missingwork:doi:10.5555/far.1', reference: 'doi:10.5555/far.1', citationCount: 1 }],
    });
  });

  it('takes an import back, and says so in the list of imports', async () => {
    const runs = await server.ask(`{ importRuns { nodes { id sourceName } } }`);
    const run = runs.data.importRuns.nodes[0].id as string;
    const dry = await server.ask(REVERT, { run, dryRun: true }, EDITOR);
    const { data } = await server.ask(REVERT, { run, dryRun: false }, EDITOR);
    expect(dry.data.revertImport).toEqual({ ...data.revertImport, dryRun: true });
    expect(data.revertImport).toMatchObject({ deletedNodes: 1, keptNodes: 0 });
    const after = await server.ask(`{ importRuns { nodes { sourceName revertedAt } } papers { totalCount } }`);
    expect(after.data).toEqual({
      importRuns: {
        nodes: [
          { sourceName: 'thesis', revertedAt: expect.stringMatching(/^20/) },
          { sourceName: 'arxiv', revertedAt: null },
        ],
      },
      papers: { totalCount: 1 },
    });
    expect(problemsOf(await server.ask(REVERT, { run, dryRun: false }, EDITOR))).toEqual(['CONFLICT run']);
  });
});

describeEngines('the import mutation', (store) => {
  let server: GraphqlServer;
  beforeEach(async () => {
    server = await startGraphqlServer(store());
  });
  afterEach(() => server.close());

  it('imports a text in any format, as a file of it would be', async () => {
    const input = {
      name: 'notes.bib',
      text: '@article{a, title={Quiet robots}, eprint={2101.00001}}\n@article{b,\n title={}}',
    };
    const dry = await server.ask(IMPORT, { input: { ...input, dryRun: true } }, IMPORTER);
    expect(dry.data.import).toMatchObject({ format: 'bibtex', records: 1, report: { changed: false, created: 1 } });
    const first = await server.ask(IMPORT, { input }, IMPORTER);
    expect(first.data.import).toMatchObject({ format: 'bibtex', records: 1, rejected: 1, report: { changed: true } });
    expect(first.data.import.rejects[0]).toMatchObject({ line: 2 });
    expect((await server.ask(IMPORT, { input }, IMPORTER)).data.import.report.changed).toBe(false);
    expect((await server.ask(`{ paper(ref: "arXiv:2101.00001") { title } }`)).data.paper.title).toBe('Quiet robots');
  });

  it('reads as the format that it is told, and leaves all out when it must not leave out anything', async () => {
    const input = { name: 'ids', text: '2101.00001\n2101.99999999\n', format: 'id-list', strict: true };
    expect((await server.ask(IMPORT, { input }, IMPORTER)).data.import).toMatchObject({
      rejected: 1,
      report: { changed: false },
    });
    expect(problemsOf(await server.ask(IMPORT, { input: { ...input, format: 'docx' } }, IMPORTER))).toEqual([
      'BAD_INPUT input.format',
    ]);
    expect(problemsOf(await server.ask(IMPORT, { input: { ...input, name: ' ' } }, IMPORTER))).toEqual([
      'BAD_INPUT input.name',
    ]);
  });

  it('reads a table whose headers are explained, and tells which columns it did not read', async () => {
    const input = { name: 'liste.csv', text: 'Titel;Autoren;Notiz\nLeise Roboter;Lane, Ada;gut\n' };
    const refused = await server.ask(IMPORT, { input }, IMPORTER);
    expect(problemsOf(refused)).toEqual(['BAD_INPUT']);
    expect(refused.errors?.[0]?.message).toContain('`columns`');
    const columns = [
      { column: 'title', header: 'Titel' },
      { column: 'authors', header: 'Autoren' },
    ];
    const { data } = await server.ask(IMPORT, { input: { ...input, columns } }, IMPORTER);
    expect(data.import).toMatchObject({
      format: 'csv',
      records: 1,
      warnings: [{ line: 1, reason: expect.stringContaining('“Notiz”') }],
    });
    expect((await server.ask('{ author(ref: "Lane, Ada") { id } }')).data.author.id).toBe('author:ada-lane');
  });

  it('takes no text from a stranger, and full exports from editors only', async () => {
    const input = { name: 'backup', text: '{"redirect":{"from":"paper:a","to":"paper:b"}}\n' };
    expect(problemsOf(await server.ask(IMPORT, { input }))).toEqual(['UNAUTHENTICATED']);
    expect(problemsOf(await server.ask(IMPORT, { input }, IMPORTER))).toEqual(['FORBIDDEN']);
    expect((await server.ask(IMPORT, { input }, EDITOR)).data.import).toMatchObject({ format: 'export', rejected: 1 });
  });
});
