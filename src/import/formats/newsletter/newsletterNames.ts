import { slugify } from '../../../model/ids';
import { oneLine } from '../syntax/htmlToText';
import type { NewsletterRecord } from '../../record';

const IMPORT_AI: NewsletterRecord = {
  slug: 'import-ai',
  name: 'Import AI',
  url: 'https://importai.substack.com',
};

/** Newsletters that are often named by letters alone: `[AN #83]`, `MLSN #17`. */
const BY_ABBREVIATION: ReadonlyMap<string, NewsletterRecord> = new Map([
  ['MLSN', { slug: 'ml-safety-newsletter', name: 'ML Safety Newsletter', url: 'https://newsletter.mlsafety.org' }],
  [
    'AN',
    { slug: 'alignment-newsletter', name: 'Alignment Newsletter', url: 'https://rohinshah.com/alignment-newsletter' },
  ],
  ['AISN', { slug: 'ai-safety-newsletter', name: 'AI Safety Newsletter', url: 'https://newsletter.safe.ai' }],
]);

/** The newsletter of a name or abbreviation; one that nobody knew before gets a slug of its name. */
export function newsletterNamed(written: string): NewsletterRecord {
  const name = oneLine(written).replace(/^the /i, '');
  const known =
    BY_ABBREVIATION.get(name.toUpperCase()) ??
    [...BY_ABBREVIATION.values(), IMPORT_AI].find((newsletter) => newsletter.name.toLowerCase() === name.toLowerCase());
  return known ?? { slug: slugify(name), name };
}

export interface IssueTitle {
  readonly newsletter: NewsletterRecord;
  readonly number: number;
  /** What the title says beyond name and number. */
  readonly subtitle?: string;
}

/** `[AN #83]: Rest`, `[AN #83] Rest`, `MLSN #17: Rest`. */
const ABBREVIATED = /^\[?([A-Z]{2,6}):? ?#(\d{1,4})(?:\]?(?:\s?[:–—|-]\s?(.{1,300}))?|\]\s(.{1,300}))$/;
/**
 * `ML Safety Newsletter #12: February 2025`, `Calm Weekly, Issue 4`, `AI Safety Digest (#3)`, and what a forum adds in
 * brackets: `AI Safety Newsletter #1 [CAIS Linkpost]`. Behind a comma or the like a number needs its mark.
 */
const NAMED = new RegExp(
  String.raw`^(?:the )?((?:[\p{L}\p{N}&'’.-]{1,30} ){0,6}(?:newsletter|digest|weekly|roundup))` +
    String.raw`(?: ?(?:#|no\.? ?|issue ?#?|vol\.? ?)?| ?[,:|(–—-] ?(?:#|no\.? ?|issue ?#?|vol\.? ?))(\d{1,4})\)?` +
    String.raw`(?:\s?[:–—|-]\s?(.{1,300})|\s?\[[^\]]{1,60}\])?$`,
  'iu',
);

/** `Import AI 401: Rest`, `Import AI: Issue 38: Rest`, `ImportAI #85`: a name without such a word, known to be one. */
const IMPORT_AI_TITLE = /^Import ?AI(?: newsletter)?:? ?(?:#|issue ?#?)?(\d{1,4})(?:\s?[:–—|-]\s?(.{1,300}))?$/i;

/** `Bulletin of Things #1: Rest`: any name, for a text that holds links below it or of which it is known that it is an issue. */
const NUMBERED =
  /^(?:the )?((?:[\p{L}\p{N}&'’.-]{1,30} ){1,7})(?:#|no\.? ?|issue ?#?)(\d{1,4})(?:\s?[:–—|-]\s?(.{1,300}))?$/iu;

/** A title of any name and a number with its mark; `null` for any other. */
export function parseNumberedTitle(written: string): IssueTitle | null {
  const [, name, number, subtitle] = NUMBERED.exec(plainTitle(written)) ?? [];
  return name === undefined ? null : issueTitle(newsletterNamed(name), number, subtitle);
}

function plainTitle(written: string): string {
  return oneLine(written)
    .replace(/^#{1,6} /, '')
    .replace(/^[\p{Extended_Pictographic}\ufe0f\u200d]+\s?(?=\p{L})/u, '')
    .replace(/[*_]{2}/g, '')
    .slice(0, 400);
}

/** A title that consists of a newsletter's name and an issue's number; `null` for any other. */
export function parseIssueTitle(written: string): IssueTitle | null {
  const title = plainTitle(written);
  const importAi = IMPORT_AI_TITLE.exec(title);
  if (importAi) return issueTitle(IMPORT_AI, importAi[1], importAi[2]);
  const abbreviated = ABBREVIATED.exec(title);
  const match = abbreviated && BY_ABBREVIATION.has(abbreviated[1] ?? '') ? abbreviated : NAMED.exec(title);
  if (!match) return null;
  const [, name = '', number, marked, bare] = match;
  return issueTitle(newsletterNamed(name), number, marked ?? bare);
}

function issueTitle(newsletter: NewsletterRecord, number = '', subtitle = ''): IssueTitle {
  return { newsletter, number: Number(number), ...(subtitle === '' ? {} : { subtitle: subtitle.trim() }) };
}
