import { RANKER_VERSION } from '../../src/connect/weights';
import { SIGNALS } from '../../src/model/signals';
import { id, link, paperId } from '../support/builders';
import { describeEnginesFilled } from '../support/engines';
import { problemsOf, startGraphqlServer, type GraphqlAnswer, type GraphqlServer } from '../support/graphqlServer';
import { fillWithSeeds } from '../support/seeds';

const LINKS = 'edges { score because signals { signal score weight contribution } node { id publishedOn } }';
const PAPER = '2212.03827';

interface WeightOfSignal {
  readonly signal: string;
  readonly weight: number;
}

interface Link {
  readonly score: number;
  readonly because: string;
  readonly signals: readonly { readonly signal: string; readonly contribution: number; readonly weight: number }[];
  readonly node: { readonly id: string; readonly publishedOn: string | null };
}

describeEnginesFilled('connections', fillWithSeeds, (store) => {
  let server: GraphqlServer;
  beforeAll(async () => {
    server = await startGraphqlServer(store());
  });
  afterAll(() => server.close());

  async function links(query: string, variables: object = {}): Promise<Link[]> {
    const { data, errors } = await server.ask(query, variables);
    expect(errors).toBeUndefined();
    return (data.connectedTo ?? data.paper.connectedArticles).edges as Link[];
  }

  function expectSums(found: readonly Link[]): void {
    for (const { score, signals } of found)
      expect(signals.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 9);
  }

  it('to one article are the same, however they are asked for', async () => {
    const single = await links(`{ paper(ref: "${PAPER}") { connectedArticles(first: 20) { ${LINKS} } } }`);
    const several = await links(`{ connectedTo(refs: ["${PAPER}"], first: 20) { ${LINKS} } }`);
    expect(several.map(({ node, score }) => [node.id, score])).toEqual(
      single.map(({ node, score }) => [node.id, expect.closeTo(score, 5)]),
    );
    expectSums(several);
  });

  it('to several articles leave those out and prefer what is close to all', async () => {
    const refs = [PAPER, '2301.05217', '2209.10652'];
    const found = await links(`query ($refs: [String!]!) { connectedTo(refs: $refs, first: 30) { ${LINKS} } }`, {
      refs,
    });
    expect(found.length).toBeGreaterThan(5);
    expectSums(found);
    const ids = found.map(({ node }) => node.id);
    for (const ref of refs) expect(ids).not.toContain(`paper:arxiv.${ref}`);
    for (const { because } of found) expect(because).toMatch(/^[A-Z].*\.$/);
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('to several articles do not depend on how and in which order those are named', async () => {
    const query = `query ($refs: [String!]!) { connectedTo(refs: $refs, first: 5) { edges { cursor score because } } }`;
    const [once, again] = [
      await server.ask(query, { refs: [PAPER, '2301.05217'] }),
      await server.ask(query, { refs: ['https://arxiv.org/abs/2301.05217v2', 'arXiv:2301.05217', PAPER] }),
    ];
    expect(once.data.connectedTo.edges).toHaveLength(5);
    expect(again).toEqual({ ...once, extensions: again.extensions });
    const both = `{ connectedTo(refs: ["${PAPER}"], notRefs: ["arXiv:${PAPER}"]) { edges { score } } }`;
    expect(problemsOf(await server.ask(both))).toEqual(['BAD_INPUT notRefs']);
  });

  it('rest on evidence that is paged, and whose pieces are counted', async () => {
    const ask = (evidence: string) =>
      server.ask(
        `{ paper(ref: "${PAPER}") { connectedArticles(first: 30, signals: [SHARED_TOPICS, CO_FEATURED]) { edges { node { id } signals { signal evidenceCount evidence${evidence} { ... on Topic { id } ... on Article { id } } } } } } }`,
      );
    const signalsOf = ({ data }: GraphqlAnswer): { evidenceCount: number; evidence: { id: string }[] }[] =>
      data.paper.connectedArticles.edges.flatMap(({ signals }: { signals: unknown[] }) => signals);
    const whole = signalsOf(await ask('(first: 100)'));
    expect(whole.length).toBeGreaterThan(0);
    for (const { evidence, evidenceCount } of whole) expect(evidence).toHaveLength(evidenceCount);
    const first = signalsOf(await ask('(first: 1)'));
    expect(first.map(({ evidence }) => evidence)).toEqual(whole.map(({ evidence }) => evidence.slice(0, 1)));
    const rest = signalsOf(await ask('(offset: 1)'));
    expect(rest.map(({ evidence }) => evidence)).toEqual(whole.map(({ evidence }) => evidence.slice(1, 11)));
    expect(new Set(problemsOf(await ask('(offset: -1)')))).toEqual(new Set(['BAD_PAGE offset']));
    expect(problemsOf(await ask('(first: 101)'))).toHaveLength(1);
  });

  it('away from an article sink what is close to it', async () => {
    const near = await links(`{ connectedTo(refs: ["${PAPER}"], first: 50) { ${LINKS} } }`);
    const [best] = near;
    const away = await links(
      `query ($notRefs: [String!]) { connectedTo(refs: ["${PAPER}"], notRefs: $notRefs, first: 50) { ${LINKS} } }`,
      { notRefs: [best?.node.id] },
    );
    expectSums(away);
    expect(away.map(({ node }) => node.id)).not.toContain(best?.node.id);
    const scoreOf = new Map(near.map(({ node, score }) => [node.id, score]));
    const lowered = away.filter(({ node, score }) => score < (scoreOf.get(node.id) ?? 0) - 1e-9);
    expect(lowered.length).toBeGreaterThan(0);
  });

  it('take a client’s weights and say which they were', async () => {
    const query = `query ($weights: SignalWeightsInput) { paper(ref: "${PAPER}") { connectedArticles(first: 10, weights: $weights) { ${LINKS} } } }`;
    const zeros = { citation: 0, bibliographicCoupling: 0, coCitation: 0, sharedAuthors: 0, coFeatured: 0 };
    const found = await links(query, { weights: { ...zeros, textSimilarity: 0, sharedTopics: 3 } });
    expect(found.length).toBeGreaterThan(0);
    for (const { signals } of found)
      expect(signals).toEqual([expect.objectContaining({ signal: 'SHARED_TOPICS', weight: 1 })]);
    for (const refused of [
      { citation: -1 },
      { ...zeros, textSimilarity: 0, sharedTopics: 0 },
      { citation: 1e308, coCitation: 1e308 },
    ])
      expect(problemsOf(await server.ask(query, { weights: refused }))).toEqual(['BAD_INPUT weights']);
    const none = `{ paper(ref: "${PAPER}") { connectedArticles(signals: []) { edges { score } } } }`;
    expect(problemsOf(await server.ask(none))).toEqual(['BAD_INPUT signals']);
  });

  it('say which ranker found them, with which weights, and what its bounds left out', async () => {
    const ask = async (args: string) => {
      const fields = '{ truncated cut ranker { version weights { signal weight } } }';
      const answer = await server.ask(
        `{ paper(ref: "${PAPER}") { connectedArticles${args} ${fields} } connectedTo${args.replace('(', `(refs: ["${PAPER}"] `)} ${fields} }`,
      );
      expect(answer.data.connectedTo).toEqual(answer.data.paper.connectedArticles);
      return answer.data.connectedTo;
    };
    const usual = await ask('(first: 5)');
    expect(usual.ranker.version).toBe(RANKER_VERSION);
    expect(usual.ranker.weights.map(({ signal }: { signal: string }) => signal)).toEqual(SIGNALS);
    expect(usual).toMatchObject({
      truncated: true,
      cut: expect.arrayContaining([expect.stringMatching(/^TEXT_SIMI/)]),
    });
    expect(
      problemsOf(await server.ask(`{ paper(ref: "${PAPER}") { connectedArticles(signals: []) { totalCount } } }`)),
    ).toEqual(['BAD_INPUT signals']);
    const own = await ask('(signals: [SHARED_AUTHORS, CITATION], weights: { sharedAuthors: 3, citation: 1 })');
    const weightOf = Object.fromEntries(own.ranker.weights.map((each: WeightOfSignal) => [each.signal, each.weight]));
    expect(weightOf).toMatchObject({ SHARED_AUTHORS: 0.75, CITATION: 0.25, TEXT_SIMILARITY: 0 });
    expect(own.cut).not.toContainEqual(expect.stringMatching(/^TEXT_SIMI/));
    expect(own.truncated).toBe(own.cut.length > 0);
  });

  it('as of a date know nothing later', async () => {
    const found = await links(`{ paper(ref: "${PAPER}") { connectedArticles(first: 50, asOf: "2021") { ${LINKS} } } }`);
    expect(found.length).toBeGreaterThan(0);
    for (const { node } of found) expect((node.publishedOn ?? '9999') < '2022').toBe(true);
    const why = async (from: string, to: string, asOf: string) => {
      const question = `query ($from: String!, $to: String!, $asOf: PartialDate) { whyConnected(from: $from, to: $to, asOf: $asOf) { link { score } path { length } } }`;
      return (await server.ask(question, { from, to, asOf })).data.whyConnected;
    };
    const issue = 'ml-safety-newsletter/7';
    for (const [from, to] of [
      [PAPER, issue],
      [issue, PAPER],
    ] as const) {
      expect(await why(from, to, '2022')).toEqual({ link: null, path: null });
      expect(await why(from, to, '2023')).toMatchObject({ link: { score: expect.any(Number) }, path: { length: 1 } });
    }
  });

  it('between any two articles are told, also when there are none', async () => {
    const [best] = await links(`{ connectedTo(refs: ["${PAPER}"], first: 1) { ${LINKS} } }`);
    const ask = (to: string) =>
      server.ask(
        `query ($to: String!) { whyConnected(from: "${PAPER}", to: $to) { link { score because signals { signal } } path { length relationships { because } } truncated } }`,
        { to },
      );
    const near = await ask(best?.node.id ?? '');
    expect(near.data.whyConnected.link).toMatchObject({ score: best?.score, because: best?.because });
    const path = near.data.whyConnected.path;
    expect(path.relationships).toHaveLength(path.length);
    await store().write({
      putNodes: [
        { id: 'paper:lonely' as never, kind: 'Paper', facts: { title: 'Zzyzx', identifiers: [] }, claims: [] },
      ],
    });
    expect((await ask('paper:lonely')).data.whyConnected).toEqual({ link: null, path: null, truncated: false });
    expect(problemsOf(await ask(PAPER))).toEqual(['BAD_INPUT to']);
  });

  it('tell an issue’s entry what earlier issues brought on connected work', async () => {
    const { data, errors } =
      await server.ask(`{ issue(ref: "ml-safety-newsletter/7") { id publishedOn sections { entries {
      article { id } priorCoverage(first: 3) { issue { id publishedOn } article { id } score because }
    } } } }`);
    expect(errors).toBeUndefined();
    const { id, publishedOn, sections } = data.issue;
    const entries = sections.flatMap((section: { entries: unknown[] }) => section.entries);
    for (const { article, priorCoverage } of entries) {
      if (!article) expect(priorCoverage).toEqual([]);
      const dates = priorCoverage.map((each: { issue: { publishedOn: string } }) => each.issue.publishedOn);
      expect(dates).toEqual([...dates].sort().reverse());
      for (const coverage of priorCoverage) {
        expect(coverage.issue.id).not.toBe(id);
        expect(coverage.issue.publishedOn < publishedOn).toBe(true);
        expect(coverage.because).toMatch(/\.$/);
      }
    }
    expect(entries.some(({ priorCoverage }: { priorCoverage: unknown[] }) => priorCoverage.length === 3)).toBe(true);
  });

  it('know earlier issues of one newsletter by their numbers where dates do not tell', async () => {
    const { data } = await server.ask(`{ issue(ref: "alignment-newsletter/165") { sections { entries {
      priorCoverage(first: 10) { issue { ... on Issue { id number } } }
    } } } }`);
    type Prior = { readonly issue: { readonly id: string; readonly number: number } };
    const prior: Prior[] = data.issue.sections.flatMap(({ entries }: { entries: { priorCoverage: Prior[] }[] }) =>
      entries.flatMap(({ priorCoverage }) => priorCoverage),
    );
    const ofSeries = prior.filter(({ issue }) => issue.id.startsWith('issue:alignment-newsletter/'));
    expect(ofSeries.length).toBeGreaterThan(3);
    expect(ofSeries.filter(({ issue }) => issue.number >= 165)).toEqual([]);
  });

  it('count an earlier entry on the same work as the closest that there is', async () => {
    const earlier = id('Issue', 'ml-safety-newsletter/6');
    const again = link('FEATURES', earlier, paperId(`arxiv.${PAPER}`), { position: 99 }, 'again');
    await store().write({ putRelationships: [again] });
    const { data } = await server.ask(`{ issue(ref: "ml-safety-newsletter/7") { sections { entries {
      article { id } priorCoverage(first: 100) { issue { id } article { id } position score because }
    } } } }`);
    const [entry] = data.issue.sections[0].entries;
    expect(entry.article.id).toBe(again.to);
    const ofThat = entry.priorCoverage.filter(({ issue }: { issue: { id: string } }) => issue.id === earlier);
    expect(ofThat[0]).toEqual({
      issue: { id: earlier },
      article: { id: again.to },
      position: 99,
      score: 1,
      because: 'It is the same paper.',
    });
  });

  it.each([
    ['no seed', '{ connectedTo(refs: []) { totalCount } }', 'BAD_INPUT refs'],
    ['too many seeds', `{ connectedTo(refs: [${'"x",'.repeat(51)}]) { totalCount } }`, 'BAD_INPUT refs'],
    ['an unknown seed', '{ connectedTo(refs: ["1999.00001"]) { totalCount } }', 'NOT_FOUND refs'],
  ])('refuse %s', async (_what, query, problem) => {
    expect(problemsOf(await server.ask(query))).toEqual([problem]);
  });
});
