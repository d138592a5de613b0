import { oneLine } from '../syntax/htmlToText';
import type { EntryRecord } from '../../record';
import { linkedArticle, standInTitle } from './linkedArticle';
import { isAreaHeading, isClosingLine, isShelfHeading, markerLabels, parseOpening } from '../values/markers';
import { SectionList, type SectionRecord } from './sectionList';
import { linksUnder, type TextLine } from './textLines';

const DEFAULT_HEADING = 'Coverage';
const MAX_HEADING = 140;

/**
 * The sections of an issue as forum pages show it as text: headings are bare lines, `[Link]` or `Paper` alone closes an
 * item, `[Link] …` opens a mention. Where the targets are lost, no entry has an article.
 */
export function markedSections(lines: readonly TextLine[]): SectionRecord[] {
  const sections = new SectionList();
  const state = { section: DEFAULT_HEADING, isFirst: true, isShelf: false };
  let index = 0;
  while (index < lines.length) {
    index = readHeadings(lines, index, state);
    const line = lines[index];
    if (!line) break;
    const opening = parseOpening(line.text);
    if (opening && !isClosingLine(line.text)) {
      const summary = oneLine(opening.text);
      const [url = null] = line.urls;
      const article = linkedArticle(standInTitle(summary), url, { section: state.section, isStandIn: true });
      sections.add(state.section, {
        summary,
        coverage: 'MENTION',
        links: linksUnder(opening.labels, line.urls),
        ...(article ? { articles: [article] } : {}),
      });
      index++;
    } else {
      const { entry, next } = readItem(lines, index, state);
      if (entry) sections.add(state.section, entry);
      index = next;
    }
  }
  return sections.toRecords();
}

/** Passes areas and shelves; stops at a title, a text or a mention. */
function readHeadings(
  lines: readonly TextLine[],
  start: number,
  state: { section: string; isFirst: boolean; isShelf: boolean },
): number {
  let index = start;
  for (let line = lines[index]; line && isHeadingLike(line); line = lines[++index]) {
    const next = lines[index + 1];
    const isShelf = isShelfHeading(line.text);
    // An unknown area is told by the title that follows it at once; within a section a heading is a title.
    const isArea = isAreaHeading(line.text) || (state.isFirst && next !== undefined && isHeadingLike(next));
    if (!isArea) break;
    state.isShelf = isShelf;
    if (!isShelf || state.isFirst || /^other (?:content|news)$/i.test(line.text)) state.section = oneLine(line.text);
    state.isFirst = false;
  }
  return index;
}

/** A title if there is one, the text, and the line that closes it. Text that nothing closes is no item. */
function readItem(
  lines: readonly TextLine[],
  start: number,
  { section, isShelf }: { readonly section: string; readonly isShelf: boolean },
) {
  const [first] = lines.slice(start, start + 1);
  const below = lines[start + 1];
  const isTitledItem = first?.isItem === true && below?.isItem === false && !isClosingLine(below.text);
  const hasTitle = first !== undefined && isHeadingLike(isTitledItem ? { ...first, isItem: false } : first) && !isShelf;
  const paragraphs: string[] = [];
  const links: ReturnType<typeof linksUnder> = [];
  const background: string[] = [];
  let index = hasTitle ? start + 1 : start;
  for (let line = lines[index]; line && !isClosingLine(line.text); line = lines[++index]) {
    if (parseOpening(line.text) || (isHeadingLike(line) && isAreaHeading(line.text))) break;
    paragraphs.push(line.isItem ? `• ${line.text}` : line.text);
    background.push(...line.urls);
  }
  for (let line = lines[index]; line && isClosingLine(line.text); line = lines[++index])
    links.push(...linksUnder(markerLabels(line.text), line.urls));
  const summary = paragraphs.map((text) => oneLine(text)).join('\n\n');
  const isEntry = links.length > 0 || hasTitle;
  const title = hasTitle ? oneLine(first.text) : undefined;
  const url = links[0]?.url ?? (hasTitle ? first.urls[0] : undefined) ?? null;
  const article = linkedArticle(title ?? standInTitle(summary), url, { section, isStandIn: title === undefined });
  const entry: EntryRecord | null = isEntry
    ? {
        ...(title === undefined ? {} : { title }),
        ...(summary === '' ? {} : { summary }),
        coverage: isShelf ? 'MENTION' : 'FEATURE',
        links: [...links, ...linksUnder([], background)],
        ...(article ? { articles: [article] } : {}),
      }
    : null;
  return { entry, next: Math.max(index, start + 1) };
}

/** Short, begins like a title and neither is nor ends like a sentence. */
export function isHeadingLike({ text, isItem }: Pick<TextLine, 'text' | 'isItem'>): boolean {
  return (
    !isItem &&
    text.length <= MAX_HEADING &&
    /^[\p{Lu}\p{N}“"‘(]/u.test(text) &&
    !/[.:;,…]["”’)]?$/u.test(text) &&
    !/(?<!\bvs)\. \p{Lu}/u.test(text) &&
    !isClosingLine(text) &&
    parseOpening(text) === null
  );
}
