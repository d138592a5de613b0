import { describeEngines } from '../support/engines';
import { problemsOf, startGraphqlServer, type GraphqlServer } from '../support/graphqlServer';
import { topic } from '../support/builders';

const UPSERT_PAPER = `mutation ($input: PaperInput!) {
  upsertPaper(input: $input) {
    paper { id title year abstract authors { edges { node { name } } } topics { edges { node { slug } } } }
    report { changed created updated }
  }
}`;
const PAPER = {
  title: 'A Paper of This Test',
  abstract: 'It says that the test holds.',
  publishedOn: '2023-05-01',
  identifiers: ['arXiv:2305.12345v2'],
  authors: [{ name: 'Ada Lovelace' }, { name: 'Alan Turing' }],
  topics: [{ name: 'honesty' }],
};
const IMPORT_ISSUE = `mutation ($input: IssueInput!) {
  importIssue(input: $input) {
    issue { id title number sections { heading entries { position summary article { id title } links { label url } } } }
    report { changed created updated }
  }
}`;
const ISSUE = {
  newsletter: { slug: 'test-letter', name: 'Test Letter' },
  title: 'Test Letter 3',
  number: 3,
  publishedOn: '2024-02-01',
  sections: [
    {
      heading: 'Alignment',
      entries: [
        { summary: 'A paper, in short.', papers: [{ title: PAPER.title, identifiers: PAPER.identifiers }] },
        { summary: 'Its link was lost.', links: [{ label: 'a benchmark' }] },
      ],
    },
  ],
};

describeEngines('changes', (store) => {
  let server: GraphqlServer;
  beforeEach(async () => {
    server = await startGraphqlServer(store());
    await store().write({ putNodes: [topic('honesty', { name: 'Honesty' }), topic('lying')] });
  });
  afterEach(() => server.close());
  const importer = { roles: ['importer'] };

  it('are refused without a token, and with one of another role', async () => {
    const before = await store().revision();
    expect(problemsOf(await server.ask(UPSERT_PAPER, { input: PAPER }))).toEqual(['UNAUTHENTICATED']);
    const reader = await server.ask(UPSERT_PAPER, { input: PAPER }, { roles: ['reader'] });
    expect(problemsOf(reader)).toEqual(['FORBIDDEN']);
    expect(await store().revision()).toBe(before);
  });

  it('are off, and say so, where no way to verify tokens is configured', async () => {
    const open = await startGraphqlServer(store(), {});
    const answer = await open.ask(UPSERT_PAPER, { input: PAPER });
    await open.close();
    expect(problemsOf(answer)).toEqual(['MUTATIONS_DISABLED']);
  });

  it('upsertPaper creates a paper once and edits it after', async () => {
    const first = await server.ask(UPSERT_PAPER, { input: PAPER }, importer);
    expect(first.errors).toBeUndefined();
    expect(first.data.upsertPaper).toMatchObject({
      paper: {
        id: 'paper:arxiv.2305.12345',
        title: PAPER.title,
        year: 2023,
        authors: { edges: [{ node: { name: 'Ada Lovelace' } }, { node: { name: 'Alan Turing' } }] },
        topics: { edges: [{ node: { slug: 'honesty' } }] },
      },
      report: { changed: true },
    });
    const second = await server.ask(UPSERT_PAPER, { input: PAPER }, importer);
    expect(second.data.upsertPaper.report).toMatchObject({ changed: false, created: 0, updated: 0 });
    const input = { title: 'A Better Title', identifiers: ['2305.12345'], abstract: null };
    const third = await server.ask(UPSERT_PAPER, { input }, { roles: ['editor'] });
    expect(third.data.upsertPaper).toMatchObject({
      paper: { id: 'paper:arxiv.2305.12345', title: 'A Better Title', abstract: PAPER.abstract },
      report: { changed: true },
    });
    expect((await store().stats()).nodes.Paper).toBe(1);
  });

  it('answer with what they have changed, also those that follow another in one operation', async () => {
    const { data, errors } = await server.ask(
      `mutation ($input: PaperInput!, $edited: PaperInput!) {
        first: upsertPaper(input: $input) { ...Paper }
        then: upsertPaper(input: $edited) { ...Paper }
      }
      fragment Paper on PaperPayload {
        paper { abstract topics { totalCount nodes { slug } } claims { facts { field value } } }
      }`,
      { input: PAPER, edited: { ...PAPER, topics: [{ name: 'lying' }], abstract: 'Another.' } },
      importer,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      first: { paper: { abstract: PAPER.abstract, topics: { totalCount: 1, nodes: [{ slug: 'honesty' }] } } },
      then: {
        paper: { abstract: 'Another.', topics: { totalCount: 2, nodes: [{ slug: 'honesty' }, { slug: 'lying' }] } },
      },
    });
    expect(data.then.paper.claims[0].facts).toContainEqual({ field: 'abstract', value: 'Another.' });
  });

  it('importIssue brings a whole issue, and twice changes nothing', async () => {
    const first = await server.ask(IMPORT_ISSUE, { input: ISSUE }, importer);
    expect(first.errors).toBeUndefined();
    expect(first.data.importIssue.issue).toMatchObject({
      id: 'issue:test-letter/3',
      sections: [
        {
          heading: 'Alignment',
          entries: [
            { position: 1, article: { id: 'paper:arxiv.2305.12345', title: PAPER.title } },
            { position: 2, article: null, links: [{ label: 'a benchmark', url: null }] },
          ],
        },
      ],
    });
    const second = await server.ask(IMPORT_ISSUE, { input: ISSUE }, importer);
    expect(second.data.importIssue.report.changed).toBe(false);
  });

  it('importIssue refuses an entry that names nothing, and tells which', async () => {
    for (const entry of [{}, { title: ' ', summary: 'Words about nothing.', links: [] }]) {
      const sections = [...ISSUE.sections, { heading: 'More', entries: [{ title: 'One' }, entry] }];
      const answer = await server.ask(IMPORT_ISSUE, { input: { ...ISSUE, sections } }, importer);
      expect(problemsOf(answer)).toEqual(['BAD_INPUT input.sections.1.entries.1']);
    }
    expect((await store().stats()).nodes.Issue).toBe(0);
  });

  it('upsertTopic, linkTopic and linkCitation join what is there', async () => {
    const { data, errors } = await server.ask(
      `mutation {
        a: upsertPaper(input: { title: "The First Paper", identifiers: ["2301.00001"] }) { paper { id } }
        b: upsertPaper(input: { title: "The Second Paper", identifiers: ["2301.00002"] }) { paper { id } }
        t: upsertTopic(input: { slug: "deception", name: "Deception", parents: ["honesty"] }) { topic { id parents { slug } } }
        l: linkTopic(article: "2301.00001", topic: "deception", weight: 0.5) { report { changed } }
        c: linkCitation(from: "2301.00001", to: "2301.00002") { report { changed } }
        again: linkCitation(from: "2301.00001", to: "2301.00002") { report { changed } }
      }`,
      {},
      importer,
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      t: { topic: { id: 'topic:deception', parents: [{ slug: 'honesty' }] } },
      l: { report: { changed: true } },
      c: { report: { changed: true } },
      again: { report: { changed: false } },
    });
    const seen = await server.ask(
      '{ paper(ref: "2301.00001") { topics { edges { weight node { slug } } } cites { edges { node { id } } } } }',
    );
    expect(seen.data.paper).toEqual({
      topics: { edges: [{ weight: 0.5, node: { slug: 'deception' } }] },
      cites: { edges: [{ node: { id: 'paper:arxiv.2301.00002' } }] },
    });
  });

  it.each([
    ['an identifier that is none', UPSERT_PAPER, { ...PAPER, identifiers: ['not an id'] }, /^BAD_INPUT input/],
    ['a paper without a title', UPSERT_PAPER, { ...PAPER, title: ' ' }, /^BAD_INPUT input/],
    ['a date that is none', UPSERT_PAPER, { ...PAPER, publishedOn: 'Fall' }, /^BAD_USER_INPUT/],
    [
      'a slug that is none',
      IMPORT_ISSUE,
      { ...ISSUE, newsletter: { slug: 'Test Letter!', name: 'x' } },
      /^BAD_INPUT input\.newsletter\.slug$/,
    ],
  ])('refuse %s, and write nothing', async (_what, query, input, problem) => {
    const before = await store().revision();
    const answer = await server.ask(query, { input }, importer);
    expect(problemsOf(answer)).toEqual([expect.stringMatching(problem)]);
    expect(await store().revision()).toBe(before);
  });

  it('refuse a cycle of topics and name it', async () => {
    const answer = await server.ask(
      `mutation {
        a: upsertTopic(input: { slug: "lying", name: "Lying", parents: ["honesty"] }) { topic { id } }
        b: upsertTopic(input: { slug: "honesty", name: "Honesty", parents: ["lying"] }) { topic { id } }
      }`,
      {},
      importer,
    );
    expect(problemsOf(answer)).toEqual([expect.stringMatching(/^CYCLE/)]);
    expect(JSON.stringify(answer.errors?.[0]?.extensions.details)).toContain('topic:lying');
  });

  it.each([
    ['linkTopic(article: "1999.00001", topic: "honesty") { report { changed } }', 'NOT_FOUND article'],
    ['linkCitation(from: "1999.00001", to: "1999.00002") { report { changed } }', 'NOT_FOUND from'],
    ['linkCitation(from: "2301.00009", to: "arXiv:2301.00009v2") { report { changed } }', 'BAD_INPUT to'],
  ])('refuse %s', async (mutation, problem) => {
    await server.ask(UPSERT_PAPER, { input: { title: 'It cites itself', identifiers: ['2301.00009'] } }, importer);
    expect(problemsOf(await server.ask(`mutation { ${mutation} }`, {}, importer))).toEqual([problem]);
  });
});
