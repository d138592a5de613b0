import { detectFormat } from '../../../src/import/detectFormat';
import { alignmentNewsletter, newsletter } from '../../../src/import/formats/newsletter';
import type { EntryRecord, IssueRecord } from '../../../src/import/record';
import { parseIdentifier } from '../../../src/model/identifiers';
import { fixture, readAll, readIssue } from './readAll';

interface Expected {
  readonly number?: number;
  readonly sections?: readonly string[];
  readonly entries?: number;
  readonly mentions?: number;
  readonly arxivIds?: readonly string[];
  readonly urlOnly?: readonly string[];
  readonly backgroundLinks?: readonly string[];
  readonly courses?: number;
  readonly multiLinkMentions?: number;
}

const EXPECTED = JSON.parse(fixture('newsletters/expected.json')) as Record<string, Expected>;

const entriesOf = (issue: IssueRecord): EntryRecord[] => issue.sections.flatMap(({ entries }) => [...entries]);
const articlesOf = (issue: IssueRecord) => entriesOf(issue).flatMap(({ articles = [] }) => articles);
const coveredUrls = (issue: IssueRecord) => articlesOf(issue).map(({ url }) => parseIdentifier(url ?? '')?.value);

describe.each([
  'substack-markdown.md',
  'inline-title.md',
  'forum-text.txt',
  'lesswrong-text.txt',
  'greaterwrong-text.txt',
  'substack-text.txt',
])('an issue in the layout of %s', (name) => {
  const expected = EXPECTED[name] ?? {};

  it('yields number, sections and items', async () => {
    const issue = await readIssue(newsletter, fixture(`newsletters/${name}`), name);

    expect(issue.newsletter.slug).toBe('ml-safety-newsletter');
    expect(issue.number).toBe(expected.number);
    expect(entriesOf(issue)).toHaveLength(expected.entries ?? -1);
    if (expected.sections) expect(issue.sections.map(({ heading }) => heading)).toEqual(expected.sections);
    if (expected.mentions !== undefined)
      expect(entriesOf(issue).filter(({ coverage }) => coverage === 'MENTION')).toHaveLength(expected.mentions);
    if (expected.multiLinkMentions !== undefined)
      expect(
        entriesOf(issue).filter(({ coverage, links = [] }) => coverage === 'MENTION' && links.length > 1),
      ).toHaveLength(expected.multiLinkMentions);
  });

  it('covers what it writes about and only links to the rest', async () => {
    const issue = await readIssue(newsletter, fixture(`newsletters/${name}`), name);
    const links = entriesOf(issue).flatMap((entry) => entry.links ?? []);

    if (expected.arxivIds)
      expect(coveredUrls(issue).filter((value) => /^\d{4}\./.test(value ?? ''))).toEqual(expected.arxivIds);
    for (const url of expected.urlOnly ?? []) expect(coveredUrls(issue)).toContain(url);
    for (const arxivId of expected.backgroundLinks ?? []) {
      expect(coveredUrls(issue)).not.toContain(arxivId);
      expect(links.map(({ url }) => url)).toContain(`https://arxiv.org/abs/${arxivId}`);
    }
    expect(articlesOf(issue).filter(({ resourceKind }) => resourceKind === 'COURSE')).toHaveLength(
      expected.courses ?? 0,
    );
  });
});

describe('newsletter issues', () => {
  it('say that they are unsure when the layout has no marks', async () => {
    const unmarked = await readIssue(newsletter, fixture('newsletters/substack-text.txt'));
    const marked = await readIssue(newsletter, fixture('newsletters/forum-text.txt'));

    expect(unmarked.unsure).toContain('guessed');
    expect(marked.unsure).toBeUndefined();
  });

  it('keep a link whose target the text lost', async () => {
    const issue = await readIssue(newsletter, fixture('newsletters/forum-text.txt'));

    expect(entriesOf(issue)[0]).toMatchObject({ title: 'Transparency Survey', links: [{ label: 'Link', url: null }] });
  });

  it('name an article that is only described by a title that says so', async () => {
    const issue = await readIssue(newsletter, fixture('newsletters/substack-markdown.md'));
    const standIns = articlesOf(issue).filter(({ hasStandInTitle }) => hasStandInTitle === true);

    expect(standIns.map(({ url }) => url)).toEqual(['https://arxiv.org/abs/2210.10760']);
  });

  it('are placed by podcast notes, without tracking parameters', async () => {
    const issue = await readIssue(newsletter, fixture('newsletters/podcast-notes.html'));

    expect(issue).toMatchObject({
      number: 908,
      url: 'https://arxiv.org/abs/2109.13916',
      publishedOn: '2022-06-16',
      sections: [],
    });
  });

  it.each([
    ['ML Safety Newsletter #7', 7, undefined],
    ['ML Safety Newsletter #12: February 2025', 12, 'February 2025'],
    ['MLSN #17: Two Things', 17, 'Two Things'],
    ['[MLSN #4]: Many Papers', 4, 'Many Papers'],
  ])('are known by the title “%s”', async (title, number, subtitle) => {
    const text = fixture('newsletters/substack-markdown.md').replace('ML Safety Newsletter #902', title);
    const issue = await readIssue(newsletter, text);

    expect({ number: issue.number, subtitle: issue.subtitle }).toEqual({ number, subtitle });
  });

  it('read the same from a page as from Markdown', async () => {
    const markdown = await readIssue(newsletter, fixture('newsletters/inline-title.md'));
    const page = await readIssue(newsletter, fixture('newsletters/inline-title.html'));

    expect(page.sections).toEqual(markdown.sections);
    expect(page).toMatchObject({
      number: 903,
      publishedOn: '2024-01-05',
      url: 'https://newsletter.mlsafety.org/p/903',
    });
  });

  it.each([
    ['trailing-markers.html', 41, 'Deception, and more'],
    ['abbreviated-title.md', 42, 'Robustness returns'],
  ])('in %s cover what their markers link to, wherever these stand', async (name, number, subtitle) => {
    const text = fixture(`newsletters/${name}`);
    expect(detectFormat(text, name).name).toBe('newsletter');
    const issue = await readIssue(newsletter, text);
    const entries = issue.sections.flatMap((section) => section.entries);

    expect(issue).toMatchObject({ number, subtitle });
    expect(entries.map(({ articles = [] }) => articles.map(({ url }) => url))).toEqual(
      name.endsWith('html')
        ? [
            ['https://arxiv.org/abs/2502.03407'],
            ['https://arxiv.org/abs/2501.00001'],
            ['https://www.alignmentforum.org/posts/abc/some-post'],
            ['https://openreview.net/forum?id=Zzzzzzzzzz'],
          ]
        : [
            ['https://arxiv.org/abs/2504.00001'],
            ['https://arxiv.org/abs/2504.00002'],
            ['https://arxiv.org/abs/2504.00003'],
            ['https://fellowship.example/'],
          ],
    );
    expect(entries.map(({ summary = '' }) => summary).join(' ')).not.toMatch(/\[(?:Link|Paper|Code|Website)\]/);
  });

  it('are refused when no newsletter is named', async () => {
    const { records, rejects } = await readAll(newsletter, 'Some text\n\nthat is no issue.');

    expect(records).toEqual([]);
    expect(rejects[0]?.reason).toContain('no newsletter is named');
  });

  it('are refused when they are too long to be one', async () => {
    const { rejects } = await readAll(newsletter, `ML Safety Newsletter #7\n${'x'.repeat(9_000_000)}`);

    expect(rejects).toHaveLength(1);
  });
});

describe('the Alignment Newsletter', () => {
  const read = () => readIssue(alignmentNewsletter, fixture('newsletters/alignment-newsletter.txt'));

  it('has its items under categories, with authors', async () => {
    const issue = await read();

    expect(issue.sections.map(({ heading, entries }) => [heading, entries.length])).toEqual([
      ['Highlights', 1],
      ['Learning human intent', 1],
      ['Interpretability', 1],
      ['News', 1],
    ]);
    expect(articlesOf(issue).map(({ authors = [] }) => authors.map(({ name }) => name))).toEqual([
      ['Dario Amodei', 'Chris Olah'],
      ['Paul Christiano'],
      ['Nelson Elhage'],
      ['Some Organisers'],
    ]);
  });

  it('says who summarised, and keeps further reading as links', async () => {
    const [first, second, third] = entriesOf(await read());

    expect(first?.summary).toMatch(/A second paragraph[\s\S]*Ann's opinion:[\s\S]*\(Summarized by Ann\)$/);
    expect(second?.summary).toMatch(/\(Summarized by Ben\)$/);
    expect(first?.links).toContainEqual({
      label: 'Read more: Unsolved Problems in ML Safety',
      url: 'https://arxiv.org/abs/2109.13916',
    });
    expect(third?.coverage).toBe('MENTION');
  });

  it.each([
    ['**[A Title](https://a.example/b)** *(Ann Roe)*: Text.', ['A Title'], ['Ann Roe']],
    ['- [A Title](https://a.example/b) *(Ann Roe and Bob Poe)*', ['A Title'], ['Ann Roe', 'Bob Poe']],
    ['[A Title](https://a.example/b): Text.', ['A Title'], []],
    [
      '[A](https://a.example/a) and [B](https://a.example/b) *(Ann Roe)* (summarized by Cy): Text.',
      ['A', 'B'],
      ['Ann Roe'],
    ],
    ['[A](https://a.example/a) and [B](https://a.example/b) at CSER (summarized by Cy): Text.', ['A', 'B'], []],
    [
      '[A [nested] Title](https://a.example/b) *(Ann Roe (ed.), Bob Poe)*: Text.',
      ['A [nested] Title'],
      ['Ann Roe (ed.)', 'Bob Poe'],
    ],
    ['[PlaNet](https://a.example/b) ([AN #33](https://a.example/33)), which learned a model', [], []],
    ['[Some people](https://a.example/b) argue that (as before): no.', [], []],
    ['[View this email in your browser](https://a.example/b)', [], []],
  ])('tells an item from prose: %s', async (paragraph, titles, authors) => {
    const text = `[AN #7]: Test\n\n[First](https://a.example/first) *(Zoe Zed)*: Text.\n\n${paragraph}\n`;
    const [, ...articles] = articlesOf(await readIssue(alignmentNewsletter, text));

    expect(articles.map(({ title }) => title)).toEqual(titles);
    expect(articles[0]?.authors?.map(({ name }) => name) ?? []).toEqual(authors);
  });

  it('repeats corrected items of earlier issues without covering them again', async () => {
    const text =
      '[AN #8]: Test\n\n**Highlights**\n---\n\n[A](https://a.example/a) *(Ann Roe)*: Text.\n\n**Previous newsletters**\n===\n\n[B](https://a.example/b) *(Bob Poe)*: Text.';
    const issue = await readIssue(alignmentNewsletter, text);

    expect(articlesOf(issue).map(({ title }) => title)).toEqual(['A']);
    expect(entriesOf(issue)[1]?.links).toEqual([{ label: 'B', url: 'https://a.example/b' }]);
  });
});
