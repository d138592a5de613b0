import { detectFormat } from '../../../src/import/formats/detectFormat';
import { cslJson } from '../../../src/import/formats/cslJson';
import { fixture, readAll } from './readAll';

const LIBRARY = 'references/library.csl.json';

it('is recognised among other JSON', () => {
  expect(detectFormat(fixture(LIBRARY), 'x.json').name).toBe('csl-json');
  expect(cslJson.detect('[{"type": "book", "title": "A menu"}]', 'x.json')).toBe(0);
});

it('gives a record for every item, in plain text', async () => {
  const { articles, rejects } = await readAll(cslJson, fixture(LIBRARY));
  expect(rejects).toEqual([]);
  expect(articles).toEqual([
    {
      kind: 'paper',
      title: 'Quiet Robots: p<0.05 is not enough',
      abstract: 'We watch robots & stay calm.',
      publishedOn: '2020-12-05',
      url: 'https://doi.org/10.5555/calm.2020.1',
      identifiers: ['10.5555/calm.2020.1'],
      authors: [
        { name: 'Ann Röe', orcid: '0000-0002-1825-0097' },
        { name: 'Bob von Poe Jr.' },
        { name: 'Institute for Calm Machines' },
      ],
      venue: 'Conference on Careful Machines',
      topics: [
        { name: 'oversight', kind: 'TAG' },
        { name: 'calm machines', kind: 'TAG' },
      ],
    },
    {
      kind: 'paper',
      title: 'A Preprint',
      publishedOn: '2021',
      url: 'http://arxiv.org/abs/2103.00001',
      identifiers: ['arXiv:2103.00001'],
    },
    { kind: 'paper', title: 'A Title in a List', venue: 'Journal of Lists' },
    { kind: 'resource', title: 'A Page', publishedOn: '2019-05', url: 'https://calm.example/about' },
  ]);
});

it('reads one item, and items under a key', async () => {
  const item = '{"type": "article-journal", "title": "One", "issued": {"date-parts": [[2020]]}}';
  expect((await readAll(cslJson, item)).articles).toMatchObject([{ title: 'One', publishedOn: '2020' }]);
  expect((await readAll(cslJson, `{"items": [${item}, ${item}]}`)).articles).toHaveLength(2);
  expect((await readAll(cslJson, `{"status": "ok", "message": ${item}}`)).articles).toHaveLength(1);
  expect((await readAll(cslJson, `{"message": {"items": [${item}, ${item}]}}`)).articles).toHaveLength(2);
});

it('refuses what is no item, and goes on', async () => {
  const { articles, rejects } = await readAll(
    cslJson,
    '[1,\n{"title": "Odd", "author": "Ann", "issued": [2020], "DOI": {}},\n{"title": "Good", "author": [7, {"given": []}]},\n{"title": "Bad date", "issued": {"literal": "soon"}},\n{"title": {"a": 1}},\n{"title": "Cut',
  );
  expect(articles.map(({ title }) => title)).toEqual(['Odd', 'Good', 'Bad date']);
  expect(rejects.map(({ at: { line, field }, reason }) => [line, field, reason])).toEqual([
    [1, undefined, 'an item of CSL-JSON is an object'],
    [4, 'publishedOn', '“soon” is no date with one year; the field is left out'],
    [5, 'title', 'no title: expected one with letters or digits'],
    [6, undefined, 'JSON breaks off: a string, object or array is not closed'],
  ]);
});

it('keeps the references of Crossref that have a DOI as citations', async () => {
  const reference = [
    { key: '1', DOI: '10.5555/calm.2' },
    { key: '2', unstructured: 'Roe, Calm things' },
    { DOI: 'none' },
  ];
  const message = { items: [{ type: 'journal-article', title: ['A study'], DOI: '10.5555/calm.1', reference }] };
  const text = JSON.stringify({ status: 'ok', message });
  expect(cslJson.detect(text, 'works.json')).toBeGreaterThan(0.5);
  expect((await readAll(cslJson, text)).articles).toMatchObject([{ title: 'A study', cites: ['10.5555/calm.2'] }]);
});
