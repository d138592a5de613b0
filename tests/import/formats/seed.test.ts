import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seed } from '../../../src/import/formats/seed';
import { importText } from '../../../src/import/importFile';
import { isPersonName, normaliseAuthorName, normaliseVenue } from '../../../src/model/names';
import { contentsOf, openEmptyStore } from '../../support/graph';
import { readAll } from './readAll';

const ISSUE = `newsletters:
  - slug: n
    name: N
issues:
  - newsletter: n
    number: 7
    title: "N #7"
    publishedOn: 2023-01-09
    sections:
      - heading: Alignment
        entries:
          - summary: Own words.
            article:
              title: Latent knowledge
              identifiers: [ "arXiv:2212.03827" ]
              authors: [ Collin Burns, { name: Dan Klein, orcid: 0000-0002-1825-0097 } ]
              topics: [ honesty, { name: probing, weight: 0.5 } ]
          - { coverage: MENTION, links: [ { label: Link, url: null } ] }
`;

it('reads YAML, with names and topics in short and in long form', async () => {
  const { records, rejects } = await readAll(seed, ISSUE);
  expect(rejects).toEqual([]);
  expect(records.map(({ type, at }) => [type, at.line])).toEqual([
    ['newsletter', 2],
    ['issue', 5],
  ]);
  expect(records[1]).toMatchObject({
    issue: {
      number: 7,
      publishedOn: '2023-01-09',
      sections: [
        {
          entries: [
            {
              articles: [
                {
                  authors: [{ name: 'Collin Burns' }, { name: 'Dan Klein', orcid: '0000-0002-1825-0097' }],
                  topics: [{ name: 'honesty' }, { name: 'probing', weight: 0.5 }],
                },
              ],
            },
            { coverage: 'MENTION', links: [{ label: 'Link', url: null }] },
          ],
        },
      ],
    },
  });
});

it('reads the same from JSON', async () => {
  const json = JSON.stringify({ articles: [{ title: 'Latent knowledge', url: 'https://arxiv.org/abs/2212.03827' }] });
  const { records } = await readAll(seed, json);
  expect(records).toMatchObject([{ type: 'article', article: { title: 'Latent knowledge' } }]);
});

describe('a file that breaks the schema', () => {
  it.each<[string, string, string, object, RegExp]>([
    [
      'an unknown field',
      'number: 7',
      'number: 7\n    tittle: N',
      { line: 7, column: 13, field: '/issues/0/tittle' },
      /unknown field “tittle”; expected one of: .*title/,
    ],
    [
      'a missing field',
      '              title: Latent knowledge\n',
      '',
      { line: 14, field: '/issues/0/sections/0/entries/0/article' },
      /required property 'title'/,
    ],
    [
      'a value of the wrong kind',
      'number: 7',
      'number: seven',
      { line: 6, column: 13, field: '/issues/0/number' },
      /must be integer/,
    ],
    [
      'a word that is not allowed',
      'MENTION',
      'MENTIONED',
      { line: 18, field: '/issues/0/sections/0/entries/1/coverage' },
      /allowed values: FEATURE, MENTION/,
    ],
    [
      'an address that is none',
      'url: null',
      'url: "javascript:x"',
      { line: 18, field: '/issues/0/sections/0/entries/1/links/0/url' },
      /./,
    ],
    [
      'a newsletter that the file does not name',
      'newsletter: n',
      'newsletter: m',
      { line: 5, field: '/issues/0/newsletter' },
      /no newsletter of this file/,
    ],
    ['broken YAML', 'number: 7', 'number: [7', { line: expect.any(Number) as number }, /not YAML or JSON/],
    [
      'a date that is prose',
      '2023-01-09',
      'Fall 2019',
      { line: 8, field: '/issues/0/publishedOn' },
      /must match pattern .*expected: ISO year, month or day/,
    ],
  ])(
    'with %s is told file, line, column, field and what was expected, and writes nothing',
    async (_what, from, to, at, reason) => {
      const store = await openEmptyStore();
      const broken = ISSUE.replace(from, to);
      expect(broken).not.toBe(ISSUE);
      const report = await importText(store, broken, { name: 'a.yaml', format: 'seed', now: '2026-01-01T00:00:00Z' });
      expect(report.rejects[0]).toEqual({
        at: expect.objectContaining({ file: 'a.yaml', column: expect.any(Number) as number, ...at }) as object,
        reason: expect.stringMatching(reason) as string,
      });
      expect(report.changed).toBe(false);
      expect(await contentsOf(store)).toEqual([]);
      await store.close();
    },
  );

  it.each([
    ['nothing', ''],
    ['a list', '- a\n- b\n'],
    ['nesting deeper than any stack', '['.repeat(100_000)],
    ['another kind of file', 'title: Something else entirely\n'],
    [
      'aliases that grow without bound',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'.replace(
        /./g,
        (each, index) =>
          `${each}: &${each} [${Array(9)
            .fill(`*${'abcdefghij'.charAt(Number(index))}`)
            .join(', ')}]\n`,
      )}`,
    ],
  ])('that holds %s is rejected in bounded time', async (_what, text) => {
    const { records, rejects } = await readAll(seed, text);
    expect(records).toEqual([]);
    expect(rejects.length).toBeGreaterThan(0);
  });
});

const SEEDS = join(__dirname, '../../../seeds');
const files = readdirSync(SEEDS, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.(?:ya?ml|json)$/.test(name),
);

it.each(files)('seeds/%s keeps to the schema that it names', async (name) => {
  const text = readFileSync(join(SEEDS, name), 'utf8');
  const depth = '../'.repeat(name.split('/').length);
  expect(text.slice(0, 200)).toContain(`${depth}schema/seed.schema.json`);
  expect((await readAll(seed, text)).rejects).toEqual([]);
});

/** What names have that were cut off, cut out of a sentence or read in another encoding. */
const FLAW = /^(?:[\p{P}\s]|(?:and|by|the|via|translated)\s)|\bet al\b|^n\/?a$|\s\S*\p{L}\d+$|\)\p{L}|[ÃÂ]\P{L}/u;

it.each(files)('seeds/%s names authors and venues and nothing else as such', async (name) => {
  const { records } = await readAll(seed, readFileSync(join(SEEDS, name), 'utf8'));
  const articles = records.flatMap((record) =>
    record.type === 'article'
      ? [record.article]
      : record.type === 'issue'
        ? record.issue.sections.flatMap(({ entries }) => entries.flatMap((entry) => entry.articles ?? []))
        : [],
  );
  const authors = articles.flatMap((article) => (article.authors ?? []).map((author) => author.name));
  const venues = articles.flatMap(({ venue }) => venue ?? []);
  expect(authors.filter((author) => normaliseAuthorName(author) !== author || !isPersonName(author))).toEqual([]);
  expect(venues.filter((venue) => normaliseVenue(venue) === null)).toEqual([]);
  expect([...authors, ...venues].filter((each) => FLAW.test(each))).toEqual([]);
});
