import fc from 'fast-check';
import { knowledgeMap, type MapStart } from '../../src/explore/map';
import { topicNeighborhoods } from '../../src/explore/neighborhood';
import { normalisedPmi } from '../../src/explore/npmi';
import { shortestPath } from '../../src/explore/shortestPath';
import { resolveReferences } from '../../src/explore/references';
import { countFound, facetsOf, searchGraph } from '../../src/explore/search';
import { SEARCHABLE_KINDS, type NodeKind } from '../../src/model/kinds';
import type { NodeRecord } from '../../src/store/port';
import { author, issue, link, newsletter, paper, paperId, topic, topicId, venue } from '../support/builders';
import { describeEngines } from '../support/engines';

describeEngines('paths', (store) => {
  it('go through the rarest nodes of those that are equally short, and say each step', async () => {
    const papers = [paper('a', { title: 'First' }), paper('b', { title: 'Second' }), ...numbered(8)];
    const [hub, rare] = [topic('ml', { name: 'Machine learning' }), topic('grokking', { name: 'Grokking' })];
    await store().write({
      putNodes: [...papers, hub, rare],
      putRelationships: [
        ...papers.map((each) => link('ABOUT', each, hub)),
        ...papers.slice(0, 2).map((each) => link('ABOUT', each, rare)),
      ],
    });
    expect((await shortestPath(store(), paperId('a'), paperId('b'), { maxLength: 6 })).path).toEqual({
      cost: 1 + Math.log(2 + 2),
      cut: [],
      length: 2,
      nodes: [paperId('a'), rare.id, paperId('b')],
      relationships: [
        { type: 'ABOUT', from: paperId('a'), to: rare.id, because: '“First” is about Grokking.' },
        { type: 'ABOUT', from: paperId('b'), to: rare.id, because: '“Second” is about Grokking.' },
      ],
    });
  });

  it('weigh the node where both sides of the search meet no more than the others', async () => {
    const [rare, common, crowd] = [
      [paper('r1'), paper('r2'), paper('r3')],
      [paper('c1'), paper('c2'), paper('c3')],
      numbered(9),
    ];
    const ends = [paper('a'), paper('b')];
    const wayOver = ([first, second, third]: NodeRecord[]) =>
      [ends[0], first, second, third, ends[1]].flatMap((node, index, way) => {
        const next = way[index + 1];
        return node && next ? [link('CITES', node, next)] : [];
      });
    const citedBy = (cited: NodeRecord | undefined, count: number) =>
      crowd.slice(0, count).flatMap((each) => (cited ? [link('CITES', each, cited)] : []));
    await store().write({
      putNodes: [...ends, ...rare, ...common, ...crowd],
      putRelationships: [
        ...[rare, common].flatMap(wayOver),
        ...citedBy(rare[1], 8),
        ...[common[0], common[2]].flatMap((each) => citedBy(each, 6)),
      ],
    });
    const { path } = await shortestPath(store(), paperId('a'), paperId('b'), { maxLength: 6 });
    expect(path?.nodes).toEqual([ends[0], ...rare, ends[1]].map((each) => each?.id));
  });

  it('are as short as breadth-first search finds them, whatever the graph', async () => {
    const nodes = numbered(9);
    await store().write({ putNodes: nodes });
    const pair = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })).filter(([from, to]) => from !== to);
    let before: ReturnType<typeof link>[] = [];
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(pair, { selector: String, maxLength: 12 }), async (pairs) => {
        const links = pairs.map(([from, to]) => link('CITES', paperId(`n${from}`), paperId(`n${to}`)));
        await store().write({ deleteRelationships: before, putRelationships: links });
        before = links;
        const { path } = await shortestPath(store(), paperId('n0'), paperId('n8'), { maxLength: 8 });
        expect(path?.length ?? null).toBe(distance(pairs, 0, 8));
      }),
      { numRuns: 12, seed: 1 },
    );
  });

  it('end where they may: at once, never, or after maxLength', async () => {
    const [a, b, c] = [paper('a'), paper('b'), paper('c')];
    await store().write({
      putNodes: [a, b, c, paper('alone')],
      putRelationships: [link('CITES', a, b), link('CITES', b, c)],
    });
    const path = async (to: NodeRecord, options: object = {}) =>
      (await shortestPath(store(), a.id, to.id, { maxLength: 6, ...options })).path;
    expect(await path(a)).toEqual({ length: 0, nodes: [a.id], relationships: [], cost: 0, cut: [] });
    expect((await path(c))?.length).toBe(2);
    expect(await path(c, { maxLength: 1 })).toBeNull();
    expect(await path(c, { types: ['ABOUT'] })).toBeNull();
    expect(await path(paper('alone'))).toBeNull();
  });
});

describeEngines('topic neighborhoods', (store) => {
  it('say that a topic shares articles with more topics than were looked at', async () => {
    const [hub, one, others] = [topic('hub'), paper('one'), Array.from({ length: 201 }, (_, n) => topic(`t${n}`))];
    await store().write({
      putNodes: [hub, one, ...others],
      putRelationships: [hub, ...others].map((subject) => link('ABOUT', one, subject)),
    });
    const [near, far] = await Promise.all(
      [1, 2].map(async (depth) => (await topicNeighborhoods(store(), [hub.id], { depth })).get(hub.id)),
    );
    expect(near?.neighbors).toHaveLength(200);
    expect(near?.cut).toEqual([expect.stringContaining('the 200 with the most')]);
    expect(far?.cut).toHaveLength(3);
  });

  it('weigh co-occurrence by NPMI, and put hierarchy first where there is something to read', async () => {
    const [area, robust, attack, narrow, far] = ['area', 'robust', 'attack', 'narrow', 'far'].map((slug) =>
      topic(slug),
    ) as [NodeRecord, NodeRecord, NodeRecord, NodeRecord, NodeRecord];
    const papers = numbered(6);
    const about = (index: number, subject: NodeRecord) => link('ABOUT', paperId(`n${index}`), subject);
    await store().write({
      putNodes: [area, robust, attack, narrow, far, ...papers],
      putRelationships: [
        link('SUBTOPIC_OF', robust, area),
        link('SUBTOPIC_OF', far, area),
        link('SUBTOPIC_OF', narrow, robust),
        about(5, narrow),
        ...[0, 1, 2].map((index) => about(index, robust)),
        ...[1, 2, 3].map((index) => about(index, attack)),
      ],
    });
    const hood = (await topicNeighborhoods(store(), [robust.id], { depth: 2 })).get(robust.id);
    // Of six articles three are about each and two about both: ln(2/6 / (3/6 · 3/6)) / −ln(2/6).
    const npmi = Math.log(2 / 6 / 0.25) / -Math.log(2 / 6);
    expect(hood).toEqual({
      cut: [],
      neighbors: [
        { id: narrow.id, distance: 1, relation: 'NARROWER', weight: 1, support: 0 },
        { id: attack.id, distance: 1, relation: 'RELATED', weight: Number(npmi.toFixed(6)), support: 2 },
        { id: area.id, distance: 1, relation: 'BROADER', weight: 1, support: 0 },
        { id: far.id, distance: 2, relation: 'RELATED', weight: 0.5, support: 0 },
      ].map((neighbor) => expect.objectContaining(neighbor) as unknown),
    });
  });

  it('have NPMI from −1, never together, to 1, always together', () => {
    expect(normalisedPmi(0, 3, 3, 10)).toBe(-1);
    expect(normalisedPmi(3, 3, 3, 10)).toBeCloseTo(1, 12);
    expect(normalisedPmi(1, 2, 5, 10)).toBeCloseTo(0, 12);
  });
});

describeEngines('search', (store) => {
  const ask = (query: string, more: object = {}) =>
    searchGraph(store(), { query, filter: { kinds: SEARCHABLE_KINDS }, first: 10, ...more });
  const count = (query: string) => countFound(store(), { query, filter: { kinds: SEARCHABLE_KINDS } });

  beforeEach(async () => {
    await store().write({
      putNodes: [
        paper('trojans', { title: 'Detecting Trojans', abstract: 'Finding trojaned networks.', arxiv: '2301.00001' }),
        paper('honesty', { title: 'Measuring honesty', abstract: 'Models that lie, and a trojan.', on: '2022' }),
        topic('trojans', { name: 'Trojans' }),
        author('ada', 'Ada Lovelace'),
      ],
    });
  });

  it('finds inflected words in every kind and marks them', async () => {
    const { hits } = await ask('trojan');
    expect(await count('trojan')).toBe(3);
    expect(hits.map(({ node }) => node.id).sort()).toEqual(['paper:honesty', 'paper:trojans', 'topic:trojans']);
    expect(hits.find(({ node }) => node.id === 'paper:trojans')?.highlights).toEqual([
      { field: 'title', fragment: 'Detecting «Trojans»' },
      { field: 'abstract', fragment: 'Finding «trojaned» networks.' },
    ]);
  });

  it('asks for all words, and for any only where no node has all', async () => {
    expect((await ask('honesty trojan')).hits.map(({ node }) => node.id)).toEqual(['paper:honesty']);
    const any = await ask('lovelace trojan');
    expect(any.hits.map(({ node }) => node.id)).toContain('author:ada');
    expect(await count('lovelace trojan')).toBe(4);
  });

  it('puts the article that carries an identifier first', async () => {
    const { hits } = await ask('https://arxiv.org/abs/2301.00001v2');
    expect(hits[0]?.node.id).toBe('paper:trojans');
    expect(await count('https://arxiv.org/abs/2301.00001v2')).toBe(hits.length);
    const facets = await facetsOf(store(), { query: '2301.00001', filter: { kinds: SEARCHABLE_KINDS } });
    expect(facets).toEqual({ kind: [{ value: 'Paper', count: 1 }], topic: [], year: [] });
  });

  it('counts the article that carries an identifier in what else it finds', async () => {
    const named = paper('named', { title: 'Named', arxiv: '2301.00002', on: '2022-03' });
    const mentions = paper('mentions', { title: 'An answer to 2301.00002', on: '2022' });
    await store().write({
      putNodes: [named, mentions],
      putRelationships: [named, mentions].map((each) => link('ABOUT', each, topicId('trojans'))),
    });
    const facets = await facetsOf(store(), { query: '2301.00002', filter: { kinds: SEARCHABLE_KINDS } });
    expect(facets).toEqual({
      kind: [{ value: 'Paper', count: 2 }],
      topic: [{ value: 'trojans', count: 2 }],
      year: [{ value: 2022, count: 2 }],
    });
  });

  it('pages without a gap or a repeat', async () => {
    const first = await ask('trojan', { first: 1 });
    const rest = await ask('trojan', { after: first.hits[0]?.keyset });
    expect([...first.hits, ...rest.hits].map(({ node }) => node.id)).toEqual(
      (await ask('trojan')).hits.map(({ node }) => node.id),
    );
    expect([first.hasNextPage, rest.hasNextPage]).toEqual([true, false]);
  });

  it('says where its pages end before its matches do', async () => {
    await store().write({ putNodes: numbered(200).map(({ id }) => paper(id.slice(6), { title: 'Robustness' })) });
    const whole = await ask('robustness', { first: 200 });
    expect([whole.hits.length, whole.hasNextPage, whole.isCut]).toEqual([200, false, false]);
    await store().write({ putNodes: [paper('one-more', { title: 'Robustness' })] });
    const cut = await ask('robustness', { first: 200 });
    expect([cut.hits.length, cut.hasNextPage, cut.isCut]).toEqual([200, false, true]);
    expect(await count('robustness')).toBe(201);
  });
});

describeEngines('knowledge maps', (store) => {
  beforeEach(async () => {
    const papers = numbered(12);
    const [area, sub, letter] = [topic('area', { kind: 'AREA' }), topic('sub'), newsletter('n')];
    const numberOne = issue('n/1', { title: 'Number one' });
    await store().write({
      putNodes: [...papers, area, sub, letter, numberOne, topic('alone')],
      putRelationships: [
        link('SUBTOPIC_OF', sub, area),
        link('PART_OF', numberOne, letter),
        ...papers.map((each, index) => link('ABOUT', each, index % 2 === 0 ? sub : area)),
        ...papers.slice(1).map((each, index) => link('CITES', each, paperId(`n${index}`))),
        ...papers
          .slice(0, 3)
          .map((each, index) => link('FEATURES', numberOne, each, { position: index + 1 }, String(index))),
      ],
    });
  });

  const starts: MapStart[] = [
    { center: paperId('n3') },
    { topic: topicId('sub') },
    { query: 'paper' },
    { overview: true },
    { topic: topicId('alone') },
  ];
  it.each(starts)('from %j are the same each time, within the limit, without an edge that leads off', async (start) => {
    for (const limit of [1, 5, 60]) {
      const options = { depth: 2, limit };
      const map = await knowledgeMap(store(), start, options);
      expect(map.nodes.length).toBeLessThanOrEqual(limit);
      const ids = new Set(map.nodes.map(({ node }) => node.id));
      expect(ids.size).toBe(map.nodes.length);
      for (const { from, to, score } of map.edges) {
        expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThanOrEqual(1);
      }
      for (const { x, y, importance } of map.nodes) {
        expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
        expect(importance).toBeGreaterThanOrEqual(0);
        expect(importance).toBeLessThanOrEqual(1);
      }
      expect(await knowledgeMap(store(), start, options)).toEqual(map);
    }
  });

  it('start with the node that was asked for and grow to what it is joined to', async () => {
    const { nodes, edges } = await knowledgeMap(store(), { center: paperId('n3') }, { depth: 1, limit: 50 });
    expect(nodes[0]?.node.id).toBe(paperId('n3'));
    expect(nodes.map(({ node }) => node.id)).toEqual(expect.arrayContaining([topicId('area'), paperId('n2')]));
    expect(edges.map(({ relation }) => relation)).toEqual(expect.arrayContaining(['ABOUT', 'CONNECTED']));
  });
});

describeEngines('knowledge maps around what articles belong to', (store) => {
  const [who, where, letter] = [author('who'), venue('where'), newsletter('n')];

  beforeEach(async () => {
    const papers = Array.from({ length: 40 }, (_, index) => paper(`n${index}`, { on: String(1980 + index) }));
    const issues = [1, 2, 3].map((number) => issue(`n/${number}`, { on: `2022-0${number}` }));
    await store().write({
      putNodes: [...papers, ...issues, who, where, letter, topic('sub')],
      putRelationships: [
        ...papers.map((each) => link('AUTHORED_BY', each, who, { position: 1 })),
        ...papers.slice(0, 4).map((each) => link('PUBLISHED_IN', each, where)),
        ...issues.map((each) => link('PART_OF', each, letter)),
        ...issues.map((each, index) => link('FEATURES', each, paperId(`n${index}`), { position: 1 }, 'a')),
        link('ABOUT', paperId('n0'), topicId('sub')),
      ],
    });
  });

  const around = async (center: NodeRecord, depth: number, limit: number) => {
    const { nodes, edges, truncated } = await knowledgeMap(store(), { center: center.id }, { depth, limit });
    const own = edges.filter(({ to }) => to === center.id).map(({ relation }) => relation);
    return { ids: nodes.map(({ node }) => node.id), own, truncated };
  };

  it.each([
    { center: who, relation: 'AUTHORED_BY', articles: 40 },
    { center: where, relation: 'PUBLISHED_IN', articles: 4 },
    { center: letter, relation: 'PART_OF', articles: 3 },
  ])('hold all articles of $center.kind, each joined to it', async ({ center, relation, articles }) => {
    const { ids, own, truncated } = await around(center, 1, 100);
    expect(ids).toHaveLength(articles + 1);
    expect(own).toEqual(Array.from({ length: articles }, () => relation));
    expect(truncated).toBe(false);
  });

  it('hold the newest within the limit, and say that there are more', async () => {
    const { ids, truncated } = await around(who, 1, 4);
    expect(ids).toEqual([who.id, paperId('n39'), paperId('n38'), paperId('n37')]);
    expect(truncated).toBe(true);
    expect((await around(where, 1, 5)).truncated).toBe(false);
  });

  it('leave room for what lies around the articles', async () => {
    const { ids, truncated } = await around(letter, 3, 100);
    expect(ids).toEqual(expect.arrayContaining([paperId('n0'), paperId('n2'), topicId('sub')]));
    expect(truncated).toBe(false);
    expect((await around(who, 2, 60)).truncated).toBe(true);
  });
});

describeEngines('areas on a map', (store) => {
  it('are those that the hierarchy puts topics in, and of what has no topics those of its neighbors', async () => {
    const [area, inside, outside] = [topic('area', { kind: 'AREA' }), topic('inside'), topic('outside')];
    const [both, background, who] = [paper('both'), paper('background'), author('who')];
    await store().write({
      putNodes: [area, inside, outside, both, background, who],
      putRelationships: [
        link('SUBTOPIC_OF', inside, area),
        ...[inside, outside].map((each) => link('ABOUT', both, each)),
        link('ABOUT', background, outside),
        ...[both, background].map((each) => link('AUTHORED_BY', each, who, { position: 1 })),
      ],
    });
    const { nodes } = await knowledgeMap(store(), { center: who.id }, { depth: 2, limit: 50 });
    expect(Object.fromEntries(nodes.map(({ node, area: slug }) => [node.id, slug]))).toEqual({
      [who.id]: 'area',
      [both.id]: 'area',
      [background.id]: null,
      [inside.id]: 'area',
      [outside.id]: null,
    });
  });
});

describeEngines('references', (store) => {
  it('mean the more exact reading first, and several nodes only where nothing tells them apart', async () => {
    await store().write({
      putNodes: [
        paper('one', { title: 'Same title', arxiv: '2301.00001' }),
        paper('two', { title: 'Same title' }),
        topic('same-title', { name: 'Same title' }),
      ],
    });
    const find = (text: string, kinds: readonly NodeKind[] = SEARCHABLE_KINDS) =>
      resolveReferences(store(), [text], kinds);
    expect(await find('arXiv:2301.00001v9')).toEqual([paperId('one')]);
    expect(await find('same-title')).toEqual([topicId('same-title')]);
    expect(await find('paper:tw')).toEqual([paperId('two')]);
    expect(await find('nothing at all')).toEqual([null]);
    await expect(find('Same title', ['Paper'])).rejects.toMatchObject({
      code: 'AMBIGUOUS_REFERENCE',
      details: { candidates: [{ id: paperId('one') }, { id: paperId('two') }] },
    });
  });

  it('mean the node of that name, also as it is written family name first, and not one that is called so besides', async () => {
    await store().write({
      putNodes: [
        author('a', 'Ada Lane', ['Ada Q. Lane']),
        author('b', 'Ada Q. Lane'),
        author('c', 'Bo Reed', ['B. R.']),
      ],
    });
    const find = (...texts: string[]) => resolveReferences(store(), texts, ['Author']);
    expect(await find('Ada Q. Lane', 'Ada Lane', 'B. R.')).toEqual(['author:b', 'author:a', 'author:c']);
    expect(await find('Lane, Ada Q.', 'REED, BO')).toEqual(['author:b', 'author:c']);
  });
});

function numbered(count: number): NodeRecord[] {
  return Array.from({ length: count }, (_, index) => paper(`n${index}`, { title: `Paper number ${index}` }));
}

/** Over the links in either direction; null when there is no way. */
function distance(links: readonly (readonly [number, number])[], from: number, to: number): number | null {
  let reached = new Set([from]);
  for (let hops = 0; ; hops++) {
    if (reached.has(to)) return hops;
    const wider = new Set(reached);
    for (const [a, b] of links) {
      if (reached.has(a)) wider.add(b);
      if (reached.has(b)) wider.add(a);
    }
    if (wider.size === reached.size) return null;
    reached = wider;
  }
}
