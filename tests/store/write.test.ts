import type { Claim } from '../../src/model/claims';
import { nodeId } from '../../src/model/ids';
import { identifierKey, titleKey } from '../../src/model/keys';
import { relationshipKeyText } from '../../src/model/relationships';
import type { GraphStore, ScanItem } from '../../src/store/port';
import { author, id, issue, keyOf, link, paper, paperId, topic, topicId } from '../support/builders';
import { describeEngines } from '../support/engines';

const [a, b, c] = [topic('a'), topic('b'), topic('c')];

async function scanAll(store: GraphStore): Promise<ScanItem[]> {
  const items: ScanItem[] = [];
  for await (const item of store.scan()) items.push(item);
  return items;
}

describeEngines('write', (store) => {
  it('raises the revision by one for a batch that changes something', async () => {
    expect(await store().write({ putNodes: [a, b] })).toEqual({ revision: 1, changed: true });
    expect(await store().write({ putRelationships: [link('SUBTOPIC_OF', a, b)] })).toEqual({
      revision: 2,
      changed: true,
    });
    expect(await store().revision()).toBe(2);
  });

  it('changes nothing when everything is already as put', async () => {
    const batch = {
      putNodes: [a, b, paper('1', { arxiv: '2212.03827' })],
      putRelationships: [link('SUBTOPIC_OF', a, b)],
    };
    await store().write(batch);
    expect(await store().write(batch)).toEqual({ revision: 1, changed: false });
    expect(await store().write({})).toEqual({ revision: 1, changed: false });
  });

  it('refuses a batch that was computed from an earlier revision, and writes nothing of it', async () => {
    await store().write({ putNodes: [a] });
    const late = store().write({ putNodes: [b], expectedRevision: 0 });
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT', details: { expectedRevision: 0, revision: 1 } });
    expect((await store().stats()).nodes.Topic).toBe(1);
  });

  it('writes nothing of a batch of which one part is refused', async () => {
    const bad = { putNodes: [a], putRelationships: [link('SUBTOPIC_OF', a, topicId('missing'))] };
    await expect(store().write(bad)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await store().stats()).toMatchObject({ revision: 0, nodes: { Topic: 0 } });
    expect(await scanAll(store())).toEqual([]);
  });

  it('refuses a relationship between kinds that its type does not join', async () => {
    const wrong = store().write({
      putNodes: [a, author('x')],
      putRelationships: [link('CITES', a, id('Author', 'x'))],
    });
    await expect(wrong).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('refuses a cycle and names it, also when the batch closes it by itself', async () => {
    await store().write({
      putNodes: [a, b, c],
      putRelationships: [link('SUBTOPIC_OF', a, b), link('SUBTOPIC_OF', b, c)],
    });
    const closing = store().write({ putRelationships: [link('SUBTOPIC_OF', c, a)] });
    await expect(closing).rejects.toMatchObject({ code: 'CYCLE', details: { cycle: [a.id, b.id, c.id] } });
    const loop = store().write({ putRelationships: [link('SUBTOPIC_OF', a, a)] });
    await expect(loop).rejects.toMatchObject({ code: 'CYCLE' });
    expect((await store().stats()).relationships.SUBTOPIC_OF).toBe(2);
  });

  it('refuses an identifier that belongs to another node and names both', async () => {
    await store().write({ putNodes: [paper('1', { arxiv: '2212.03827' })] });
    const second = store().write({ putNodes: [paper('2', { arxiv: '2212.03827v3' })] });
    await expect(second).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { key: 'arxiv:2212.03827', nodes: [paperId('1'), paperId('2')] },
    });
  });

  it('lets two nodes exchange an identifier in one batch', async () => {
    await store().write({ putNodes: [paper('1', { arxiv: '2212.03827' }), paper('2', { arxiv: '2301.05217' })] });
    await store().write({ putNodes: [paper('1', { arxiv: '2301.05217' }), paper('2', { arxiv: '2212.03827' })] });
    const key = identifierKey({ scheme: 'ARXIV', value: '2212.03827' });
    expect((await store().resolveKeys([key])).get(key)).toEqual([paperId('2')]);
  });

  it('forgets the keys, words and counts of what a node was before', async () => {
    await store().write({ putNodes: [paper('1', { title: 'Grokking everywhere' })] });
    expect((await store().termStatistics(['grok'])).documentFrequency).toEqual(new Map([['grok', 1]]));
    await store().write({ putNodes: [paper('1', { title: 'Superposition' })] });
    const [old, now] = [titleKey('Grokking everywhere'), titleKey('Superposition')];
    expect(await store().resolveKeys([old, now])).toEqual(new Map([[now, [paperId('1')]]]));
    expect((await store().termStatistics(['grok', 'superposit'])).documentFrequency).toEqual(
      new Map([
        ['grok', 0],
        ['superposit', 1],
      ]),
    );
  });

  it('deletes a node with its relationships and lowers the counts that they made', async () => {
    const [p, q] = [paper('1'), paper('2')];
    await store().write({
      putNodes: [a, p, q],
      putRelationships: [link('ABOUT', p, a), link('ABOUT', q, a), link('CITES', p, q)],
    });
    await store().write({ deleteNodes: [p.id] });
    expect(await store().stats()).toMatchObject({
      nodes: { Paper: 1, Topic: 1 },
      relationships: { ABOUT: 1, CITES: 0 },
    });
    const nodes = await store().getByIds([a.id, q.id, p.id]);
    expect([...nodes.values()].map(({ id, popularity }) => [id, popularity])).toEqual(
      expect.arrayContaining([
        [a.id, 1],
        [q.id, 0],
      ]),
    );
    expect(nodes.has(p.id)).toBe(false);
  });

  it('deletes what a batch names and puts what frees, in one transaction', async () => {
    await store().write({ putNodes: [paper('old', { arxiv: '2212.03827' })] });
    await store().write({
      deleteNodes: [paperId('old')],
      putNodes: [paper('new', { arxiv: '2212.03827' })],
      redirects: [{ from: paperId('old'), to: paperId('new') }],
    });
    expect((await store().getByIds([paperId('old')])).get(paperId('old'))?.id).toBe(paperId('new'));
  });

  it('follows merged ids over several merges, also in one batch', async () => {
    await store().write({ putNodes: [paper('1'), paper('2'), paper('3')] });
    await store().write({ deleteNodes: [paperId('1')], redirects: [{ from: paperId('1'), to: paperId('2') }] });
    await store().write({ deleteNodes: [paperId('2')], redirects: [{ from: paperId('2'), to: paperId('3') }] });
    const nodes = await store().getByIds([paperId('1'), paperId('2')]);
    expect([...nodes].map(([asked, { id }]) => [asked, id])).toEqual([
      [paperId('1'), paperId('3')],
      [paperId('2'), paperId('3')],
    ]);
  });

  it('refuses a redirect from a node that is there, and to one that is not', async () => {
    await store().write({ putNodes: [paper('1'), paper('2')] });
    const fromNode = store().write({ redirects: [{ from: paperId('1'), to: paperId('2') }] });
    await expect(fromNode).rejects.toMatchObject({ code: 'BAD_INPUT' });
    const toNothing = store().write({ redirects: [{ from: paperId('9'), to: paperId('8') }] });
    await expect(toNothing).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('keeps several relationships of one type between two nodes apart by their key', async () => {
    const [n, p] = [issue('news/1'), paper('1')];
    const features = ['x', 'y'].map((key, index) => link('FEATURES', n, p, { position: index + 1 }, key));
    await store().write({ putNodes: [n, p], putRelationships: features });
    const [first] = features;
    if (!first) throw new Error('There are two.');
    await store().write({ deleteRelationships: [keyOf(first)] });
    expect((await store().stats()).relationships.FEATURES).toBe(1);
  });

  it('gives back every node and relationship with its claims, in order', async () => {
    const claims = [
      { source: nodeId('Source', 'x'), rank: 'FEED', at: '2026-01-01T00:00:00Z', facts: {} } satisfies Claim<object>,
    ];
    const p = paper('1', {
      title: 'Quotes " \' ` \\ \u0060 /* -- $x',
      abstract: 'שלום 数据 😀',
      on: '2022-05',
      claims,
    });
    const about = { ...link('ABOUT', p, a, { weight: 0.5, matched: ['a'] }), claims };
    await store().write({ putNodes: [a, p], putRelationships: [about] });
    expect(await scanAll(store())).toEqual([{ node: p }, { node: a }, { relationship: about }]);
    const known = await store().getClaims({ nodes: [p.id, paperId('no')], relationships: [keyOf(about)] });
    expect(known.nodes).toEqual(new Map([[p.id, claims]]));
    expect(known.relationships).toEqual(new Map([[relationshipKeyText(about), claims]]));
    const from = { types: ['ABOUT', 'CITES'] as const, ids: [p.id, a.id, paperId('no')] };
    expect((await store().getClaims({ outgoing: from })).outgoing).toEqual([{ ...keyOf(about), claims }]);
    const others = { types: ['CITES'] as const, ids: [p.id] };
    expect((await store().getClaims({ outgoing: others })).outgoing).toEqual([]);
  });

  it('gives back claims in their own words, whether the facts have the same or others', async () => {
    const says = (source: string, title: string, abstract: string) =>
      ({
        source: nodeId('Source', source),
        rank: 'FEED',
        at: '2026-01-01T00:00:00Z',
        facts: { abstract, title },
      }) satisfies Claim<object>;
    const [long, other] = ['What models know without saying so', 'What models do not know and say all the same'];
    for (const title of [long, other]) {
      const claims = [says('x', long, ':true'), says('y', other, long)];
      const p = paper('1', { title, abstract: long, claims });
      await store().write({ putNodes: [p] });
      const { revision } = await store().write({ putNodes: [p] });
      expect(revision).toBe(await store().revision());
      expect((await store().getClaims({ nodes: [p.id] })).nodes.get(p.id)).toEqual(claims);
      expect(await scanAll(store())).toEqual([{ node: p }]);
    }
    expect(await store().revision()).toBe(2);
  });

  it('keeps apart what relationships say, when some of them say something else or are deleted', async () => {
    const said = (source: string) =>
      ({
        source: nodeId('Source', source),
        rank: 'FEED',
        at: '2026-01-01T00:00:00Z',
        facts: {},
      }) satisfies Claim<object>;
    const papers = ['1', '2', '3', '4'].map((slug) => paper(slug));
    const links = papers.map((each) => ({ ...link('ABOUT', each, a, { weight: 1 }), claims: [said('x')] }));
    await store().write({ putNodes: [a, ...papers], putRelationships: links });
    const [first, second, third, fourth] = links;
    if (!first || !second || !third || !fourth) throw new Error('There are four.');
    const changed = { ...second, claims: [said('x'), said('y')] };
    await store().write({ putRelationships: [changed], deleteRelationships: [keyOf(first)] });
    await store().write({ deleteNodes: [third.from] });
    const present = (await scanAll(store())).flatMap(({ relationship }) => relationship ?? []);
    expect(present).toEqual([changed, fourth]);
    await store().write({ putRelationships: [{ ...second }] });
    await store().write({ deleteRelationships: [keyOf(second), keyOf(fourth)] });
    await store().write({ putRelationships: [first, fourth].filter(({ from }) => from !== first.from) });
    expect((await scanAll(store())).flatMap(({ relationship }) => relationship ?? [])).toEqual([fourth]);
  });

  it('lets many writers take turns without losing a write', async () => {
    const batches = Array.from({ length: 12 }, (_, index) => ({
      putNodes: [paper(`w${index}`), a],
      putRelationships: [link('ABOUT', paperId(`w${index}`), a)],
    }));
    await Promise.all(batches.map((batch) => store().write(batch)));
    expect((await store().getByIds([a.id])).get(a.id)?.popularity).toBe(12);
    expect(await store().revision()).toBe(12);
  });

  it('migrates as often as asked, also by two at once', async () => {
    await store().write({ putNodes: [a] });
    await Promise.all([store().migrate(), store().migrate()]);
    await store().checkHealth();
    expect((await store().stats()).nodes.Topic).toBe(1);
  });
});
