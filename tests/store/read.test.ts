import { SEARCHABLE_KINDS } from '../../src/model/kinds';
import { words } from '../../src/model/text';
import type { Evidence, Keyset } from '../../src/store/port';
import { FACET_NAMES } from '../../src/store/rules';
import {
  author,
  id,
  issue,
  link,
  newsletter,
  paper,
  paperId,
  resource,
  topic,
  topicId,
  venue,
} from '../support/builders';
import { describeEngines } from '../support/engines';

const NEWEST = { field: 'PUBLISHED_ON', direction: 'DESC' } as const;

describeEngines('read', (store) => {
  it('leaves unknown ids, keys and nodes out of answers', async () => {
    expect(await store().getByIds([paperId('no')])).toEqual(new Map());
    expect((await store().findByPrefix({ prefixes: ['paper:'], kinds: ['Paper'], first: 5 })).length).toBe(0);
    const page = await store().expand({
      type: 'ABOUT',
      direction: 'OUT',
      ids: [paperId('no')],
      order: NEWEST,
      first: 5,
      count: true,
    });
    expect(page.get(paperId('no'))).toEqual({ items: [], hasNextPage: false, totalCount: 0 });
  });

  it('pages a list by keyset in a stable order, dates of any precision among each other', async () => {
    const dates = ['2022', '2022-05', '2021-12-31', undefined, '2022-05', '2022-05-01'];
    await store().write({
      putNodes: dates.map((on, index) => paper(`p${index}`, on === undefined ? {} : { on })),
    });
    const seen: string[] = [];
    let after: Keyset | undefined;
    for (let hasNextPage = true; hasNextPage;) {
      const page = await store().list({ filter: { kinds: ['Paper'] }, order: NEWEST, first: 2, after, count: true });
      expect(page.totalCount).toBe(6);
      seen.push(...page.items.map(({ node }) => node.id));
      after = page.items.at(-1)?.keyset;
      hasNextPage = page.hasNextPage;
    }
    expect(seen).toEqual(['p5', 'p1', 'p4', 'p0', 'p2', 'p3'].map(paperId));
  });

  it('pages issues of one date, and those without one, by their numbers: in lists and from their newsletter', async () => {
    const letter = newsletter('letter');
    const numbered = (number: number, on?: string) => issue(`letter/${number}`, { number, ...(on && { on }) });
    const issues = [
      numbered(7, '2018-04-02'),
      numbered(20, '2018-04'),
      numbered(19, '2018-04'),
      numbered(3, '2018-04'),
      issue('letter/extra', { on: '2018-04' }),
      ...[100, 10, 2, 1].map((number) => numbered(number)),
      issue('letter/special'),
    ];
    await store().write({
      putNodes: [letter, ...[...issues].sort((a, b) => (a.id < b.id ? -1 : 1))],
      putRelationships: issues.map((each) => link('PART_OF', each, letter)),
    });
    const newestFirst = issues.map((each) => each.id);
    for (const direction of ['DESC', 'ASC'] as const) {
      const page = { order: { field: 'PUBLISHED_ON', direction }, first: 3, count: false } as const;
      const listed = (after?: Keyset) => store().list({ filter: { kinds: ['Issue'] }, ...page, after });
      const expanded = async (after?: Keyset) => {
        const pages = await store().expand({ type: 'PART_OF', direction: 'IN', ids: [letter.id], ...page, after });
        return pages.get(letter.id);
      };
      for (const ask of [listed, expanded]) {
        const seen: string[] = [];
        for (let found = await ask(); found;) {
          seen.push(...found.items.map(({ node }) => node.id));
          found = found.hasNextPage ? await ask(found.items.at(-1)?.keyset) : undefined;
        }
        expect(seen).toEqual(direction === 'DESC' ? newestFirst : [...newestFirst].reverse());
      }
    }
  });

  it('takes the number of an issue for no part of its date', async () => {
    const letter = newsletter('letter');
    const dates = [undefined, '2018', '2018-04', '2018-04-02'];
    const issues = dates.map((on, index) => issue(`letter/${index}`, { number: index, ...(on && { on }) }));
    const t = topic('t');
    await store().write({
      putNodes: [letter, t, ...issues],
      putRelationships: issues.flatMap((each) => [link('PART_OF', each, letter), link('ABOUT', each, t)]),
    });
    const kinds = ['Issue'] as const;
    const found = async (filter: object) => {
      const list = { filter: { kinds, ...filter }, order: NEWEST, first: 9, count: true };
      return (await store().list(list)).items.map(({ node }) => node.id.at(-1)).join('');
    };
    expect(await found({ publishedFrom: '1000' })).toBe('321');
    expect(await found({ publishedFrom: '2018-04-01' })).toBe('32');
    expect(await found({ publishedFrom: '2018-04-02' })).toBe('3');
    expect(await found({ publishedTo: '2018-04-01' })).toBe('21');
    expect(await found({ publishedTo: '2018-03' })).toBe('1');
    const around = { ids: [letter.id], types: ['PART_OF'], perNode: 9, publishedTo: '2018-04' } as const;
    expect((await store().neighbors(around)).get(letter.id)).toHaveLength(3);
    const search = {
      words: [['articl']],
      mode: 'ALL',
      filter: { kinds },
      first: 0,
      count: true,
      facets: FACET_NAMES,
    } as const;
    expect(await store().match(search)).toMatchObject({ totalCount: 4, facets: { year: [{ value: 2018, count: 3 }] } });
    const months = ['2018', '2018-04'].map((month, index) => ({ month, articles: index + 1 }));
    const counts = await store().articlesByMonth([t.id]);
    expect([counts.all, counts.byTopic.get(t.id)]).toEqual([months, months]);
  });

  it('filters by kind, date, sort of resource and related nodes, all at once', async () => {
    const [t, u] = [topic('t'), topic('u')];
    const nodes = [
      resource('course', { kind: 'COURSE', on: '2022' }),
      resource('video', { kind: 'VIDEO', on: '2022-06' }),
      paper('p', { on: '2023' }),
    ];
    await store().write({ putNodes: [t, u, ...nodes], putRelationships: nodes.map((node) => link('ABOUT', node, t)) });
    const find = async (filter: object) => {
      const page = await store().list({
        filter: { kinds: ['Paper', 'Resource'], ...filter },
        order: NEWEST,
        first: 9,
        count: true,
      });
      expect(page.totalCount).toBe(page.items.length);
      return page.items.map(({ node }) => node.id);
    };
    expect(await find({})).toEqual([paperId('p'), id('Resource', 'video'), id('Resource', 'course')]);
    expect(await find({ resourceKinds: ['COURSE'] })).toEqual([id('Resource', 'course')]);
    expect(await find({ publishedTo: '2022' })).toEqual([id('Resource', 'video'), id('Resource', 'course')]);
    expect(await find({ publishedFrom: '2022-06', publishedTo: '2022-06' })).toEqual([id('Resource', 'video')]);
    // What is dated by its year alone begins with it.
    const ofYear = paper('of-year', { on: '2021' });
    await store().write({ putNodes: [ofYear] });
    expect(await find({ publishedFrom: '2021-01-01', publishedTo: '2021' })).toContain(ofYear.id);
    expect(await find({ publishedFrom: '2021-01-02', publishedTo: '2021' })).not.toContain(ofYear.id);
    await store().write({ deleteNodes: [ofYear.id] });
    expect(await find({ kinds: [] })).toEqual([]);
    expect(await find({ related: [{ type: 'ABOUT', direction: 'OUT', ids: [t.id] }], kinds: ['Paper'] })).toEqual([
      paperId('p'),
    ]);
    expect(await find({ related: [{ type: 'ABOUT', direction: 'OUT', ids: [u.id] }] })).toEqual([]);
  });

  it('walks one relationship from many nodes at once, ordered by what the relationship says', async () => {
    const [p, q] = [paper('p'), paper('q')];
    const [x, y] = [author('x', 'Xenia'), author('y', 'Émile')];
    await store().write({
      putNodes: [p, q, x, y],
      putRelationships: [
        link('AUTHORED_BY', p, x, { position: 2 }),
        link('AUTHORED_BY', p, y, { position: 1 }),
        link('AUTHORED_BY', q, x, { position: 1 }),
      ],
    });
    const order = { field: 'POSITION', direction: 'ASC' } as const;
    const pages = await store().expand({
      type: 'AUTHORED_BY',
      direction: 'OUT',
      ids: [p.id, q.id],
      order,
      first: 1,
      count: true,
    });
    expect(pages.get(p.id)).toMatchObject({ hasNextPage: true, totalCount: 2, items: [{ node: { id: y.id } }] });
    expect(pages.get(q.id)).toMatchObject({ hasNextPage: false, totalCount: 1, items: [{ node: { id: x.id } }] });
    const back = await store().expand({
      type: 'AUTHORED_BY',
      direction: 'IN',
      ids: [x.id],
      order: NEWEST,
      first: 9,
      count: false,
    });
    expect(back.get(x.id)?.items.map(({ node }) => node.id)).toEqual([p.id, q.id]);
  });

  it('finds whole words of any script, and nothing by the operators of a full-text language', async () => {
    await store().write({
      putNodes: [
        paper('1', { title: 'Naïve Bayes AND grokking', abstract: 'models generalise late' }),
        paper('2', { title: '数据 poisoning', abstract: 'a model is poisoned' }),
        topic('t', { name: 'Grokking' }),
      ],
    });
    const match = async (stems: string[], mode: 'ALL' | 'ANY' = 'ALL') => {
      const answer = await store().match({
        words: stems.map((stem) => [stem]),
        mode,
        filter: { kinds: ['Paper', 'Topic'] },
        first: 9,
        count: true,
        facets: [],
      });
      expect(answer.totalCount).toBe(answer.matches.length);
      return answer.matches.map(({ id }) => id).sort();
    };
    expect(await match(['grok'])).toEqual([paperId('1'), topicId('t')]);
    expect(await match(['model'])).toEqual([paperId('1'), paperId('2')]);
    expect(await match(['数据'])).toEqual([paperId('2')]);
    expect(await match(['model', 'grok'])).toEqual([paperId('1')]);
    expect(await match(['数据', 'grok'], 'ANY')).toEqual([paperId('1'), paperId('2'), topicId('t')]);
    for (const odd of ['AND', 'NOT', '*', '"', '\\', 'a:b', '(', '~2', 'NEAR', '`'])
      await expect(match([odd])).resolves.toEqual([]);
  });

  it('counts facets over all matches, also those that do not come back', async () => {
    const t = topic('t');
    const papers = ['2021', '2022', '2022-03'].map((on, index) => paper(`p${index}`, { title: 'Grokking', on }));
    await store().write({
      putNodes: [t, ...papers],
      putRelationships: papers.slice(1).map((each) => link('ABOUT', each, t)),
    });
    const answer = await store().match({
      words: [['grok']],
      mode: 'ALL',
      filter: { kinds: ['Paper', 'Topic'] },
      first: 1,
      count: true,
      facets: FACET_NAMES,
    });
    expect(answer).toMatchObject({
      totalCount: 3,
      facets: {
        kind: [{ value: 'Paper', count: 3 }],
        topic: [{ value: 't', count: 2 }],
        year: [
          { value: 2022, count: 2 },
          { value: 2021, count: 1 },
        ],
      },
    });
  });

  it('finds what readers look for among all their kinds, and no sources', async () => {
    const source = { id: id('Source', 's'), kind: 'Source' as const, claims: [] };
    const facts = { name: 'grokking.bib', format: 'bibtex', importedAt: '2026-01-01T00:00:00Z' };
    await store().write({ putNodes: [{ ...source, facts }, paper('1', { title: 'Grokking' })] });
    const filter = { kinds: SEARCHABLE_KINDS };
    const answer = await store().match({
      words: [['grok']],
      mode: 'ALL',
      filter,
      first: 9,
      count: true,
      facets: FACET_NAMES,
    });
    expect(answer).toMatchObject({ totalCount: 1, facets: { kind: [{ value: 'Paper', count: 1 }] } });
    expect(answer.matches.map((match) => match.id)).toEqual([paperId('1')]);
  });

  it('suggests names by the beginnings of their words, the most popular first', async () => {
    const [p, x] = [paper('p', { title: 'Deep learning' }), topic('x', { name: 'Learning, deeply' })];
    await store().write({ putNodes: [p, x, topic('y', { name: 'Leaves' })], putRelationships: [link('ABOUT', p, x)] });
    const suggest = async (text: string) => {
      const nodes = await store().suggest({ prefixes: words(text), kinds: ['Paper', 'Topic'], first: 5 });
      return nodes.map((node) => node.id);
    };
    expect(await suggest('lea')).toEqual([x.id, p.id, topicId('y')]);
    expect(await suggest('dee lear')).toEqual([x.id, p.id]);
    expect(await suggest('learn-')).toEqual([x.id, p.id]);
    expect(await suggest('zzz')).toEqual([]);
  });

  it('lists the neighbors of a node in all types and directions, the rarest first', async () => {
    const [p, q] = [paper('p', { on: '2020' }), paper('q', { on: '2024' })];
    const [t, v] = [topic('t'), venue('v')];
    await store().write({
      putNodes: [p, q, t, v],
      putRelationships: [link('CITES', q, p), link('ABOUT', p, t), link('ABOUT', q, t), link('PUBLISHED_IN', p, v)],
    });
    const around = async (options: object) =>
      (await store().neighbors({ ids: [p.id], types: ['CITES', 'ABOUT', 'PUBLISHED_IN'], perNode: 9, ...options })).get(
        p.id,
      );
    expect(await around({})).toEqual([
      { type: 'CITES', direction: 'IN', id: q.id, popularity: 0 },
      { type: 'PUBLISHED_IN', direction: 'OUT', id: v.id, popularity: 1 },
      { type: 'ABOUT', direction: 'OUT', id: t.id, popularity: 2 },
    ]);
    expect(await around({ perNode: 1, types: ['ABOUT'] })).toHaveLength(1);
    expect((await around({ publishedTo: '2023' }))?.map((neighbor) => neighbor.id)).toEqual([v.id, t.id]);
  });

  it('links topics by hierarchy and by the articles that they share', async () => {
    const [t, u, v] = [topic('t'), topic('u'), topic('v')];
    const [p, q] = [paper('p'), paper('q')];
    const abouts = [link('ABOUT', p, t), link('ABOUT', p, u), link('ABOUT', q, t), link('ABOUT', q, u)];
    await store().write({ putNodes: [t, u, v, p, q], putRelationships: [...abouts, link('SUBTOPIC_OF', t, v)] });
    const both = [
      { id: v.id, relation: 'PARENT', support: 0, articleCount: 0 },
      { id: u.id, relation: 'CO_OCCURRENCE', support: 2, articleCount: 2 },
    ];
    expect((await store().topicLinks({ ids: [t.id], coOccurring: 5 })).get(t.id)).toEqual(both);
    await store().write({ deleteRelationships: [link('ABOUT', q, u)] });
    expect((await store().topicLinks({ ids: [u.id], coOccurring: 5 })).get(u.id)).toEqual([
      { id: t.id, relation: 'CO_OCCURRENCE', support: 1, articleCount: 2 },
    ]);
  });

  it('gathers the evidence of every signal for every candidate that any of them proposes', async () => {
    const [s, c] = [paper('s', { title: 'Seed about lying' }), paper('c', { title: 'Candidate about lying' })];
    const [r, k] = [paper('r'), paper('k')];
    const [t, x, n] = [topic('t'), author('x'), issue('n/1')];
    await store().write({
      putNodes: [s, c, r, k, t, x, n, newsletter('n')],
      putRelationships: [
        link('ABOUT', s, t, { weight: 0.5 }),
        link('ABOUT', c, t),
        link('CITES', s, r),
        link('CITES', c, r),
        link('CITES', k, s),
        link('CITES', k, c),
        link('CITES', c, s),
        link('AUTHORED_BY', s, x),
        link('AUTHORED_BY', c, x),
        link('FEATURES', n, s, { section: 'A' }, 's'),
        link('FEATURES', n, c, { section: 'A' }, 'c'),
      ],
    });
    const query = {
      seeds: [{ id: s.id, stems: ['ly'] }],
      signals: [
        'SHARED_TOPICS',
        'CITATION',
        'BIBLIOGRAPHIC_COUPLING',
        'CO_CITATION',
        'SHARED_AUTHORS',
        'CO_FEATURED',
        'TEXT_SIMILARITY',
      ] as const,
      perSignal: 10,
      hubDegree: 100,
    };
    const evidence = await store().gatherEvidence(query);
    const row = (signal: Evidence['signal'], via: string | null, viaDegree: number, more: Partial<Evidence> = {}) => ({
      seed: s.id,
      candidate: c.id,
      signal,
      via,
      viaDegree,
      seedWeight: 1,
      candidateWeight: 1,
      closeness: null,
      ...more,
    });
    expect(evidence.filter(({ candidate }) => candidate === c.id)).toEqual(
      expect.arrayContaining([
        row('SHARED_TOPICS', t.id, 2, { seedWeight: 0.5 }),
        row('CITATION', s.id, 2),
        row('BIBLIOGRAPHIC_COUPLING', r.id, 2),
        row('CO_CITATION', k.id, 2),
        row('SHARED_AUTHORS', x.id, 2),
        row('CO_FEATURED', n.id, 2, { closeness: 'SECTION' }),
        row('TEXT_SIMILARITY', null, 0),
      ]),
    );
    expect(evidence.filter(({ candidate }) => candidate === c.id)).toHaveLength(7);
    const asked = await store().gatherEvidence({ ...query, seeds: [{ id: s.id, stems: [], candidates: [k.id] }] });
    expect(asked).toEqual([row('CITATION', s.id, 2, { candidate: k.id })]);
  });

  it('lets hubs propose nobody and still count as evidence', async () => {
    const hub = topic('hub');
    const papers = ['1', '2', '3', '4'].map((slug) => paper(slug));
    await store().write({
      putNodes: [hub, ...papers],
      putRelationships: papers.map((each) => link('ABOUT', each, hub)),
    });
    const query = { signals: ['SHARED_TOPICS'] as const, perSignal: 10, hubDegree: 3 };
    const seed = { id: paperId('1'), stems: [] };
    expect(await store().gatherEvidence({ ...query, seeds: [seed] })).toEqual([]);
    const known = await store().gatherEvidence({ ...query, seeds: [{ ...seed, candidates: [paperId('2')] }] });
    expect(known.map(({ via, viaDegree }) => [via, viaDegree])).toEqual([[hub.id, 4]]);
  });

  it('answers TIMEOUT when the caller has given up', async () => {
    const signal = AbortSignal.abort();
    await expect(store().stats({ signal })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});
