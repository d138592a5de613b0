import { parseIdentifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import type { IssueRecord } from '../../record';
import { linksOf, textOf, type Block } from '../syntax/blocks';
import type { PageHead } from '../syntax/htmlBlocks';
import { readDate } from '../values/dates';
import { newsletterNamed, parseIssueTitle, parseNumberedTitle, type IssueTitle } from './newsletterNames';

/** What an issue says of itself, its sections apart. */
export type IssueHead = Omit<IssueRecord, 'sections' | 'topics'>;

/** Addresses that an issue gives of itself: behind its title, and to read it in the browser. */
export interface IssueLinks {
  readonly ofTitle?: string | undefined;
  readonly inBrowser?: string | undefined;
}

const ELSEWHERE =
  /^\W{0,3}(?:cross-?posted|originally (?:posted|published)|this is a link ?post (?:to|for)|this (?:issue|post) (?:was|is) (?:cross-?posted|originally))\b/i;
const ON_THE_WEB = /^View this post on the web at (https?:\/\/\S{1,1000})/im;
const IN_BROWSER =
  /^(?:view|read|open) (?:this )?(?:(?:e-?mail|post|it|issue) )?(?:(?:in|on) (?:your |the )?(?:browser|web)|online)\b/i;

/** The addresses of an issue among the links of its beginning. */
export function linksOfIssue(blocks: readonly Block[]): IssueLinks {
  const links = blocks.slice(0, 30).flatMap(({ inlines }) => linksOf(inlines));
  const crosspost = blocks.slice(0, 30).find(({ inlines }) => ELSEWHERE.test(textOf(inlines)));
  const elsewhere =
    crosspost && linksOf(crosspost.inlines).find(({ url }) => (parseHttpUrl(url ?? '')?.pathname.length ?? 0) > 1);
  return {
    ofTitle: links.find(({ label }) => parseIssueTitle(label) !== null)?.url ?? elsewhere?.url ?? undefined,
    inBrowser: links.find(({ label }) => IN_BROWSER.test(label))?.url ?? undefined,
  };
}

/** Only this much of a text is searched for the issue's name. */
const HEAD_LENGTH = 6_000;
/** The `Title: …` lines that archives put before a text, and front matter. */
const FIELD =
  /^[*_>\s-]{0,4}(source|url|link|title|subtitle|date|published|published_?at|publish_?date|pub_?date|first published|published on)\s?:\*{0,2}\s?(.{0,500})$/i;
const WELCOME = /\bthe (\d{1,4})(?:st|nd|rd|th) issue of (?:the )?((?:[\p{L}\p{N}&'’-]{1,30} ){0,5}newsletter)/iu;
const ORDINAL = /\b(?:the )?(\d{1,4})(?:st|nd|rd|th) issue\b/i;
const NAME = /\b((?:[A-Z][\p{L}\p{N}&'’-]{0,30} ){1,4}Newsletter)\b/u;
/** Parameters that say where a reader clicked, not what is read. */
const CLICK_PARAMETER = /^(?:utm_\w{1,20}|fbclid|gclid|mc_[ce]id|ref|source|e)$/i;
/** `…/an-83-sample-efficient`, `…/ml-safety-newsletter-7`, `…/alignment-newsletter-83`. */
const NUMBER_IN_ADDRESS = /\/(?:an|mlsn|aisn|[a-z-]{0,40}newsletter)-(\d{1,4})(?:[-/?#]|$)/i;

/**
 * Reads name, number, date and addresses of an issue from the beginning of its text. `null` when nothing there names
 * a newsletter: then it is no issue, or one that only a person can place.
 */
export function readIssueHead(text: string, page: PageHead = {}, links: IssueLinks = {}): IssueHead | null {
  const head = text.slice(0, HEAD_LENGTH);
  const lines = head.split('\n').map((line) => line.trim());
  const fields = readFields(lines);
  const plainLines = lines
    .map(withoutMarkdown)
    .filter((line) => line !== '')
    .slice(0, 15);
  const firstLines = [page.title, fields.get('title'), ...plainLines].flatMap((line) =>
    line === undefined ? [] : [withoutSite(line)],
  );
  const title = firstOf(firstLines, parseIssueTitle);
  const url = addressOf(
    ON_THE_WEB.exec(head)?.[1] ??
      fields.get('source') ??
      pageAt(fields.get('url')) ??
      pageAt(fields.get('link')) ??
      page.url ??
      links.ofTitle,
  );
  const named: NamedIssue | null =
    title ?? nameInText(head, url) ?? firstOf(firstLines.slice(0, 3), parseNumberedTitle);
  if (named === null) return null;
  const { newsletter, number } = named;
  const subtitle = named.subtitle ?? fields.get('subtitle') ?? subtitleAfter(plainLines);
  const written =
    fields.get('date') ?? fields.get('published') ?? fields.get('first published') ?? page.publishedOn ?? undefined;
  const publishedOn = written === undefined ? dateLine(plainLines) : readDate(written);
  const mirrors = mirrorsIn(head, url, links.inBrowser);
  return {
    newsletter,
    ...(number === undefined ? {} : { number }),
    title: number === undefined ? newsletter.name : `${newsletter.name} #${number}`,
    ...(subtitle ? { subtitle: oneLine(subtitle) } : {}),
    ...(publishedOn ? { publishedOn } : {}),
    ...(url ? { url } : {}),
    ...(mirrors.length > 0 ? { mirrors } : {}),
  };
}

/** A line without what Markdown writes around its words. */
function withoutMarkdown(line: string): string {
  return line
    .slice(0, 1_000)
    .replace(/^[=*_\s-]{3,}$/, '')
    .replace(/^#{3,6}\s/, '')
    .replace(/\[([^[\]]{1,300})\]\([^()\s]{1,500}\)/g, '$1')
    .replace(/^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$/g, '');
}

function readFields(lines: readonly string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of lines.filter((each) => each !== '').slice(0, 40)) {
    const match = FIELD.exec(line.slice(0, 600));
    const name = match?.[1]
      ?.toLowerCase()
      .replace(/^(?:published on|published_?at|publish_?date|pub_?date)$/, 'published');
    const value = oneLine((match?.[2] ?? '').replace(/^["']|["']$/g, ''));
    if (name !== undefined && value !== '' && !fields.has(name)) fields.set(name, value);
  }
  return fields;
}

/** `Title - LessWrong`, `Title — EA Forum`, `Title | Substack`: the site's name is not the title's. */
export function withoutSite(title: string): string {
  return title.replace(
    / (?:[-–—|]) (?:by [^-–—|]{2,60}$|lesswrong(?: 2\.0)?|ai alignment forum|ea forum|greaterwrong|substack|import ai|[^-–—|]{1,20}forum)\b.{0,30}$/i,
    '',
  );
}

type NamedIssue = Pick<IssueTitle, 'newsletter' | 'subtitle'> & Partial<Pick<IssueTitle, 'number'>>;

function nameInText(head: string, url: string | undefined): NamedIssue | null {
  const welcome = WELCOME.exec(head);
  if (welcome) return { newsletter: newsletterNamed(welcome[2] ?? ''), number: Number(welcome[1]) };
  const name = NAME.exec(head)?.[1];
  if (name === undefined) return null;
  const number = ORDINAL.exec(head)?.[1] ?? NUMBER_IN_ADDRESS.exec(url ?? '')?.[1] ?? NUMBER_IN_ADDRESS.exec(head)?.[1];
  return { newsletter: newsletterNamed(lastWords(name)), ...(number === undefined ? {} : { number: Number(number) }) };
}

/** `Find all Alignment Newsletter` begins with words of the sentence: of a known name only the name counts. */
function lastWords(name: string): string {
  const words = name.split(' ');
  for (let from = 0; from < words.length - 1; from++) {
    const candidate = words.slice(from).join(' ');
    if (newsletterNamed(candidate).url !== undefined) return candidate;
  }
  return name;
}

function firstOf<Read>(lines: readonly string[], read: (line: string) => Read | null): Read | null {
  for (const line of lines) {
    const found = read(line);
    if (found !== null) return found;
  }
  return null;
}

/** The line below a bare `… Newsletter #7` is its subtitle, if it is short and no sentence. */
function subtitleAfter(lines: readonly string[]): string | undefined {
  const at = lines.findIndex((line) => parseIssueTitle(line) !== null);
  const next = at < 0 ? undefined : lines[at + 1];
  return next !== undefined &&
    next.length <= 200 &&
    /^[\p{L}\p{N}]/u.test(next) &&
    !/[.!?:]$|\s·\s|\bmin read\b/.test(next) &&
    !/^welcome\b|^(?:created|updated|published|tags?|date|authors?|by|source|url|status|category)\s?:/i.test(next)
    ? next
    : undefined;
}

/** A day on a line of its own, or before the time or what platforms write beside it. */
function dateLine(lines: readonly string[]): string | null {
  for (const part of lines.filter((line) => line.length <= 300).flatMap((line) => line.split(/\s?[|·•]\s?|\s@\s/u))) {
    const written = part.replace(/^(?:published |posted )?(?:on )?/i, '').replace(/(?:\s|T)\d{1,2}:\d{2}.{0,20}$/, '');
    const date = DAY.test(written) ? readDate(written) : null;
    if (date?.length === 10) return date;
  }
  return null;
}

/** `Jun 3, 2024`, `12th Jan 2023`, `2024-06-03`, with a weekday or not: a date and nothing else. */
const DAY =
  /^(?:\w{3,9},?\s)?(?:\p{L}{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?\p{L}{3,9}\.?,?\s\d{4}|\d{4}-\d{2}-\d{2})$/iu;

/** `Link: …` near the beginning may be of the first paper; an issue is none. */
function pageAt(text: string | undefined): string | undefined {
  const address = addressOf(text);
  return address !== undefined && parseIdentifier(address)?.scheme === 'URL' ? address : undefined;
}

function addressOf(text: string | undefined): string | undefined {
  const address = /https?:\/\/[^\s<>"')\]]{1,1000}/.exec(text ?? '')?.[0];
  const url = address === undefined ? null : parseHttpUrl(address);
  if (url === null) return undefined;
  for (const name of [...url.searchParams.keys()]) if (CLICK_PARAMETER.test(name)) url.searchParams.delete(name);
  return url.href;
}

/** The address under which a mail calls itself readable in the browser. */
function mirrorsIn(head: string, url: string | undefined, inBrowser: string | undefined): string[] {
  const address =
    /\[?View this (?:email|post)[^\]\n(]{0,40}\]?\s?\((https?:\/\/[^\s)]{1,1000})/i.exec(head)?.[1] ?? inBrowser;
  const parsed = address === undefined ? null : parseHttpUrl(address);
  const mirror = parsed === null ? null : `${parsed.origin}${parsed.pathname}`;
  return mirror === null || mirror === url ? [] : [mirror];
}
