import fc from 'fast-check';
import { topicNeighborhoods } from '../../src/explore/neighborhood';
import { representativePapers } from '../../src/explore/representativePapers';
import { topicBridges } from '../../src/explore/topicBridges';
import { topicTrend } from '../../src/explore/topicTrend';
import type { GraphStore } from '../../src/store/port';
import { issue, link, paper, paperId, topic, topicId } from '../support/builders';
import { describeEngines } from '../support/engines';

describeEngines('topic neighborhoods as of a date', (store) => {
  /** Six papers of two years over four topics. */
  const PAPERS = [
    { on: '2020', about: ['a', 'b'] },
    { on: '2020-03-04', about: ['a', 'b', 'c'] },
    { on: '2020-11-30', about: ['b'] },
    { on: '2021-01-02', about: ['a', 'c'] },
    { on: '2021-06-15', about: ['a', 'd'] },
    { on: undefined, about: ['a', 'd'] },
  ];

  async function fill(papers: readonly { on: string | undefined; about: readonly string[] }[]): Promise<void> {
    await store().write({
      deleteNodes: PAPERS.map((_, index) => paperId(`p${index}`)),
    });
    await store().write({
      putNodes: [
        ...['a', 'b', 'c', 'd', 'area'].map((slug) => topic(slug)),
        ...papers.map(({ on }, index) => paper(`p${index}`, on === undefined ? {} : { on })),
      ],
      putRelationships: [
        link('SUBTOPIC_OF', topicId('a'), topicId('area')),
        ...papers.flatMap(({ about }, index) =>
          about.map((slug) => link('ABOUT', paperId(`p${index}`), topicId(slug))),
        ),
      ],
    });
  }

  it('are those of a graph that has only what was published by then', async () => {
    const ids = ['a', 'b'].map(topicId);
    for (const [publishedTo, isOut] of [
      ['2019', () => false],
      ['2020', (on: string) => on < '2021'],
      ['2020-11-30', (on: string) => on < '2021'],
      ['2021-06-14', (on: string) => on < '2021-06'],
      ['2021-06', () => true],
    ] as const) {
      await fill(PAPERS);
      const then = await topicNeighborhoods(store(), ids, { depth: 2, publishedTo });
      await fill(PAPERS.filter(({ on }) => on !== undefined && isOut(on)));
      expect([publishedTo, then]).toEqual([publishedTo, await topicNeighborhoods(store(), ids, { depth: 2 })]);
    }
  });
});

describe('the trend of a topic', () => {
  const months = (counts: Record<string, number>) =>
    Object.entries(counts).map(([month, articles]) => ({ month, articles }));

  it('is one of shares: a topic that grows as the graph does is steady', () => {
    const all = months({ '2019': 100, '2020-01': 100, '2020-07': 100, '2021': 400 });
    const growing = topicTrend(months({ '2019': 10, '2020-02': 20, '2021': 40 }), all, 10);
    expect(growing).toMatchObject({ direction: 'STEADY', slope: 0 });
    expect(growing.points).toEqual([
      { year: 2019, articles: 10, all: 100, share: 0.1 },
      { year: 2020, articles: 20, all: 200, share: 0.1 },
      { year: 2021, articles: 40, all: 400, share: 0.1 },
    ]);
  });

  it('rises and fades where that is more than chance', () => {
    const all = months({ '2019': 100, '2020': 100, '2021': 100 });
    expect(topicTrend(months({ '2019': 10, '2020': 20, '2021': 30 }), all, 10)).toMatchObject({
      direction: 'RISING',
      slope: 0.1,
    });
    expect(topicTrend(months({ '2019': 30, '2020': 20, '2021': 10 }), all, 10)).toMatchObject({
      direction: 'FADING',
      slope: -0.1,
    });
    const few = months({ '2019': 10, '2020': 10, '2021': 10 });
    expect(topicTrend(months({ '2019': 1, '2020': 2, '2021': 3 }), few, 10)).toMatchObject({
      direction: 'STEADY',
      slope: 0.1,
    });
    const small = months({ '2019': 90, '2020': 90, '2021': 1 });
    const single = topicTrend(months({ '2021': 1 }), small, 10);
    expect(single.z).toBeGreaterThan(1.96);
    expect(single.direction).toBe('STEADY');
  });

  it('goes back no further than asked, has years without articles, and is nothing without dates', () => {
    const all = months({ '1990': 5, '2018': 10, '2020': 10 });
    const { points } = topicTrend(months({ '1990': 5, '2020': 1 }), all, 3);
    expect(points.map(({ year, share }) => [year, share])).toEqual([
      [2018, 0],
      [2019, 0],
      [2020, 0.1],
    ]);
    expect(topicTrend([], [], 10)).toEqual({ points: [], slope: 0, z: 0, direction: 'STEADY' });
    expect(() => topicTrend([], all, 1)).toThrow('years');
  });

  it('ends with the years that there can be: a slip in one date does not leave it without articles', () => {
    const counts = { '2019': 10, '2020': 20, '2021': 30 };
    const trend = topicTrend(months(counts), months({ '2019': 100, '2020': 100, '2021': 100 }), 3);
    const slip = { '2924-03': 1 };
    expect(
      topicTrend(months({ ...counts, ...slip }), months({ '2019': 100, '2020': 100, '2021': 100, ...slip }), 3),
    ).toEqual(trend);
    expect(topicTrend(months(slip), months(slip), 3).points).toEqual([]);
  });

  it('turns around when time does', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 2, maxLength: 8 })
          .filter((years) => years.some(([a]) => a > 0)),
        (years) => {
          const trend = (counts: readonly (readonly [number, number])[]) =>
            topicTrend(
              counts.map(([articles], index) => ({ month: `${2000 + index}`, articles })),
              counts.map(([articles, others], index) => ({ month: `${2000 + index}`, articles: articles + others })),
              50,
            );
          const [forth, back] = [trend(years), trend([...years].reverse())];
          expect(back.slope).toBeCloseTo(-forth.slope, 5);
          expect(forth.direction === 'STEADY').toBe(back.direction === 'STEADY');
        },
      ),
      { seed: 3 },
    );
  });
});

describeEngines('the papers that stand for a topic', (store) => {
  it('are those that are taken up most per year, by papers and by issues', async () => {
    const dated = { old: '2011', young: '2020', featured: '2019-05-05', weak: '2020', unread: '2020', other: '2020' };
    const slip = paper('slip', { on: '2924' });
    const citing = Array.from({ length: 10 }, (_, index) => paper(`c${index}`, { on: '2020' }));
    const cites = (slug: string, times: number) =>
      citing.slice(0, times).map((from) => link('CITES', from, paperId(slug)));
    await store().write({
      putNodes: [
        topic('t'),
        issue('n/1', { on: '2020' }),
        ...citing,
        slip,
        ...Object.entries(dated).map(([slug, on]) => paper(slug, { on })),
      ],
      putRelationships: [
        ...['old', 'young', 'featured', 'unread'].map((slug) => link('ABOUT', paperId(slug), topicId('t'))),
        link('ABOUT', paperId('weak'), topicId('t'), { weight: 0.1 }),
        ...cites('old', 10),
        ...cites('young', 3),
        ...cites('weak', 4),
        ...cites('other', 9),
        ...['1', '2', '3', '4'].map((key) => link('FEATURES', issue('n/1'), paperId('featured'), {}, key)),
      ],
    });
    const found = await representativePapers(store(), [topicId('t')]);
    expect(found.get(topicId('t'))).toEqual({
      cut: [],
      papers: [
        { id: paperId('young'), score: 3, mentions: 3 },
        { id: paperId('featured'), score: 2, mentions: 4 },
        { id: paperId('old'), score: 1, mentions: 10 },
        { id: paperId('weak'), score: 0.4, mentions: 4 },
      ],
    });
  });
});

describeEngines('bridges between two topics', (store) => {
  const bridge = (
    slug: string,
    [isAboutA, isAboutB]: [boolean, boolean],
    [citationsA, citationsB]: [number, number],
    pairs: number,
  ) => ({
    id: paperId(slug),
    isAboutA,
    isAboutB,
    citationsA,
    citationsB,
    pairs,
  });

  async function fill(store: GraphStore): Promise<void> {
    const slugs = ['a1', 'a2', 'a3', 'b1', 'b2', 'both', 'review', 'aside'];
    await store.write({
      putNodes: [topic('a'), topic('b'), topic('c'), ...slugs.map((slug) => paper(slug))],
      putRelationships: [
        ...['a1', 'a2', 'a3', 'both'].map((slug) => link('ABOUT', paperId(slug), topicId('a'))),
        ...['b1', 'b2', 'both'].map((slug) => link('ABOUT', paperId(slug), topicId('b'))),
        ...['review', 'aside'].map((slug) => link('ABOUT', paperId(slug), topicId('c'))),
        ...['a1', 'a2', 'b1', 'b2'].map((slug) => link('CITES', paperId('review'), paperId(slug))),
        ...['a1', 'a2'].map((slug) => link('CITES', paperId('aside'), paperId(slug))),
        link('CITES', paperId('a3'), paperId('b2')),
      ],
    });
  }

  it('join papers of both, whatever they are about themselves', async () => {
    await fill(store());
    const { bridges, cut } = await topicBridges(store(), [topicId('a'), topicId('b')]);
    expect(cut).toEqual([]);
    expect(bridges).toEqual([
      bridge('review', [false, false], [2, 2], 4),
      bridge('b2', [false, true], [1, 0], 1),
      bridge('a3', [true, false], [0, 1], 1),
      bridge('both', [true, true], [0, 0], 1),
    ]);
  });

  it('are the same from the other side', async () => {
    await fill(store());
    const there = await topicBridges(store(), [topicId('a'), topicId('b')]);
    const back = await topicBridges(store(), [topicId('b'), topicId('a')]);
    expect(back.bridges.map(({ id, pairs }) => [id, pairs])).toEqual(there.bridges.map(({ id, pairs }) => [id, pairs]));
  });
});
