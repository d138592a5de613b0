import { detectFormat } from '../../../src/import/formats/detectFormat';
import { newsletter } from '../../../src/import/formats/newsletter';
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
    ['ML Safety Newsletter, Issue 5: Few Papers', 5, 'Few Papers'],
    ['ML Safety Newsletter (#6)', 6, undefined],
    ['ML Safety Newsletter #1 [Linkpost]', 1, undefined],
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

  it('cover nothing of what a mail has before the greeting, and know their address and day by it', async () => {
    const issue = await readIssue(
      newsletter,
      `<html><body><table><tr><td><h1><a href="https://newsletter.mlsafety.org/p/30?utm_campaign=mail">ML Safety Newsletter #30</a></h1>
      <h3>Debate, and a prize</h3><table><tr><td><a href="https://substack.com/@ann">Ann Roe</a></td></tr><tr><td>Jun 3, 2024</td></tr></table>
      <p>Welcome to the 30th issue of the ML Safety Newsletter.</p><h1>Monitoring</h1><h3>Weak Judges of Strong Debaters</h3>
      <p>As <a href="https://arxiv.org/abs/1805.00899">hoped</a>.</p><p>[<a href="https://arxiv.org/abs/2407.04622">Link</a>]</p>
      <p>© 2024</p></td></tr></table></body></html>`,
    );

    expect(issue).toMatchObject({
      subtitle: 'Debate, and a prize',
      publishedOn: '2024-06-03',
      url: 'https://newsletter.mlsafety.org/p/30',
    });
    expect(issue.sections.map(({ heading }) => heading)).toEqual(['Monitoring']);
    expect(coveredUrls(issue)).toEqual(['2407.04622']);
  });

  it('name mentions among news, tools and opportunities by what their items say', async () => {
    const issue = await readIssue(
      newsletter,
      `---
title: "AISN #61: Calm"
date: 2025-08-12
---
Welcome to the AI Safety Newsletter.

## A Court Rules

A court [ruled](https://court.example/1), says a [paper](https://arxiv.org/abs/2502.00001).

## 📰 In Other News

**Government**

- The Senate [held a hearing](https://senate.example/1), unlike [before](https://senate.example/0).

**See also:** our [course](https://course.example).

## 🛠 Tools

- [Lens](https://github.com/a/lens) – look inside.
`,
    );

    expect(issue).toMatchObject({ number: 61, subtitle: 'Calm', publishedOn: '2025-08-12' });
    expect(
      entriesOf(issue).map(({ title, coverage, articles = [] }) => [
        title,
        coverage,
        ...articles.map((article) => `${article.title} ${article.url ?? ''}`),
      ]),
    ).toEqual([
      ['A Court Rules', 'FEATURE'],
      [undefined, 'MENTION', 'The Senate held a hearing, unlike before https://senate.example/1'],
      ['Lens', 'MENTION', 'Lens https://github.com/a/lens'],
    ]);
  });

  it('say who wrote what they link to', async () => {
    const issue = await readIssue(
      newsletter,
      `# Calm Machines Weekly #12: Judges

## Research

**[Debate Helps Weak Judges](https://arxiv.org/abs/2407.04622)** (*Ann Roe, Bob Poe*) – gains.

- [Vectors of Honesty](https://arxiv.org/abs/2310.01405) by Cy Doe: reads them.
- [Probing Without Labels](https://arxiv.org/abs/2212.03827) (in a large model): finds truth.
`,
    );

    expect(articlesOf(issue).map(({ authors = [] }) => authors.map(({ name }) => name))).toEqual([
      ['Ann Roe', 'Bob Poe'],
      ['Cy Doe'],
      [],
    ]);
  });

  it('read links as they are written: emphasis within them, two in a row, pictures spread over paragraphs', async () => {
    const issue = await readIssue(
      newsletter,
      `[ML Safety Newsletter #33](https://newsletter.mlsafety.org/p/33)
================

### Judges, and a course

Welcome to the 33rd issue of the ML Safety Newsletter.

## Monitoring

### A Bench

[![](https://img.example/a.png)

](https://img.example/full.png)

It asks for lies.

[**\\[Paper\\]**](https://arxiv.org/abs/2109.07958) [**\\[Code\\]**](https://github.com/a/b)

## Papers of the week

- [A *Calm* Title](https://arxiv.org/abs/2301.00001) is calm.
- **Another Title** ([arXiv](https://arxiv.org/abs/2301.00002)): unlike [before](https://arxiv.org/abs/2301.00003).

#### Discussion about this post

I liked [Attention Is All You Need](https://arxiv.org/abs/1706.03762).
`,
    );

    expect(issue).toMatchObject({ subtitle: 'Judges, and a course', url: 'https://newsletter.mlsafety.org/p/33' });
    expect(entriesOf(issue).map(({ title, links = [] }) => [title, ...links.map(({ label }) => label)])).toEqual([
      ['A Bench', '[Paper]', '[Code]'],
      ['A Calm Title', 'A Calm Title'],
      ['Another Title', 'arXiv', 'before'],
    ]);
    expect(coveredUrls(issue)).toEqual(['2109.07958', '2301.00001', '2301.00002']);
  });

  it('link to nothing but addresses of the web', async () => {
    const issue = await readIssue(
      newsletter,
      `<html><title>ML Safety Newsletter #7</title><h2>Monitoring</h2><h3>A Bench of Lies</h3>
      <p>See <a href="javascript:alert(1)">this</a> and <a href="/p/6">that</a>.</p><p>[<a href=" https://arxiv.org/abs/2109.07958">Paper</a>]</p></html>`,
    );

    expect(entriesOf(issue)[0]?.links).toEqual([
      { label: 'this', url: null },
      { label: 'that', url: null },
      { label: 'Paper', url: 'https://arxiv.org/abs/2109.07958' },
    ]);
  });

  it('keep parts of one text together, and all the lines of links that close it', async () => {
    const issue = await readIssue(
      newsletter,
      `# ML Safety Newsletter #19

Honesty, and more

[Ann Roe](https://substack.com/@ann) · Jul 17, 2025

Link: [a paper](https://arxiv.org/abs/2506.00009)

## Honesty Without Probes

A method, after [CCS](https://arxiv.org/abs/2212.03827).

### Why This Matters

It matters.

[[Paper](https://arxiv.org/abs/2506.00001)]

[[Code](https://github.com/a/b)]

## A Bench of Lies

It asks for lies.

<https://arxiv.org/abs/2109.07958>

## That's it

Write to [me](https://a.example/me).
`,
    );

    expect(issue).toMatchObject({ subtitle: 'Honesty, and more', publishedOn: '2025-07-17' });
    expect(issue.url).toBeUndefined();
    expect(entriesOf(issue).map(({ title, links = [] }) => [title, ...links.map(({ url }) => url)])).toEqual([
      [
        'Honesty Without Probes',
        'https://arxiv.org/abs/2212.03827',
        'https://arxiv.org/abs/2506.00001',
        'https://github.com/a/b',
      ],
      ['A Bench of Lies', 'https://arxiv.org/abs/2109.07958'],
    ]);
    expect(coveredUrls(issue)).toEqual(['2506.00001', '2109.07958']);
  });

  it('are recognised by what a page calls itself, and cover short titles that are set off', async () => {
    const page = `<!DOCTYPE html><html><head>${'<meta name="x">'.repeat(600)}<title>AI Safety Digest #4 | by Ann Roe</title></head><body>
      <h1>AI Safety Digest #4</h1><p>This is a linkpost for <a href="https://digest.example/p/4">digest.example</a></p><h2>Papers</h2>
      <p><a href="https://arxiv.org/abs/2407.04622"><b>Weak Judges</b></a> — judges gain.</p>
      <p><b>A Bench of Lies</b> (<a href="https://arxiv.org/abs/2109.07958">arXiv</a>): beats <a href="https://arxiv.org/abs/1606.06565">others</a>.</p>
      <p>And <a href="https://arxiv.org/abs/1706.03762">this</a>.</p></body></html>`;
    expect(detectFormat(page, 'page').name).toBe('newsletter');
    const issue = await readIssue(newsletter, page);

    expect(issue).toMatchObject({ number: 4, url: 'https://digest.example/p/4' });
    expect(articlesOf(issue).map(({ title, url }) => [title, url])).toEqual([
      ['Weak Judges', 'https://arxiv.org/abs/2407.04622'],
      ['A Bench of Lies', 'https://arxiv.org/abs/2109.07958'],
    ]);
  });

  it('in plain text have the addresses that stand in it or at its end', async () => {
    const issue = await readIssue(
      newsletter,
      `ML Safety Newsletter #32

Welcome to the 32nd issue of the ML Safety Newsletter!

Monitoring

Weak Judges of Strong Debaters

Judges gain [1].

[Link] [2]

A Bench of Lies

It asks for lies (https://a.example/lies).

Paper: https://arxiv.org/abs/2109.07958

A Third Thing

More of it.

https://arxiv.org/abs/2310.00001

Other Monitoring News

* [Link] Reading vectors of honesty. https://arxiv.org/abs/2310.01405
* [Link] Probing without labels [3].

Links:
[1] https://arxiv.org/abs/1805.00899
[2] https://arxiv.org/abs/2407.04622
[3] https://arxiv.org/abs/2212.03827
`,
    );

    expect(coveredUrls(issue)).toEqual(['2407.04622', '2109.07958', '2310.00001', '2310.01405', '2212.03827']);
    expect(entriesOf(issue).map(({ title, summary }) => [title, summary])).toEqual([
      ['Weak Judges of Strong Debaters', 'Judges gain.'],
      ['A Bench of Lies', 'It asks for lies.'],
      ['A Third Thing', 'More of it.'],
      [undefined, 'Reading vectors of honesty.'],
      [undefined, 'Probing without labels.'],
    ]);
    expect(entriesOf(issue)[0]?.links).toContainEqual({ label: 'arxiv.org', url: 'https://arxiv.org/abs/1805.00899' });
  });

  it('cover the paper that a story presents in its first paragraph, where no link closes it', async () => {
    const issue = await readIssue(
      newsletter,
      `# AISN #62: Calm

### Plus, more

[Ann Roe](https://substack.com/@roe)

## A Story

A lab has a paper, [Benchmarks of Calm Machines](https://arxiv.org/abs/2502.00001), unlike [before](https://arxiv.org/abs/2502.00002).

## Research

A [new study](https://arxiv.org/abs/2502.00003) shows more.

## A Third

Others [spoke](https://news.example/1) of [a paper](https://arxiv.org/abs/2502.00004).

As in [Older Benchmarks of Calm](https://arxiv.org/abs/2502.00005).
`,
    );

    expect(entriesOf(issue).map(({ title, articles = [] }) => [title, ...articles.map(({ url }) => url)])).toEqual([
      ['A Story', 'https://arxiv.org/abs/2502.00001'],
      ['Research', 'https://arxiv.org/abs/2502.00003'],
      ['A Third'],
    ]);
    expect(articlesOf(issue)[0]?.title).toBe('Benchmarks of Calm Machines');
  });

  it('cover works that stand behind a label, below an introduction', async () => {
    const issue = await readIssue(
      newsletter,
      `# ML Safety Newsletter #34

## Papers of the Year

*These are the best.*

**Attacks:** [A Calm Attack on Models](https://arxiv.org/abs/2301.00001) breaks them.

**Backdoors:** [A Calm Backdoor in Models](https://arxiv.org/abs/2301.00002) opens them.

## Opportunities

- [Fellowship](https://fellow.example) (5 Feb).

If you’re reading this, you might like our [site](https://site.example).
`,
    );

    expect(entriesOf(issue).map(({ title, coverage }) => [title, coverage])).toEqual([
      ['A Calm Attack on Models', 'FEATURE'],
      ['A Calm Backdoor in Models', 'FEATURE'],
      ['Fellowship', 'MENTION'],
    ]);
    expect(coveredUrls(issue)).toEqual(['2301.00001', '2301.00002', 'https://fellow.example']);
  });

  it('are recognised by the greeting of a known newsletter where a copy lost the title', async () => {
    const text = `Hide table of contents

Welcome to the AI Safety Newsletter by some people.

Models Rest

They do, it is said.

A picture of it. Source

Links

  • Others rest too.
`;
    expect(detectFormat(text, 'copy.txt').name).toBe('newsletter');
    expect(() => detectFormat(text.replace('AI Safety', 'Knitting'), 'copy.txt')).toThrow('no format');
    const issue = await readIssue(newsletter, text);

    expect(entriesOf(issue).map(({ title, coverage }) => [title, coverage])).toEqual([
      ['Models Rest', 'FEATURE'],
      [undefined, 'MENTION'],
    ]);
  });

  it('in plain text without marks have their stories, and mentions under the headings that list them', async () => {
    const issue = await readIssue(
      newsletter,
      `View this post on the web at https://newsletter.safe.ai/p/ai-safety-newsletter-63-calm

Welcome to the AI Safety Newsletter. We discuss developments.

A Calm Policy
It was named [ https://mail.example/1 ]. In this story, we cover: (1) calm and (2) policy.
It is calm.

Links
Government
* A fund was launched [ https://mail.example/2 ].

Community
* A meeting [ https://mail.example/3 ] was calm.
`,
    );

    expect(issue).toMatchObject({ number: 63, url: 'https://newsletter.safe.ai/p/ai-safety-newsletter-63-calm' });
    expect(
      issue.sections.map(({ heading, entries }) => [heading, ...entries.map(({ title, summary }) => title ?? summary)]),
    ).toEqual([
      ['Coverage', 'A Calm Policy'],
      ['Government', 'A fund was launched.'],
      ['Community', 'A meeting was calm.'],
    ]);
  });

  it('may have any name, with a number', async () => {
    const text =
      '# Bulletin of Things #3: Calm\n\n2026-11-20\n\n## Robustness\n\n- [A calm work](https://example.org/calm)\n';
    expect(detectFormat(text, 'x.md').name).toBe('newsletter');
    const { records } = await readAll(newsletter, text);
    expect(records[0]).toMatchObject({
      type: 'issue',
      issue: {
        newsletter: { slug: 'bulletin-of-things', name: 'Bulletin of Things' },
        number: 3,
        title: 'Bulletin of Things #3',
        subtitle: 'Calm',
        publishedOn: '2026-11-20',
        sections: [{ heading: 'Robustness', entries: [{ title: 'A calm work' }] }],
      },
    });
  });

  it('are refused when no newsletter is named', async () => {
    const { records, rejects } = await readAll(newsletter, 'Some text\n\nthat is no issue.');

    expect(records).toEqual([]);
    expect(rejects[0]?.reason).toContain('no newsletter is named');
  });

  it('are refused when their page is nested deeper than any', async () => {
    const { rejects } = await readAll(
      newsletter,
      `<html><title>ML Safety Newsletter #7</title>${'<div>'.repeat(400_000)}`,
    );

    expect(rejects[0]?.reason).toContain('nested more than 2,000 deep');
  });

  it('are refused when they are too long to be one', async () => {
    const { rejects } = await readAll(newsletter, `ML Safety Newsletter #7\n${'x'.repeat(9_000_000)}`);

    expect(rejects).toHaveLength(1);
  });
});
