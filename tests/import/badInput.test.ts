import { mkdtempSync, openSync, rmSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importFile, importText } from '../../src/import/importFile';
import type { GraphStore } from '../../src/store/port';
import { contentsOf, openEmptyStore } from '../support/graph';

const NOW = '2026-01-01T00:00:00Z';

let store: GraphStore;
let folder: string;
beforeEach(async () => {
  store = await openEmptyStore();
  folder = mkdtempSync(join(tmpdir(), 'bad-input-'));
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const read = (text: string, format?: string) => importText(store, text, { name: 'bad', format, now: NOW });
const reasons = ({ rejects }: { readonly rejects: readonly { readonly reason: string }[] }) =>
  rejects.map(({ reason }) => reason);
const rss = (items: string, doctype = '') =>
  `<?xml version="1.0"?>${doctype}<rss version="2.0"><channel><title>A</title>${items}</channel></rss>`;
const item = (title: string, text = '') =>
  `<item><title>${title}</title><link>https://a.example/${title.length}</link><description>${text}</description></item>`;

it('XML that breaks off gives what was whole, and a reject with the line', async () => {
  const report = await read(
    rss(`\n${item('A whole item of this feed')}\n`).replace('</channel></rss>', '<item><title>Half an it'),
  );
  expect(report).toMatchObject({
    records: 1,
    rejects: [{ at: { line: 3 }, reason: expect.stringContaining('breaks off') as string }],
  });
});

it('entities that make each other long stay as they are written', async () => {
  const bomb = '<!DOCTYPE a [<!ENTITY b "boom"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]>';
  await read(rss(item('A title with &c; and &d; in it'), bomb));
  const contents = (await contentsOf(store)).join('\n');
  expect(contents).toContain('&c; and &d;');
  expect(contents).not.toMatch(/boom|root:/);
});

it('scripts, styles and handlers of a page leave nothing behind', async () => {
  await read(
    rss(
      item(
        'A post with a page in it',
        '&lt;p onclick="evil()"&gt;Good&lt;script&gt;evil()&lt;/script&gt;&lt;style&gt;evil{}&lt;/style&gt; words&lt;img src=x onerror=evil()&gt;&lt;/p&gt;',
      ),
    ),
  );
  const contents = (await contentsOf(store)).join('\n');
  expect(contents).toContain('"abstract":"Good words"');
  expect(contents).not.toContain('evil');
});

it('links that run a script are no addresses', async () => {
  await read('title,url,year\nQuiet robots,javascript:evil(),2020\nLoud robots,"data:text/html,<script>",2020\n');
  expect((await contentsOf(store)).join('\n')).not.toMatch(/javascript:|data:text/);
});

it('a file in Latin-1 or UTF-16 is read as what it is', async () => {
  for (const [name, encoding] of [
    ['latin.csv', 'latin1'],
    ['wide.csv', 'utf16le'],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(
      path,
      Buffer.from(
        `${encoding === 'utf16le' ? '\ufeff' : ''}title,authors,year\nÜber Roboter,Jörg Möller,2020\n`,
        encoding,
      ),
    );
    await importFile(store, { path, now: NOW });
  }
  expect(await contentsOf(store)).toEqual(expect.arrayContaining([expect.stringContaining('"title":"Über Roboter"')]));
  expect((await store.stats()).nodes).toMatchObject({ Paper: 1, Author: 1 });
});

it('braces that do not close cost the entry they are in', async () => {
  const report = await read(
    '@article{a,\n title={Open {braces},\n year=2020\n}\n@article{b,\n title={Closed braces},\n year=2021\n}\n',
  );
  expect(report.rejected).toBeGreaterThan(0);
  expect((await contentsOf(store)).join('\n')).toContain('"title":"Closed braces"');
});

it('dates that are prose give the year that they name, and are left out with a reject when they name none', async () => {
  const report = await read(
    'title,date,doi\nQuiet robots,Fall 2019,10.5555/1\nLoud robots,in press,10.5555/2\nOdd robots,2019-13-45,10.5555/3\n',
  );
  const contents = (await contentsOf(store)).join('\n');
  expect(contents).toContain('"title":"Quiet robots","publishedOn":"2019"');
  expect(contents).toContain('"title":"Loud robots","url"');
  expect(reasons(report)).toContainEqual(expect.stringContaining('in press'));
});

it.each([
  ['lists', (depth: number) => `topics: ${'['.repeat(depth)}${']'.repeat(depth)}`],
  ['lists that do not close', (depth: number) => `topics: ${'['.repeat(depth)}`],
  ['maps', (depth: number) => `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`],
  ['lists in block style', (depth: number) => `topics:\n  ${'- '.repeat(depth)}1`],
  [
    'maps in block style',
    (depth: number) => Array.from({ length: depth }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
  ],
])('YAML whose %s are nested too deep is refused before a parser runs out of stack', async (_what, nest) => {
  for (const depth of [600, 3_000])
    expect(reasons(await read(nest(depth), 'seed'))).toEqual(['nested deeper than 500 levels.']);
});

it('brackets of prose are no nesting', async () => {
  const topics = Array.from({ length: 600 }, (_, at) => `  - { slug: t${at}, name: "[ ${at}" }`);
  expect(await read(`topics:\n${topics.join('\n')}`, 'seed')).toMatchObject({ records: 600, rejects: [] });
});

it('ids that look right and are not are rejects, one by one', async () => {
  const report = await read(
    'arXiv:2113.12345\n10.1/abc\n2101.00001v0\nhttps://arxiv.org/abs/9999.99999\n2101.00001\n',
    'id-list',
  );
  expect(report.rejects.map(({ at }) => at.line)).toEqual([1, 2, 3, 4]);
  expect((await store.stats()).nodes.Paper).toBe(1);
});

it.each([
  ['JSON', 'csl-json', '['.repeat(200_000)],
  ['XML', 'feed', `<rss><channel><item>${'<a>'.repeat(200_000)}</item>`],
  ['HTML', 'newsletter', `<html><h1>ML Safety Newsletter #31</h1>${'<div>'.repeat(50_000)}`],
  ['Markdown', 'newsletter', `# ML Safety Newsletter #31\n\n${'['.repeat(20_000)}\n`],
  [
    'YAML aliases',
    'seed',
    `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (name) => `${name}: &${name} [${`*${String.fromCharCode(name.charCodeAt(0) - 1)},`.repeat(8)}]\n`)}articles: [*h]\n`,
  ],
])('%s that nests without end is a reject in bounded time', async (_name, format, text) => {
  const report = await read(text, format);
  expect(report.rejected).toBeGreaterThan(0);
  expect(await contentsOf(store)).toEqual([]);
});

it.each([
  ['csv', 'title,doi\n', 'A robot, '],
  ['bibtex', '@article{a, title = {', 'robot '],
  ['id-list', '2101.00001\n', '2101 '],
  ['feed', '<rss><channel><item><title>', 'robot '],
])(
  'a line of 100 MB is a reject of %s',
  async (format, beginning, filler) => {
    const path = join(folder, 'long');
    const file = openSync(path, 'w');
    writeSync(file, beginning);
    const piece = filler.repeat(Math.ceil((1024 * 1024) / filler.length));
    for (let megabytes = 0; megabytes < 100; megabytes++) writeSync(file, piece);
    closeSync(file);
    const report = await importFile(store, { path, format, now: NOW });
    expect(report.rejected).toBeGreaterThan(0);
    expect(JSON.stringify(report).length).toBeLessThan(10_000);
  },
  60_000,
);

it('a file that is no text, and an empty one, are called that', async () => {
  await expect(read('%PDF-1.5\n1 0 obj https://arxiv.org/abs/2212.03827')).rejects.toThrow(
    /no text but something else/,
  );
  await expect(read('PK\u0003\u0004\u0000\u0000title,year\n')).rejects.toThrow(/no text but something else/);
  await expect(read(' \n')).rejects.toThrow(/It is empty\./);
  expect(await contentsOf(store)).toEqual([]);
});

it('half a character costs the title that has it, and what turns text around is left out', async () => {
  const items = [
    { type: 'article-journal', title: 'Half a \ud800 character', DOI: '10.5555/half.1' },
    { type: 'article-journal', title: '\u202eA title\u202c', DOI: '10.5555/turned.\u200b1' },
  ];
  const report = await read(JSON.stringify(items));
  expect(reasons(report)).toEqual([expect.stringContaining('characters were lost')]);
  const contents = (await contentsOf(store)).join('\n');
  expect(contents).toContain('"title":"A title"');
  expect(contents).toContain('paper:doi.10.5555/turned.1 ');
});
