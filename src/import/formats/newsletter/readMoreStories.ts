import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import type { ArticleRecord } from '../../record';
import { linksOf, textOf, type Block, type Inline } from '../syntax/blocks';
import { linkedArticle } from './linkedArticle';
import { isPlatformText } from '../values/markers';
import { SectionList, type SectionRecord } from './sectionList';

const DEFAULT_HEADING = 'Coverage';
/** What a story closes with, one line for each: what it is about, then where its code and data are. */
const READ_MORE = /^[\s.…]{0,6}read (?:more|the|it|about|their|full)\b[^:]{0,80}:/i;
const GET_MORE =
  /^[\s.…]{0,6}(?:get|check out|find out|see|watch|view|access|download|try|play|apply|register|listen)\b[^:]{0,80}:/i;
/** What stands behind the last story: fiction, and thanks. */
const END = /^(?:tech tales|thanks for reading)\b/i;

type Line = readonly Inline[];

/**
 * Whether an issue has no headings, but stories that open with a line in bold and close with `Read more: [Title](url)`,
 * as Import AI writes them.
 */
export function hasReadMoreStories(blocks: readonly Block[]): boolean {
  const lines = blocks.flatMap(linesOf);
  const headlines = lines.filter((line, index) => isHeadline(line, lines[index + 1]));
  const first = blocks.findIndex((block) => linesOf(block).some((line) => textOf(line) === textOf(headlines[0] ?? [])));
  const hasHeadings = blocks.slice(first + 1).some(({ kind, inlines }) => kind === 'heading' && textOf(inlines) !== '');
  return headlines.length > 1 && !hasHeadings && lines.some(isReadMore);
}

/** The stories of such an issue. A headline at once above another one heads a section. */
export function readMoreSections(blocks: readonly Block[]): SectionRecord[] {
  const sections = new SectionList();
  const lines = blocks.flatMap(linesOf);
  let section = DEFAULT_HEADING;
  let open: Story | null = null;
  const close = () => {
    if (open?.isEmpty === true) section = open.title;
    else if (open) sections.add(section, open.toEntry(section));
    open = null;
  };
  for (const [index, line] of lines.entries()) {
    const text = textOf(line);
    if (END.test(text)) break;
    if (isHeadline(line, lines[index + 1])) {
      close();
      open = new Story(text.replace(/\s?:$/, ''));
    } else if (!isPlatformText(text) && !/^[*\s]+$/.test(text)) open?.continue(line);
  }
  close();
  return sections.toRecords();
}

class Story {
  readonly #paragraphs: string[] = [];
  readonly #links: { readonly label: string; readonly url: string | null }[] = [];
  readonly #readMore: Line[] = [];

  constructor(readonly title: string) {}

  get isEmpty(): boolean {
    return this.#paragraphs.length === 0 && this.#readMore.length === 0;
  }

  continue(line: Line): void {
    const links = linksOf(line);
    const isLost = isReadMore(line) && links.length === 0;
    this.#links.push(...(isLost ? [{ label: withoutPlace(textOf(line).replace(READ_MORE, '')), url: null }] : links));
    if (isReadMore(line)) this.#readMore.push(line);
    else if (!GET_MORE.test(textOf(line))) this.#paragraphs.push(textOf(line));
  }

  toEntry(section: string) {
    const articles = this.#readMore.flatMap((line) => worksOf(line, section === DEFAULT_HEADING ? '' : section));
    return {
      title: this.title,
      ...(this.#paragraphs.length > 0 ? { summary: this.#paragraphs.join('\n\n') } : {}),
      coverage: 'FEATURE' as const,
      links: this.#links,
      ...(articles.length > 0 ? { articles } : {}),
    };
  }
}

/** `Read more: [One (arXiv)](url), [Two](url)`, `Read more: Title (arXiv) https://…`. */
function worksOf(line: Line, section: string): ArticleRecord[] {
  const written = textOf(line).replace(READ_MORE, '');
  return linksOf(line).flatMap(({ label, url }) => {
    const title = parseHttpUrl(label) || isPlace(label) ? written.split(label)[0] : label;
    return linkedArticle(withoutPlace(title ?? ''), url, { section }) ?? [];
  });
}

/** `(arXiv)`, `(Sakana, blog)`, `(GitHub)` behind a title: where it is. */
function withoutPlace(title: string): string {
  return oneLine(title)
    .replace(/[\s([.,:]+$/, '')
    .replace(/(?<=\S)\s?\([^()]{1,60}\)$/, '');
}

function isPlace(label: string): boolean {
  return !label.includes(' ');
}

function isReadMore(line: Line): boolean {
  return READ_MORE.test(textOf(line));
}

/** A line in bold, or before a teaser (`…in few words…`), that ends with a colon or the like. */
function isHeadline(line: Line, next: Line | undefined): boolean {
  const text = textOf(line);
  const written = line.filter(({ text: run, isImage }) => isImage !== true && run.trim() !== '');
  const isBold = written.every((run) => run.isBold === true && run.url === undefined);
  const hasTeaser = next !== undefined && /^(?:…|\.\.\.)/.test(textOf(next));
  const isSetOff = /[:?!]$/.test(text);
  return (
    next !== undefined &&
    text.length <= 200 &&
    !isReadMore(line) &&
    (isBold ? isSetOff || hasTeaser : isSetOff && hasTeaser)
  );
}

/** The lines of a block; empty ones are left out. */
function linesOf({ inlines }: Block): Line[] {
  const lines: Inline[][] = [[]];
  for (const inline of inlines) {
    const [first = '', ...more] = inline.isImage === true ? [''] : inline.text.split('\n');
    lines.at(-1)?.push({ ...inline, text: first });
    for (const text of more) lines.push([{ ...inline, text }]);
  }
  return lines.filter((line) => textOf(line) !== '');
}
