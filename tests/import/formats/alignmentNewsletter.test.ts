import { detectFormat } from '../../../src/import/formats/detectFormat';
import { alignmentNewsletter, newsletter } from '../../../src/import/formats/newsletter';
import type { EntryRecord, IssueRecord } from '../../../src/import/record';
import { fixture, readIssue } from './readAll';

const entriesOf = (issue: IssueRecord): EntryRecord[] => issue.sections.flatMap(({ entries }) => [...entries]);
const articlesOf = (issue: IssueRecord) => entriesOf(issue).flatMap(({ articles = [] }) => articles);

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
    [
      '[A Title](https://a.example/b) (Ann R. Roe, Bob Poe, and Cy Doe): Text.',
      ['A Title'],
      ['Ann R. Roe', 'Bob Poe', 'Cy Doe'],
    ],
    ['[A Title](https://a.example/b) (zed42) (summarized by Cy)**:** Text.', ['A Title'], ['zed42']],
    ['[A Title](https://a.example/b) (Part 1) *(Ann Roe)* (H/T Bob Poe): Text.', ['A Title'], ['Ann Roe']],
    [
      'Long walks ([1](https://a.example/1), [2](https://a.example/2)) *(Ann Roe)*: Text.',
      ['Long walks 1', 'Long walks 2'],
      ['Ann Roe'],
    ],
    ['See also [A Title](https://a.example/b) *(Ann Roe)*', [], []],
    ['A Title (https://a.example/b) (Ann Roe) (summarized by Cy): Text.', ['A Title'], ['Ann Roe']],
    ['** A Title (https://a.example/b)\n (Ann Roe): Text.', ['A Title'], ['Ann Roe']],
    ['This Title <https://a.example/b> (Ann Roe): Text.', ['This Title'], ['Ann Roe']],
    [
      'A Title\nin Two Lines (https://a.example/b) and Another (https://a.example/c) (Ann Roe): Text.',
      ['A Title in Two Lines', 'Another'],
      ['Ann Roe'],
    ],
    ['This follows (https://a.example/b): text.', [], []],
    ['Other people <https://a.example/b> argue so <https://a.example/c>.', [], []],
  ])('tells an item from prose: %s', async (paragraph, titles, authors) => {
    const text = `[AN #7]: Test\n\n[First](https://a.example/first) *(Zoe Zed)*: Text.\n\n${paragraph}\n`;
    const [, ...articles] = articlesOf(await readIssue(alignmentNewsletter, text));

    expect(articles.map(({ title }) => title)).toEqual(titles);
    expect(articles[0]?.authors?.map(({ name }) => name) ?? []).toEqual(authors);
  });

  it('repeats corrected items of earlier issues without covering them again', async () => {
    const item = '[B](https://a.example/b) *(Bob Poe)*: Text.';
    const covered = async (section: string) => {
      const text = `[AN #8]: Test\n\n**Highlights**\n---\n\n[A](https://a.example/a) *(Ann Roe)*: Text.\n\n${section}\n\n${item}`;
      const issue = await readIssue(alignmentNewsletter, text);
      expect(entriesOf(issue)[1]?.links).toEqual([{ label: 'B', url: 'https://a.example/b' }]);
      return articlesOf(issue).map(({ title }) => title);
    };

    expect(await covered('**Corrections**\n===')).toEqual(['A']);
    expect(await covered('**Previous newsletters**\n===\n\nTwo opinions had a mistake.')).toEqual(['A']);
    expect(await covered('**Previous newsletters**\n===')).toEqual(['A', 'B']);
  });

  it('has among its news items without authors whose link is only the beginning', async () => {
    const issue = await readIssue(
      alignmentNewsletter,
      `[AN #9]: Test

# News

[Ann](https://a.example/a)/[Bob](https://a.example/b) engineer: Apply.

[A shop](https://a.example/c) opened.
`,
    );

    expect(articlesOf(issue).map(({ title }) => title)).toEqual(['Ann', 'Bob']);
  });

  const TEXT = `[AN #10]: Test

HIGHLIGHTS

A Title[1] (Ann Roe et al) (summarized by Cy): It builds on others[2].

Cy's opinion: I like it.

Read more: Paper[3]

LEARNING HUMAN INTENT

Another Title (Addendum)[4] (Bob Poe): Text.
`;
  const ADDRESSES = ['t', 'other', 'more', 'u'].map((name) => `https://a.example/${name}`);

  it.each([
    ['footnotes', `${TEXT}\n${ADDRESSES.map((url, index) => `[${String(index + 1)}] ${url}`).join('\n')}\n`],
    ['parentheses', TEXT.replace(/\[(\d)\]/g, (_, number) => ` (${ADDRESSES[Number(number) - 1] ?? ''})`)],
    [
      'parentheses, headings underlined, as a mail has them',
      TEXT.replace(/\[(\d)\]/g, (_, number) => ` (${ADDRESSES[Number(number) - 1] ?? ''})`)
        .replace('HIGHLIGHTS', `** Highlights\n${'-'.repeat(60)}`)
        .replace('LEARNING HUMAN INTENT', `** Learning human intent\n${'-'.repeat(60)}`),
    ],
  ])('has its items in plain text with addresses in %s', async (_form, text) => {
    expect(detectFormat(text, 'mail.txt').name).toBe('alignment-newsletter');
    const issue = await readIssue(alignmentNewsletter, text);

    expect(issue.number).toBe(10);
    expect(issue.sections.map(({ heading }) => heading)).toEqual(['Highlights', 'Learning human intent']);
    expect(
      articlesOf(issue).map(({ title, url, authors = [] }) => [title, url, ...authors.map(({ name }) => name)]),
    ).toEqual([
      ['A Title', 'https://a.example/t', 'Ann Roe'],
      ['Another Title (Addendum)', 'https://a.example/u', 'Bob Poe'],
    ]);
    expect(entriesOf(issue)[0]?.links?.map(({ url }) => url)).toEqual(ADDRESSES.slice(0, 3));
  });

  it('has its headings in capitals or in cells of a table, and its address in the browser', async () => {
    const issue = await readIssue(
      alignmentNewsletter,
      `[AN #12]: Test

View this email in your browser (https://mail.example/12)

|  |
| --- |
| **HIGHLIGHTS** |
| [A](https://a.example/a) *(Ann Roe)* (summarized by Cy): Text. |
| LEARNING HUMAN INTENT |
| [B](https://a.example/b) *(Bob Poe)* (summarized by Cy): Text. |
`,
    );

    expect(issue.mirrors).toEqual(['https://mail.example/12']);
    expect(issue.sections.map(({ heading, entries }) => [heading, ...entries.map(({ title }) => title)])).toEqual([
      ['Highlights', 'A'],
      ['Learning human intent', 'B'],
    ]);
  });

  it('has its items in plain text that lost all links', async () => {
    const issue = await readIssue(alignmentNewsletter, TEXT.replace(/\[\d\]/g, ''));

    expect(issue.sections.map(({ heading, entries }) => [heading, ...entries.map(({ title }) => title)])).toEqual([
      ['Highlights', 'A Title'],
      ['Learning human intent', 'Another Title (Addendum)'],
    ]);
    expect(entriesOf(issue)[0]?.links?.[0]).toEqual({ label: 'A Title', url: null });
    expect(articlesOf(issue)).toEqual([]);
  });

  it.each([
    ['a page', '<p>', '</p>'],
    ['a mail with a table for each paragraph', '<table><tr><td>', '</td></tr></table>'],
    ['a mail that parts paragraphs by breaks', '', '<br><br>'],
  ])('is known by the title of %s', async (_form, before, after) => {
    const items = ['A', 'B'].map(
      (title) => `${before}<a href="https://a.example/${title}">${title}</a> <i>(zed42)</i>: Text.${after}`,
    );
    const issue = await readIssue(
      newsletter,
      `<html><head><title>[AN #11]: Test - AI Alignment Forum</title></head><body><h1>Highlights</h1>${items.join('\n')}</body></html>`,
    );

    expect(articlesOf(issue).map(({ title, authors = [] }) => [title, ...authors.map(({ name }) => name)])).toEqual([
      ['A', 'zed42'],
      ['B', 'zed42'],
    ]);
  });
});
