import { oneLine } from '../syntax/htmlToText';
import { textOf, type Inline } from '../syntax/blocks';
import { authorsAfterBy, authorsInField, creditsBefore, isWholeName } from '../values/credits';
import { venueAndDateOfPrefix } from './details';

/** The title in the text before the links: what is in bold or quotes; else in italics behind credits; else the beginning. */
export function titleIn(before: readonly Inline[], text: string): string {
  const long = (inline: Inline | undefined) => (inline && oneLine(inline.text).length > 8 ? inline : undefined);
  const bold = long(before.find(({ isBold, text: run }) => isBold === true && oneLine(run).length > 8 && !isTag(run)));
  const at = before.findIndex(
    ({ isItalic, text: run }) => isItalic === true && oneLine(run).length > 8 && !isVenue(run),
  );
  const ahead = textOf(before.slice(0, Math.max(at, 0)));
  const italic = at >= 0 && (ahead.length < 8 || creditsBefore(ahead) !== null) ? long(before[at]) : undefined;
  const quoted = /["“]([^"“”]{8,300}?)[.,]?["”](?!:)/u.exec(text)?.[1];
  const sentence = firstSentence(withoutAuthors(text), isAloneOnLine(before));
  const title = bold?.text ?? quoted ?? italic?.text ?? withoutCredits(sentence);
  return oneLine(title)
    .replace(/^[\p{Extended_Pictographic}\ufe0f\s]+/u, '')
    .replace(/^\d{1,3}[.)]\s/, '')
    .replace(/[.,:;]$/, '')
    .replace(/^["“]([^"“”]+)["”]?$/u, '$1');
}

/** `Title by Ann Roe et al.` without who wrote it. */
function withoutAuthors(text: string): string {
  const at = text.lastIndexOf(' by ');
  const names = at < 0 ? '' : text.slice(at);
  return authorsAfterBy(names).length > 0 || /^ by \p{Lu}.{1,200}\bet al\b/u.test(names) ? text.slice(0, at) : text;
}

/** `Title.` above the line of its links. */
function isAloneOnLine(before: readonly Inline[]): boolean {
  const text = before.map(({ text: run }) => run).join('');
  return /^[^\n]+\n\s*[[(]?$/.test(text);
}

/** To the end of a sentence, which `vs.`, `No.` and `Part I.` are not. */
const SENTENCE = /^[^\p{L}\p{N}"“]{0,10}(.{8,300}?)((?<!\b(?:vs|No|\p{Lu}))\.(?=\s|$)|[?!](?=\s|$)|\s[–—-]\s|$)/u;

/** The title that a text begins with. It goes on where what follows its first sentence is nothing else, as credits are. */
function firstSentence(text: string, isAlone: boolean): string {
  const [, sentence = '', end = ''] = SENTENCE.exec(text) ?? [];
  const isTwofold = /[–—-]/.test(end) && sentence.split(' ').length > 2;
  const goesOn = /[?!]/.test(end) || isTwofold || (isAlone && end !== '');
  const rest = goesOn ? text.slice(text.indexOf(sentence) + sentence.length + end.length).trim() : '';
  if (
    rest === '' ||
    (isTwofold && !/^(?!(?:An?|The)\s)\p{Lu}/u.test(rest)) ||
    hasCredits(SENTENCE.exec(rest)?.[0] ?? rest)
  )
    return end === '?' ? `${sentence}?` : sentence;
  return `${sentence}${end} ${firstSentence(rest, isAlone)}`.replace(/\s{2,}/g, ' ');
}

function hasCredits(text: string): boolean {
  return /\bet al\b|\b(?:19|20)\d{2}\b|^[([]/.test(text) || authorsInField(text).length > 0;
}

/** `(ICML 2024)`, `[Village@Conf'31]`: what a list sets before titles, in bold as well. */
export function isTag(text: string): boolean {
  return isVenue(text) || /^\s*[[(][^[\]()]{1,60}[\])]:?\s*$/.test(text);
}

/** `(ICML 2024)`, `2024.03`. */
export function isVenue(text: string): boolean {
  return venueAndDateOfPrefix(text).date !== undefined;
}

/** `Title, Roe et al., NeurIPS 2017`, `Title (Roe et al., 2022)`, `Title, Ann Roe, Bob Poe, 2022` without what follows the title. */
function withoutCredits(text: string): string {
  const bare = text
    .replace(/\s\((?:No\. )?arxiv:[^()]{1,40}\)$/i, '')
    .replace(/\s\((?:[^()]{0,80}[\s,])?(?:19|20)\d{2}[a-z]?\)$/, '')
    .replace(/\s\(([^()]{5,300})\)$/, (credits, names: string) => (areCredits(names.split(', ')) ? '' : credits));
  const parts = bare.split(', ');
  const firstCredit = parts.findIndex((part, index) => index > 0 && (isCredit(part) || areCredits(parts.slice(index))));
  return firstCredit < 0 ? bare : parts.slice(0, firstCredit).join(', ');
}

function isCredit(part: string): boolean {
  return /\bet al\.?$|(?:^| )(?:19|20)\d{2}$/.test(part);
}

/** Two or more names, years and the like. */
function areCredits(parts: readonly string[]): boolean {
  return parts.length > 1 && parts.every((part) => isWholeName(part.replace(/^(?:and|&) /, '')) || isCredit(part));
}
