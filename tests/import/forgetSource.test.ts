import { forgetSource } from '../../src/import/curate/forgetSource';
import { mergeNodes } from '../../src/import/curate/mergeNodes';
import { listAllSources } from '../../src/import/sources';
import type { NodeId } from '../../src/model/ids';
import type { GraphStore } from '../../src/store/port';
import { describeEngines } from '../support/engines';
import { contentsOf, tell, type Told } from '../support/graph';

const FIRST: Told = {
  source: 'first',
  records: [
    {
      type: 'article',
      article: {
        kind: 'paper',
        title: 'A paper of both',
        identifiers: ['2301.00001'],
        authors: [{ name: 'Ada Lovelace' }],
        topics: [{ name: 'honesty' }],
      },
    },
  ],
};
const SECOND: Told = {
  source: 'second',
  records: [
    {
      type: 'article',
      article: {
        kind: 'paper',
        title: 'A Paper of Both, at Length',
        identifiers: ['2301.00001'],
        topics: [{ name: 'honesty' }, { name: 'lying' }],
      },
    },
    { type: 'article', article: { kind: 'resource', title: 'Only here', url: 'https://example.org/only' } },
    { type: 'citation', citation: { from: '2301.00001', to: '2301.00001' } },
  ],
};

async function idOf(store: GraphStore, name: string): Promise<NodeId> {
  const source = (await listAllSources(store)).find(({ facts }) => facts.name === name);
  if (!source) throw new Error(`There is no source ${name}.`);
  return source.id;
}

describeEngines('forgetting a source', (store) => {
  it('leaves nothing of topics that only it describes, also where an editor merged them', async () => {
    const topic = (slug: string) => ({ type: 'topic' as const, topic: { slug, name: slug } });
    await tell(store(), { source: 'topics', records: [topic('sleep'), topic('rest')] });
    await mergeNodes(store(), 'topic:sleep' as NodeId, 'topic:rest' as NodeId, {
      name: 'Ann',
      now: '2026-01-02T00:00:00Z',
    });
    const report = await forgetSource(store(), await idOf(store(), 'topics'));
    expect(report.deleted.nodes).toBe(1);
    expect(await contentsOf(store())).toEqual([]);
  });

  it('leaves an author to each who names one, also where two forms of a name become one by it', async () => {
    const by = (source: string, ...names: readonly string[]): Told => ({
      source,
      records: [
        {
          type: 'article',
          article: {
            kind: 'paper',
            title: 'A paper of all',
            identifiers: ['2301.00001'],
            authors: names.map((name) => ({ name })),
          },
        },
      ],
    });
    await tell(store(), by('both', 'J. Smith', 'John Smith'));
    await tell(store(), by('short', 'J. Smith'));
    await tell(store(), by('long', 'John Smith'));
    for (const name of ['both', 'long']) await forgetSource(store(), await idOf(store(), name));
    const paper = { ids: ['paper:arxiv.2301.00001' as NodeId], type: 'AUTHORED_BY', direction: 'OUT' } as const;
    const order = { field: 'POSITION', direction: 'ASC' } as const;
    const authors = (await store().expand({ ...paper, order, first: 9, count: false })).get(paper.ids[0]);
    expect(authors?.items).toHaveLength(1);
  });

  it('leaves the graph as if it had never spoken, and what others say as it was', async () => {
    await tell(store(), FIRST);
    const before = await contentsOf(store());
    await tell(store(), SECOND);
    expect(await contentsOf(store())).not.toEqual(before);
    const source = await idOf(store(), 'second');
    const dry = await forgetSource(store(), source, { dryRun: true });
    const report = await forgetSource(store(), source);
    expect({ ...report, dryRun: true, revision: 0 }).toEqual({ ...dry, revision: 0 });
    expect(report.deleted.nodes).toBeGreaterThanOrEqual(2);
    expect(report.kept.nodes).toBeGreaterThanOrEqual(1);
    expect(await contentsOf(store())).toEqual(before);
    expect((await listAllSources(store())).map(({ facts }) => facts.name)).not.toContain('second');
  });

  it('empties a graph that nobody else spoke of', async () => {
    await tell(store(), FIRST);
    await forgetSource(store(), await idOf(store(), 'first'));
    expect(await contentsOf(store())).toEqual([]);
  });

  it('refuses what is no source', async () => {
    await expect(forgetSource(store(), 'source:nobody' as NodeId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
