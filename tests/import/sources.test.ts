import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { importFile, importText } from '../../src/import/importFile';
import { forgetSource } from '../../src/import/curate/forgetSource';
import { listAllSources, sourceIdOf } from '../../src/import/sources';
import type { SourceFacts } from '../../src/model/nodes';
import { describeEngines } from '../support/engines';

const NOW = '2026-01-01T00:00:00Z';
const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sources-')));
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function file(name: string, title: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, listOf(title));
  return path;
}

/** All lists speak of one article, each under a title of its own. */
function listOf(title: string): string {
  return `title,url\n${title},https://robots.example/\n`;
}

describeEngines('the source of a file', (store) => {
  const read = (path: string) => importFile(store(), { path, now: NOW });
  const names = async () =>
    (await listAllSources(store())).flatMap(({ facts }) => (facts.format === 'csv' ? facts.name : []));
  const titles = async () => {
    const found: unknown[] = [];
    for await (const { node } of store().scan())
      if (node?.kind === 'Resource') found.push(...node.claims.map(({ facts }) => facts.title));
    return found.sort();
  };

  it('is another for every file, also when the last folder and the name are the same', async () => {
    const [one, other] = [file('a/notes/list.csv', 'One'), file('b/notes/list.csv', 'Other')];
    const first = await read(one);
    const second = await read(other);
    expect([first.source, second.source]).toEqual([
      'notes/list.csv',
      expect.stringMatching(/^notes\/list\.csv \([0-9a-f]{8}\)$/),
    ]);
    expect(await titles()).toEqual(['One', 'Other']);
    await forgetSource(store(), sourceIdOf(first.source));
    expect(await titles()).toEqual(['Other']);
    file('b/notes/list.csv', 'More');
    expect((await read(other)).source).toBe(second.source);
    expect(await titles()).toEqual(['More']);
  });

  it('says nothing new when the same content stands elsewhere under its name', async () => {
    await read(file('a/notes/list.csv', 'One'));
    const copy = file('b/notes/list.csv', 'One');
    expect(await read(copy)).toMatchObject({ source: 'notes/list.csv', skipped: true, changed: false });
    file('b/notes/list.csv', 'Other');
    expect((await read(copy)).source).not.toBe('notes/list.csv');
    expect(await titles()).toEqual(['One', 'Other']);
  });

  it('is the same however the file is named', async () => {
    const path = file('a/notes/list.csv', 'One');
    symlinkSync(join(folder, 'a'), join(folder, 'link'));
    await read(path);
    for (const [cwd, name] of [
      ['.', 'a/notes/list.csv'],
      ['.', './link/notes/list.csv'],
      ['a', 'notes/list.csv'],
      ['a/notes', 'list.csv'],
      ['b', '../a/notes/list.csv'],
    ] as const) {
      mkdirSync(join(folder, cwd), { recursive: true });
      process.chdir(join(folder, cwd));
      expect(await read(name)).toMatchObject({ source: 'notes/list.csv', skipped: true });
    }
    expect(await names()).toEqual(['notes/list.csv']);
  });

  it('tells nothing of the folders', async () => {
    await read(file('a/notes/list.csv', 'One'));
    await read(file('b/notes/list.csv', 'Other'));
    const contents: unknown[] = [];
    for await (const item of store().scan()) contents.push(item);
    expect(JSON.stringify(contents)).not.toContain(folder.split('/').at(-1));
  });

  it.each([
    ['the same', 'One'],
    ['another', 'Later'],
  ])('that was imported when places were not kept is the file of its name, with %s content', async (_what, title) => {
    const path = file('a/notes/list.csv', 'One');
    await read(path);
    await forgetPlace();
    await read(file('a/notes/list.csv', title));
    await read(file('b/notes/list.csv', 'Other'));
    expect(await titles()).toEqual([title, 'Other'].sort());
    expect(await names()).toHaveLength(2);
  });

  it('stays the file’s when a text of that name is imported', async () => {
    const path = file('a/notes/list.csv', 'One');
    await read(path);
    await importText(store(), listOf('Text'), { name: 'notes/list.csv', now: NOW });
    expect(await titles()).toEqual(['Text']);
    expect((await read(path)).source).toBe('notes/list.csv');
    expect((await read(file('b/notes/list.csv', 'Other'))).source).not.toBe('notes/list.csv');
    expect(await titles()).toEqual(['One', 'Other']);
  });

  async function forgetPlace(): Promise<void> {
    const id = sourceIdOf('notes/list.csv');
    const node = (await store().getByIds([id])).get(id);
    const { place: _, ...facts } = node?.facts as SourceFacts;
    await store().write({ putNodes: [{ id, kind: 'Source', facts, claims: [] }] });
  }
});
