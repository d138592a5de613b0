import { parseIdentifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../../htmlToText';
import { isMarker } from '../newsletter/markers';
import { linksOf, textOf, type Inline } from '../syntax/blocks';

/** What a list says of one work, in the list's own words. */
export interface ListedWork {
  readonly title: string;
  /** Absent when the list's link has no target. */
  readonly url?: string;
  /** Further addresses under names such as “Paper” or “arXiv”. */
  readonly moreUrls: readonly string[];
  /** What stands before the link in parentheses or brackets: a date, a venue. */
  readonly prefix: string;
  /** What stands behind the link, without links of its own. */
  readonly suffix: string;
  /** Texts of badges: subjects, venues. */
  readonly badges: readonly string[];
}

/** `(NeurIPS 2024) ⭐⭐ `, `[2024/03] **`, `2023.05 `: nothing that a sentence has. */
const PREFIX = /^[\s\p{S}\p{Po}*_-]{0,20}(?:[([][^()[\]]{1,60}[)\]]|[\d./-]{4,10})?[\s\p{S}*_:|–—-]{0,20}$/u;
const PAPER_LABEL = /paper|pdf|arxiv|doi|openreview|article|abs|^link$/i;
const MAX_TITLE = 400;

/** Reads an item of a reading list; `null` when it is none (prose, a table of contents, a row of badges). */
export function listedWork(inlines: readonly Inline[]): ListedWork | null {
  const badges = inlines.flatMap(({ isImage, text }) => (isImage === true && text !== '' ? [text] : []));
  return linkedTitle(inlines, badges) ?? titleBeforeLinks(inlines, badges);
}

/** `(Venue 2024) [Title](url) [[Code]](url) by Authors`, `- [2024/03] **[Title](url)** ![badge]`. */
function linkedTitle(inlines: readonly Inline[], badges: readonly string[]): ListedWork | null {
  const start = inlines.findIndex(
    ({ url, isImage, text }) => url !== undefined && isImage !== true && !isMarkerText(text),
  );
  const first = inlines[start];
  if (first?.url === undefined || first.url.startsWith('#')) return null;
  const prefix = textOf(inlines.slice(0, start));
  if (!PREFIX.test(prefix)) return null;
  let end = start;
  while (inlines[end]?.url === first.url) end++;
  const title = textOf(inlines.slice(start, end));
  if (title === '' || title.length > MAX_TITLE || parseHttpUrl(title)) return null;
  return {
    title,
    ...(parseHttpUrl(first.url) ? { url: first.url } : {}),
    moreUrls: paperUrls(inlines.slice(end)),
    prefix,
    suffix: unlinkedText(inlines.slice(end)),
    badges,
  };
}

/** `**Title**, Authors, Venue 2024. [[Paper](url)] [[Code](url)]`: the links name only what they lead to. */
function titleBeforeLinks(inlines: readonly Inline[], badges: readonly string[]): ListedWork | null {
  const start = inlines.findIndex(({ url, isImage }) => url !== undefined && isImage !== true);
  const urls = paperUrls(inlines);
  const [url, ...moreUrls] = urls;
  if (start < 1 || url === undefined) return null;
  const before = inlines.slice(0, start);
  const emphasised = before.find(
    ({ isBold, isItalic, text }) => (isBold === true || isItalic === true) && oneLine(text).length > 8,
  );
  const whole = textOf(before).replace(/[\s[(:|–—-]+$/u, '');
  const prefix = /^[([][^()[\]]{1,60}[)\]]/.exec(whole)?.[0] ?? '';
  const rest = whole.slice(prefix.length);
  const sentence = /^\W{0,10}(.{8,300}?)(?:[.?!](?=\s|$)|$)/u.exec(rest)?.[1] ?? '';
  const title = oneLine(emphasised?.text ?? withoutCredits(sentence)).replace(/[.,:;]$/, '');
  if (title === '' || title.length > MAX_TITLE) return null;
  const titleEnd = rest.indexOf(title) + title.length;
  return {
    title,
    url,
    moreUrls,
    prefix,
    suffix: `${rest.slice(titleEnd)} ${unlinkedText(inlines.slice(start))}`.trim(),
    badges,
  };
}

/** `Title, Roe et al., NeurIPS 2017` without what follows the title. */
function withoutCredits(text: string): string {
  const parts = text.split(', ');
  const firstCredit = parts.findIndex((part, index) => index > 0 && /\bet al\.?$|(?:^| )(?:19|20)\d{2}$/.test(part));
  return firstCredit < 0 ? text : parts.slice(0, firstCredit).join(', ');
}

function isMarkerText(text: string): boolean {
  const label = text.replace(/^[\s[(]+|[\s\])]+$/g, '');
  return (
    label === '' ||
    isMarker(label) ||
    /^(?:arxiv|pdf|openreview|hf|🤗|bibtex|homepage|supp(?:lementary)?|poster|colab)$/i.test(label)
  );
}

/** Addresses under labels that promise the paper itself. */
function paperUrls(inlines: readonly Inline[]): string[] {
  return linksOf(inlines).flatMap(({ label, url }) => {
    const isPaper = url !== null && isMarkerText(label) && PAPER_LABEL.test(label);
    const scheme = isPaper ? parseIdentifier(url)?.scheme : undefined;
    return scheme === undefined || (scheme === 'URL' && !/paper|pdf|article|link/i.test(label)) ? [] : [url ?? ''];
  });
}

function unlinkedText(inlines: readonly Inline[]): string {
  return textOf(inlines.filter(({ url }) => url === undefined))
    .replace(/\[\s*\]|\(\s*\)/g, '')
    .trim();
}
