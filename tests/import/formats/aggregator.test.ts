import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { detectFormat } from '../../../src/import/formats/detectFormat';
import { aggregator } from '../../../src/import/formats/aggregator';
import { importFile } from '../../../src/import/importFile';
import type { ArticleRecord, IssueRecord } from '../../../src/import/record';
import type { NodeId } from '../../../src/model/ids';
import { contentsOf, openEmptyStore } from '../../support/graph';
import { fixture, readAll } from './readAll';

interface Page {
  readonly issue: IssueRecord;
  readonly related: readonly ArticleRecord[];
}

async function readPage(text: string): Promise<Page> {
  const { records, articles, rejects } = await readAll(aggregator, text);
  expect(rejects).toEqual([]);
  const [first] = records;
  if (first?.type !== 'issue') throw new Error('expected the issue first');
  return { issue: first.issue, related: articles };
}

function entriesOf({ sections }: IssueRecord) {
  return sections.flatMap(({ entries }) => entries);
}

describe('the replica of an aggregator’s page', () => {
  const page = readPage(fixture('newsletters/aggregator.txt'));

  it('is recognised by its content', () => {
    expect(detectFormat(fixture('newsletters/aggregator.txt'), 'page.txt').name).toBe('aggregator');
  });

  it('holds the issue with number, subtitle and tags', async () => {
    const { issue } = await page;
    expect(issue).toMatchObject({
      newsletter: { slug: 'ml-safety-newsletter', name: 'ML Safety Newsletter' },
      number: 901,
      subtitle: 'Reading beliefs, a shared test bench, one odd taboo',
    });
    expect(issue.topics).toEqual([
      { name: 'model', kind: 'TAG' },
      { name: 'safety', kind: 'TAG' },
      { name: 'emergent', kind: 'TAG' },
      { name: 'Frontier Research', kind: 'CATEGORY' },
    ]);
  });

  it('holds six entries in order, two of them mentions, one the course, all with the link that was lost', async () => {
    const entries = entriesOf((await page).issue);
    expect(entries.map(({ coverage }) => coverage)).toEqual([
      'FEATURE',
      'FEATURE',
      'MENTION',
      'MENTION',
      'FEATURE',
      'FEATURE',
    ]);
    expect(entries.at(-1)).toMatchObject({
      title: 'The ML Safety course',
      summary: 'Lectures and assignments are online.',
    });
    for (const entry of entries) {
      expect(entry.links).toEqual([{ label: 'Link', url: null }]);
      expect(entry.articles).toBeUndefined();
    }
  });

  it('keeps the related articles apart, the headline that stands twice once, without its publisher and HTML', async () => {
    const { related } = await page;
    expect(related).toHaveLength(3);
    expect(related[0]).toMatchObject({
      title: 'A Paper That Is Only Related',
      abstract: 'We study something else and find that it is cut in the mid…',
    });
    expect(related[1]).toMatchObject({ title: 'A Headline From Somewhere', venue: 'Some Paper', resourceKind: 'NEWS' });
    expect(JSON.stringify(related)).not.toMatch(/<|Announce Type|\\\\emph/);
  });
});

it.each([
  ['nothing', ''],
  ['a page without an issue', 'Some headline\nMore about\nKnowledge Map\nNo posts\n'],
])('rejects %s', async (_what, text) => {
  const { records, rejects } = await readAll(aggregator, text);
  expect([records, rejects.length]).toEqual([[], 1]);
});

it('ends in bounded time on a line without end', async () => {
  const hostile = `ML Safety Newsletter #7\n${'['.repeat(200_000)}\n- [Link] ${'a '.repeat(100_000)}\nMore about\n${'a'.repeat(100_000)}Title\n`;
  const { records } = await readAll(aggregator, hostile);
  expect(records.length).toBeGreaterThan(0);
});

const PAGE = join(__dirname, '../../../../shared/seed/000_5a5e5f112a7bccbb.txt');
const describeWithPage = existsSync(PAGE) || process.env['CI'] !== undefined ? describe : describe.skip;

describeWithPage('the real page of issue #7', () => {
  const page = async () => readPage(readFileSync(PAGE, 'utf8'));

  it('has all 13 entries in order: eight features, four mentions between them, and the course', async () => {
    const entries = entriesOf((await page()).issue);
    const mentions = entries.flatMap(({ coverage }, index) => (coverage === 'MENTION' ? [index + 1] : []));
    expect([entries.length, mentions]).toEqual([13, [4, 8, 10, 11]]);
    expect(entries[12]?.title).toBe('The ML Safety course');
  });

  it('has three papers by tag and three items by category, one headline of them twice', async () => {
    const { related } = await page();
    expect(related.map(({ title, identifiers }) => [title.slice(0, 24), identifiers?.[0]?.slice(0, 10)])).toEqual([
      ['Think Anywhere in Code G', '2603.29957'],
      ['Automatic Identification', '2603.30040'],
      ['SkillReducer: Optimizing', '2603.29919'],
      ['Anthropic Dials Back AI ', expect.stringContaining('https://ne')],
      ['Diffusion Mental Average', '2603.29239'],
      ['The deep-tech founder le', undefined],
    ]);
    expect(JSON.stringify(related)).not.toMatch(/<|&lt;|Announce Type|WSJ"?,"url|\\\\(?:emph|textsc)|26\.4\\\\/);
  });

  it('comes to the issue of the seeds: the same entries, and what the seeds say of them stays', async () => {
    const store = await openEmptyStore();
    const now = '2026-01-01T00:00:00Z';
    const issue = 'issue:ml-safety-newsletter/7' as NodeId;
    await importFile(store, { path: 'seeds/ml-safety-newsletter/7.yaml', now });
    const featuresBefore = (await contentsOf(store)).filter((line) => line.includes(' FEATURES '));
    const sectionsBefore = (await store.getByIds([issue])).get(issue)?.facts;
    const report = await importFile(store, { path: PAGE, now });
    expect(report).toMatchObject({
      rejected: 0,
      unresolved: { entries: 13 },
      nodes: { Issue: { created: 0, merged: 1 } },
    });
    expect((await store.getByIds([issue])).get(issue)?.facts).toEqual(sectionsBefore);
    expect((await contentsOf(store)).filter((line) => line.includes(' FEATURES '))).toEqual(featuresBefore);
    const again = await importFile(store, { path: PAGE, now: '2026-02-02T00:00:00Z' });
    expect(again).toMatchObject({ changed: false, skipped: true });
    await store.close();
  });
});
