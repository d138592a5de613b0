import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
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

/**
 * `null` when the block does not open an item: it is prose that happens to begin with a link, for example. Among news
 * more words may follow a link without authors.
 */
export function readOpening(inlines: readonly Inline[], isNews = false): Opening | null {
  const start = inlines.findIndex(({ text, isImage }) => isImage === true || text.trim() !== '');
  const lead = leadOf(inlines.slice(Math.max(start, 0)));
  const links: { title: string; url: string }[] = [];
  let title = lead;
  let index = lead === '' ? start : start + 1;
  for (; index >= 0 && index < inlines.length;) {
    const { url } = inlines[index] ?? {};
    if (url === undefined) break;
    const run: string[] = [];
    for (; inlines[index]?.url === url; index++)
      if (inlines[index]?.isImage !== true) run.push(inlines[index]?.text ?? '');
    const name = oneLine(run.join(''));
    if (name === '') return null;
    links.push({ title: lead === '' ? name : oneLine(`${withoutOpenEnd(lead)} ${name}`), url });
    title += name;
    const joint = /^\s?(?:,? and|,|&|\/|;)\s?$/.exec(oneBlank(inlines[index]?.text ?? ''));
    if (!joint || inlines[index + 1]?.url === undefined) break;
    title += oneBlank(inlines[index]?.text ?? '');
    index++;
  }
  if (links.length === 0 || index < 0) return null;
  const isParenthesis = lead.endsWith('(');
  const tail = readTail(isParenthesis ? withoutParenthesis(inlines.slice(index)) : inlines.slice(index));
  if (!tail) return null;
  const { suffix, isSigned, ...facts } = tail;
  const isItemOfNews = isNews && !/[.!?]$/.test(suffix);
  if (!isSigned && (lead !== '' || (suffix !== '' && !isItemOfNews))) return null;
  return { links, title: oneLine(`${title}${isParenthesis ? ')' : ''} ${suffix}`), ...facts };
}

/** Words of a title before its linked ones: `Steps, parts [I](url) and [II](url)`. Empty where the link comes first. */
function leadOf([first, second]: readonly Inline[]): string {
  const lead = first?.url === undefined && first?.isBold !== true ? oneBlank(first?.text ?? '') : '';
  const isLinked = second?.url !== undefined && parseHttpUrl(second.text) === null;
  const isTitle = isLinked && /^\s?[\p{Lu}\p{N}“"‘]/u.test(lead) && !/[.!?] \p{Lu}/u.test(lead);
  return isTitle && lead.length <= 150 && !NO_TITLE.test(lead) ? lead : '';
}

const NO_TITLE = /^\s?(?:read more|see also|prereq|h\/t|via|audio version)\b/i;

function withoutOpenEnd(lead: string): string {
  return lead.replace(/[\s(:]+$/, '');
}

/** The inlines without the parenthesis that closes a list of links. */
function withoutParenthesis([first, ...rest]: readonly Inline[]): readonly Inline[] {
  return first === undefined ? [] : [{ ...first, text: first.text.replace(/^\s?\)/, '') }, ...rest];
}

function oneBlank(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

interface Group {
  readonly text: string;
  readonly isItalic: boolean;
}

interface Tail extends Omit<Opening, 'links' | 'title'> {
  /** More words of the title. */
  readonly suffix: string;
  /** Whether it names authors or who summarised, as nothing but an item does. */
  readonly isSigned: boolean;
}

/** What follows the linked title: a few more words of it, groups in parentheses, and a colon or the end. */
function readTail(inlines: readonly Inline[]): Tail | null {
  const text = inlines.map((inline) => (inline.isImage === true ? '' : oneBlank(inline.text))).join('');
  const words = /^[^():\n]{0,100}/.exec(text)?.[0] ?? '';
  const groups: Group[] = [];
  let position = words.length;
  while (text.charAt(position) === '(' && groups.length < MAX_GROUPS) {
    const end = endOfGroup(text, position);
    if (end < 0) return null;
    groups.push({ text: text.slice(position + 1, end), isItalic: isItalicAt(inlines, position) });
    position = end + 1;
    while (/[\s*_]/.test(text.charAt(position))) position++;
  }
  const isColon = text.charAt(position) === ':' && !text.startsWith('://', position);
  const isEnd = text.slice(position).trim() === '';
  if (!isColon && !isEnd) return null;
  const summarizer = groups.map((group) => SUMMARIZER.exec(group.text.trim())?.[1]).find(Boolean);
  const authors = authorsAmong(groups);
  if (!authors && summarizer === undefined && groups.some((group) => /^AN #/.test(group.text))) return null;
  const ofTitle = groups.slice(0, authors ? groups.indexOf(authors) : 0).filter((group) => !isNote(group));
  return {
    suffix: oneLine([words.replace(/[*_]+/g, ''), ...ofTitle.map((group) => `(${group.text})`)].join(' ')),
    isSigned: summarizer !== undefined || authors !== undefined,
    authors: authors ? splitAuthors(authors.text) : [],
    ...(summarizer ? { summarizer } : {}),
    rest: dropText(inlines, isColon ? position + 1 : position),
  };
}

const SUMMARIZER = /^(?:summari[sz]ed|summary) by (.{1,60})$/i;

/** Groups that name who found an item, or who wrote of it when. */
function isNote({ text }: Group): boolean {
  return /^\s?(?:(?:summari[sz]ed|summary) by|h\/t|via|hat tip|an #|mlsn #)/i.test(text);
}

/** The group of the authors: in italics, at once before who summarised, or with nothing but names. */
function authorsAmong(groups: readonly Group[]): Group | undefined {
  const others = groups.filter((group) => !isNote(group));
  const beforeSummarizer = groups[groups.findIndex(({ text }) => SUMMARIZER.test(text.trim())) - 1];
  return (
    others.find(({ isItalic }) => isItalic) ??
    others.find((group) => group === beforeSummarizer) ??
    others.findLast(({ text }) => isNames(text))
  );
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
    !/\d|(?<!\b\p{Lu})[.!?] |\bthe\b/u.test(text) &&
    text.split(/,? and |,/).every((part) => /^\s?\p{Lu}/u.test(part))
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
