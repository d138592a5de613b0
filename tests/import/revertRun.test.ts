import { forgetSource } from '../../src/import/curate/forgetSource';
import { importText } from '../../src/import/importFile';
import { revertRun } from '../../src/import/curate/revertRun';
import { sourceIdOf } from '../../src/import/sources';
import type { ImportRunNode } from '../../src/model/nodes';
import type { GraphStore } from '../../src/store/port';
import { describeEngines } from '../support/engines';
import { contentsOf, empty, tell, withWrite, type Told } from '../support/graph';

const TOPICS: Told = {
  source: 'topics.yaml',
  records: [{ type: 'topic', topic: { slug: 'sleep', name: 'Sleep', aliases: ['dreams'] } }],
};
const OTHER: Told = {
  source: 'other',
  rank: 'REGISTRY',
  records: [article({ title: 'Quiet robots', identifiers: ['2101.00001'], topics: [{ name: 'rest' }] })],
};
const FIRST: Told = {
  source: 'feed',
  records: [
    article({
      title: 'Quiet robots of the night',
      identifiers: ['2101.00001'],
      topics: [{ name: 'night' }, { name: 'rest' }],
      authors: [{ name: 'Ada Lane' }],
    }),
    article({ title: 'Only in the feed, and in both its editions', url: 'https://feed.example/both' }),
  ],
};
/** Another title, other topics, a citation, and a text that names a topic. */
const SECOND: Told = {
  source: 'feed',
  records: [
    article({
      title: 'Loud robots',
      abstract: 'Of dreams.',
      identifiers: ['2101.00001', 'doi:10.5555/loud.1'],
      topics: [{ name: 'noise' }],
      cites: ['2101.00099'],
    }),
    article({ title: 'Only in the feed, and in both its editions', url: 'https://feed.example/both' }),
    article({ title: 'New in the second edition', url: 'https://feed.example/new' }),
  ],
};

function article(article: object): Told['records'][number] {
  return { type: 'article', article: article as { title: string } };
}
function topic(slug: string, aliases: readonly string[]): Told['records'][number] {
  return { type: 'topic', topic: { slug, name: slug, aliases } };
}
const at = (day: number) => ({ now: `2026-01-0${day}T00:00:00Z` });
const NOW = '2026-02-02T00:00:00Z';

describeEngines('taking an import back', (store) => {
  it('gives the source its earlier word back, and leaves what others say', async () => {
    await tell(store(), TOPICS, at(1));
    await tell(store(), OTHER, at(2));
    await tell(store(), FIRST, at(3));
    const before = await contentsOf(store());
    await tell(store(), SECOND, at(4));
    expect(await contentsOf(store())).not.toEqual(before);
    const [run] = await runsOf(store(), 'feed');
    const dry = await revertRun(store(), run.id, { now: NOW, dryRun: true });
    expect((await store().getByIds([run.id])).get(run.id)?.facts).not.toHaveProperty('revertedAt');
    const report = await revertRun(store(), run.id, { now: NOW });
    expect({ ...report, dryRun: true, revision: 0 }).toEqual({ ...dry, revision: 0 });
    expect(await contentsOf(store())).toEqual(before);
    expect((await tell(store(), FIRST, at(5))).changed).toBe(false);
    await tell(store(), SECOND, at(6));
    expect(await contentsOf(store())).not.toEqual(before);
  });

  it('leaves nothing of a source that was imported once', async () => {
    await tell(store(), OTHER, at(2));
    const before = await contentsOf(store());
    await tell(store(), FIRST, at(3));
    const [run] = await runsOf(store(), 'feed');
    await revertRun(store(), run.id, { now: NOW });
    expect(await contentsOf(store())).toEqual(before);
    expect((await store().getByIds([sourceIdOf('feed')])).size).toBe(0);
  });

  it('leaves citations that others know of waiting for papers that go, as before those came', async () => {
    const read = (name: string, text: string, day: number) => importText(store(), text, { name, ...at(day) });
    await read('edges.csv', 'citing,cited\n2101.00001,2101.00002\n2101.00002,2101.00003\n2101.00003,2101.00004\n', 1);
    await read('near.txt', '2101.00001\n', 2);
    const before = await contentsOf(store());
    await read('far.txt', '2101.00002\n2101.00003\n', 3);
    const between = await contentsOf(store());
    const [run] = await runsOf(store(), 'far.txt');
    await revertRun(store(), run.id, { now: NOW });
    expect(await contentsOf(store())).toEqual(before);
    await read('far.txt', '2101.00002\n2101.00003\n', 4);
    expect(await contentsOf(store())).toEqual(between);
  });

  it('leaves a topic that others name as what they call it by, without what only its description matched', async () => {
    const tagged: Told = {
      source: 'tagged',
      records: [
        article({ title: 'A study of long sleep', url: 'https://tagged.example/1', topics: [{ name: 'Sleep' }] }),
        article({ title: 'A study of short dreams', url: 'https://tagged.example/2' }),
      ],
    };
    await tell(store(), tagged, at(1));
    const before = await contentsOf(store());
    await tell(store(), TOPICS, at(2));
    expect((await store().stats()).relationships.ABOUT).toBe(2);
    const [run] = await runsOf(store(), 'topics.yaml');
    const report = await revertRun(store(), run.id, { now: NOW });
    expect(report).toMatchObject({ deleted: { nodes: 0 }, kept: { nodes: 1 } });
    expect(await contentsOf(store())).toEqual(before);
  });

  it('that is cut off at any write and done again ends as if it had not been', async () => {
    const makeGraph = async (name: string) => {
      await empty(store());
      await tell(store(), TOPICS, at(1));
      await tell(store(), OTHER, at(2));
      await tell(store(), FIRST, at(3));
      await tell(store(), { ...TOPICS, records: [topic('sleep', ['night']), topic('robots', [])] }, at(4));
      await tell(store(), SECOND, at(5));
      return (await runsOf(store(), name))[0].id;
    };
    for (const name of ['topics.yaml', 'feed']) {
      await revertRun(store(), await makeGraph(name), { now: NOW });
      const expected = await contentsOf(store());
      for (let writes = 0, isCutOff = true; isCutOff; writes++) {
        const run = await makeGraph(name);
        let left = writes;
        const failing = withWrite(store(), (batch) => {
          if (left-- <= 0) throw new Error('cut off');
          return store().write(batch);
        });
        isCutOff = await revertRun(failing, run, { now: NOW }).then(
          () => false,
          () => true,
        );
        if (isCutOff) await revertRun(store(), run, { now: NOW });
        expect({ name, writes, contents: await contentsOf(store()) }).toEqual({ name, writes, contents: expected });
      }
    }
  }, 240_000);

  it('takes an alias back from all texts that it was found in', async () => {
    await tell(store(), TOPICS, at(1));
    await tell(store(), OTHER, at(2));
    const before = await contentsOf(store());
    await tell(store(), { ...TOPICS, records: [topic('sleep', ['robots'])] }, at(3));
    expect((await store().stats()).relationships.ABOUT).toBe(2);
    const [run] = await runsOf(store(), 'topics.yaml');
    await revertRun(store(), run.id, { now: NOW });
    expect(await contentsOf(store())).toEqual(before);
  });

  it('goes back edition by edition, the latest first', async () => {
    const graphs: string[][] = [];
    for (const [index, told] of [FIRST, SECOND, { ...FIRST, records: FIRST.records.slice(0, 1) }].entries()) {
      graphs.push(await contentsOf(store()));
      await tell(store(), told, at(index + 1));
    }
    const runs = await runsOf(store(), 'feed');
    expect(runs).toHaveLength(3);
    await expect(revertRun(store(), runs[1]?.id ?? runs[0].id, { now: NOW })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    for (const run of runs) {
      await revertRun(store(), run.id, { now: NOW });
      expect(await contentsOf(store())).toEqual(graphs.pop());
      await expect(revertRun(store(), run.id, { now: NOW })).rejects.toMatchObject({ code: 'CONFLICT' });
    }
  });

  it('lets the same file be imported again', async () => {
    const read = (day: number) => importText(store(), '2101.00001\n', { name: 'ids.txt', ...at(day) });
    await read(1);
    const [run] = await runsOf(store(), 'ids.txt');
    await revertRun(store(), run.id, { now: NOW });
    expect(await read(3)).toMatchObject({ skipped: false, nodes: { Paper: { created: 1 } } });
  });

  it('leaves no earlier word behind when the source is forgotten', async () => {
    await tell(store(), FIRST, at(3));
    await tell(store(), SECOND, at(4));
    expect((await store().stats()).nodes.Replaced).toBe(1);
    await forgetSource(store(), sourceIdOf('feed'));
    expect((await store().stats()).nodes.Replaced).toBe(0);
    expect(await contentsOf(store())).toEqual([]);
  });
});

async function runsOf(store: GraphStore, name: string): Promise<[ImportRunNode, ...ImportRunNode[]]> {
  const page = await store.list({
    filter: { kinds: ['ImportRun'] },
    order: { field: 'PUBLISHED_ON', direction: 'DESC' },
    first: 100,
    count: false,
  });
  const [first, ...more] = page.items.flatMap(({ node }) =>
    node.kind === 'ImportRun' && node.facts.name === name ? [node] : [],
  );
  if (!first) throw new Error(`There is no import of ${name}.`);
  return [first, ...more];
}
