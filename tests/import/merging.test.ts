import type { NodeId } from '../../src/model/ids';
import type { IssueRecord, TopicMention } from '../../src/import/record';
import { relationshipKeyText } from '../../src/model/relationships';
import type { GraphStore } from '../../src/store/port';
import { contentsOf, openEmptyStore, tell } from '../support/graph';

const PAPER = 'paper:arxiv.2212.03827' as NodeId;
const HONESTY = { type: 'ABOUT' as const, from: PAPER, to: 'topic:honesty' as NodeId, key: '' };

let store: GraphStore;
beforeEach(async () => {
  store = await openEmptyStore();
});
afterEach(() => store.close());

function paper(facts: {
  readonly title?: string;
  readonly publishedOn?: string;
  readonly topics?: readonly TopicMention[];
}) {
  const article = { title: 'Latent knowledge', identifiers: ['arXiv:2212.03827'], ...facts };
  return { type: 'article' as const, article };
}

it('keeps what every source says, and shows the word of the highest rank', async () => {
  await tell(store, { source: 'feed', rank: 'FEED', records: [paper({ title: 'Discovering latent…' })] });
  await tell(store, { source: 'seed', rank: 'CURATED', records: [paper({ title: 'Discovering Latent Knowledge' })] });
  await tell(store, { source: 'other', rank: 'FEED', records: [paper({ title: 'Lie detectors' })] });
  expect((await store.getByIds([PAPER])).get(PAPER)?.facts).toMatchObject({ title: 'Discovering Latent Knowledge' });
  expect((await store.getClaims({ nodes: [PAPER] })).nodes.get(PAPER)).toHaveLength(3);
});

it('changes nothing the second time, and says so', async () => {
  const told = { source: 'a', records: [paper({ topics: [{ name: 'honesty' }] })] };
  const first = await tell(store, told);
  expect(first).toMatchObject({ changed: true, nodes: { Paper: { created: 1 }, Topic: { created: 1 } } });
  const second = await tell(store, told, { now: '2026-02-02T00:00:00Z' });
  expect(second).toMatchObject({
    changed: false,
    revision: first.revision,
    nodes: { Paper: { created: 0, unchanged: 1 } },
  });
  expect(second.relationships.ABOUT).toMatchObject({ created: 0, unchanged: 1 });
});

it('counts apart what it created, what others had said too, and what it changed', async () => {
  await tell(store, { source: 'a', records: [paper({})] });
  expect((await tell(store, { source: 'b', records: [paper({})] })).nodes.Paper).toMatchObject({
    merged: 1,
    updated: 0,
  });
  const changed = await tell(store, { source: 'b', records: [paper({ publishedOn: '2022' })] });
  expect(changed.nodes.Paper).toMatchObject({ merged: 0, updated: 1 });
});

it('takes back what a source no longer says, and leaves what others say', async () => {
  const topics = [{ name: 'honesty' }, { name: 'probing' }];
  await tell(store, { source: 'a', records: [paper({ topics })] });
  await tell(store, { source: 'b', records: [paper({ topics: [{ name: 'honesty' }] })] });
  const report = await tell(store, { source: 'a', records: [paper({ topics: [] })] });
  expect(report.relationships.ABOUT).toMatchObject({ deleted: 1, updated: 1 });
  const { relationships } = await store.getClaims({ relationships: [HONESTY] });
  expect(relationships.get(relationshipKeyText(HONESTY))).toHaveLength(1);
  expect((await store.stats()).relationships.ABOUT).toBe(1);
});

it('takes an edit for an addition: what it leaves out stays, and so does what others say', async () => {
  await tell(store, { source: 'a', records: [paper({ publishedOn: '2022', topics: [{ name: 'honesty' }] })] });
  await tell(store, { source: 'editor', records: [paper({ topics: [{ name: 'honesty' }, { name: 'probing' }] })] });
  await tell(store, { source: 'editor', records: [paper({ publishedOn: '2022-12' })] }, { partial: true });
  await tell(store, { source: 'editor', records: [paper({ topics: [{ name: 'honesty' }] })] }, { partial: true });
  expect((await store.getByIds([PAPER])).get(PAPER)?.facts).toMatchObject({ publishedOn: '2022-12' });
  expect((await store.stats()).relationships.ABOUT).toBe(2);
  const { relationships } = await store.getClaims({ relationships: [HONESTY] });
  expect(relationships.get(relationshipKeyText(HONESTY))).toHaveLength(2);
});

it('adds up what several records of one source say of one paper, in whatever batches they come', async () => {
  const records = [
    paper({ topics: [{ name: 'honesty' }] }),
    paper({ publishedOn: '2022', topics: [{ name: 'probing' }] }),
  ];
  await tell(store, { source: 'a', records });
  const inOne = await contentsOf(store);
  const apart = await openEmptyStore();
  await tell(apart, { source: 'a', records }, { batchSize: 1 });
  expect(await contentsOf(apart)).toEqual(inOne);
  await apart.close();
});

it('does not describe a topic that a record only mentions', async () => {
  await tell(store, {
    source: 'page',
    rank: 'CURATED',
    records: [paper({ topics: [{ name: 'Red Teaming', kind: 'TAG' }] })],
  });
  await tell(store, {
    source: 'taxonomy',
    rank: 'FEED',
    records: [{ type: 'topic', topic: { slug: 'jailbreaks', name: 'Jailbreaks', aliases: ['red teaming'] } }],
  });
  const id = 'topic:red-teaming' as NodeId;
  expect((await store.getByIds([id])).get(id)).toMatchObject({ id: 'topic:jailbreaks', facts: { name: 'Jailbreaks' } });
  expect((await store.stats()).nodes.Topic).toBe(1);
});

describe('topics for text', () => {
  const trojans = {
    type: 'topic' as const,
    topic: { slug: 'trojans', name: 'Trojans', aliases: ['hidden functionality'] },
  };

  async function matched(from: string) {
    const key = { type: 'ABOUT' as const, from: from as NodeId, to: 'topic:trojans' as NodeId, key: '' };
    const { relationships } = await store.getClaims({ relationships: [key] });
    return relationships.get(relationshipKeyText(key))?.map(({ source, rank, facts }) => ({ source, rank, ...facts }));
  }

  it('are those whose name or alias stands in the title, abstract or summary as whole words', async () => {
    await tell(store, { source: 'taxonomy', records: [trojans] });
    const abstract = 'We look for hidden functionality in networks.';
    await tell(store, {
      source: 'a',
      records: [
        { type: 'article', article: { title: 'Evasive trojan detection', identifiers: ['arXiv:2301.00001'] } },
        { type: 'article', article: { title: 'Looking inside', abstract, identifiers: ['arXiv:2301.00002'] } },
        { type: 'article', article: { title: 'Trojanised words do not count', identifiers: ['arXiv:2301.00003'] } },
      ],
    });
    const claim = { source: 'source:alias-match', rank: 'INFERRED' };
    expect(await matched('paper:arxiv.2301.00001')).toEqual([{ ...claim, weight: 0.6, matched: ['trojan'] }]);
    expect(await matched('paper:arxiv.2301.00002')).toEqual([
      { ...claim, weight: 0.4, matched: ['hidden functionality'] },
    ]);
    expect(await matched('paper:arxiv.2301.00003')).toBeUndefined();
  });

  it('are none that only the name of the newsletter has', async () => {
    await tell(store, { source: 'taxonomy', records: [trojans] });
    const newsletter = { slug: 'trojans', name: 'Trojan News' };
    const issue = (number: number, title: string) => ({
      type: 'issue' as const,
      issue: { newsletter, number, title, sections: [] },
    });
    await tell(store, {
      source: 'a',
      records: [issue(1, 'Trojan News #1'), issue(2, 'Trojan News #2: How trojans hide')],
    });
    expect(await matched('issue:trojans/1')).toBeUndefined();
    expect(await matched('issue:trojans/2')).toMatchObject([{ matched: ['trojans'] }]);
  });

  it('are found in what was imported before the taxonomy, and go when the alias goes', async () => {
    const article = { title: 'Hidden functionality', identifiers: ['arXiv:2301.00001'] };
    await tell(store, { source: 'a', records: [{ type: 'article', article }] });
    await tell(store, { source: 'taxonomy', records: [trojans] });
    expect(await matched('paper:arxiv.2301.00001')).toHaveLength(1);
    await tell(store, {
      source: 'taxonomy',
      records: [{ type: 'topic', topic: { slug: 'trojans', name: 'Trojans' } }],
    });
    expect(await matched('paper:arxiv.2301.00001')).toBeUndefined();
  });
});

describe('an issue that two sources tell of', () => {
  const issue = (sections: IssueRecord['sections']) => ({
    type: 'issue' as const,
    issue: { newsletter: { slug: 'n', name: 'N' }, number: 7, title: 'N #7', sections },
  });
  const lost = issue([{ heading: 'Coverage', entries: [{ summary: 'One.' }, { summary: 'Two.' }] }]);
  const found = issue([
    {
      heading: 'Alignment',
      entries: [
        { summary: 'Uno.', articles: [{ title: 'The first of the papers', identifiers: ['arXiv:2301.00001'] }] },
        { summary: 'Due.', links: [{ label: 'Link', url: null }] },
      ],
    },
  ]);

  async function featured(): Promise<string[]> {
    return (await contentsOf(store)).filter((line) => line.includes(' FEATURES '));
  }

  it('keeps an entry whose link was lost, and features its article when another source knows it', async () => {
    const report = await tell(store, { source: 'page', rank: 'FEED', records: [lost] });
    expect(report.unresolved.entries).toBe(2);
    expect(await featured()).toEqual([]);
    await tell(store, { source: 'seed', records: [found] });
    expect(await featured()).toEqual([expect.stringContaining('paper:arxiv.2301.00001 the-first-of-the-papers')]);
  });

  it('gives an article that the poorer source knows to the entry that the richer one shows', async () => {
    await tell(store, { source: 'seed', records: [found] });
    const second = { title: 'The second of the papers', identifiers: ['arXiv:2301.00002'] };
    const page = issue([
      { heading: 'Coverage', entries: [{ summary: 'One.' }, { summary: 'Two.', articles: [second] }] },
    ]);
    await tell(store, { source: 'page', rank: 'FEED', records: [page] });
    const id = 'issue:n/7' as NodeId;
    const node = (await store.getByIds([id])).get(id);
    const keys =
      node?.kind === 'Issue' ? node.facts.sections.flatMap(({ entries }) => entries.map(({ key }) => key)) : [];
    expect(keys).toEqual(['the-first-of-the-papers', 'entry-2']);
    expect(await featured()).toEqual([
      expect.stringContaining('paper:arxiv.2301.00001 the-first-of-the-papers'),
      expect.stringContaining('paper:arxiv.2301.00002 entry-2'),
    ]);
  });

  it('no longer features what its only source has moved away', async () => {
    await tell(store, { source: 'seed', records: [found] });
    await tell(store, { source: 'seed', records: [lost] });
    expect(await featured()).toEqual([]);
  });
});
