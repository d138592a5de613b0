import { oneLine } from '../syntax/htmlToText';
import { linksOf, textOf, type Block } from '../syntax/blocks';
import {
  endsInMarkers,
  isClosing,
  isMention,
  isOpening,
  opensWithTitle,
  labelledUrl,
  presentedPaper,
  titleLink,
} from './blockRoles';
import { closingLinks, entryLinks, entryOf, itemOf, summaryOf } from './headedEntries';
import { splitAuthors } from '../values/authors';
import { isWholeName } from '../values/credits';
import { joinItems } from './itemGroups';
import { linkedArticle } from './linkedArticle';
import {
  isAreaHeading,
  isClosingLine,
  isNoticeHeading,
  isPlatformText,
  isShelfHeading,
  isSubheading,
  listsMentions,
  withoutReadingTime,
} from '../values/markers';
import { SectionList, type SectionRecord } from './sectionList';

/** A paragraph in bold that stands for a heading lies below every real one. */
const BOLD_LEVEL = 7;
const DEFAULT_HEADING = 'Coverage';

/** A heading and what stands under it, up to the next heading. */
interface Part {
  readonly heading: string;
  readonly level: number;
  readonly url: string | null;
  readonly blocks: readonly Block[];
}

/**
 * The sections of an issue with headings and links, as Substack, forums and mail archives publish it. A heading is an
 * area, a shelf of mentions, or the title of what the text below it is about; it is told by what follows it.
 */
export function headedSections(blocks: readonly Block[]): SectionRecord[] {
  const sections = new SectionList();
  let area: { readonly heading: string; readonly level: number } | null = null;
  const parts = joinSubheads(withoutSubtitle(splitAtHeadings(joinItems(blocks))));
  if (parts.length === 0 && blocks.filter((block) => titleLink(block)).length > 1)
    addEntries(sections, DEFAULT_HEADING, { heading: DEFAULT_HEADING, level: 0, url: null, blocks }, false);
  for (const [index, part] of parts.entries()) {
    if (isNoticeHeading(part.heading)) continue;
    const next = parts[index + 1];
    const isArea = part.url === null && isAreaPart(part, next);
    if (isArea && isShelfHeading(part.heading) && area && area.level < part.level) {
      addEntries(sections, area.heading, part, true);
    } else if (isArea) {
      area = part;
      addEntries(sections, part.heading, part, isShelfHeading(part.heading));
    } else if (area && area.level < part.level && listsMentions(area.heading) && part.blocks.every(isMention)) {
      addEntries(sections, area.heading, part, true);
    } else if (isList(part) || (hasTitleLinks(part) && !part.blocks.some(isClosing))) {
      addEntries(sections, part.heading, part, false);
      if (area === null || part.level <= area.level) area = part;
    } else {
      const heading = area && area.level < part.level ? area.heading : (area?.heading ?? DEFAULT_HEADING);
      addFeature(sections, heading, part);
    }
  }
  return sections.toRecords();
}

/** An area has other headings or mentions under it; a title has a text, and most often a link that closes it. */
function isAreaPart(part: Part, next: Part | undefined): boolean {
  const isFollowedByDeeper = next !== undefined && next.level > part.level;
  if (part.blocks.length === 0) return isFollowedByDeeper || isAreaHeading(part.heading);
  if (isAreaHeading(part.heading)) return isFollowedByDeeper || part.blocks.some(isPartOfItem);
  return part.blocks.every((block) => isOpening(block));
}

/** Whether a block opens, closes or is an item of its own, unlike prose. */
function isPartOfItem(block: Block): boolean {
  return (
    isMention(block) ||
    isOpening(block) ||
    isClosing(block) ||
    endsInMarkers(block) ||
    opensWithTitle(block) ||
    titleLink(block) !== null
  );
}

const LONGEST_BYLINE = 200;

/** A first heading below the level of the next one, with nothing but a byline under it, is the subtitle. */
function withoutSubtitle(parts: readonly Part[]): readonly Part[] {
  const [first, second] = parts;
  const isSubtitle =
    first !== undefined &&
    second !== undefined &&
    first.level > second.level &&
    first.blocks.every(({ kind }) => kind === 'paragraph') &&
    first.blocks.map(({ inlines }) => textOf(inlines)).join(' ').length <= LONGEST_BYLINE &&
    !first.blocks.some(isPartOfItem);
  return isSubtitle ? parts.slice(1) : parts;
}

/** Text before the first heading introduces the issue: it covers nothing by itself. */
function splitAtHeadings(blocks: readonly Block[]): Part[] {
  const hasHeadings = blocks.some(({ kind }) => kind === 'heading');
  const parts: { heading: string; level: number; url: string | null; blocks: Block[] }[] = [];
  for (const block of blocks) {
    const text = textOf(block.inlines);
    if (
      block.kind === 'rule' ||
      block.isHeader === true ||
      (text === '' && linksOf(block.inlines).length === 0) ||
      isPlatformText(text)
    )
      continue;
    const above = parts.at(-1);
    const isByline = typeof above?.url === 'string' && above.blocks.length === 0 && areNames(text);
    const level = isByline ? null : headingLevel(block, text);
    if (level !== null && (level < BOLD_LEVEL || !hasHeadings || parts.length > 0))
      parts.push({ heading: withoutOrnament(text), level, url: linksOf(block.inlines)[0]?.url ?? null, blocks: [] });
    else parts.at(-1)?.blocks.push(block);
  }
  return parts;
}

/** Below a title in bold stands in bold as well who wrote it. */
function areNames(text: string): boolean {
  const names = splitAuthors(text);
  return names.length > 0 && names.every(isWholeName);
}

/** A heading without pictures, its number, its address and how long its text takes to read. */
function withoutOrnament(heading: string): string {
  const words = oneLine(heading.replace(/[\p{Extended_Pictographic}\ufe0f\u200d]/gu, ''))
    .replace(/^(?:\d{1,3}[.)]|\*{1,2})\s/, '')
    .replace(/(?<=\S)\s?[(<]https?:\/\/\S{1,1000}[)>]$/, '');
  return words === '' ? heading : withoutReadingTime(words);
}

function headingLevel(block: Block, text: string): number | null {
  if (block.kind === 'heading') return block.level;
  const written = block.inlines.filter(({ text: run, isImage }) => isImage !== true && run.trim() !== '');
  const isBold = written.length > 0 && written.every(({ isBold: bold }) => bold === true);
  const isLinked = written.some(({ url }) => url !== undefined);
  return block.kind === 'paragraph' &&
    isBold &&
    !isLinked &&
    text.length <= 120 &&
    !/[.:]$/.test(text) &&
    !isClosingLine(text)
    ? BOLD_LEVEL
    : null;
}

/** A bold line within a text that is not closed yet is a part of that text. */
function joinSubheads(parts: readonly Part[]): Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    const isSubhead = last !== undefined && last.level < part.level && isSubheading(part.heading);
    const isWithin =
      last !== undefined &&
      part.level === BOLD_LEVEL &&
      last.level < BOLD_LEVEL &&
      last.blocks.length > 0 &&
      !last.blocks.some((block) => isClosing(block) || isOpening(block) || endsInMarkers(block)) &&
      !isShelfHeading(part.heading);
    if (last && (isWithin || isSubhead)) {
      const subhead: Block = { kind: 'paragraph', level: 0, inlines: [{ text: part.heading }], line: 0 };
      joined[joined.length - 1] = { ...last, blocks: [...last.blocks, subhead, ...part.blocks] };
    } else joined.push(part);
  }
  return joined;
}

/** From the first block on, or in half of them below an introduction. */
function hasTitleLinks({ blocks }: Part): boolean {
  const [first] = blocks;
  const count = blocks.filter((block) => titleLink(block)).length;
  return first !== undefined && (titleLink(first) !== null || (count > 1 && count >= blocks.length / 2));
}

/** Nothing but items, each with a link of its own: these are the entries, whatever the heading says. */
function isList({ url, blocks }: Part): boolean {
  return url === null && blocks.length > 1 && blocks.every(isMention);
}

/** A heading that is a title, with everything under it; what follows its closing link are further items. */
function addFeature(sections: SectionList, section: string, part: Part): void {
  let closingAt = part.blocks.findIndex((block) => isClosing(block) || endsInMarkers(block));
  if (closingAt >= 0) while (isClosingAt(part.blocks, closingAt + 1)) closingAt++;
  const own = closingAt < 0 ? part.blocks : part.blocks.slice(0, closingAt + 1);
  const upToOpening = own.findIndex(isOpening);
  const blocks = upToOpening < 0 ? own : own.slice(0, upToOpening);
  const url = part.url ?? closingLinks(blocks)[0]?.url ?? labelledUrl(blocks);
  const presented = url === null ? presentedPaper(blocks) : null;
  const article = presented
    ? linkedArticle(presented.title ?? part.heading, presented.url, { section, isStandIn: presented.title === null })
    : linkedArticle(part.heading, url, { section });
  const summary = summaryOf(blocks);
  const headingLink = part.url === null ? [] : [{ label: part.heading, url: part.url }];
  sections.add(section, {
    title: part.heading,
    ...(summary === '' ? {} : { summary }),
    coverage: 'FEATURE',
    links: [...headingLink, ...blocks.flatMap(entryLinks)],
    ...(article ? { articles: [article] } : {}),
  });
  addEntries(sections, section, { ...part, blocks: part.blocks.slice(blocks.length) }, false);
}

/** Several lines of markers close one text: `Paper`, then `Video`. */
function isClosingAt(blocks: readonly Block[], index: number): boolean {
  const block = blocks[index];
  return block !== undefined && isClosing(block);
}

function isOpener(block: Block): boolean {
  return isOpening(block) || titleLink(block) !== null;
}

/** Items under one heading that have no headings of their own. */
function addEntries(sections: SectionList, section: string, part: Part, isShelf: boolean): void {
  let open: Block[] = [];
  const isShort = listsMentions(part.heading) || isShelf;
  const hasItems = isShort || isList(part);
  const close = () => {
    const entry = open.length === 0 ? null : entryOf(open, section, isShort);
    if (entry) sections.add(section, entry);
    open = [];
  };
  for (const [index, block] of part.blocks.entries()) {
    if ((hasItems && isMention(block) && !isOpening(block) && !titleLink(block)) || opensWithTitle(block)) {
      close();
      sections.add(section, itemOf(block, section, isShort));
      continue;
    }
    // Text above an item that opens by itself introduces it.
    if (isOpener(block) && !open.some(isOpener)) open = [];
    if (isOpener(block) || (block.kind === 'item' && endsInMarkers(block))) close();
    else if (open.length === 0 && isClosing(block)) continue;
    open.push(block);
    if ((isClosing(block) || endsInMarkers(block)) && !isClosingAt(part.blocks, index + 1)) close();
  }
  // Text after the last item that neither a title link nor a closing link makes an item is a remark.
  if (open.some(isOpener)) close();
}
