import { slugify } from '../../../model/ids';
import { oneLine } from '../syntax/htmlToText';
import type { EntryRecord, IssueRecord } from '../../record';

/** The page lost the headings; its one section needs a name all the same. */
const SECTION_HEADING = 'Coverage';
const MAX_HEADING_LENGTH = 80;

/**
 * The issue from the lines of its text: a title, a subtitle, a greeting with a list of what is covered, then entries.
 * `[Link]` alone on a line closes a feature, `- [Link] …` is a mention. `null` when the first line names no issue.
 */
export function readIssue(lines: readonly string[]): IssueRecord | null {
  const texts = lines.map(oneLine).filter((line) => line !== '');
  const [title = '', second = ''] = texts;
  const numbered = /^(.{2,200}?)\s*#(\d{1,5})\b/.exec(title);
  if (!numbered) return null;
  const [, name = '', number = ''] = numbered;
  const hasSubtitle = second !== '' && !isGreeting(second);
  const entries = readEntries(texts.slice(coverageStart(texts, hasSubtitle ? 2 : 1)));
  return {
    newsletter: { slug: slugify(name), name },
    number: Number(number),
    title,
    ...(hasSubtitle ? { subtitle: second } : {}),
    sections: [{ heading: SECTION_HEADING, entries }],
  };
}

function isGreeting(line: string): boolean {
  return /^welcome to\b/i.test(line);
}

/** Past the greeting and its list of what the issue covers. */
function coverageStart(texts: readonly string[], from: number): number {
  const greeting = texts.findIndex((line, index) => index >= from && isGreeting(line));
  if (greeting < 0) return from;
  let at = greeting + 1;
  while (at < texts.length && isBullet(texts[at] ?? '') && !isMention(texts[at] ?? '')) at++;
  return at;
}

function isBullet(line: string): boolean {
  return /^[-•*]\s/.test(line);
}

function isMention(line: string): boolean {
  return /^[-•*]\s*\[Link\]/i.test(line);
}

function readEntries(texts: readonly string[]): EntryRecord[] {
  const entries: EntryRecord[] = [];
  let block: string[] = [];
  for (const line of texts) {
    if (/^\[Link\]$/i.test(line)) {
      if (block.length > 0) entries.push(featureOf(block));
      block = [];
    } else if (isMention(line)) {
      // Text before a mention that no [Link] closed is an entry of its own: nothing is dropped.
      if (block.length > 0) entries.push(featureOf(block));
      block = [];
      entries.push(mentionOf(line));
    } else {
      block.push(line);
    }
  }
  if (block.length > 0) entries.push(featureOf(block));
  return entries;
}

const LOST_LINK = [{ label: 'Link', url: null }];

function featureOf(block: readonly string[]): EntryRecord {
  const [first = '', ...rest] = block;
  const hasTitle = rest.length > 0 && first.length <= MAX_HEADING_LENGTH && !isBullet(first) && !/[.!?:…]$/.test(first);
  const summary = (hasTitle ? rest : block).map(separateCaptions).join('\n');
  return { ...(hasTitle ? { title: first } : {}), summary, coverage: 'FEATURE', links: LOST_LINK };
}

/** `- [Link] OpenOOD: a benchmark …`: what stands before a colon is the title, if it reads like one. */
function mentionOf(line: string): EntryRecord {
  const summary = line.replace(/^[-•*]\s*\[Link\]\s*/i, '');
  const title = /^(\S[^:.]{1,60}):\s/.exec(summary)?.[1];
  return { ...(title === undefined ? {} : { title }), summary, coverage: 'MENTION', links: LOST_LINK };
}

/** Captions were glued to what follows: `phase changeFew examples` is two lines. Names such as `JavaScript` stay whole. */
function separateCaptions(text: string): string {
  return text.replace(/(?=\p{Lu}\p{Ll})(?<=(?:^|\s)\p{Ll}{4,40})/gu, '\n');
}
