import type { NodeId } from '../../src/model/ids';
import type { GraphStore } from '../../src/store/port';
import { forgetSource } from '../../src/import/curate/forgetSource';
import { importText } from '../../src/import/importFile';
import { sourceIdOf } from '../../src/import/sources';
import { describeEngines } from '../support/engines';
import { contentsOf, openEmptyStore } from '../support/graph';

const EDGES = ['edges.tsv', 'arXiv:2012.00001\tarXiv:2101.00002\ndoi:10.5555/far.1\tarXiv:2012.00001\n'] as const;
const NEAR = ['near.txt', '2012.00001\n'] as const;
const CITED = ['cited.txt', '2101.00002\n'] as const;
const FAR = ['far.txt', 'doi:10.5555/far.1\n'] as const;

describeEngines('citations of works that are missing', (store) => {
  const read = ([name, text]: readonly [string, string]) =>
    importText(store(), text, { name, now: '2026-01-01T00:00:00Z' });

  it('are kept, counted as unresolved, and become citations when the works come through another file', async () => {
    expect((await read(EDGES)).unresolved).toEqual({ entries: 0, citations: 2 });
    expect(await citationsOf(store())).toEqual([]);
    await read(CITED);
    expect(await citationsOf(store())).toEqual([]);
    await read(NEAR);
    expect(await citationsOf(store())).toEqual(['paper:arxiv.2012.00001 paper:arxiv.2101.00002']);
    await read(FAR);
    expect(await citationsOf(store())).toEqual([
      'paper:arxiv.2012.00001 paper:arxiv.2101.00002',
      'paper:doi.10.5555/far.1 paper:arxiv.2012.00001',
    ]);
    expect((await store().stats()).nodes.MissingWork).toBe(0);
    expect((await store().stats()).relationships.REFERS_TO).toBe(0);
    const [far, ...more] = [...(await store().getByIds(['missingwork:doi:10.5555/far.1' as NodeId])).values()];
    expect([far?.id, more]).toEqual(['paper:doi.10.5555/far.1', []]);
  });

  it('become citations of a paper that takes another id when they come', async () => {
    const title = 'A title that no other paper has';
    await read(['list.csv', `title,cites\n${title},arXiv:2101.00002\n`]);
    await read(['both.csv', `title,arxiv\n${title},2012.00001\nThe paper that is cited,2101.00002\n`]);
    expect(await citationsOf(store())).toEqual(['paper:arxiv.2012.00001 paper:arxiv.2101.00002']);
    expect((await store().stats()).relationships.REFERS_TO).toBe(0);
  });

  it('are kept of a paper that only its address names until another file knows it', async () => {
    await read(['cited.txt', '2101.00002\n']);
    await read(['list.csv', 'title,url,cites\nA title of a paper,https://one.example/,arXiv:2101.00002\n']);
    await read(['known.csv', 'title,url,arxiv\nA title of a paper,https://one.example/,2012.00001\n']);
    expect(await citationsOf(store())).toEqual(['paper:arxiv.2012.00001 paper:arxiv.2101.00002']);
  });

  it('need no second import: the same file again is known', async () => {
    await read(EDGES);
    expect(await read(EDGES)).toMatchObject({ skipped: true, changed: false });
    const revision = await store().revision();
    const spaced = await read([EDGES[0], `${EDGES[1]}\n`]);
    // Only the source's new content hash is written.
    expect(spaced.relationships.REFERS_TO).toMatchObject({ created: 0, unchanged: 2 });
    expect(await store().revision()).toBe(revision + 1);
  });

  it('go when the source that told of them is taken back', async () => {
    await read(EDGES);
    await read(NEAR);
    await forgetSource(store(), sourceIdOf(EDGES[0]));
    const { nodes, relationships } = await store().stats();
    expect([nodes.MissingWork, nodes.Paper, relationships.REFERS_TO]).toEqual([0, 1, 0]);
  });
});

it('gives the same graph whichever of papers and citations come first', async () => {
  const files = [EDGES, NEAR, CITED, FAR];
  const graphs = new Set<string>();
  for (const order of ordersOf(files)) {
    const store = await openEmptyStore();
    for (const [name, text] of order) await importText(store, text, { name, now: '2026-01-01T00:00:00Z' });
    graphs.add(JSON.stringify(await contentsOf(store)));
    await store.close();
  }
  expect(graphs.size).toBe(1);
});

it('refuses no cycle of citations, and no paper cites itself', async () => {
  const store = await openEmptyStore();
  const text = '2012.00001\t2101.00002\n2101.00002\t2012.00001\n2012.00001\t2012.00001\n';
  await importText(store, text, { name: 'cycle.tsv', now: '2026-01-01T00:00:00Z' });
  for (const [name, ids] of [NEAR, CITED]) await importText(store, ids, { name, now: '2026-01-01T00:00:00Z' });
  expect(await citationsOf(store)).toEqual([
    'paper:arxiv.2012.00001 paper:arxiv.2101.00002',
    'paper:arxiv.2101.00002 paper:arxiv.2012.00001',
  ]);
  await store.close();
});

async function citationsOf(store: GraphStore): Promise<string[]> {
  const found: string[] = [];
  for await (const { relationship } of store.scan())
    if (relationship?.type === 'CITES') found.push(`${relationship.from} ${relationship.to}`);
  return found.sort();
}

function ordersOf<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) => ordersOf(items.filter((other) => other !== item)).map((order) => [item, ...order]));
}
