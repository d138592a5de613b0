import type { Format, ImportRecord, Reject } from '../../record';
import { readWhole } from '../syntax/wholeText';
import { readIssue } from './readIssue';
import { readRelated } from './readRelated';
import { splitTags } from './splitTags';

const MAX_LENGTH = 4 * 1024 * 1024;
/** What the page's own parts are called; none of them stands in an issue. */
const FURNITURE = [
  /^Sign in to highlight and annotate this article$/m,
  /^Daily AI Digest$/m,
  /^More about$/m,
  /^Knowledge Map$/m,
];

/**
 * The text of an aggregator's page: an issue whose headings and link targets are lost, then the page's own parts.
 * Gives the issue, with its tags and category, and the related articles that the page lists beside it.
 */
export const aggregator: Format = {
  name: 'aggregator',
  description: 'Text of an aggregator’s page with one newsletter issue and its related articles',
  detect(head) {
    const found = FURNITURE.filter((pattern) => pattern.test(head)).length;
    return found >= 2 && /#\d{1,5}\b/.test(head.slice(0, 500)) ? 0.7 + found * 0.05 : 0;
  },
  async *read({ file, text }): AsyncIterable<ImportRecord | Reject> {
    const whole = await readWhole(text, MAX_LENGTH);
    if (whole === null) {
      yield { at: { file }, reason: `a page has at most ${MAX_LENGTH} characters` };
      return;
    }
    const lines = whole.split(/\r?\n/);
    const end = lines.findIndex((line) =>
      /^(?:No posts|Sign in to highlight and annotate this article)$/.test(line.trim()),
    );
    const bodyEnd = end < 0 ? lines.length : end;
    const issue = readIssue(lines.slice(0, bodyEnd));
    if (!issue) {
      yield {
        at: { file, line: 1 },
        reason: 'the first line names no issue: expected a title with a number, such as “… #7”',
      };
      return;
    }
    const related = readRelated(lines, bodyEnd);
    const tags = splitTags(related.gluedTags, whole);
    const topics = [
      ...tags.map((name) => ({ name, kind: 'TAG' as const })),
      ...(related.category === null ? [] : [{ name: related.category, kind: 'CATEGORY' as const }]),
    ];
    yield { type: 'issue', issue: { ...issue, topics }, at: { file, line: 1, column: 1 } };
    for (const { article, line, shelf } of related.articles) {
      const own =
        shelf === 'TAGS'
          ? topics.filter(({ kind }) => kind === 'TAG')
          : topics.filter(({ kind }) => kind === 'CATEGORY');
      yield { type: 'article', article: { ...article, topics: own }, at: { file, line, column: 1 } };
    }
  },
};
