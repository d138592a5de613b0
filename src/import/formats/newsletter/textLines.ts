import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import { isClosingLine, isPlatformText } from '../values/markers';

/** A line that is not blank, its bullet and its addresses taken off. */
export interface TextLine {
  readonly text: string;
  readonly isItem: boolean;
  /** What stood in it as an address, or as the number of one at the end of the text. */
  readonly urls: readonly string[];
}

const BULLET = /^\s{0,20}(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+/u;
/** `[3] https://…`, `3: <https://…>` */
const FOOTNOTE = /^\s{0,10}\[?(\d{1,4})[\].:)]{1,2}\s{0,5}<?(https?:\/\/[^\s<>]{1,1000})>?\s{0,5}$/;
const ADDRESS = /\s?[<([]?\s?(https?:\/\/[^\s<>()[\]]{1,1000}(?:\([^\s<>()]{0,200}\)[^\s<>()[\]]{0,500})?)\s?[>)\]]?/g;
const REFERENCE = /\s?\[(\d{1,4})\]/g;
const FOOTNOTES_HEADING = /^(?:links|references|footnotes|sources|notes)\s?:?$/i;

/** The text with each address at its end in the place of the number that stands for it. */
export function withFootnoteAddresses(text: string): string {
  const lines = text.split('\n');
  const footnotes = footnotesIn(lines);
  if (footnotes.size === 0) return text;
  return lines
    .filter((line) => !FOOTNOTE.test(line))
    .join('\n')
    .replace(REFERENCE, (reference, number: string) => {
      const url = footnotes.get(number);
      return url === undefined ? reference : ` (${url})`;
    });
}

/** A text without the list of addresses that a conversion to plain text puts at its end. */
export function withoutFootnotes(text: string): string {
  return text.replace(
    /^(?:links|references|footnotes|sources|notes)[ \t]?:?[ \t]*\r?\n[=-]{3,}[ \t]*\r?\n(?=\s{0,10}\[?1[\].:)])/gim,
    '',
  );
}

/** The addresses at the end of a text, by their numbers. */
function footnotesIn(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const [, number = '', url = ''] = FOOTNOTE.exec(line) ?? [];
      return url === '' ? [] : [[number, url] as const];
    }),
  );
}

/** The lines below an issue's head and its list of contents; the platform's own lines left out. */
export function bodyLines(text: string): TextLine[] {
  const written = text.split('\n');
  const footnotes = footnotesIn(written);
  const lines: TextLine[] = [];
  for (const line of written) {
    if (FOOTNOTE.test(line) || (footnotes.size > 0 && FOOTNOTES_HEADING.test(line.trim()))) continue;
    if (oneLine(line) !== '' && !isPlatformText(line.replace(BULLET, ''))) addLine(lines, line, footnotes);
  }
  return lines.slice(endOfHead(lines));
}

/** An address on a line of its own belongs to the marker above it, or closes the text above it as a marker would. */
function addLine(lines: TextLine[], written: string, footnotes: ReadonlyMap<string, string>): void {
  const urls: string[] = [];
  const bare = written
    .replace(BULLET, '')
    .replace(ADDRESS, (_written, url: string) => {
      urls.push(url.replace(/[.,;:]+$/, ''));
      return ' ';
    })
    .replace(REFERENCE, (reference, number: string) => {
      const url = footnotes.get(number);
      if (url !== undefined) urls.push(url);
      return url === undefined ? reference : '';
    });
  const text = urls.length === 0 ? oneLine(bare) : oneLine(bare).replace(/\s?[:–—-]$|\s(?=[.,;:!?]$)/u, '');
  const found = urls.filter((url) => parseHttpUrl(url));
  const last = lines.at(-1);
  if (/[\p{L}\p{N}]/u.test(text)) lines.push({ text, isItem: BULLET.test(written), urls: found });
  else if (found.length === 0) lines.push({ text: oneLine(written), isItem: BULLET.test(written), urls: [] });
  else if (last && isClosingLine(last.text)) lines[lines.length - 1] = { ...last, urls: [...last.urls, ...found] };
  else lines.push({ text: '[Link]', isItem: false, urls: found });
}

/** `In this edition, we cover:`; of a story, which may cover things as well, only a line that ends in a colon. */
function isContentsLine(line: string): boolean {
  const covers = /\b(?:we cover|we discuss|this (?:issue|edition) covers)\b.{0,40}$/i.test(line);
  return (
    covers &&
    (line.endsWith(':') ||
      /^(?:welcome|in this (?:issue|edition|newsletter)|this (?:issue|edition|week))\b/i.test(line))
  );
}

function endOfHead(lines: readonly TextLine[]): number {
  const contents = lines.findIndex(({ text }) => isContentsLine(text));
  if (contents >= 0) return endOfContents(lines, contents + 1);
  return lines.findIndex(({ text: line }) => /^welcome to\b/i.test(line)) + 1;
}

function endOfContents(lines: readonly TextLine[], start: number): number {
  const last = lines.slice(start, start + 25).findIndex(({ text }) => /\bmuch more\b/i.test(text));
  if (last >= 0) return start + last + 1;
  let index = start;
  while (lines[index]?.isItem === true) index++;
  return index;
}

/** Links of a line under the labels that it has; where the text lost their targets, without. */
export function linksUnder(labels: readonly string[], urls: readonly string[]) {
  const count = Math.max(labels.length, urls.length);
  return Array.from({ length: count }, (_, index) => ({
    label: labels[index] ?? hostOf(urls[index] ?? ''),
    url: urls[index] ?? null,
  }));
}

function hostOf(url: string): string {
  return parseHttpUrl(url)?.hostname.replace(/^www\./, '') ?? 'Link';
}
