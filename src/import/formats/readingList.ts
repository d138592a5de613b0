import type { Format, Location, Reject } from '../record';
import {
  authorsOfSuffix,
  subjectOfBadge,
  subjectOfHeading,
  venueAndDate,
  venueAndDateOfSuffix,
} from './readingList/details';
import { listedWork, type ListedWork } from './readingList/entry';
import { textOf, type Block } from './syntax/blocks';
import { readMarkdown } from './syntax/markdownBlocks';
import { articleRecords, type FoundArticle } from './values/articleRecords';
import { kindOfLink, resourceKindOfWords } from './values/linkKind';

/** An item of a list as a line of its own: bullet or not, with a link near its beginning. */
const ITEM_LINE = /^(?:\s{0,8}(?:[-*+]|\d{1,4}[.)])\s.{0,400}|\|.{0,200}|[([].{0,80})\]\((?:https?:\/\/|\s?https?:|\))/;

/** Awesome lists and reading lists in Markdown: bullets, paragraphs or table rows with one linked work each. */
export const readingList: Format = {
  name: 'reading-list',
  description: 'Reading list in Markdown: bullets, paragraphs or table rows with one linked work each',
  detect(head, fileName) {
    if (/^\s*(?:[{<]|\[\s*[{\]"])/.test(head.slice(0, 500)) && !/\.(?:md|markdown)$/i.test(fileName)) return 0;
    const items = head.split('\n', 2_000).filter((line) => ITEM_LINE.test(line)).length;
    const isMarkdownFile = /\.(?:md|markdown)$/i.test(fileName);
    if (items >= 5) return 0.6;
    return items >= 2 || (items === 1 && isMarkdownFile) ? 0.45 : 0;
  },
  async *read({ file, text }) {
    const headings: { readonly level: number; readonly text: string }[] = [];
    // At most one item, which waits for the quotation below it.
    const held: HeldItem[] = [];
    for await (const block of readMarkdown(text)) {
      const at = { file, line: block.line };
      const before = held.pop();
      if (before) {
        const abstract = quotedAbstract(block);
        if (abstract !== undefined) {
          held.push({ at: before.at, found: { ...before.found, abstract } });
          continue;
        }
        yield* articleRecords(before.at, before.found);
      }
      if (block.kind === 'heading') {
        while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
        headings.push({ level: block.level, text: textOf(block.inlines) });
        continue;
      }
      const read = readItem(
        block,
        at,
        headings.map((heading) => heading.text),
      );
      if (read && 'reason' in read) yield read;
      else if (read) held.push({ found: read, at });
    }
    for (const { at, found } of held) yield* articleRecords(at, found);
  },
};

/** An item that may get its abstract from the quotation below it. */
interface HeldItem {
  readonly found: FoundArticle;
  readonly at: Location;
}

function readItem(block: Block, at: Location, headings: readonly string[]): FoundArticle | Reject | null {
  if (block.kind === 'unreadable') return { at, reason: 'a line of more than 256 kB is no item of a list' };
  if (!/^(?:item|paragraph|row)$/.test(block.kind)) return null;
  const work = listedWork(block.inlines);
  if (work) return articleOf(work, headings);
  const url =
    block.kind === 'paragraph' ? undefined : block.inlines.find((each) => /^https?:/.test(each.url ?? ''))?.url;
  return url === undefined
    ? null
    : { at, reason: `no title stands where an item has it: the item links to ${url.slice(0, 200)}` };
}

function articleOf(work: ListedWork, headings: readonly string[]): FoundArticle {
  const yearInTitle = /^\(((?:19|20)\d{2})\)\s(.+)$/.exec(work.title);
  const fromPrefix = venueAndDate(work.prefix);
  const fromBadges = work.badges.map(venueAndDate).find(({ venue }) => venue !== undefined) ?? {};
  const fromSuffix = venueAndDateOfSuffix(work.suffix);
  const venue = fromPrefix.venue ?? fromBadges.venue ?? fromSuffix.venue;
  const date = yearInTitle?.[1] ?? fromPrefix.date ?? fromBadges.date ?? fromSuffix.date;
  const subjects = [headings.map(subjectOfHeading).findLast((each) => each !== undefined)];
  const tags = work.badges.map(subjectOfBadge);
  return {
    ...kindOf(work, venue, headings),
    title: yearInTitle?.[2] ?? work.title,
    url: work.url,
    identifiers: work.moreUrls,
    date,
    venue,
    authors: authorsOfSuffix(work.suffix),
    topics: [
      ...subjects.flatMap((name) => (name === undefined ? [] : [{ name, kind: 'CATEGORY' as const }])),
      ...tags.flatMap((name) => (name === undefined ? [] : [{ name, kind: 'TAG' as const }])),
    ],
  };
}

/** What the address says; else a work with a venue, or without address, is a paper, and headings name the rest. */
function kindOf(
  { url, moreUrls }: ListedWork,
  venue: string | undefined,
  headings: readonly string[],
): Pick<FoundArticle, 'kind' | 'resourceKind'> {
  if (moreUrls.some((more) => kindOfLink(more).kind === 'paper')) return { kind: 'paper' };
  const linked = url === undefined ? {} : kindOfLink(url);
  if (linked.kind === 'paper' || linked.resourceKind !== undefined) return linked;
  if (venue !== undefined || url === undefined) return { kind: 'paper' };
  const named = headings.map(resourceKindOfWords).findLast((kind) => kind !== undefined);
  return { kind: 'resource', ...(named ? { resourceKind: named } : {}) };
}

/** A quotation below an item that says it is the abstract, or is as long as one. */
function quotedAbstract(block: Block): string | undefined {
  if (block.kind !== 'quote') return undefined;
  const text = textOf(block.inlines);
  const match = /^["“”']?\s?(?:abstract|tl;?dr)\s?[:.–—-]\s?(.{20,10000}?)["“”']?$/i.exec(text);
  return match?.[1] ?? (text.length > 300 ? text : undefined);
}
