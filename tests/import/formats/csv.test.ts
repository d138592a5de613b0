import { detectFormat } from '../../../src/import/formats/detectFormat';
import { csv } from '../../../src/import/formats/csv';
import { fixture, readAll } from './readAll';

const TABLE = 'references/library.csv';

it('is recognised by its header', () => {
  expect(detectFormat(fixture(TABLE), 'x.csv').name).toBe('csv');
  expect(detectFormat('title\turl\nA\thttps://a.example\n', 'download').name).toBe('csv');
  expect(csv.detect('price,amount\n1,2\n', 'x.csv')).toBe(0);
});

it('is not recognised by headers that nobody knows; then it is said how to explain them', () => {
  for (const [text, name] of [
    ['Titel;Wer\nEins;Ann Roe\n', 'liste.csv'],
    ['Titel\tWer\tWann\nEins\tAnn Roe\t2020\n', 'paste'],
  ] as const)
    expect(() => detectFormat(text, name)).toThrow(
      /As a table it has the columns “Titel”, “Wer”.*--map COLUMN=Titel,…/,
    );
  expect(() => detectFormat('Just some words.\nAnd some more.\n', 'words')).toThrow(
    /Name its format, on the command line with --format/,
  );
});

it('maps the columns by the header and leaves out those that it does not know', async () => {
  const { articles, rejects, records } = await readAll(csv, fixture(TABLE));
  expect(rejects).toEqual([]);
  expect(records.map(({ at }) => at.line)).toEqual([2, 4, 6]);
  expect(articles).toEqual([
    {
      kind: 'paper',
      title: 'Quiet Robots, and "Calm" Agents',
      abstract: 'Two lines',
      publishedOn: '2020',
      url: 'https://doi.org/10.5555/calm.2020.1',
      identifiers: ['10.5555/calm.2020.1'],
      authors: [{ name: 'Ann Röe' }, { name: 'Bob Poe' }],
      venue: 'Conference on Careful Machines',
      topics: [
        { name: 'oversight', kind: 'TAG' },
        { name: 'calm machines', kind: 'TAG' },
      ],
    },
    {
      kind: 'paper',
      title: 'A Preprint',
      identifiers: ['arXiv:2103.00001v2'],
      authors: [{ name: 'Ann Röe' }, { name: 'Bob Poe' }],
    },
    { kind: 'resource', title: 'A Page', publishedOn: '2019', url: 'https://calm.example/about' },
  ]);
});

it.each([
  [';', 'title;authors\nOne, two;Ann Roe'],
  ['tab', '\ufefftitle\tauthors\r\nOne, two\tAnn Roe\r\n'],
  ['|', '\n"title"|"authors"\n"One, two"|Ann Roe'],
])('reads tables with %s between cells', async (_delimiter, text) => {
  expect((await readAll(csv, text)).articles).toEqual([
    { kind: 'paper', title: 'One, two', authors: [{ name: 'Ann Roe' }] },
  ]);
});

it('tells which columns with contents it did not read, and how to have them read', async () => {
  const { articles, notices } = await readAll(
    csv,
    'Paper Title;Who;When;Link;Empty\nOne;Ann Roe;2020;https://one.example/;\nTwo;;2021;;\n',
  );
  expect(articles.map(({ title }) => title)).toEqual(['One', 'Two']);
  expect(notices.map(({ at }) => at)).toEqual([{ file: 'test', line: 1 }]);
  expect(notices[0]?.notice).toMatch(
    /^not read: the columns “Who”, “When”\. Say what they hold with --map COLUMN=Who,… \(in the API with `columns`\); COLUMN is one of abstract, .*cites$/,
  );
  const many = Array.from({ length: 30 }, (_, index) => `note ${index}`).join();
  const [notice] = (await readAll(csv, `title,${many}\nOne,${many}`)).notices;
  expect(notice?.notice).toContain('“note 9” and 20 more.');
});

it('takes identifiers and addresses for citations, and neither words of references nor a count', async () => {
  const { articles, notices } = await readAll(
    csv,
    'title,url,cites\nOne,https://one.example/,"arXiv:2103.00001; 10.5555/calm.1, Roe A., Calm things (2020)"\nTwo,,17',
  );
  expect(articles).toEqual([
    { kind: 'paper', title: 'One', url: 'https://one.example/', cites: ['arXiv:2103.00001', '10.5555/calm.1,'] },
    { kind: 'paper', title: 'Two' },
  ]);
  expect(notices).toEqual([]);
  const counts = await readAll(csv, 'Cites,Title\n17,One\n0,Two\n');
  expect(counts.notices.map(({ notice }) => notice)).toEqual([
    expect.stringMatching(/^not read: the columns “Cites”\./),
  ]);
});

it('takes a DOI or an arXiv id in a column of links for an identifier', async () => {
  const { articles, rejects } = await readAll(
    csv,
    'title,link\nOne,10.5555/calm.1\nTwo,arXiv:2103.00001v2\nThree,arxiv.org/abs/2103.00002\nFour,somewhere\n',
  );
  expect(articles).toEqual([
    { kind: 'paper', title: 'One', url: 'https://doi.org/10.5555/calm.1', identifiers: ['10.5555/calm.1'] },
    { kind: 'paper', title: 'Two', identifiers: ['arXiv:2103.00001v2'] },
    { kind: 'paper', title: 'Three', url: 'https://arxiv.org/abs/2103.00002' },
    { kind: 'resource', title: 'Four' },
  ]);
  expect(rejects.map(({ at }) => at)).toEqual([{ file: 'test', line: 5, field: 'url' }]);
});

describe('bad input', () => {
  it('needs a column of titles', async () => {
    const { records, rejects } = await readAll(csv, 'doi,year\n10.5555/1,2020\n');
    expect(records).toEqual([]);
    expect(rejects.map(({ at }) => at)).toEqual([{ file: 'test', line: 1 }]);
    expect(rejects[0]?.reason).toMatch(
      /^the header names no column “title”\. Say what they hold with --map COLUMN=doi,/,
    );
  });

  it('costs a quote that is not closed its own line', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `Paper ${index},2020`);
    const { articles, rejects } = await readAll(csv, ['title,year', '"Open,2020', ...rows].join('\n'));
    expect(articles).toHaveLength(2_000);
    expect(rejects).toEqual([
      { at: { file: 'test', line: 2 }, reason: 'a quote that opens on this line is not closed' },
    ]);
  });

  it('keeps rows that are too short, and stray quotes', async () => {
    const { articles, rejects } = await readAll(
      csv,
      'title,year,doi\nShort\nA 5" disk,2020,,more\nA 3" disk,soon\n,2020',
    );
    expect(articles.map(({ title }) => title)).toEqual(['Short', 'A 5" disk', 'A 3" disk']);
    expect(rejects.map(({ at }) => at)).toEqual([
      { file: 'test', line: 3, field: 'publishedOn' },
      { file: 'test', line: 5, field: 'title' },
    ]);
  });

  it('bounds a line without end', async () => {
    const { articles, rejects } = await readAll(csv, `title,year\n${'x'.repeat(3_000_000)}\nGood,2020`);
    expect(articles).toEqual([{ kind: 'paper', title: 'Good', publishedOn: '2020' }]);
    expect(rejects).toEqual([
      { at: { file: 'test', line: 2 }, reason: 'a line of more than 1 MB is no row of a table' },
    ]);
  });
});
