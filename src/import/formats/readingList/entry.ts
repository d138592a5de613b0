import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import { isGenericLabel, isPlatformAddress, withoutReadingTime } from '../values/markers';
import { linksOf, textOf, type Block, type Inline } from '../syntax/blocks';
import { kindOfLink, resourceKindOfWords } from '../values/linkKind';
import { creditsBefore } from '../values/credits';
import { venueAndDateOfPrefix } from './details';
import { isMarkerText, isPaperAddress, isPlainMarker, paperUrls, venueLabels } from './labels';
import { isTag, isVenue, titleIn } from './titleText';

/** What a list says of one work, in the list's own words. */
export interface ListedWork {
  readonly title: string;
  /** Absent when the list's link has no target. */
  readonly url?: string;
  /** Further addresses under names such as “Paper” or “arXiv”. */
  readonly moreUrls: readonly string[];
  /** What stands before the title: a date, a venue, authors. */
  readonly prefix: string;
  /** What stands behind the link, without links of its own. */
  readonly suffix: string;
  /** Texts of badges and of labels: subjects, venues. */
  readonly badges: readonly string[];
  /** What the columns of a table say. */
  readonly date?: string;
  readonly venue?: string;
  readonly authors?: readonly string[];
  /** Other works of the same item: `[One](url) and [Two](url)`. */
  readonly others?: readonly { readonly title: string; readonly url: string }[];
}

/** `(NeurIPS 2024) ⭐⭐ `, `[ACL][2018] `, `[2024/03] **`, `2023.05 `: nothing that a sentence has. */
const PREFIX =
  /^[\s\p{S}\p{Po}*_-]{0,20}(?:(?:[([][^()[\]]{1,60}[)\]]\s?){1,3}|[\d./-]{4,10})?[\s\p{S}*_:|–—-]{0,20}$/u;
/** `Blog post: `, `Part 2: `, `SHP - `. */
const LABEL = /^[\s\p{S}*_-]{0,10}[\p{Lu}\p{N}][^.!?:]{1,30}(?::|\s[–—-])[\s*_"“]{0,5}$/u;
/** `LIME, `: how the work is called for short. */
const METHOD = /^\p{Lu}[\p{L}\p{N}-]{1,30},\s?$/u;
const NO_METHOD = /(?:ly|ever|over|more|also|here|then|thus|now|first|second|third),\s?$/i;
/** What a syllabus says to do with a work. */
const TASK = /^\W{0,5}(?:re-?read|read|skim|watch|listen to|optional|required|recommended)\W{0,5}$/i;
/** GitHub's `:star:`. */
const SHORTCODE = /:[a-z0-9_+-]{2,40}:/g;
const MAX_TITLE = 400;

/** Reads an item of a reading list; `null` when it is none (prose, a table of contents, a row of badges). */
export function listedWork(written: readonly Inline[]): ListedWork | null {
  const inlines = written.map((run) => (isPaperBadge(run) ? { ...run, text: badgeLabel(run), isImage: false } : run));
  const badges = inlines.flatMap(({ isImage, text }) => (isImage === true && text !== '' ? [text] : []));
  return (
    boldTitle(inlines, badges) ??
    linkedTitle(inlines, badges, isMarkerText) ??
    titleBeforeLinks(inlines, badges) ??
    titleAfterLink(inlines, badges) ??
    linkedTitle(inlines, badges, isPlainMarker)
  );
}

/** `[![arXiv](badge.svg)](https://arxiv.org/abs/…)`: a picture that leads to the paper, as a label would. */
function isPaperBadge({ isImage, url }: Inline): boolean {
  return isImage === true && url !== undefined && isPaperAddress(url);
}

function badgeLabel({ text }: Inline): string {
  return ` [${isMarkerText(text) && text !== '' ? text : 'paper'}] `;
}

/** Whether an item names its work by its link or in bold, as works that stand below another one do. */
export function hasOwnTitle(inlines: readonly Inline[]): boolean {
  return linkedTitle(inlines, [], isMarkerText) !== null || boldTitle(inlines, []) !== null;
}

/** `### [Title of a Work](url)`, `### Title ([arXiv](url))`: a heading that is an item. Short ones name a place with more. */
export function isTitle({ level, inlines }: Block): boolean {
  const [link] = linksOf(inlines).filter(({ url }) => parseHttpUrl(url ?? ''));
  if (level < 2 || !link?.url) return false;
  if (isMarkerText(link.label)) return titleBeforeLinks(inlines, []) !== null;
  const isWhole = hasOwnTitle(inlines) && textOf(inlines).length - link.label.length <= 20;
  return isWhole && (link.label.split(' ').length > 2 || kindOfLink(link.url).kind === 'paper');
}

/** Whether a heading is the title of what the text below it links to under labels alone: `[Paper](url) | [Code](url)`, `Link: https://…`. */
export function isTitleOfLabels(heading: readonly Inline[], below: readonly Inline[]): boolean {
  const links = linksOf(below);
  const opensWithAddress = /^(?:link|paper|pdf|arxiv|url):\s?https?:\/\//i.test(textOf(below));
  if (opensWithAddress) return !heading.some(({ url }) => url !== undefined);
  return (
    !heading.some(({ url }) => url !== undefined) &&
    links.length > 0 &&
    links.every(({ label }) => isMarkerText(label)) &&
    !/[\p{L}\p{N}]{3}/u.test(unlinkedText(below)) &&
    paperUrls(below).length > 0
  );
}

/** `**Title** [[Somebody's blog]](url) [[arXiv]](url)`: whatever stands in brackets behind a title in bold is a label. */
function boldTitle(inlines: readonly Inline[], badges: readonly string[]): ListedWork | null {
  const written = inlines.filter(({ isImage, text }) => isImage !== true && /[\p{L}\p{N}]/u.test(text));
  const [bold, label] = written;
  if (bold?.isBold !== true || bold.url !== undefined || label?.url === undefined || isVenue(bold.text)) return null;
  const title = oneLine(bold.text).replace(/[.,:;]$/, '');
  const before = inlines[inlines.indexOf(label) - 1]?.text ?? '';
  const isBracketed = /^\s*[[(].*[\])]\s*$/.test(label.text) || /[[(]\s*$/.test(before);
  if (!isBracketed || isPlainMarker(title) || title.length > MAX_TITLE || wordsIn(label.text) > MAX_LABEL_WORDS)
    return null;
  const links = linksOf(inlines).flatMap(({ url }) => (parseHttpUrl(url ?? '') && url !== null ? [url] : []));
  const [url = links[0], ...moreUrls] = paperUrls(inlines);
  const suffix = unlinkedText(inlines.slice(inlines.indexOf(bold) + 1));
  return url === undefined
    ? null
    : { title, url, moreUrls, prefix: '', suffix, badges: [...badges, ...venueLabels(inlines)] };
}

const MAX_LABEL_WORDS = 4;

function wordsIn(text: string): number {
  return oneLine(text).split(' ').length;
}

/** `(Venue 2024) [Title](url) [[Code]](url) by Authors`, `- [2024/03] **[Title](url)** ![badge]`. */
function linkedTitle(
  inlines: readonly Inline[],
  badges: readonly string[],
  isLabel: (text: string) => boolean,
): ListedWork | null {
  const start = inlines.findIndex(
    ({ url, isImage, text }) => url !== undefined && isImage !== true && !isLabel(text) && !isRelative(url),
  );
  const first = inlines[start];
  if (first?.url === undefined || isPlatformAddress(first.url)) return null;
  const prefix = unlinkedText(inlines.slice(0, start));
  let end = start;
  while (inlines[end]?.url === first.url) end++;
  const title = withoutReadingTime(textOf(inlines.slice(start, end))).replace(/^["“]([^"“”]+)["”]$/u, '$1');
  if (title === '' || title.length > MAX_TITLE || parseHttpUrl(title) || isGenericLabel(title)) return null;
  if (!isPrefix(prefix, title)) return null;
  return {
    title,
    ...(parseHttpUrl(first.url) ? { url: first.url } : {}),
    moreUrls: paperUrls(inlines.slice(end)),
    prefix,
    suffix: unlinkedText(inlines.slice(end)),
    badges: [...badges, ...venueLabels(inlines)],
    others: joinedTitles(inlines, end),
  };
}

const JOINT = /^\s{0,3}(?:[,;/&+]|,?\s?and)\s{0,3}$/;

/** The titles that follow a title with nothing but a comma or “and” between. */
function joinedTitles(inlines: readonly Inline[], from: number): { readonly title: string; readonly url: string }[] {
  const titles: { title: string; url: string }[] = [];
  for (let index = from; JOINT.test(inlines[index]?.text ?? '');) {
    const start = index + 1;
    const url = inlines[start]?.url;
    for (index = start; url !== undefined && inlines[index]?.url === url;) index++;
    const title = textOf(inlines.slice(start, index));
    if (url === undefined || !parseHttpUrl(url) || title === '' || isMarkerText(title) || parseHttpUrl(title)) break;
    titles.push({ title, url });
  }
  return titles;
}

/** What may stand before a title: a date, a venue, a label, or who wrote it. Anything else makes the link one in prose. */
function isPrefix(written: string, title: string): boolean {
  const prefix = written.replace(SHORTCODE, '');
  if (TASK.test(prefix)) return /^[\p{Lu}\p{N}“"‘]/u.test(title);
  if (PREFIX.test(prefix) || venueAndDateOfPrefix(prefix).date !== undefined || creditsBefore(prefix) !== null)
    return true;
  const isNamed =
    title.includes(' ') ||
    resourceKindOfWords(prefix) !== undefined ||
    /\b(?:blog|newsletter|website|forum)\b/i.test(prefix);
  if (METHOD.test(prefix) && !NO_METHOD.test(prefix)) return /^[\p{Lu}\p{N}“"‘]/u.test(title) && title.includes(' ');
  return LABEL.test(prefix) && /^[\p{Lu}\p{N}“"‘]/u.test(title) && isNamed;
}

/** `#part`, `docs/page.md`: another place of the list. A link without target lost it. */
export function isRelative(url: string): boolean {
  return url !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(url);
}

/** `**Title**, Authors, Venue 2024. [[Paper](url)] [[Code](url)]`, `Title – Authors – https://…`: links that name nothing. */
function titleBeforeLinks(inlines: readonly Inline[], badges: readonly string[]): ListedWork | null {
  const start = inlines.findIndex(({ url, isImage }) => url !== undefined && isImage !== true);
  if (start < 1) return null;
  const isOnItsLine = isAddressOnLine(inlines, start);
  const before = isOnItsLine ? inlines.slice(0, start).map(withLinesAsSentences) : inlines.slice(0, start);
  const whole = partedText(before).replace(CITATION_KEY, '');
  const [url, ...moreUrls] = withOtherLabel(paperUrls(inlines), inlines, whole);
  if (url === undefined) return null;
  // A bare address within a sentence is not what the sentence is about.
  if (parseHttpUrl(inlines[start]?.text ?? '') && !/[\p{P}\p{S}]$/u.test(whole)) return null;
  const prefix = /^[([][^()[\]]{1,60}[)\]]/.exec(whole)?.[0] ?? creditsAtStart(whole);
  const rest = whole.slice(prefix.length).replace(/[\s[(:|–—-]+$/u, '');
  const isSetOff = before.some(({ isBold }) => isBold === true);
  const named = isSetOff ? undefined : nameOfAddress(inlines[start]?.text ?? '', whole);
  const title = named ?? titleIn(before, rest);
  if (title === '' || title.length > MAX_TITLE || INTO_LINK.test(rest)) return null;
  const titleEnd = rest.indexOf(title) + title.length;
  return {
    title,
    url,
    moreUrls,
    prefix: prefix === '' ? rest.slice(0, Math.max(0, rest.indexOf(title))) : prefix,
    suffix: `${rest.slice(titleEnd)} ${unlinkedText(inlines.slice(start))}`.replace(/[\s[\]|]+$/, '').trim(),
    badges: [...badges, ...venueLabels(inlines)],
  };
}

function isAddressOnLine(inlines: readonly Inline[], at: number): boolean {
  const [before, address, after] = [inlines[at - 1], inlines[at], inlines[at + 1]];
  return (
    parseHttpUrl(address?.text ?? '') !== null &&
    endsLine(before?.text ?? '') &&
    !INTO_LINK.test(before?.text.trimEnd() ?? '') &&
    /^\s*(?:\n|$)/.test(after?.text ?? '')
  );
}

function endsLine(text: string): boolean {
  return text.slice(text.trimEnd().length).includes('\n');
}

/** Title, authors and address on lines of their own; a line that goes on in the next one ends no sentence. */
function withLinesAsSentences(run: Inline): Inline {
  if (!run.text.includes('\n')) return run;
  const lines = run.text.split('\n').filter((line) => line.trim() !== '');
  const parted = lines.map((line, index) => {
    const goesOn = /^\s*[^\s\p{Lu}\p{N}]/u.test(lines[index + 1] ?? '');
    return goesOn ? `${line.trim()} ` : `${line.trim().replace(/[.,]$/, '')}. `;
  });
  return { ...run, text: parted.join('') };
}

/** `[@roe2023]`, as Zotero and Pandoc set before a reference. */
const CITATION_KEY = /^\[@[^\]\s]{1,60}\]:?\s/;

/** `We released our [paper](url)`: a sentence that goes on with the link. */
const INTO_LINK = /(?:^|\s)(?:an?|the|our|their|his|her|this|in|of|to|at|on|from|and|with|by|see|check|new)$/i;

/** `Lens: https://github.com/calm/lens`. */
function nameOfAddress(label: string, before: string): string | undefined {
  return parseHttpUrl(label) ? /^([\p{L}\p{N}][^.!?:;,]{1,60}):$/u.exec(before)?.[1] : undefined;
}

/** Slides, a video or a site, where the item sets off its title and has no link to a paper. */
function withOtherLabel(urls: readonly string[], inlines: readonly Inline[], text: string): readonly string[] {
  const isSetOff =
    /["“][^"“”]{8,300}["”]/u.test(text) ||
    inlines.some(
      ({ isBold, text: run, url }) => isBold === true && url === undefined && (oneLine(run).length > 8 || isTag(run)),
    );
  const first = linksOf(inlines).find(({ label, url }) => isMarkerText(label) && parseHttpUrl(url ?? '') !== null)?.url;
  return urls.length === 0 && isSetOff && typeof first === 'string' ? [first] : urls;
}

/** `Roe, A., & Poe, B. (2023). `, `Roe, A. et al. ` at the beginning of a reference. */
function creditsAtStart(text: string): string {
  const credits =
    (/^.{2,400}?\((?:19|20)\d{2}[a-z]?\)[.,:]?\s/u.exec(text) ?? /^\p{Lu}.{1,200}?\bet al\.,?\s/u.exec(text))?.[0] ??
    '';
  return credits !== '' && creditsBefore(credits) !== null ? credits : '';
}

/** `[[paper](url)] Title`, `<https://…> Title`: the item opens with a link that names nothing. */
function titleAfterLink(inlines: readonly Inline[], badges: readonly string[]): ListedWork | null {
  const start = inlines.findIndex(({ url, isImage }) => url !== undefined && isImage !== true);
  const [url, ...moreUrls] = paperUrls(inlines);
  if (start < 0 || url === undefined || /[\p{L}\p{N}]/u.test(textOf(inlines.slice(0, start)))) return null;
  const text = unlinkedText(inlines.slice(start)).replace(/^[\s[\](){}|:,;–—-]+/u, '');
  const title = titleIn([], text);
  if (!/^[\p{Lu}\p{N}“"‘]/u.test(title) || !title.includes(' ') || title.length > MAX_TITLE) return null;
  const suffix = text.slice(text.indexOf(title) + title.length);
  return { title, url, moreUrls, prefix: '', suffix, badges: [...badges, ...venueLabels(inlines)] };
}

function unlinkedText(inlines: readonly Inline[]): string {
  return partedText(inlines.filter(({ url }) => url === undefined))
    .replace(/\[\s*\]|\(\s*\)/g, '')
    .trim();
}

/** A list of names ends where italics begin or end: `*Ann Roe, Bob Poe* NeurIPS 2023`, `Ann Roe, Bob Poe *NeurIPS 2023*`. */
function partedText(inlines: readonly Inline[]): string {
  const endsOpen = ({ isItalic, text }: Inline, index: number) =>
    text.includes(', ') &&
    !/[.,;:]\s*$/.test(text) &&
    (isItalic === true || (inlines[index + 1]?.isItalic === true && endsLine(text)));
  return textOf(inlines.map((run, index) => (endsOpen(run, index) ? { ...run, text: `${run.text}. ` } : run)));
}
