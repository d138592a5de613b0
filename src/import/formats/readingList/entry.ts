import { parseIdentifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../../htmlToText';
import { isMarker } from '../newsletter/markers';
import { linksOf, textOf, type Block, type Inline } from '../syntax/blocks';
import { kindOfLink } from '../values/linkKind';
import { creditsBefore } from '../values/credits';
import { venueAndDate, venueAndDateOfPrefix } from './details';

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
}

/** `(NeurIPS 2024) ⭐⭐ `, `[2024/03] **`, `2023.05 `: nothing that a sentence has. */
const PREFIX = /^[\s\p{S}\p{Po}*_-]{0,20}(?:[([][^()[\]]{1,60}[)\]]|[\d./-]{4,10})?[\s\p{S}*_:|–—-]{0,20}$/u;
/** `Blog post: `, `Part 2: `. */
const LABEL = /^[\s\p{S}*_-]{0,10}[\p{Lu}\p{N}][^.!?:]{1,30}:[\s*_"“]{0,5}$/u;
const PAPER_LABEL = /paper|pdf|arxiv|doi|openreview|article|abs|^link$/i;
const MAX_TITLE = 400;

/** Reads an item of a reading list; `null` when it is none (prose, a table of contents, a row of badges). */
export function listedWork(inlines: readonly Inline[]): ListedWork | null {
  const badges = inlines.flatMap(({ isImage, text }) => (isImage === true && text !== '' ? [text] : []));
  return (
    linkedTitle(inlines, badges, isMarkerText) ??
    titleBeforeLinks(inlines, badges) ??
    titleAfterLink(inlines, badges) ??
    linkedTitle(inlines, badges, isPlainMarker)
  );
}

/** Whether an item names its work by its link, as works that stand below another one do. */
export function hasLinkedTitle(inlines: readonly Inline[]): boolean {
  return linkedTitle(inlines, [], isMarkerText) !== null;
}

/** `### [Title of a Work](url)`, `### Title ([arXiv](url))`: a heading that is an item. Short ones name a place with more. */
export function isTitle({ level, inlines }: Block): boolean {
  const [link] = linksOf(inlines).filter(({ url }) => parseHttpUrl(url ?? ''));
  if (level < 2 || !link?.url) return false;
  if (isMarkerText(link.label)) return titleBeforeLinks(inlines, []) !== null;
  const isWhole = hasLinkedTitle(inlines) && textOf(inlines).length - link.label.length <= 20;
  return isWhole && (link.label.split(' ').length > 2 || kindOfLink(link.url).kind === 'paper');
}

/** Whether a heading is the title of what the text below it links to under labels alone: `[Paper](url) | [Code](url)`. */
export function isTitleOfLabels(heading: readonly Inline[], below: readonly Inline[]): boolean {
  const links = linksOf(below);
  return (
    !heading.some(({ url }) => url !== undefined) &&
    links.length > 0 &&
    links.every(({ label }) => isMarkerText(label)) &&
    !/[\p{L}\p{N}]{3}/u.test(unlinkedText(below)) &&
    paperUrls(below).length > 0
  );
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
  if (first?.url === undefined) return null;
  const prefix = unlinkedText(inlines.slice(0, start));
  let end = start;
  while (inlines[end]?.url === first.url) end++;
  const title = textOf(inlines.slice(start, end));
  if (title === '' || title.length > MAX_TITLE || parseHttpUrl(title)) return null;
  if (!isPrefix(prefix, title)) return null;
  return {
    title,
    ...(parseHttpUrl(first.url) ? { url: first.url } : {}),
    moreUrls: paperUrls(inlines.slice(end)),
    prefix,
    suffix: unlinkedText(inlines.slice(end)),
    badges: [...badges, ...venueLabels(inlines)],
  };
}

/** What may stand before a title: a date, a venue, a label, or who wrote it. Anything else makes the link one in prose. */
function isPrefix(prefix: string, title: string): boolean {
  if (PREFIX.test(prefix) || venueAndDateOfPrefix(prefix).date !== undefined || creditsBefore(prefix) !== null)
    return true;
  return LABEL.test(prefix) && /^[\p{Lu}\p{N}“"‘]/u.test(title) && title.includes(' ');
}

/** `#part`, `docs/page.md`: another place of the list. A link without target lost it. */
function isRelative(url: string): boolean {
  return url !== '' && !/^[a-z][a-z0-9+.-]*:/i.test(url);
}

/** `**Title**, Authors, Venue 2024. [[Paper](url)] [[Code](url)]`, `Title – Authors – https://…`: links that name nothing. */
function titleBeforeLinks(inlines: readonly Inline[], badges: readonly string[]): ListedWork | null {
  const start = inlines.findIndex(({ url, isImage }) => url !== undefined && isImage !== true);
  const [url, ...moreUrls] = paperUrls(inlines);
  if (start < 1 || url === undefined) return null;
  const before = inlines.slice(0, start);
  const whole = textOf(before);
  // A bare address within a sentence is not what the sentence is about.
  if (parseHttpUrl(inlines[start]?.text ?? '') && !/[\p{P}\p{S}]$/u.test(whole)) return null;
  const prefix = /^[([][^()[\]]{1,60}[)\]]/.exec(whole)?.[0] ?? '';
  const rest = whole.slice(prefix.length).replace(/[\s[(:|–—-]+$/u, '');
  const title = titleIn(before, rest);
  if (title === '' || title.length > MAX_TITLE) return null;
  const titleEnd = rest.indexOf(title) + title.length;
  return {
    title,
    url,
    moreUrls,
    prefix: prefix === '' ? rest.slice(0, Math.max(0, rest.indexOf(title))) : prefix,
    suffix: `${rest.slice(titleEnd)} ${unlinkedText(inlines.slice(start))}`.trim(),
    badges: [...badges, ...venueLabels(inlines)],
  };
}

/** The title in the text before the links: what is in bold or quotes; else in italics behind credits; else the beginning. */
function titleIn(before: readonly Inline[], text: string): string {
  const long = (inline: Inline | undefined) => (inline && oneLine(inline.text).length > 8 ? inline : undefined);
  const bold = long(before.find(({ isBold, text: run }) => isBold === true && oneLine(run).length > 8));
  const at = before.findIndex(({ isItalic, text: run }) => isItalic === true && oneLine(run).length > 8);
  const ahead = textOf(before.slice(0, Math.max(at, 0)));
  const italic = at >= 0 && (ahead.length < 8 || creditsBefore(ahead) !== null) ? long(before[at]) : undefined;
  const quoted = /["“]([^"“”]{8,300}?)[.,]?["”]/u.exec(text)?.[1];
  const sentence = /^\W{0,10}(.{8,300}?)(?:[.?!](?=\s|$)|\s[–—-]\s|$)/u.exec(text)?.[1] ?? '';
  const title = bold?.text ?? quoted ?? italic?.text ?? withoutCredits(sentence);
  return oneLine(title)
    .replace(/^\d{1,3}[.)]\s/, '')
    .replace(/[.,:;]$/, '');
}

/** `Title, Roe et al., NeurIPS 2017`, `Title (Roe et al., 2022)` without what follows the title. */
function withoutCredits(text: string): string {
  const bare = text.replace(/\s\((?:[^()]{0,80}[\s,])?(?:19|20)\d{2}[a-z]?\)$/, '');
  const parts = bare.split(', ');
  const firstCredit = parts.findIndex((part, index) => index > 0 && /\bet al\.?$|(?:^| )(?:19|20)\d{2}$/.test(part));
  return firstCredit < 0 ? bare : parts.slice(0, firstCredit).join(', ');
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

/** A label that says what sort of thing it leads to, or where that was published. */
function isMarkerText(text: string): boolean {
  return isPlainMarker(text) || isVenueLabel(text);
}

function isPlainMarker(text: string): boolean {
  const label = text.replace(/^[\s[(]+|[\s\])]+$/g, '');
  return (
    label === '' ||
    isMarker(label) ||
    /^(?:arxiv|pdf|openreview|hf|🤗|bibtex|homepage|supp(?:lementary)?|poster|colab|doi|acl|html|abs|site|web|docs?|tl;?dr|twitter|models?|weights|checkpoints?)$/i.test(
      label,
    )
  );
}

/** `ICLR 2020`, `arXiv'19`. */
function isVenueLabel(text: string): boolean {
  const label = text.replace(/^[\s[(]+|[\s\])]+$/g, '');
  return (
    label.length <= 30 &&
    /^[\p{L}][\p{L}&/-]{1,14}(?:\s\p{L}{2,12})?[\s'’_-]{0,2}(?:19|20)?\d{2}$/u.test(label) &&
    venueAndDate(label).date !== undefined
  );
}

function venueLabels(inlines: readonly Inline[]): string[] {
  return linksOf(inlines).flatMap(({ label }) =>
    isVenueLabel(label) ? [label.replace(/^[\s[(]+|[\s\])]+$/g, '')] : [],
  );
}

/** Addresses under labels that promise the paper itself. */
function paperUrls(inlines: readonly Inline[]): string[] {
  return linksOf(inlines).flatMap(({ label, url }) => {
    const isAddress = parseHttpUrl(label) !== null;
    const isNamed = isMarkerText(label) && (PAPER_LABEL.test(label) || isVenueLabel(label));
    const scheme = isAddress || isNamed ? parseIdentifier(url ?? '')?.scheme : undefined;
    if (scheme === undefined || url === null) return [];
    return scheme === 'URL' && !isAddress && !isVenueLabel(label) && !/paper|pdf|article|link/i.test(label)
      ? []
      : [url];
  });
}

function unlinkedText(inlines: readonly Inline[]): string {
  return textOf(inlines.filter(({ url }) => url === undefined))
    .replace(/\[\s*\]|\(\s*\)/g, '')
    .trim();
}
