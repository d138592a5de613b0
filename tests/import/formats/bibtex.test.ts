import { detectFormat } from '../../../src/import/formats/detectFormat';
import { bibtex } from '../../../src/import/formats/bibtex';
import { parseIdentifier } from '../../../src/model/identifiers';
import { describeWithShared, fixture, readAll, shared } from './readAll';

const LIBRARY = 'references/library.bib';

async function readOne(text: string) {
  const { articles, rejects } = await readAll(bibtex, text);
  expect(rejects).toEqual([]);
  expect(articles).toHaveLength(1);
  return articles[0];
}

it('is recognised by its entries, whatever the file is called', () => {
  expect(detectFormat(fixture(LIBRARY), 'download').name).toBe('bibtex');
  expect(detectFormat('@misc{a, title={B}}', 'x.bib').name).toBe('bibtex');
  const cited = 'Please cite us:\n\n```bibtex\n@misc{roe, title={B}}\n```\n';
  expect(
    detectFormat(`# List\n\n- [A Title](https://a.example)\n- [B Title](https://b.example)\n\n${cited}`, 'x.md').name,
  ).toBe('reading-list');
  expect(() => detectFormat('Write to me\n@ann {when you can}', 'mail.txt')).toThrow('no format recognises');
});

it('gives a record for every work in a file, and none for comments and volumes', async () => {
  const { articles, rejects, records } = await readAll(bibtex, fixture(LIBRARY));
  expect(rejects).toEqual([]);
  expect(records.map(({ at }) => at.line)).toEqual([5, 15, 18, 19, 20, 21, 22]);
  expect(articles).toEqual([
    {
      kind: 'paper',
      title: 'Quiet Robots: Keeping an Eye on ϵ-Optimal Agents',
      publishedOn: '2020-12-05',
      url: 'https://doi.org/10.5555/calm.2020_1',
      identifiers: ['10.5555/CALM.2020_1'],
      authors: [{ name: 'Ann Röe' }, { name: 'Bob von Poe Jr.' }, { name: 'Institute for Calm Machines' }],
      venue: 'Conference on Careful Machines 2020',
      topics: [
        { name: 'oversight', kind: 'TAG' },
        { name: 'calm machines', kind: 'TAG' },
      ],
    },
    {
      kind: 'paper',
      title: 'A Title (with brackets) and "quotes"',
      publishedOn: '2021',
      identifiers: ['arXiv:2103.00001'],
      authors: [{ name: 'Carol Doe' }],
    },
    {
      kind: 'paper',
      title: 'From a Database',
      publishedOn: '2021-04-03',
      identifiers: ['arXiv:2104.00002'],
      authors: [{ name: 'Dan Lee' }],
    },
    {
      kind: 'resource',
      resourceKind: 'POST',
      title: 'A Page About Calm',
      publishedOn: '2019',
      url: 'https://blog.example/posts/calm_1',
    },
    {
      kind: 'resource',
      resourceKind: 'TOOL',
      title: 'calmkit',
      url: 'https://github.com/example/calmkit',
      authors: [{ name: 'Eva van den Berg' }],
    },
    {
      kind: 'paper',
      title: 'Eprints',
      identifiers: ['arXiv:cs/0301001'],
      authors: [{ name: 'A. Roe' }, { name: 'B. Poe' }, { name: 'C. Doe' }],
    },
    {
      kind: 'paper',
      title: 'A Paper of the Volume',
      publishedOn: '2018',
      authors: [{ name: 'Flo Gray' }],
      venue: 'Proceedings of the Calm Workshop',
    },
  ]);
});

it('reads what people write that BibTeX does not allow', async () => {
  expect(await readOne('@article{ title = {No key}, year = {2020}}')).toMatchObject({ title: 'No key' });
  expect(await readOne('@article{a,\n title = {No commas}\n year = {2020}\n}')).toMatchObject({ publishedOn: '2020' });
  expect(await readOne('\ufeff@MISC{a, TITLE = {Upper case}, title = {Twice}}')).toMatchObject({ title: 'Upper case' });
  expect(await readOne('@misc{a, title = {Odd month}, year = 2020, month = {Fall}}')).toMatchObject({
    publishedOn: '2020',
  });
});

it('shows no markup of other notations in titles', async () => {
  expect(await readOne('@misc{a, title = {CO<sub>2</sub> \\&amp; {\\{}Agents{\\}} of {0,1}}}')).toMatchObject({
    title: 'CO2 & Agents of 0,1',
  });
});

it.each([
  ['doi = {http://doi.acm.org/10.1145/6462.6463}', '10.1145/6462.6463'],
  ['doi = {DOI: 10.1145/6462.6463}', '10.1145/6462.6463'],
])('finds the DOI in %j', async (field, doi) => {
  const article = await readOne(`@misc{a, title = {A Title}, ${field}}`);
  expect(article?.identifiers?.map((each) => parseIdentifier(each))).toEqual([{ scheme: 'DOI', value: doi }]);
});

it.each([
  ['http://a.example/1;\n http://b.example/2', 'http://a.example/1'],
  ['http://a.example/1$\\backslash$nhttp://b.example/2', 'http://a.example/1'],
  ['ftp://a.example/1 http://b.example/2', 'http://b.example/2'],
  ['papers.a.example/1.html', 'https://papers.a.example/1.html'],
  ['http://web.example/2010/http://a.example/1', 'http://web.example/2010/http://a.example/1'],
])('takes one address of %j', async (url, expected) => {
  expect(await readOne(`@misc{a, title = {A Title}, url = {${url}}}`)).toMatchObject({ url: expected });
});

describe('bad input', () => {
  it('costs an entry whose braces do not close that entry alone', async () => {
    const { articles, rejects } = await readAll(
      bibtex,
      '@misc{a,\n title = {Open {brace},\n year = 2020\n}\n\n@misc{b,\n title = {Good}\n}\n@misc{c, title = {Never',
    );
    expect(articles.map(({ title }) => title)).toEqual(['Good']);
    expect(rejects).toEqual([
      { at: { file: 'test', line: 1 }, reason: '@misc does not end: its braces are not balanced' },
      { at: { file: 'test', line: 9 }, reason: '@misc does not end: its braces are not balanced' },
    ]);
  });

  it('says which fields a brace too many leaves out', async () => {
    const { articles, rejects } = await readAll(bibtex, '@misc{a,\n title = {Good}},\n year = {2020},\n}\n');
    expect(articles).toEqual([{ kind: 'paper', title: 'Good' }]);
    expect(rejects).toEqual([
      { at: { file: 'test', line: 3 }, reason: 'a field outside of entries: the one on line 1 has a “}” too many' },
    ]);
  });

  it.each([
    ['an id that looks right and is not', 'eprint = {2113.00001}, archiveprefix = {arXiv}', 'identifiers'],
    ['a DOI that is none', 'doi = {see publisher}', 'identifiers'],
    ['two years', 'year = {2019 or 2020}', 'publishedOn'],
    ['an address that is none', 'url = {javascript:alert(1)}', 'url'],
  ])('leaves out a field with %s, and says so', async (_what, field, name) => {
    const { articles, rejects } = await readAll(bibtex, `@article{a, title = {Good}, ${field}}`);
    expect(articles).toEqual([{ kind: 'paper', title: 'Good' }]);
    expect(rejects[0]?.at).toEqual({ file: 'test', line: 1, field: name });
  });

  it('refuses entries without title or fields', async () => {
    const { articles, rejects } = await readAll(bibtex, '@misc{a, year = 2020}\n@misc{b}\n@misc{}');
    expect(articles).toEqual([]);
    expect(rejects.map(({ at }) => at.line)).toEqual([1, 2, 3]);
  });

  it('bounds a line without end, an entry without end, and strings that double each other', async () => {
    const doubling = Array.from({ length: 60 }, (_, n) => `@string{s${n + 1} = s${n} # s${n}}`).join('\n');
    const { articles, rejects } = await readAll(
      bibtex,
      [
        `@misc{a, title = {${'x'.repeat(2_000_000)}}}`,
        `@misc{b,\n${'abstract of many lines\n'.repeat(60_000)}`,
        `@string{s0 = {0123456789}}\n${doubling}`,
        `@misc{c, title = {Good}, abstract = ${Array.from({ length: 10_000 }, () => 's60').join(' # ')}}`,
      ].join('\n'),
    );
    expect(rejects.map(({ reason }) => reason)).toEqual([
      'a line of more than 1 MB: break it after each field',
      'an entry of more than 1 MB; its braces may not be balanced',
    ]);
    expect(articles).toHaveLength(1);
    expect(articles[0]?.abstract?.length).toBeLessThanOrEqual(1024 * 1024);
  });
});

describeWithShared('a real bibliography', () => {
  it('gives all of its 285 works', async () => {
    const { articles, rejects } = await readAll(bibtex, shared('feeds/rlhf-course-refs.bib'));
    expect(rejects).toEqual([]);
    expect(articles).toHaveLength(285);
    expect(articles.filter(({ authors }) => authors === undefined).length).toBeLessThan(10);
  });
});

it('says that volumes of proceedings are left out', async () => {
  const { articles, notices } = await readAll(
    bibtex,
    '@proceedings{p, title = {Proceedings of Things}, year = 2023}\n',
  );

  expect(articles).toEqual([]);
  expect(notices).toMatchObject([{ notice: expect.stringContaining('left out: 1 of proceedings') as string }]);
});
