import { oneLine } from '../../htmlToText';
import type { EntryRecord } from '../../record';
import { isAreaHeading, isClosingLine, isPlatformText, isShelfHeading, markerLabels, parseOpening } from './markers';
import { SectionList, type SectionRecord } from './sectionList';

const DEFAULT_HEADING = 'Coverage';
const MAX_HEADING = 140;

/** A line that is not blank, its bullet taken off. */
export interface TextLine {
  readonly text: string;
  readonly isItem: boolean;
}

/**
 * The sections of an issue as forum pages show it as text: headings are bare lines, `[Link]` or `Paper` alone closes an
 * item, `[Link] …` opens a mention. The targets are lost, so no entry has an article.
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
      sections.add(state.section, {
        summary: oneLine(opening.text),
        coverage: 'MENTION',
        links: opening.labels.map((label) => ({ label, url: null })),
      });
      index++;
    } else {
      const { entry, next } = readItem(lines, index, state.isShelf);
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
function readItem(lines: readonly TextLine[], start: number, isShelf: boolean) {
  const [first] = lines.slice(start, start + 1);
  const hasTitle = first !== undefined && isHeadingLike(first) && !isShelf;
  const paragraphs: string[] = [];
  const links: { readonly label: string; readonly url: null }[] = [];
  let index = hasTitle ? start + 1 : start;
  for (let line = lines[index]; line && !isClosingLine(line.text); line = lines[++index]) {
    if (parseOpening(line.text) || (isHeadingLike(line) && isAreaHeading(line.text))) break;
    paragraphs.push(line.isItem ? `• ${line.text}` : line.text);
  }
  for (let line = lines[index]; line && isClosingLine(line.text); line = lines[++index])
    links.push(...markerLabels(line.text).map((label) => ({ label, url: null })));
  const summary = paragraphs.map((text) => oneLine(text)).join('\n\n');
  const isEntry = links.length > 0 || hasTitle;
  const entry: EntryRecord | null = isEntry
    ? {
        ...(hasTitle ? { title: oneLine(first.text) } : {}),
        ...(summary === '' ? {} : { summary }),
        coverage: isShelf ? 'MENTION' : 'FEATURE',
        links,
      }
    : null;
  return { entry, next: Math.max(index, start + 1) };
}

/** Short, begins like a title and does not end like a sentence. */
export function isHeadingLike({ text, isItem }: TextLine): boolean {
  return (
    !isItem &&
    text.length <= MAX_HEADING &&
    /^[\p{Lu}\p{N}“"‘(]/u.test(text) &&
    !/[.:;,…]["”’)]?$/u.test(text) &&
    !isClosingLine(text) &&
    parseOpening(text) === null
  );
}

const BULLET = /^\s{0,20}(?:[•·▪◦‣*–-]|\d{1,2}[.)])\s+/u;

/** The lines below an issue's head and its list of contents; the platform's own lines left out. */
export function bodyLines(text: string): TextLine[] {
  const lines = text
    .split('\n')
    .map((line) => ({ text: oneLine(line.replace(BULLET, '')), isItem: BULLET.test(line) }))
    .filter((line) => line.text !== '' && !isPlatformText(line.text));
  const contents = lines.findIndex(({ text: line }) =>
    /\b(?:we cover|we discuss|this (?:issue|edition) covers)\b.{0,40}:?$/i.test(line),
  );
  if (contents >= 0) return lines.slice(endOfContents(lines, contents + 1));
  const welcome = lines.findIndex(({ text: line }) => /^welcome to\b/i.test(line));
  return lines.slice(welcome + 1);
}

function endOfContents(lines: readonly TextLine[], start: number): number {
  const last = lines.slice(start, start + 25).findIndex(({ text }) => /\bmuch more\b/i.test(text));
  if (last >= 0) return start + last + 1;
  let index = start;
  while (lines[index]?.isItem === true) index++;
  return index;
}
