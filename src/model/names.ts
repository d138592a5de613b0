import { agree, SUFFIX } from './personName';
import { fold } from './text';

/** What a list of authors leaves before and behind a name: `and Ann Roe`, `Ann Roe et al.`, `Ann Roe*`. */
const BEFORE_NAME = /^(?:(?:and|by|&)\s|[\s,;:])+/iu;
const BEHIND_NAME = /(?:[\s,;:*†‡§¶∗¹²³⁰-⁹]|(?<![^\s,])et\.? al\.?){1,30}$/iu;
/** `Ann Roe1,2` has footnotes and `Wei Wang 0001` is one of many; a single word, as in `roe42`, is how someone signs. */
const NUMBER_BEHIND_NAME = /(?=\d)(?<=\s\S{0,60}\p{L}\.?)\d{1,2}(?:,\s?\d{1,2}){0,5}$|(?= 0)(?<=\S\s\S{1,60}) 0\d{3}$/u;

/**
 * A person's name as it is written first name first, without what a list left on it: `Müller, Jörg` and
 * `and Jörg Müller*` become `Jörg Müller`. One blank between parts.
 */
export function normaliseAuthorName(name: string): string {
  const clean = name
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(BEFORE_NAME, '')
    .replace(BEHIND_NAME, '')
    .replace(NUMBER_BEHIND_NAME, '');
  const [family, given, ...rest] = clean.split(',').map((part) => part.trim());
  if (family === undefined || given === undefined || given === '') return clean;
  // `Smith, John, Jr.`: the suffix stays behind the family name.
  return [given, family, ...rest].filter((part) => part !== '').join(' ');
}

/** The folded family name, for comparing: the last word that is no suffix such as `Jr.`. */
export function familyName(name: string): string {
  const parts = fold(normaliseAuthorName(name))
    .split(' ')
    .filter((part) => !/^(?:jr|sr|ii|iii|iv)\.?$/.test(part));
  return parts.at(-1) ?? '';
}

/**
 * Whether one name may be the other, written shorter: the same family name and particles, given names that agree in
 * order, of which some are initials or left out. A family name alone is nobody's short form.
 */
export function isShorterFormOf(shorter: string, fuller: string): boolean {
  const [a, b] = [givenNames(shorter), givenNames(fuller)];
  if (familyName(shorter) !== familyName(fuller) || a.length === 0 || b.length === 0) return false;
  if (fullnessOf(shorter) >= fullnessOf(fuller)) return false;
  const [first = '', ...more] = a;
  if (!agree(first, b[0] ?? '')) return false;
  let next = 1;
  for (const name of more) {
    while (next < b.length && !agree(name, b[next] ?? '')) next++;
    if (next++ >= b.length) return false;
  }
  return true;
}

/** How much of a person's given names is written out: whole names count more than initials. */
export function fullnessOf(name: string): number {
  return givenNames(name).reduce((sum, each) => sum + (each.length > 1 ? 100 : 1), 0);
}

/** Folded, without the family name and its suffix; `J.R.` and `J. R.` are two. */
function givenNames(name: string): string[] {
  const parts = fold(normaliseAuthorName(name))
    .replace(/\./g, ' ')
    .split(/[\s-]+/)
    .filter((part) => part !== '' && !SUFFIX.test(part));
  const family = familyName(name).split(/[\s-]+/).length;
  return parts.slice(0, Math.max(0, parts.length - family));
}

/** No author: what stands for one that is not named. */
const NOBODY =
  /^(?:et al\.?|al\.?|(?:and )?others|various(?: (?:authors|people))?|anonymous(?: authors?)?|n\/?a|none|unknown|tbd)$/i;

export function isPersonName(name: string): boolean {
  return /\p{L}/u.test(name) && !NOBODY.test(name.trim());
}

/** No venue: a field that was left open, and an author's own pages. */
const NOWHERE =
  /^(?:n\/?a|none|unknown|tbd|(?:the )?(?:(?:author(?:s|['’]s|s['’])?|own|personal|custom) )+(?:web ?site|web ?page|home ?page|page|blog))$/i;

/**
 * A venue's name without the year and without what was special about one paper there: `NeurIPS 2022 (oral)` becomes
 * `NeurIPS`, so that a venue is one node for all its years. `null` when nothing is left or named.
 */
export function normaliseVenue(venue: string): string | null {
  const name = venue
    .replace(/\([^()]{0,60}\)/g, ' ')
    // Two digits are a year with an apostrophe or at the end, and none in `80,000 Hours` and `Vol 11, Issue 3`.
    .replace(/(?:^|\s)(?:['’]\d{2}|['’]?(?:19|20)\d{2})(?=\s|$|[,;:.](?!\d))|(?<=\S)\s\d{2}(?=[\s,;:.-]*$)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,;:])/g, '')
    .replace(/^[\s,;:.-]+|[\s,;:.-]+$/g, '');
  return name === '' || NOWHERE.test(name) ? null : name;
}
