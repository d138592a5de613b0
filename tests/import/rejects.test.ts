import type { GraphStore } from '../../src/store/port';
import { contentsOf, openEmptyStore, tell, type Told } from '../support/graph';

let store: GraphStore;
beforeEach(async () => {
  store = await openEmptyStore();
});
afterEach(() => store.close());

const good = { type: 'article' as const, article: { title: 'A good record', identifiers: ['arXiv:2301.00001'] } };

it.each<[string, string, Told['records'][number]]>([
  ['a title without a word', 'title', { type: 'article', article: { title: '???' } }],
  [
    'an identifier that only looks right',
    'identifiers',
    { type: 'article', article: { title: 'A', identifiers: ['2213.12345'] } },
  ],
  ['a date that is prose', 'publishedOn', { type: 'article', article: { title: 'A', publishedOn: 'Fall 2019' } }],
  ['an address that is a script', 'url', { type: 'article', article: { title: 'A', url: 'javascript:alert(1)' } }],
])('rejects %s with its place, and lands the rest', async (_what, field, bad) => {
  const report = await tell(store, { source: 'a.txt', records: [bad, good] });
  expect(report.rejects).toEqual([
    { at: { file: 'a.txt', line: 1, field }, reason: expect.stringMatching(/expected|is no/) as string },
  ]);
  expect(report.nodes.Paper).toMatchObject({ created: 1 });
});

it('hands on what the reader could not read', async () => {
  const unreadable = { at: { file: 'a.txt', line: 3 }, reason: 'no closing brace' };
  const report = await tell(store, { source: 'a.txt', records: [unreadable, good] });
  expect(report).toMatchObject({ rejected: 1, rejects: [unreadable], records: 1 });
});

it('writes nothing at all with strict, when one record is bad', async () => {
  const bad = { type: 'article' as const, article: { title: '' } };
  const report = await tell(store, { source: 'a', records: [good, bad] }, { strict: true });
  expect(report).toMatchObject({ rejected: 1, changed: false });
  expect(await contentsOf(store)).toEqual([]);
});

it('works out a dry run like an import and writes nothing', async () => {
  const told = { source: 'a', records: [good, { ...good, article: { ...good.article, title: 'Once more' } }] };
  const dry = await tell(store, told, { dryRun: true, batchSize: 1 });
  expect(dry).toMatchObject({ dryRun: true, changed: false, nodes: { Paper: { created: 1 } } });
  expect(await store.revision()).toBe(0);
  expect((await tell(store, told)).nodes).toEqual(dry.nodes);
});

it('refuses the link that would make topics lead in a circle, names the circle, and lands the topics', async () => {
  const topic = (slug: string, ...parents: string[]) => ({
    type: 'topic' as const,
    topic: { slug, name: slug, parents },
  });
  const report = await tell(store, {
    source: 'a',
    records: [topic('one', 'two'), topic('two', 'three'), topic('three', 'one')],
  });
  expect(report.rejects).toEqual([
    {
      at: { file: 'a', line: 3 },
      reason: expect.stringMatching(/topic:three → topic:one|topic:one → topic:two/) as string,
      cycle: ['topic:two', 'topic:three', 'topic:one'],
    },
  ]);
  expect(await store.stats()).toMatchObject({ nodes: { Topic: 3 }, relationships: { SUBTOPIC_OF: 2 } });
});

it('counts a citation of a paper that nobody knows, and finds one that comes later in the file', async () => {
  const cites = ['arXiv:2301.00001', 'arXiv:1706.03762', 'https://arxiv.org/abs/2301.00002'];
  const report = await tell(
    store,
    {
      source: 'a',
      records: [{ type: 'article', article: { title: 'Citing', identifiers: ['arXiv:2301.00002'], cites } }, good],
    },
    { batchSize: 1 },
  );
  expect(report.unresolved.citations).toBe(1);
  expect((await store.stats()).relationships.CITES).toBe(1);
});

it('does a whole import although another writer comes in between', async () => {
  const write = store.write.bind(store);
  let others = 0;
  jest.spyOn(store, 'write').mockImplementation(async (batch) => {
    if (others++ < 3)
      await write({
        putNodes: [
          { id: `venue:v${others}` as never, kind: 'Venue', facts: { name: `V${others}`, variants: [] }, claims: [] },
        ],
      });
    return write(batch);
  });
  const report = await tell(store, { source: 'a', records: [good] });
  expect(report.nodes.Paper).toMatchObject({ created: 1 });
  expect((await store.stats()).nodes).toMatchObject({ Paper: 1, Venue: 3 });
});
