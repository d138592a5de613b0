import { oneLine } from '../../htmlToText';
import type { Inline } from '../syntax/blocks';
import { splitAuthors } from '../values/authors';

/** What opens an item of the Alignment Newsletter: `[Title](url) *(authors)* (H/T …) (summarized by X): Text`. */
export interface Opening {
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** The title as it reads, words between and after links included. */
  readonly title: string;
  readonly authors: readonly string[];
  readonly summarizer?: string;
  readonly rest: readonly Inline[];
}

const MAX_GROUPS = 6;

/** `null` when the block does not open an item: it is prose that happens to begin with a link, for example. */
export function readOpening(inlines: readonly Inline[]): Opening | null {
  const links: { title: string; url: string }[] = [];
  let title = '';
  let index = inlines.findIndex(({ text, isImage }) => isImage === true || text.trim() !== '');
  for (; index >= 0 && index < inlines.length;) {
    const { url } = inlines[index] ?? {};
    if (url === undefined || url === '') break;
    const run: string[] = [];
    for (; inlines[index]?.url === url; index++)
      if (inlines[index]?.isImage !== true) run.push(inlines[index]?.text ?? '');
    const name = oneLine(run.join(''));
    if (name === '') return null;
    links.push({ title: name, url });
    title += name;
    const joint = /^\s?(?:,? and|,|&|\/|;)\s?$/.exec(oneBlank(inlines[index]?.text ?? ''));
    if (!joint || inlines[index + 1]?.url === undefined) break;
    title += oneBlank(inlines[index]?.text ?? '');
    index++;
  }
  if (links.length === 0 || index < 0) return null;
  const tail = readTail(inlines.slice(index));
  if (!tail) return null;
  const { suffix, ...facts } = tail;
  return { links, title: oneLine(`${title} ${suffix}`), ...facts };
}

function oneBlank(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** What follows the linked title: a few more words of it, groups in parentheses, and a colon or the end. */
function readTail(inlines: readonly Inline[]): (Omit<Opening, 'links' | 'title'> & { readonly suffix: string }) | null {
  const text = inlines.map((inline) => (inline.isImage === true ? '' : oneBlank(inline.text))).join('');
  const suffix = /^[^():\n]{0,100}/.exec(text)?.[0] ?? '';
  const groups: { readonly text: string; readonly isItalic: boolean }[] = [];
  let position = suffix.length;
  while (text.charAt(position) === '(' && groups.length < MAX_GROUPS) {
    const end = endOfGroup(text, position);
    if (end < 0) return null;
    groups.push({ text: text.slice(position + 1, end), isItalic: isItalicAt(inlines, position) });
    position = end + 1;
    while (/[\s*_]/.test(text.charAt(position))) position++;
  }
  const isColon = text.charAt(position) === ':';
  const isEnd = text.slice(position).trim() === '';
  if (!isColon && !isEnd) return null;
  const summarizer = groups.map((group) => /^summarized by (.{1,60})$/i.exec(group.text.trim())?.[1]).find(Boolean);
  const authors = groups.find(
    ({ text: group, isItalic }) =>
      !/^(?:summari[sz]ed by|h\/t|via|hat tip|an #|mlsn #)/i.test(group) && (isItalic || isNames(group)),
  );
  const isReference = groups.some((group) => /^AN #/.test(group.text)) && !authors;
  const hasSign = summarizer !== undefined || authors !== undefined;
  // Without a sign of its own an item is a bare link, or a link and its colon; more words would be prose.
  if (!hasSign && (isReference || suffix.replace(/[*_\s]+/g, '') !== '')) return null;
  return {
    suffix: suffix.replace(/[*_]+/g, '').trim(),
    authors: authors ? splitAuthors(authors.text) : [],
    ...(summarizer ? { summarizer } : {}),
    rest: dropText(inlines, isColon ? position + 1 : position),
  };
}

/** The position of the parenthesis that closes the one at `start`; -1 when it is not near. */
function endOfGroup(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < Math.min(text.length, start + 1_000); index++) {
    if (text.charAt(index) === '(') depth++;
    else if (text.charAt(index) === ')' && --depth === 0) return index;
  }
  return -1;
}

function isItalicAt(inlines: readonly Inline[], position: number): boolean {
  let length = 0;
  for (const { text, isItalic, isImage } of inlines) {
    if (isImage !== true) length += oneBlank(text).length;
    if (position < length) return isItalic === true;
  }
  return false;
}

/** Capitalised words and nothing that a sentence has. */
function isNames(text: string): boolean {
  return (
    text.length > 2 &&
    !/\d|[.!?] |\bthe\b/.test(text) &&
    text.split(/,| and /).every((part) => /^\s?\p{Lu}/u.test(part))
  );
}

/** The inlines without their first `length` characters, counted with single blanks. */
function dropText(inlines: readonly Inline[], length: number): Inline[] {
  let left = length;
  return inlines.flatMap((inline) => {
    if (inline.isImage === true) return [];
    const text = oneBlank(inline.text);
    const dropped = Math.min(left, text.length);
    left -= dropped;
    return dropped === text.length ? [] : [{ ...inline, text: text.slice(dropped) }];
  });
}
