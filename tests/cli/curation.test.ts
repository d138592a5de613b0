import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progressWriter } from '../../src/cli/showProgress';
import { run } from './run';

let folder: string;
let env: { DATA_DIR: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curation-'));
  env = { DATA_DIR: join(folder, 'data') };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const PREPRINT = '@article{a, title={Quiet robots}, eprint={2101.00001}, year={2021}}';
const THESIS = '@phdthesis{b, title={Quiet robots}, year={1999}}';

it('review shows a pair and what to type; merge, split and apart decide', async () => {
  await run(['import', file('a.bib', PREPRINT), file('b.bib', THESIS)], { env });
  const review = await run(['review'], { env });
  const [, merge = ''] = /→ merge (.*)/.exec(review.stdout) ?? [];
  expect(review.stdout).toContain('Same title, but another year, first author or identifier.');
  expect((await run(['merge', ...merge.split(' ')], { env })).status).toBe(0);
  expect((await run(['review'], { env })).stdout).toBe('Nothing to review.\n');
  const sources = JSON.parse((await run(['sources', '--json'], { env })).stdout) as { id: string; name: string }[];
  const thesis = sources.find(({ name }) => name.endsWith('b.bib'))?.id ?? '';
  const split = await run(['split', 'arXiv:2101.00001', '--source', thesis, '--json'], { env });
  const { node, split: other } = JSON.parse(split.stdout) as { node: string; split: string };
  expect([node, other].sort().join(' ')).toBe(merge);
  expect((await run(['apart', node, other], { env })).stdout).toBe(`${node} and ${other} stay two.\n`);
  const missing = await run(['merge', node, 'arXiv:2101.99999'], { env });
  expect([missing.status, missing.stderr]).toEqual([1, 'There is no node “arXiv:2101.99999”.\n']);
});

it('runs lists imports, and revert takes one back', async () => {
  await run(['import', file('a.bib', PREPRINT)], { env });
  const [run1] = JSON.parse((await run(['runs', '--json'], { env })).stdout) as { id: string }[];
  const dry = await run(['revert', run1?.id ?? '', '--dry-run'], { env });
  expect(dry.stdout).toMatch(/^would take back importrun:.*: 1 node and 0 relationships go, 0 and 0 stay/);
  expect((await run(['revert', run1?.id ?? ''], { env })).status).toBe(0);
  expect((await run(['runs'], { env })).stdout).toContain('taken back');
  expect((await run(['revert', run1?.id ?? ''], { env })).status).toBe(1);
  expect((await run(['revert', 'feed'], { env })).status).toBe(2);
});

it('an export imported into an empty graph exports as it was', async () => {
  await run(['import', 'seeds/topics.yaml', file('a.bib', PREPRINT)], { env });
  const { stdout: exported } = await run(['export'], { env });
  const other = { DATA_DIR: join(folder, 'other') };
  const restored = await run(['import', file('graph.jsonl', exported)], { env: other });
  expect([restored.status, restored.stderr]).toEqual([0, expect.stringContaining('(export)')]);
  expect((await run(['export'], { env: other })).stdout).toBe(exported);
  expect((await run(['check'], { env: other })).status).toBe(0);
});

it('a table with headers of its own is read as --map says', async () => {
  const table = file('liste.csv', 'Titel;Autoren;Jahr;Name\nLeise Roboter;Lane, Ada;2021;x\n');
  const refused = await run(['import', table], { env });
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('--map COLUMN=Titel,…')]);
  const read = await run(['import', table, '--map', 'title=Titel,authors=Autoren,year=Jahr'], { env });
  expect([read.status, read.stderr]).toEqual([0, expect.stringContaining('not read: the columns “Name”')]);
  const { stdout } = await run(['export'], { env });
  expect(stdout).toContain('"title":"Leise Roboter","publishedOn":"2021"');
  expect(stdout).toContain('"id":"author:ada-lane"');
  expect((await run(['import', table, '--map', 'titel=Titel'], { env })).status).toBe(2);
});

it('a dry run prints what would change, and a real one does not', async () => {
  const path = file('a.bib', PREPRINT);
  const dry = await run(['import', path, '--dry-run'], { env });
  expect(dry.stderr).toContain('    + paper:arxiv.2101.00001  “Quiet robots”\n');
  expect((await run(['import', path], { env })).stderr).not.toContain('+ paper');
  const again = await run(['import', file('a.bib', PREPRINT.replace('Quiet', 'Loud')), '--dry-run'], { env });
  expect(again.stderr).toContain('    ~ paper:arxiv.2101.00001  “Loud robots”\n');
});

describe('progress', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
  });

  it('is a bar on a terminal', () => {
    const show = progressWriter('a.bib', true, (text) => written.push(text));
    show({ records: 10, read: 50, total: 100 });
    expect(written).toEqual([`\r\u001b[K[${'█'.repeat(12)}${'░'.repeat(12)}]  50 % a.bib: 10 records\r`]);
  });

  it('is a plain line for every ten thousand records elsewhere', () => {
    const show = progressWriter('a.bib', false, (text) => written.push(text));
    for (const records of [5000, 9999, 10_200, 12_000, 20_000]) show({ records, read: records, total: 40_000 });
    expect(written).toEqual(['a.bib: 10200 records, 25 %\n', 'a.bib: 20000 records, 50 %\n']);
  });
});
