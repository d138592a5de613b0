import { oneLine } from '../syntax/htmlToText';
import { splitAuthors } from './authors';
import { readDate } from './dates';

const PARTICLE = /^(?:de|da|do|dos|di|del|della|der|den|van|von|zu|la|le|el|al|bin|ibn|y|e|ten|ter)$/;
const ACRONYM = /^\p{Lu}{3,}$/u;
const NAME_WORD = /^\p{Lu}[\p{L}.'’-]{0,40}$/u;
/** Words that titles, labels and venues have and names do not. */
const NO_NAME =
  /\b(?:paper|post|blog|article|book|code|video|talk|reading|readings|survey|part|chapter|week|section|see|also|optional|learning|networks?|intelligence|vision|models?|systems?|language|data|machine|deep|neural|safety|alignment|conference|workshop|journal|proceedings|university|institute|lab|arxiv|preprint|neurips|nips|icml|iclr|acl|emnlp|github|available|the|for|with|from|via)\b/i;

/** `Ann Roe`, `J. R. von Poe`: a surname alone names nobody in particular. */
export function isWholeName(name: string): boolean {
  const words = name.split(' ');
  return (
    words.length >= 2 &&
    words.length <= 6 &&
    name.length <= 60 &&
    words.every((word) => NAME_WORD.test(word) || PARTICLE.test(word)) &&
    !ACRONYM.test(words[0] ?? '') &&
    NAME_WORD.test(words.at(-1) ?? '') &&
    !NO_NAME.test(words.filter((word) => !PARTICLE.test(word)).join(' '))
  );
}

/** Where a list of names ends: with a sentence, not with an initial or `al.`, or where a list parts its fields. */
const END = String.raw`(?:[.;|·(](?=\s|$|[^\s.])(?<!\b\p{Lu}\.|\bal\.|\b[JS]r\.)|\s[-–—]\s|$)`;
const BY = new RegExp(String.raw`(?:^|[\s.,|])by\s(.{2,400}?)${END}`, 'iu');
const FIRST_FIELD = new RegExp(String.raw`^(.{3,600}?)${END}`, 'u');

/** Authors behind a title after `by`: `by Ann Roe and Bob Poe (2021)`, `by Ann Roe on her blog`. */
export function authorsAfterBy(suffix: string): string[] {
  const written = BY.exec(suffix.slice(0, 600))?.[1] ?? '';
  return splitAuthors(written.replace(/\s(?:on|at|in|from|for|with|via)\s.{0,400}$/u, '')).filter(isWholeName);
}

/** `Roe, Ann, Bob Poe and …`: only the first name stands with the family name first. */
const FIRST_INVERTED = /^(\p{Lu}[\p{L}’'-]+),\s(\p{Lu}[\p{L}’'.-]*(?:\s\p{Lu}\.)?),\s(?=(?:and\s)?\p{Lu}\S*\s\p{Lu})/u;

/** Authors that a list sets behind a title without a word: `. *Ann Roe, Bob Poe.* NeurIPS 2017`, `, Ann Roe et al.`. */
export function authorsInField(suffix: string): string[] {
  const text = oneLine(suffix.slice(0, 800))
    .replace(/^[\s\p{P}\p{S}]{0,10}[([](?:\p{L}{3,9}\.?\s)?(?:19|20)\d{2}[)\]]/u, '')
    .replace(/^[\s\p{P}\p{S}]{1,10}/u, '');
  const [written = '', first = ''] = FIRST_FIELD.exec(text) ?? [];
  const field = first
    .replace(/[,)\]]\s*$/u, '')
    .replace(/(\bet\.? al\b\.?)\s.*$/u, '$1')
    .replace(FIRST_INVERTED, '$2 $1, ');
  const parts = field.split(/,\s(?:and\s)?|\sand\s|\s&\s/u).map((part) => part.trim());
  const end = parts.findIndex((part) => !isWholeName(part.replace(/\s?\bet\.? al\.?$/, '')));
  const names = end < 0 ? parts : parts.slice(0, end);
  const next = parts[names.length] ?? '';
  // One name may be anything; with others, or before a venue or date, it is an author.
  const after = next === '' ? text.slice(written.length) : next;
  const isSure =
    names.length > 1 ||
    (names.length === 1 && /^et al|^.{0,30}\b(?:19|20)\d{2}\b/.test(after)) ||
    /\bet\.? al\b/.test(field);
  return isSure ? splitAuthors(names.join(', ')) : [];
}

export interface Credits {
  readonly authors: readonly string[];
  readonly date?: string;
}

const NAMES_AND_YEAR = /^(.{2,400}?),?\s?\(((?:19|20)\d{2})[a-z]?(?:,[^()]{1,20})?\)[.,:]?[\s"“”'*_–—-]{0,6}$/u;
const NAMES = /^(.{3,200}?)\s?[,:.–—-][\s"“'*_]{0,6}$/u;

const POSSESSIVE = /^(.{3,60})[’']s$/u;

/** What stands before a title and says who wrote it: `Roe et al. (2016). `, `Ann Roe, “`. `null` for other text. */
export function creditsBefore(prefix: string): Credits | null {
  const text = oneLine(prefix).replace(/^[\s*•–—-]{1,6}/u, '');
  const [, written = '', year] = NAMES_AND_YEAR.exec(text) ?? [];
  if (year !== undefined && areNames(written)) {
    const date = readDate(year);
    return { authors: splitAuthors(written).filter(isWholeName), ...(date === null ? {} : { date }) };
  }
  const names = (NAMES.exec(text) ?? POSSESSIVE.exec(text))?.[1] ?? '';
  const authors = splitAuthors(names);
  const isSure = authors.length > 0 && authors.every(isWholeName);
  return isSure ? { authors } : null;
}

/** `Roe, A., Poe, B., et al`, `Roe and Poe`, `OpenAI`: capitalised, and nothing that a sentence has. */
function areNames(written: string): boolean {
  return (
    /^\p{Lu}/u.test(written) &&
    splitAuthors(written).every((name) => name.split(' ').every((word) => NAME_WORD.test(word) || PARTICLE.test(word)))
  );
}

/** `(2021)`, `[2021]`, `(Roe et al., 2022)` behind a title. */
export function yearInParentheses(text: string): string | undefined {
  return /\((?:[^()]{0,80}[\s,])?((?:19|20)\d{2})[a-z]?\)|\[((?:19|20)\d{2})\]/
    .exec(text.slice(0, 600))
    ?.slice(1)
    .find(Boolean);
}
