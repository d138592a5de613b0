import { detectFormat } from '../../../src/import/formats/detectFormat';
import { newsletter } from '../../../src/import/formats/newsletter';
import { readAll } from './readAll';

const WORKS = [
  {
    title: 'Quiet Channels: Who Reads the Scratchpad?',
    url: 'https://arxiv.org/abs/2301.04411',
    text: 'Models learn to hide notes, and a probe finds them anyway. It grows with size.',
  },
  {
    title: 'When Judges Disagree (and Why It Matters)',
    url: 'https://openreview.net/forum?id=Ab1Cd2Ef3G',
    text: 'Five judges read the same answers and part ways on the hard ones.',
  },
] as const;
type Work = (typeof WORKS)[number];

const page = (body: string) => `<!doctype html><title>Calm AI Newsletter #12</title>${body}`;

/** Issues in the shapes in which mail programs and platforms send or save them. */
const SHAPES: Readonly<
  Record<string, { name: string; text: (items: string) => string; item: (work: Work) => string }>
> = {
  'a mail of tables, a story in a cell with its title in bold': {
    name: 'mail.html',
    text: (items) => page(`<table><tr><td><h1>Calm AI Newsletter #12</h1></td></tr></table><h2>Alignment</h2>${items}`),
    item: ({ title, url, text }) =>
      `<table><tr><td><strong>${title}</strong><br><em>Ann Roe</em><br>${text}<br><a href="${url}">Read the paper</a></td></tr></table>`,
  },
  'titles with the time that they take to read': {
    name: 'mail.html',
    text: (items) => page(`<h1>Calm AI Newsletter #12</h1><h2>Research</h2>${items}`),
    item: ({ title, url, text }) =>
      `<div><a href="${url}"><strong>${title} (4 minute read)</strong></a><br><br>${text}</div>`,
  },
  'plain text with numbers for addresses': {
    name: 'mail.txt',
    text: (items) =>
      `Calm Weekly #12\n\nRESEARCH\n\n${items}Links:\n------\n${WORKS.map(({ url }, at) => `[${at + 1}] ${url}\n`).join('')}`,
    item: ({ title, text }) =>
      `${title.toUpperCase()} (4 MINUTE READ) [${WORKS.findIndex((work) => work.title === title) + 1}]\n\n${text}\n\n`,
  },
  'plain text with title, names and address on lines of their own': {
    name: 'mail.txt',
    text: (items) => `Calm Weekly #12\n\nALIGNMENT\n=========\n\n${items}`,
    item: ({ title, url, text }) => `* ${title}\n  Ann Roe, Bob Poe\n  ${url}\n\n  ${text}\n\n`,
  },
  'numbered headings above names and links': {
    name: 'issue.md',
    text: (items) => `# Papers Digest #12\n\n${items}`,
    item: ({ title, url, text }) =>
      `### 7. ${title}\n\n*Ann Roe, Bob Poe* | [Paper](${url}) | [Tweet](https://x.example/1)\n\n${text}\n\n`,
  },
  'headings above texts that begin with their paper': {
    name: 'issue.md',
    text: (items) => `# Calm Newsletter #12\n\n# News\n\n${items}`,
    item: ({ title, url, text }) =>
      `## ${title}\n\n${text}\n\n**What’s new:** The authors [show it](${url}) this week, on [a known set](https://example.org/set).\n\n**Why it matters:** Nobody had looked.\n\n`,
  },
  'links in parentheses at the end of the text': {
    name: 'issue.md',
    text: (items) => `# Calm Newsletter, Issue 12\n\n${items}`,
    item: ({ title, url, text }) => `## ${title}\n${text} ([paper](${url}), [code](https://github.com/lab/it))\n\n`,
  },
  'emoji everywhere': {
    name: 'issue.md',
    text: (items) => `# 📰 Calm Weekly #12\n\n${items}`,
    item: ({ title, url, text }) => `### 🔹 ${title}\n\n${text}\n\n👉 [Read the paper](${url})\n\n`,
  },
  'quotations in the sentences of items': {
    name: 'issue.md',
    text: (items) => `# Calm Digest #12\n\n## Alignment\n\n${items}`,
    item: ({ title, url, text }) => `* Ann Roe and others wrote "[${title}](${url})". ${text}\n`,
  },
  'titles behind what items say': {
    name: 'issue.md',
    text: (items) => `# Calm Digest #12\n\n## Links\n\n${items}`,
    item: ({ title, url }) => `- A new result on judges and what they miss: [${title}](${url}).\n`,
  },
  'plain text whose headings are between asterisks and lines': {
    name: 'mail.txt',
    text: (items) => `Calm Newsletter #12\n\n** Alignment\n${'-'.repeat(60)}\n\n${items}`,
    item: ({ title, url, text }) => `** ${title} (${url})\n${'-'.repeat(60)}\n${text}\n\n`,
  },
  'the headers of a mail, and titles as items above text and address': {
    name: 'mail.txt',
    text: (items) =>
      `From: Calm <calm@calm.example>\nSubject: Calm Newsletter #12\nDate: Mon, 11 Mar 2024 08:00:00 +0000\n\nCalm Newsletter #12\n\nRESEARCH\n\n${items}`,
    item: ({ title, url, text }) => `- ${title}\n${text}\n${url}\n\n`,
  },
  'paragraphs that name in bold what they are about': {
    name: 'issue.md',
    text: (items) => `# Calm Digest #12\n\n## Alignment\n\n${items}`,
    item: ({ title, url, text }) => `In **[${title}](${url})**, Ann Roe looks closely. ${text}\n\n`,
  },
  'linked titles above names in bold': {
    name: 'issue.md',
    text: (items) => `# Calm Digest #12\n\n${items}`,
    item: ({ title, url, text }) => `## [${title}](${url})\n\n**Ann Roe**\n\n${text}\n\n`,
  },
  'no headings, as a mail program saves it': {
    name: 'mail.html',
    text: (items) => page(`<p><b>Calm AI Newsletter #12</b></p><p>Hello.</p>${items}`),
    item: ({ title, url, text }) => `<p><b><a href="${url}">${title}</a></b></p><p>${text}</p><p>&nbsp;</p>`,
  },
  'front matter, and items with text and address below the title': {
    name: 'export.md',
    text: (items) => `---\ntitle: "Calm Newsletter #12"\npublish_date: 2024-03-04\n---\n\n## Alignment\n\n${items}`,
    item: ({ title, url, text }) => `- **${title}**\n    - ${text}\n    - [${url}](${url})\n`,
  },
};

describe.each(Object.entries(SHAPES))('an issue with %s', (_, { name, text, item }) => {
  const written = text(WORKS.map(item).join(''));

  it('is recognised, and has each work once under its title', async () => {
    const { records, rejects } = await readAll(newsletter, written);
    const entries = records.flatMap((record) =>
      record.type === 'issue' ? record.issue.sections.flatMap((section) => section.entries) : [],
    );
    const articles = entries.flatMap((entry) => entry.articles ?? []);

    expect(detectFormat(written, name).name).toBe('newsletter');
    expect(rejects).toEqual([]);
    expect(entries).toHaveLength(WORKS.length);
    expect(articles.map(({ title, url }) => [title.toLowerCase(), url])).toEqual(
      WORKS.map(({ title, url }) => [title.toLowerCase(), url]),
    );
  });
});

it('reads the date that front matter calls the day of publication', async () => {
  const text =
    '---\ntitle: "Calm Newsletter #12"\npublish_date: 2024-03-04\n---\n\n## Papers\n\n- [A Long Title](https://arxiv.org/abs/2301.04411)\n';
  const { records } = await readAll(newsletter, text);

  expect(records).toMatchObject([{ issue: { number: 12, publishedOn: '2024-03-04' } }]);
});

it.each([
  ['a heading', '# Last Week in Safety #12: The Long Way\n\n'],
  ['front matter', '---\ntitle: "Safety Notes #7"\ndate: 2024-05-01\n---\n\n'],
])('a numbered title of any name makes a text an issue: in %s', (_place, head) => {
  const text = `${head}## Papers\n${WORKS.map(({ title, url }) => `- [${title}](${url}) says it.\n`)
    .join('')
    .repeat(3)}`;
  expect(detectFormat(text, 'x.md').name).toBe('newsletter');
  expect(detectFormat(text.replace(/ #\d+/, ' 2024'), 'x.md').name).toBe('reading-list');
});
