import fc from 'fast-check';
import { becauseOf, evidenceToLoad } from '../../src/connect/becauseOf';
import { connectArticles, type Ranking } from '../../src/connect/connectArticles';
import type { NodeId } from '../../src/model/ids';
import { SIGNALS } from '../../src/model/signals';
import type { GraphStore } from '../../src/store/port';
import { author, issue, link, newsletter, paper, paperId, topic, topicId } from '../support/builders';
import { describeEngines, openEmptySqliteStore } from '../support/engines';

const WORDS = ['trojan', 'grokking', 'honesty', 'probing', 'reward', 'oversight', 'robust', 'anomaly'];

/** Who cites whom, is about what and was written by whom, among ten papers. */
const edges = fc.uniqueArray(
  fc.record({
    type: fc.constantFrom('CITES' as const, 'ABOUT' as const, 'AUTHORED_BY' as const),
    from: fc.nat({ max: 9 }),
    to: fc.nat({ max: 9 }),
  }),
  { selector: ({ type, from, to }) => `${type} ${from} ${to}`, maxLength: 30 },
);
const titles = fc.array(fc.shuffledSubarray(WORDS, { minLength: 1, maxLength: 5 }), { minLength: 10, maxLength: 10 });

async function rankAll(
  store: GraphStore,
  drawn: {
    edges: readonly { type: 'CITES' | 'ABOUT' | 'AUTHORED_BY'; from: number; to: number }[];
    titles: readonly (readonly string[])[];
  },
): Promise<ReadonlyMap<NodeId, Ranking>> {
  const papers = drawn.titles.map((words, index) => paper(`p${index}`, { title: words.join(' ') }));
  const ends = { CITES: paperId, ABOUT: topicId, AUTHORED_BY: (slug: string) => author(slug).id };
  await store.write({
    putNodes: [...papers, ...papers.flatMap((_each, index) => [topic(`p${index}`), author(`p${index}`)])],
    putRelationships: drawn.edges
      .filter(({ type, from, to }) => type !== 'CITES' || from !== to)
      .map(({ type, from, to }) => link(type, paperId(`p${from}`), ends[type](`p${to}`))),
  });
  return connectArticles(
    store,
    papers.map(({ id }) => id),
  );
}

it('whatever the graph, parts add up, links are ordered, and no article is connected to itself', async () => {
  await fc.assert(
    fc.asyncProperty(edges, titles, async (drawnEdges, drawnTitles) => {
      const store = await openEmptySqliteStore();
      const rankings = await rankAll(store, { edges: drawnEdges, titles: drawnTitles });
      await store.close();
      expect(rankings.size).toBe(10);
      for (const [seed, { links }] of rankings) {
        for (const { article, score, signals } of links) {
          expect(article).not.toBe(seed);
          expect(signals.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 9);
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          for (const part of signals) {
            expect(part.contribution).toBeGreaterThan(0);
            expect(part.contribution).toBeCloseTo(part.score * part.weight, 5);
          }
        }
        const order = links.map(({ score, article }) => [-score, article] as const);
        expect(order).toEqual([...order].sort(([x, a], [y, b]) => x - y || (a < b ? -1 : 1)));
        expect(new Set(links.map(({ article }) => article)).size).toBe(links.length);
      }
    }),
    { numRuns: 40, seed: 7 },
  );
});

describeEngines('connected articles', (store) => {
  it('name every reason with its evidence', async () => {
    const [s, c, r, k] = [
      paper('s', { title: 'Seed on lying' }),
      paper('c', { title: 'Candidate on lying' }),
      paper('r', { title: 'Root' }),
      paper('k', { title: 'Keystone' }),
    ];
    const [t, x, n] = [
      topic('t', { name: 'Honesty' }),
      author('x', 'Ada Lovelace'),
      issue('n/1', { title: 'Number 1' }),
    ];
    await store().write({
      putNodes: [s, c, r, k, t, x, n, newsletter('n')],
      putRelationships: [
        link('ABOUT', s, t),
        link('ABOUT', c, t),
        link('CITES', s, c),
        link('CITES', s, r),
        link('CITES', c, r),
        link('CITES', k, s),
        link('CITES', k, c),
        link('AUTHORED_BY', s, x, { position: 1 }),
        link('AUTHORED_BY', c, x, { position: 1 }),
        link('FEATURES', n, s, { position: 1, section: 'A' }, 'one'),
        link('FEATURES', n, c, { position: 2, section: 'A' }, 'two'),
      ],
    });
    const { links } = (await connectArticles(store(), [s.id])).get(s.id) ?? { links: [] };
    const found = links.find(({ article }) => article === c.id);
    expect(found?.signals.map(({ signal }) => signal).sort()).toEqual([...SIGNALS].sort());
    const evidence = new Map(found?.signals.map((part) => [part.signal, part.evidence]));
    expect(evidence.get('SHARED_TOPICS')).toEqual([t.id]);
    expect(evidence.get('CITATION')).toEqual([c.id]);
    expect(evidence.get('BIBLIOGRAPHIC_COUPLING')).toEqual([r.id]);
    expect(evidence.get('CO_CITATION')).toEqual([k.id]);
    expect(evidence.get('SHARED_AUTHORS')).toEqual([x.id]);
    expect(evidence.get('CO_FEATURED')).toEqual([n.id]);
    if (!found) throw new Error('not connected');
    const nodes = await store().getByIds(evidenceToLoad(found));
    expect(becauseOf(found, nodes)).toMatch(
      /^[A-Z].*(?:cited by|cites|Honesty|Ada Lovelace|Number 1|Root|Keystone).*\.$/,
    );
  });

  it('weigh a rare topic more than a common one, and the same entry more than the same issue', async () => {
    const all = Array.from({ length: 8 }, (_, index) => paper(`p${index}`, { title: `Paper ${WORDS[index] ?? ''}` }));
    const [seed, rare, common, sameEntry, sameSection, sameIssue] = all.map(({ id }) => id);
    if (!seed || !rare || !common || !sameEntry || !sameSection || !sameIssue) throw new Error('too few papers');
    const number = issue('n/1');
    await store().write({
      putNodes: [...all, topic('rare'), topic('common'), number, newsletter('n')],
      putRelationships: [
        link('ABOUT', seed, topicId('rare')),
        link('ABOUT', rare, topicId('rare')),
        ...all.filter(({ id }) => id !== rare).map(({ id }) => link('ABOUT', id, topicId('common'))),
        link('FEATURES', number, seed, { position: 1, section: 'A' }, 'one'),
        link('FEATURES', number, sameEntry, { position: 1, section: 'A' }, 'one'),
        link('FEATURES', number, sameSection, { position: 2, section: 'A' }, 'two'),
        link('FEATURES', number, sameIssue, { position: 3, section: 'B' }, 'three'),
      ],
    });
    const ranking = async (signal: 'SHARED_TOPICS' | 'CO_FEATURED') =>
      (await connectArticles(store(), [seed], { signals: [signal] })).get(seed)?.links.map(({ article }) => article);
    expect((await ranking('SHARED_TOPICS'))?.[0]).toBe(rare);
    expect(await ranking('SHARED_TOPICS')).toContain(common);
    expect(await ranking('CO_FEATURED')).toEqual([sameEntry, sameSection, sameIssue]);
  });

  it('join an issue and what it features, in either direction', async () => {
    const [n, a] = [issue('n/1', { title: 'Issue' }), paper('a', { title: 'Probing' })];
    await store().write({ putNodes: [n, a], putRelationships: [link('FEATURES', n, a.id, { section: 'S' }, 'e1')] });
    const says = async (from: NodeId, to: NodeId) => {
      const found = (await connectArticles(store(), [from], { candidates: [to] })).get(from)?.links[0];
      return found && [found.signals.map(({ signal }) => signal), becauseOf(found, new Map())];
    };
    expect(await says(a.id, n.id)).toEqual([['CO_FEATURED'], 'The issue features this paper.']);
    expect(await says(n.id, a.id)).toEqual([['CO_FEATURED'], 'This issue features it.']);
  });

  it('are told of given candidates only, and of none later than a date', async () => {
    const [s, a, b] = [paper('s', { on: '2020' }), paper('a', { on: '2021' }), paper('b', { on: '2019' })];
    await store().write({
      putNodes: [s, a, b, topic('t')],
      putRelationships: [s, a, b].map((each) => link('ABOUT', each, topicId('t'))),
    });
    const articles = async (options: object) =>
      (await connectArticles(store(), [s.id], options)).get(s.id)?.links.map(({ article }) => article);
    expect(await articles({ signals: ['SHARED_TOPICS'] })).toEqual([a.id, b.id]);
    expect(await articles({ candidates: [b.id] })).toEqual([b.id]);
    expect(await articles({ publishedTo: '2020' })).toEqual([b.id]);
  });

  it('rest on nothing later than a date, whether candidates are found or given', async () => {
    const [a, b] = [paper('a', { on: '2019', title: 'Grokking' }), paper('b', { on: '2019', title: 'Honesty' })];
    const between = ['2020', '2021', undefined].flatMap((on, index) => {
      const dated = { title: 'Nothing', ...(on === undefined ? {} : { on }) };
      const citing = paper(`citing${index}`, dated);
      const cited = paper(`cited${index}`, dated);
      const letter = issue(`letter/${index}`, dated);
      const joined = [a, b].flatMap((each) => [
        link('CITES', citing, each),
        link('CITES', each, cited),
        link('FEATURES', letter, each, { section: 's' }, 'e'),
      ]);
      return [{ nodes: [citing, cited, letter], joined }];
    });
    await store().write({
      putNodes: [a, b, ...between.flatMap(({ nodes }) => nodes)],
      putRelationships: between.flatMap(({ joined }) => joined),
    });
    const evidence = async (options: object) => {
      const [found] = (await connectArticles(store(), [a.id], options)).get(a.id)?.links.filter(isToB) ?? [];
      return found?.signals.map((part) => [part.signal, part.evidence.length]).sort();
    };
    const isToB = ({ article }: { readonly article: NodeId }): boolean => article === b.id;
    const each = (count: number) => [
      ['BIBLIOGRAPHIC_COUPLING', count],
      ['CITATION', 2 * count],
      ['CO_CITATION', count],
      ['CO_FEATURED', count],
    ];
    for (const candidates of [undefined, [b.id]]) {
      expect(await evidence({ candidates })).toEqual(each(3));
      expect(await evidence({ candidates, publishedTo: '2021' })).toEqual(each(2));
      expect(await evidence({ candidates, publishedTo: '2020' })).toEqual(each(1));
      expect(await evidence({ candidates, publishedTo: '2019' })).toBeUndefined();
      expect(await evidence({ candidates, publishedTo: '2018' })).toBeUndefined();
    }
  });
});
