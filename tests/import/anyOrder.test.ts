import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { detectFormat } from '../../src/import/formats/detectFormat';
import { HEAD_LENGTH, importFile } from '../../src/import/importFile';
import { contentsOf, openEmptyStore, tell, type Told } from '../support/graph';

const NEWSLETTER = { slug: 'a-newsletter', name: 'A Newsletter' };

/** Sources that meet in every way there is: each line of this list is one file. */
const TOLD: readonly Told[] = [
  {
    source: 'taxonomy.yaml',
    records: [
      { type: 'topic', topic: { slug: 'robustness', name: 'Robustness', kind: 'AREA' } },
      {
        type: 'topic',
        topic: { slug: 'jailbreaks', name: 'Jailbreaks', aliases: ['red teaming'], parents: ['robustness'] },
      },
      { type: 'topic', topic: { slug: 'honesty', name: 'Honesty', aliases: ['lie detection'] } },
    ],
  },
  {
    source: 'issue-7.yaml',
    records: [
      {
        type: 'issue',
        issue: {
          newsletter: { ...NEWSLETTER, url: 'https://a.example/' },
          number: 7,
          title: 'A Newsletter #7',
          publishedOn: '2023-01-09',
          url: 'https://a.example/p/7',
          sections: [
            {
              heading: 'Alignment',
              entries: [
                {
                  summary: 'Lie detection without labels.',
                  articles: [
                    {
                      title: 'Discovering latent knowledge in models',
                      identifiers: ['arXiv:2212.03827'],
                      topics: [{ name: 'honesty' }],
                    },
                  ],
                },
                { summary: 'A short mention.', coverage: 'MENTION', links: [{ label: 'Link', url: null }] },
              ],
            },
            { heading: 'Other', entries: [{ articles: [{ title: 'The course', url: 'https://course.example/' }] }] },
          ],
        },
      },
    ],
  },
  {
    source: 'page-7.txt',
    rank: 'FEED',
    records: [
      {
        type: 'issue',
        issue: {
          newsletter: NEWSLETTER,
          number: 7,
          title: 'A Newsletter #7',
          topics: [
            { name: 'red teaming', kind: 'TAG' },
            { name: 'model', kind: 'TAG' },
            { name: 'Frontier', kind: 'CATEGORY' },
          ],
          sections: [
            {
              heading: 'Coverage',
              entries: [
                { summary: 'A method against deception.' },
                {
                  summary: 'Honesty of multimodal models.',
                  articles: [{ title: 'Multimodal honesty', identifiers: ['arXiv:2212.00001'] }],
                },
                { title: 'The course', summary: 'Lectures.' },
              ],
            },
          ],
        },
      },
    ],
  },
  {
    source: 'titles.csv',
    rank: 'FEED',
    records: [
      {
        type: 'article',
        article: {
          title: 'Discovering Latent Knowledge in Models',
          kind: 'paper',
          authors: [{ name: 'Burns, Collin' }],
          publishedOn: '2022',
        },
      },
      {
        type: 'article',
        article: {
          title: 'Jailbreaks by the thousand, found by machine',
          kind: 'paper',
          abstract: 'A study of red teaming…',
        },
      },
    ],
  },
  {
    source: 'registry.xml',
    rank: 'REGISTRY',
    records: [
      {
        type: 'article',
        article: {
          title: 'Discovering Latent Knowledge in Models',
          identifiers: ['2212.03827v2'],
          authors: [{ name: 'Collin Burns' }],
          publishedOn: '2022-12-07',
          venue: 'ICLR 2023',
          abstract: 'We find directions.',
        },
      },
      {
        type: 'article',
        article: {
          title: 'Jailbreaks by the Thousand, Found by Machine',
          identifiers: ['arXiv:2301.00002'],
          abstract: 'A study of red teaming and more.',
          cites: ['arXiv:2212.03827'],
        },
      },
    ],
  },
  {
    source: 'links.md',
    rank: 'FEED',
    records: [
      {
        type: 'article',
        article: {
          title: 'A Newsletter, number seven',
          url: 'https://www.a.example/p/7?utm_source=x',
          topics: [{ name: 'honesty' }],
        },
      },
      {
        type: 'article',
        article: {
          title: 'The Course',
          url: 'http://course.example/index.html',
          kind: 'resource',
          resourceKind: 'COURSE',
        },
      },
    ],
  },
];

it('gives the same graph in any order of the sources, and says nothing new the second time', async () => {
  const first = await contentsAfter(TOLD);
  expect(first.some((line) => line.startsWith('issue:a-newsletter/7 '))).toBe(true);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...TOLD], { minLength: TOLD.length }), async (order) => {
      expect(await contentsAfter(order)).toEqual(first);
    }),
    { numRuns: 20 },
  );
}, 120_000);

async function contentsAfter(order: readonly Told[]): Promise<string[]> {
  const store = await openEmptyStore();
  for (const told of order) await tell(store, told);
  const contents = await contentsOf(store);
  for (const told of order) {
    const again = await tell(store, told, { now: '2026-02-02T00:00:00Z' });
    expect({ source: told.source, changed: again.changed }).toEqual({ source: told.source, changed: false });
  }
  await store.close();
  return contents;
}

/** All files of the shared data and of the seeds that are of a format, each as it is. */
const FILES = ['../shared/data', '../shared/seed', 'seeds']
  .filter((folder) => existsSync(folder))
  .flatMap(filesIn)
  .filter(isOfAFormat);

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isOfAFormat(path: string): boolean {
  try {
    return detectFormat(readFileSync(path, 'utf8').slice(0, HEAD_LENGTH), path).name !== '';
  } catch {
    return false;
  }
}

/** Seeds of the orders, so that one that fails can be tried again. */
const ORDERS = [1, 2, 3];

it('gives the same graph in any order of all the real files, and changes nothing the second time', async () => {
  expect(FILES.length).toBeGreaterThan(existsSync('../shared/data') ? 70 : 10);
  const first = await contentsOfFiles(FILES);
  for (const seed of ORDERS) {
    const [order = []] = fc.sample(fc.shuffledSubarray(FILES, { minLength: FILES.length }), { numRuns: 1, seed });
    const contents = await contentsOfFiles(order);
    expect({ seed, ...differenceOf(contents, first) }).toEqual({ seed, more: [], less: [] });
  }
}, 600_000);

/** The lines that one graph has and the other has not: two large graphs are no readable failure. */
function differenceOf(contents: readonly string[], expected: readonly string[]) {
  const [held, wanted] = [new Set(contents), new Set(expected)];
  return {
    more: contents.filter((line) => !wanted.has(line)).slice(0, 20),
    less: expected.filter((line) => !held.has(line)).slice(0, 20),
  };
}

async function contentsOfFiles(paths: readonly string[]): Promise<string[]> {
  const store = await openEmptyStore();
  for (const path of paths) await importFile(store, { path, now: '2026-01-01T00:00:00Z' });
  const contents = await contentsOf(store);
  const revision = await store.revision();
  for (const path of paths.slice(0, 20)) await importFile(store, { path, now: '2026-02-02T00:00:00Z' });
  expect(await store.revision()).toBe(revision);
  await store.close();
  return contents;
}
