import { detectFormat } from '../../../src/import/formats/detectFormat';
import { ris } from '../../../src/import/formats/ris';
import { fixture, readAll } from './readAll';

const LIBRARY = 'references/library.ris';

it('is recognised by its first tag', () => {
  expect(detectFormat(fixture(LIBRARY), 'download').name).toBe('ris');
  expect(detectFormat('\ufeffTY  - JOUR\r\nTI  - A\r\nER  - \r\n', 'download').name).toBe('ris');
  expect(detectFormat('TY  - Journal Article\nAU  - Roe, Ann\nTI  - A\nER  -\n', 'download').name).toBe('ris');
});

it('gives a record for every reference', async () => {
  const { articles, rejects, records } = await readAll(ris, fixture(LIBRARY));
  expect(rejects).toEqual([]);
  expect(records.map(({ at }) => at.line)).toEqual([1, 15, 20]);
  expect(articles).toEqual([
    {
      kind: 'paper',
      title: 'Quiet Robots: Keeping an Eye on Calm Agents',
      abstract: 'We watch robots & stay calm.',
      publishedOn: '2020-12-05',
      url: 'https://doi.org/10.5555/calm.2020.1',
      identifiers: ['https://doi.org/10.5555/calm.2020.1'],
      authors: [{ name: 'Ann Röe' }, { name: 'Bob von Poe Jr.' }],
      venue: 'Conference on Careful Machines',
      topics: [
        { name: 'oversight', kind: 'TAG' },
        { name: 'calm machines', kind: 'TAG' },
      ],
    },
    { kind: 'paper', title: 'A Preprint', publishedOn: '2021', identifiers: ['arXiv:2103.00001'] },
    {
      kind: 'resource',
      resourceKind: 'POST',
      title: 'A Page About Calm',
      publishedOn: '2019',
      url: 'https://blog.example/posts/calm',
    },
  ]);
});

it('passes over what databases write between references, and their own tags', async () => {
  const { articles, rejects } = await readAll(
    ris,
    'Provider: A Publisher\nContent: text/plain; charset="UTF-8"\n\n1.\nTY  - BOOK\nPMID  - 1234\nTI  - First\nAB  - We ask\nGPT - and others.\nER  -\nRecord #2 of 2\nTY  - JOUR\nTI  - Second\nUR  - ftp://a.example/1; http://a.example/2; http://a.example/3\nER  - \n',
  );
  expect(rejects).toEqual([]);
  expect(articles).toMatchObject([
    { title: 'First', resourceKind: 'BOOK', abstract: 'We ask GPT - and others.' },
    { title: 'Second', url: 'http://a.example/2' },
  ]);
});

it('keeps a reference that is not closed, and says so', async () => {
  const { articles, rejects } = await readAll(
    ris,
    'stray\nTY  - JOUR\nTI  - First\nTY  - JOUR\nTI  - Second\nER  - \n\nTY  - JOUR\nTI  - Third\nPY  - no',
  );
  expect(articles.map(({ title }) => title)).toEqual(['First', 'Second', 'Third']);
  expect(rejects.map(({ at: { line, field }, reason }) => [line, field, reason])).toEqual([
    [1, undefined, 'a line outside of references: expected “TY  - …”'],
    [2, undefined, 'no “ER  -” ends this reference before the next one begins'],
    [8, undefined, 'the file breaks off: no “ER  -” ends this reference'],
    [8, 'publishedOn', '“no” is no date with one year; the field is left out'],
  ]);
});

it('bounds a line and a reference without end', async () => {
  const { articles, rejects } = await readAll(
    ris,
    `TY  - JOUR\nTI  - Good\nAB  - ${'x'.repeat(2_000_000)}\n${`KW  - ${'y'.repeat(50)}\n`.repeat(40_000)}ER  - \nTY  - JOUR\nTI  - After\nER  - `,
  );
  expect(articles.map(({ title }) => title)).toEqual(['Good', 'After']);
  expect(rejects.map(({ at: { line }, reason }) => [line, reason])).toEqual([
    [3, 'a line of more than 1 MB is no part of a reference'],
    [1, 'a reference of more than 1 MB: what follows is left out'],
  ]);
});

it('reads the DOI that EndNote writes into the type of work', async () => {
  const reference = (type: string) => `TY  - JOUR\nTI  - A study\nM3  - ${type}\nER  - \n`;
  const { articles } = await readAll(ris, reference('doi:10.5555/calm.1') + reference('Journal Article'));
  expect(articles.map(({ identifiers }) => identifiers)).toEqual([['doi:10.5555/calm.1'], undefined]);
});
