import type { ImportRunNode } from '../../src/model/nodes';
import type { GraphStore, Keyset } from '../../src/store/port';
import { describeEngines } from '../support/engines';
import { contentsOf, tell } from '../support/graph';

const paper = (title: string, arxiv: string, cites: readonly string[] = []) => ({
  type: 'article' as const,
  article: { title, identifiers: [`arXiv:${arxiv}`], cites },
});
const LATENT = paper('Latent knowledge', '2212.03827');
const UNREADABLE = { at: { file: 'feed', line: 3 }, reason: 'no title' };
const NONE = { created: 0, updated: 0, merged: 0, unchanged: 0, deleted: 0 };

/** Every run, the latest first, a page of two at a time. */
async function runsOf(store: GraphStore): Promise<ImportRunNode[]> {
  const runs: ImportRunNode[] = [];
  let after: Keyset | undefined;
  for (let hasNextPage = true; hasNextPage;) {
    const page = await store.list({
      filter: { kinds: ['ImportRun'] },
      order: { field: 'PUBLISHED_ON', direction: 'DESC' },
      first: 2,
      after,
      count: true,
    });
    runs.push(...page.items.flatMap(({ node }) => (node.kind === 'ImportRun' ? [node] : [])));
    after = page.items.at(-1)?.keyset;
    hasNextPage = page.hasNextPage;
    if (!hasNextPage) expect(page.totalCount).toBe(runs.length);
  }
  return runs;
}

describeEngines('import runs', (store) => {
  it('tell what each import did, by kind, the latest first', async () => {
    await tell(store(), { source: 'feed', records: [LATENT] }, { now: '2026-01-01T10:00:00.000Z' });
    await tell(
      store(),
      { source: 'list', records: [LATENT, paper('Probes', '1610.01644', ['2212.03827', '9901.00001']), UNREADABLE] },
      { now: '2026-01-01T10:00:00.500Z' },
    );
    const corrected = paper('Latent knowledge, again', '2212.03827');
    await tell(store(), { source: 'feed', records: [corrected] }, { now: '2026-01-02T00:00:00.000Z' });
    const [third, second, first] = await runsOf(store());
    expect([first, second, third].map((run) => run?.facts.startedAt)).toEqual([
      '2026-01-01T10:00:00.000Z',
      '2026-01-01T10:00:00.500Z',
      '2026-01-02T00:00:00.000Z',
    ]);
    expect(first?.facts).toEqual({
      name: 'feed',
      source: expect.stringMatching(/^source:feed-/) as string,
      format: 'test',
      startedAt: '2026-01-01T10:00:00.000Z',
      records: 1,
      nodes: { Paper: { ...NONE, created: 1 } },
      relationships: {},
      unresolved: { entries: 0, citations: 0 },
      rejected: 0,
    });
    expect(second?.facts).toMatchObject({
      name: 'list',
      records: 2,
      nodes: { Paper: { ...NONE, created: 1, merged: 1 } },
      relationships: { CITES: { ...NONE, created: 1 } },
      unresolved: { citations: 1 },
      rejected: 1,
    });
    expect(third?.facts).toMatchObject({ source: first?.facts.source, nodes: { Paper: { ...NONE, updated: 1 } } });
  });

  it('are not left by an import that changes nothing, is dry, or is refused as a whole', async () => {
    await tell(store(), { source: 'feed', records: [LATENT] });
    const { revision } = await tell(store(), { source: 'feed', records: [LATENT] }, { now: '2026-02-02T00:00:00Z' });
    const more = { source: 'more', records: [paper('Probes', '1610.01644'), UNREADABLE] };
    await tell(store(), more, { dryRun: true });
    await tell(store(), more, { strict: true });
    await tell(store(), { source: 'bad', records: [UNREADABLE] });
    expect(await runsOf(store())).toHaveLength(1);
    expect(await store().revision()).toBe(revision);
  });

  it('are told apart when they began in the same millisecond, and are none of the graph’s contents', async () => {
    await tell(store(), { source: 'one', records: [LATENT] });
    const contents = await contentsOf(store());
    await tell(store(), { source: 'two', records: [LATENT] });
    await tell(store(), { source: 'two', records: [LATENT] });
    await tell(store(), { source: 'one', records: [paper('Latent', '2212.03827')] });
    await tell(store(), { source: 'one', records: [LATENT] });
    expect((await runsOf(store())).map(({ facts }) => facts.name).sort()).toEqual(['one', 'one', 'one', 'two']);
    expect(await contentsOf(store())).toEqual(contents);
    expect((await store().stats()).nodes.ImportRun).toBe(4);
  });
});
