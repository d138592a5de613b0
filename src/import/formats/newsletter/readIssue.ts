import type { ImportRecord, IssueRecord, Location, Reject } from '../../record';
import { textOf, type Block } from '../syntax/blocks';
import { htmlBlocks, type PageHead } from '../syntax/htmlBlocks';
import { markdownBlocks } from '../syntax/markdownBlocks';
import { alignmentSections } from './alignmentEntries';
import { alignmentTextBlocks } from './alignmentText';
import { headedSections } from './headedSections';
import { linksOfIssue, readIssueHead, withoutSite, type IssueLinks } from './issueHead';
import { markedSections } from './markedText';
import { isClosingLine, parseOpening } from '../values/markers';
import { parseIssueTitle, parseNumberedTitle } from './newsletterNames';
import { hasReadMoreStories, readMoreSections } from './readMoreStories';
import type { SectionRecord } from './sectionList';
import { bodyLines, withFootnoteAddresses, withoutFootnotes } from './textLines';
import { unmarkedSections } from './unmarkedText';

const UNSURE =
  'the layout has no marks: titles, headings and where one item ends are guessed from the look of the lines';

/** Reads one issue of a newsletter from a page, a Markdown file or plain text, in whichever layout it is. */
export function readIssue(file: string, text: string): ImportRecord | Reject {
  const found = isHtml(text) ? readPage(text) : isMarkdown(text) ? readMarkdownIssue(text) : readTextIssue(text);
  return recordOf({ file, line: 1 }, found);
}

/** The issue that a feed's item holds as HTML; without items when the feed has only its beginning. */
export function issueOfPage(at: Location, html: string, page: PageHead): ImportRecord | Reject {
  const found = readPage(html, page.title);
  return recordOf(at, { ...found, page, isNotes: true });
}

function recordOf(at: Location, found: FoundIssue): ImportRecord | Reject {
  if (found.isCut === true)
    return { at, reason: 'elements are nested more than 2,000 deep: save the page anew, or give its text or Markdown' };
  const head = readIssueHead(found.headText, found.page, found.links);
  if (!head)
    return {
      at,
      reason: 'no newsletter is named: expected a title such as “ML Safety Newsletter #7” near the beginning',
    };
  const entries = found.sections.flatMap((section) => section.entries);
  if (entries.length === 0 && !found.isNotes)
    return { at, reason: `${head.title}: no items found; the layout is not one that is known` };
  // Without number and date only its contents tell an issue from the next one.
  const isNameless = head.number === undefined && head.publishedOn === undefined && head.url === undefined;
  const issue: IssueRecord = {
    ...head,
    ...(isNameless && entries[0]?.title !== undefined ? { title: `${head.title}: ${entries[0].title}` } : {}),
    ...(found.isUnsure ? { unsure: UNSURE } : {}),
    sections: found.sections,
  };
  return { type: 'issue', at, issue };
}

interface FoundIssue {
  readonly headText: string;
  readonly page?: PageHead;
  readonly links?: IssueLinks;
  readonly sections: readonly SectionRecord[];
  readonly isUnsure?: boolean;
  /** Show notes tell where an issue is and hold none of its items. */
  readonly isNotes?: boolean;
  /** The page is nested too deep to be read to its end. */
  readonly isCut?: boolean;
}

export function isHtml(text: string): boolean {
  return /^\s*(?:<!doctype html|<html|<!--|<(?:p|div|h[1-6]|article|section|table|body|main)\b)/i.test(
    text.slice(0, 2_000),
  );
}

/** Links, headings or emphasis in Markdown's notation. */
function isMarkdown(text: string): boolean {
  return /\]\((?:https?:\/\/|mailto:|#|\/)|^#{1,6} \S|^(?:={4,}|-{4,})\s*$/m.test(withoutFootnotes(text));
}

/** Its items say who summarised them, or its title or greeting names it. */
export function isAlignmentNewsletter(text: string): boolean {
  const head = text.slice(0, 20_000);
  return (
    /(?:\]\(https?:|<\/a>)[^\n]{0,2000}\(summarized by /i.test(head) ||
    /\bFind all Alignment Newsletter resources\b/i.test(head) ||
    head
      .slice(0, 4_000)
      .split('\n')
      .some(
        (line) =>
          parseIssueTitle(line.replace(/^\W{0,5}title:\s{0,5}/i, ''))?.newsletter.slug === 'alignment-newsletter',
      )
  );
}

function readPage(html: string, title?: string): FoundIssue {
  const { head, blocks, isCut = false } = htmlBlocks(html);
  const headText = blocks.map(blockText).join('\n');
  if (/\bfirst published:/i.test(headText) && /\bsource:/i.test(headText))
    return { headText: notesText(blocks), page: head, sections: [], isNotes: true };
  const names = [withoutSite(title ?? head.title ?? ''), headText, html];
  return { headText, page: head, links: linksOfIssue(blocks), sections: sectionsOf(blocks, names), isCut };
}

/** In show notes the date and the address stand on the line below their labels. */
function notesText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .join('\n')
    .replace(/:\s{0,10}\n\s{0,10}/g, ': ');
}

function blockText({ inlines }: Block): string {
  return inlines
    .filter(({ isImage }) => isImage !== true)
    .map(({ text }) => text)
    .join('');
}

function readMarkdownIssue(text: string): FoundIssue {
  const blocks = markdownBlocks(text.replace(PICTURE_LINK, '$1'));
  return { headText: text, links: linksOfIssue(blocks), sections: sectionsOf(blocks, [text]) };
}

/** A linked picture that a conversion spread over several paragraphs. */
const PICTURE_LINK = /\[\s{0,5}(!\[[^\]\n]{0,300}\]\([^()\s]{1,2000}\))\s{1,10}\]\([^()\s]{1,2000}\)/g;

/** By what its title, text or markup say of it. */
function sectionsOf(blocks: readonly Block[], sayings: readonly string[]): readonly SectionRecord[] {
  if (sayings.some(isAlignmentNewsletter)) return alignmentSections(blocks);
  const issue = issueAlone(blocks).filter((block) => {
    const text = textOf(block.inlines).replace(FIELD_NAME, '');
    return parseIssueTitle(text) === null && (block !== blocks[0] || parseNumberedTitle(text) === null);
  });
  return hasReadMoreStories(issue) ? readMoreSections(issue) : headedSections(issue);
}

/** `title: "…"` of front matter. */
const FIELD_NAME = /^title:\s?["']?/i;
const GREETING = /^welcome to (?:the|our|another|this)\b.{0,120}\b(?:issue|edition|newsletter|digest)\b/i;
const END = /^(?:discussion about this post|comments\s?restacks|ready for more\?|no posts)$/i;
/** Further down it is no greeting. */
const LONGEST_PREFACE = 30;

/** Subtitle, byline and the platform's buttons stand before the greeting, readers' comments at the end. */
function issueAlone(blocks: readonly Block[]): readonly Block[] {
  const at = blocks.slice(0, LONGEST_PREFACE).findIndex(({ inlines }) => GREETING.test(textOf(inlines)));
  const below = blocks.slice(at + 1);
  const end = below.findIndex(({ inlines }) => END.test(textOf(inlines)));
  return end < 0 ? below : below.slice(0, end);
}

const MAIL_HEADER = /^\s{0,10}(?:(?:from|to|cc|subject|date|sent|reply-to):[^\n]{0,1000}\n){2,10}/i;

function readTextIssue(text: string): FoundIssue {
  if (isAlignmentNewsletter(text)) return { headText: text, sections: alignmentSections(alignmentTextBlocks(text)) };
  const blocks = markdownBlocks(withFootnoteAddresses(text));
  if (hasReadMoreStories(blocks)) return { headText: text, sections: readMoreSections(blocks) };
  const lines = bodyLines(text.replace(MAIL_HEADER, ''));
  const isMarked = lines.some((line) => isClosingLine(line.text) || parseOpening(line.text) !== null);
  return isMarked
    ? { headText: text, sections: markedSections(lines) }
    : { headText: text, sections: unmarkedSections(lines), isUnsure: true };
}
