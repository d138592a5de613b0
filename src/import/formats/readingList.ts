import type { Format } from '../record';
import { ListReader, type Found } from './readingList/listReader';
import { markdownBlocks, readMarkdown } from './syntax/markdownBlocks';
import { articleRecords, type FoundArticle } from './values/articleRecords';

/** An item of a list as a line of its own: bullet or not, with a link near its beginning. */
const ITEM_LINE = /^(?:\s{0,8}(?:[-*+]|\d{1,4}[.)])\s.{0,400}|\|.{0,200}|[([].{0,80})\]\((?:https?:\/\/|\s?https?:|\))/;

const MARKDOWN_FILE = /\.(?:md|markdown)$/i;
const OTHER_SYNTAX = /\.(?:ya?ml|json|xml|html?)$/i;

/** Another syntax's beginning. A README may begin with a picture in HTML. */
const NO_MARKDOWN = /^\s*(?:\{|\[\s*[{\]"]|<(?!(?:p|div|h[1-6]|img|a|br|center|picture)\b))/i;

/** Awesome lists and reading lists in Markdown: bullets, paragraphs or table rows with one linked work each. */
export const readingList: Format = {
  name: 'reading-list',
  description: 'Reading list in Markdown: bullets, paragraphs or table rows with one linked work each',
  detect(head, fileName) {
    const isMarkdownFile = MARKDOWN_FILE.test(fileName);
    if (NO_MARKDOWN.test(head.slice(0, 500)) && !isMarkdownFile) return 0;
    const items = head.split('\n', 2_000).filter((line) => ITEM_LINE.test(line)).length;
    if (items >= 5) return 0.6;
    return items >= 2 || (items === 1 && isMarkdownFile) || listsWorks(head, fileName) ? 0.45 : 0;
  },
  async *read({ file, text }) {
    const reader = new ListReader(file);
    for await (const block of readMarkdown(text)) yield* read(reader.take(block));
    yield* read(reader.end());
  },
};

/** So much of a text shows whether it lists works. */
const SAMPLE_LENGTH = 16 * 1024;

/**
 * Whether what is read from the beginning is works, in whichever shape their items are written. Pages and repositories
 * are linked by all sorts of texts; papers and posts by those that list them.
 */
function listsWorks(head: string, fileName: string): boolean {
  if (OTHER_SYNTAX.test(fileName) || !/https?:\/\/|\barxiv\s?:|\bdoi\s?:/i.test(head)) return false;
  const reader = new ListReader('');
  const blocks = markdownBlocks(head.slice(0, SAMPLE_LENGTH), 1, { hasTables: true });
  const found = [...blocks.flatMap((block) => reader.take(block)), ...reader.end()];
  const works = found.filter((each) => 'article' in each && isWork(each.article)).length;
  return works >= (MARKDOWN_FILE.test(fileName) ? 2 : 3) && works > found.length / 2;
}

function isWork({ kind, resourceKind }: FoundArticle): boolean {
  return kind === 'paper' || (resourceKind !== undefined && resourceKind !== 'TOOL');
}

function* read(found: readonly Found[]) {
  for (const each of found) {
    if ('reason' in each) yield each;
    else yield* articleRecords(each.at, each.article);
  }
}
