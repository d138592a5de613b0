import type { NodeId } from '../../src/model/ids';
import { importText } from '../../src/import/importFile';
import { keepApart } from '../../src/import/curate/keepApart';
import { mergeNodes } from '../../src/import/curate/mergeNodes';
import { sourceIdOf } from '../../src/import/sources';
import { splitNode } from '../../src/import/curate/splitNode';
import type { GraphStore } from '../../src/store/port';
import { describeEngines } from '../support/engines';
import { contentsOf, openEmptyStore, tell, type Told } from '../support/graph';

const EDITOR = { name: 'Erin', now: '2026-03-03T00:00:00Z' };
const at = (day: number) => ({ now: `2026-01-0${day}T00:00:00Z` });
const id = (text: string) => text as NodeId;
const article = (title: string, rest: object): Told['records'][number] => ({
  type: 'article',
  article: { title, ...rest },
});

/** Everything that a graph can hold: claims of several sources, redirects, decisions, missing works, earlier words. */
async function fill(store: GraphStore): Promise<void> {
  await importText(
    store,
    [
      'topics: [{ slug: sleep, name: Sleep, aliases: [dreams] }, { slug: naps, name: Naps, parents: [sleep] }]',
      'issues:',
      '  - newsletter: { slug: a, name: A Letter }',
      '    number: 1',
      '    title: A Letter #1',
      '    sections: [{ heading: Main, entries: [{ title: Quiet robots dream, summary: Robots and their dreams., url: https://quiet.example/ }] }]',
    ].join('\n'),
    { name: 'seed.yaml', format: 'seed', ...at(1) },
  );
  await tell(
    store,
    {
      source: 'titles',
      records: [article('Quiet robots dream again', { kind: 'paper', authors: [{ name: 'Émile Låne' }] })],
    },
    at(1),
  );
  await tell(
    store,
    {
      source: 'arxiv',
      records: [
        article('Quiet robots dream again', {
          identifiers: ['2101.00001'],
          authors: [{ name: 'Émile Låne' }],
          cites: ['doi:10.5555/none.1'],
        }),
      ],
    },
    at(2),
  );
  await tell(
    store,
    { source: 'arxiv', records: [article('Quiet Robots Dream Again', { identifiers: ['2101.00001'] })] },
    at(3),
  );
  await tell(
    store,
    {
      source: 'other',
      records: [
        article('Of robots', { identifiers: ['2101.00002'] }),
        article('Of robots at night', { identifiers: ['2101.00003'] }),
      ],
    },
    at(4),
  );
  await tell(
    store,
    {
      source: 'third',
      records: [
        article('Of robots at night', { identifiers: ['2101.00003'] }),
        article('Of robots', { kind: 'paper', publishedOn: '1999' }),
        article('Of robots', { kind: 'paper', publishedOn: '1980' }),
      ],
    },
    at(5),
  );
  await mergeNodes(store, id('paper:arxiv.2101.00001'), id('paper:arxiv.2101.00002'), EDITOR);
  await splitNode(store, id('paper:arxiv.2101.00003'), [sourceIdOf('third')], EDITOR);
  await keepApart(store, id('paper:arxiv.2101.00001'), id('paper:arxiv.2101.00003'), EDITOR);
}

async function exportOf(store: GraphStore): Promise<string> {
  const lines: string[] = [];
  for await (const item of store.scan()) lines.push(`${JSON.stringify(item)}\n`);
  return lines.join('');
}

const restore = (store: GraphStore, text: string, dryRun = false) =>
  importText(store, text, { name: 'backup.jsonl', dryRun, ...at(9) });

describeEngines('a full export', (store) => {
  it('makes the same graph on an empty engine, with claims, redirects, decisions and history', async () => {
    const from = await openEmptyStore();
    await fill(from);
    const text = await exportOf(from);
    for (const part of [
      '"redirect":',
      '"kind":"Decision"',
      '"kind":"NearMiss"',
      '"kind":"MissingWork"',
      '"kind":"Replaced"',
      '"kind":"ImportRun"',
    ])
      expect(text).toContain(part);
    expect(await restore(store(), text, true)).toMatchObject({ changed: false, rejected: 0 });
    expect((await store().stats()).nodes.Paper).toBe(0);
    expect(await restore(store(), text)).toMatchObject({ format: 'export', rejects: [], changed: true });
    expect(await exportOf(store())).toBe(text);
    expect((await restore(store(), text)).changed).toBe(false);
    await from.close();
  });

  it('goes on where it stopped: imports and decisions after it do what they would have done', async () => {
    const from = await openEmptyStore();
    await fill(from);
    await restore(store(), await exportOf(from));
    const more: Told = { source: 'more', records: [article('Of robots', { identifiers: ['2101.00002'] })] };
    for (const each of [from, store()]) await tell(each, more, at(6));
    expect(await contentsOf(store())).toEqual(await contentsOf(from));
    await from.close();
  });

  it('comes from this engine into the other as well', async () => {
    await fill(store());
    const to = await openEmptyStore();
    const text = await exportOf(store());
    await restore(to, text);
    expect(await exportOf(to)).toBe(text);
    await to.close();
  });

  it('is known by what it says, also below what npm printed before it', async () => {
    await fill(store());
    const to = await openEmptyStore();
    const text = await exportOf(store());
    const banner =
      '\n> safety-research-graph@0.1.0 cli\n> node scripts/build.mjs server && node dist/cli/main.js export\n\n';
    expect(await restore(to, banner + text)).toMatchObject({ format: 'export', rejects: [], changed: true });
    expect(await exportOf(to)).toBe(text);
    expect((await restore(to, `${text}> not a line of it\n`)).rejects).toHaveLength(1);
    await to.close();
  });

  it('adds to what is there, node by node, and loses nothing of it', async () => {
    const from = await openEmptyStore();
    await tell(
      from,
      { source: 'a', records: [article('A title', { kind: 'paper', url: 'https://x.example/a' })] },
      at(1),
    );
    await tell(
      store(),
      { source: 'b', records: [article('Another title', { identifiers: ['2101.00009'], url: 'https://x.example/a' })] },
      at(1),
    );
    await restore(store(), await exportOf(from));
    const claims = (await store().getClaims({ nodes: [id('paper:arxiv.2101.00009')] })).nodes.get(
      id('paper:arxiv.2101.00009'),
    );
    expect(claims?.map(({ source }) => source)).toEqual([sourceIdOf('a'), sourceIdOf('b')]);
    expect((await store().stats()).nodes.Paper).toBe(1);
    await from.close();
  });

  it('that is damaged brings what is whole, and names the lines that are not', async () => {
    const from = await openEmptyStore();
    await tell(
      from,
      { source: 'a', records: [article('A title', { kind: 'paper', identifiers: ['2101.00009'] })] },
      at(1),
    );
    const lines = (await exportOf(from)).trimEnd().split('\n');
    const orphan = {
      type: 'CITES',
      from: 'paper:arxiv.2101.00009',
      to: 'paper:arxiv.1',
      key: '',
      facts: {},
      claims: [claim({})],
    };
    const report = await restore(
      store(),
      [
        ...lines,
        JSON.stringify({ node: { id: 'paper:x', kind: 'Topic', facts: {}, claims: [] } }),
        JSON.stringify({ node: { id: 'paper:x', kind: 'Paper', facts: {}, claims: [claim({ title: 7 })] } }),
        JSON.stringify({ relationship: orphan }),
        JSON.stringify({ redirect: { from: 'paper:old', to: 'paper:nowhere' } }),
        lines[0]?.slice(0, 40),
      ].join('\n'),
    );
    expect(report.rejects.map(({ at: place }) => (place.line ?? 0) - lines.length).sort()).toEqual([1, 2, 3, 4, 5]);
    expect((await store().stats()).nodes.Paper).toBe(1);
    await from.close();
  });
});

function claim(facts: object) {
  return { source: sourceIdOf('a'), rank: 'FEED', at: '2026-01-01T00:00:00Z', facts };
}
