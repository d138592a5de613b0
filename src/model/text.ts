import { stemmer } from 'stemmer';
import { spellingsOf } from './spelling';

/**
 * How often each stem occurs in a node's text, title words counted `TITLE_WEIGHT` times. A map, because an object for each
 * text with its own keys would cost ten times as much.
 */
export type TermCounts = ReadonlyMap<string, number>;

/** A title word says as much about an article as three words of its abstract (BM25F with one weight, Robertson 2004). */
const TITLE_WEIGHT = 3;
const MAX_TERMS = 200;
const MAX_WORD_LENGTH = 40;

/** English function words, and words that every research paper has. They carry no subject. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above across after again all also although among an and another any are as at be because been before being
  below between both but by can cannot could did do does doing down during each either et few for from further had
  has have having he her here hers him his how however i if in into is it its itself just let may me might more most
  much must my no nor not of off on once one only or other our out over own per same shall she should since so some
  such than that the their them then there these they this those through thus to too two under until up upon us use
  used uses using very via was we well were what when where whether which while who whom why will with within without
  would yet you your al e g etc show shows shown paper propose proposed present presents`.split(/\s+/),
);

/** Letters that Unicode does not take apart, as people without them on the keyboard type them. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

const ASCII = /^[\0-\x7f]*$/;

/** Case, accents and compatibility forms removed: `Naïve ﬁne Jørgensen` becomes `naive fine jorgensen`. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[øłđðħıßæœþ]/g, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

/** Folded words (letters and digits), at most 40 characters each, in order. Both engines index exactly these. */
export function words(text: string): string[] {
  const found =
    fold(text)
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => (word.length > MAX_WORD_LENGTH ? word.slice(0, MAX_WORD_LENGTH) : word));
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

const PLAIN_WORD = /^[a-z0-9]+$/i;

/** Where each of a text's `words` stands in it, with marks that hang on it. Words of one character (`½`) stand at one place. */
export function placesOfWords(text: string): Place[] {
  const places: Place[] = [];
  for (const { 0: piece, index: start } of text.matchAll(/[\p{L}\p{N}\p{M}\p{S}'’＇]+/gu)) {
    const place = { start, end: start + piece.length };
    if (PLAIN_WORD.test(piece)) places.push(place);
    else for (let count = words(piece).length; count > 0; count--) places.push(place);
  }
  return places;
}

/** Words without stop words, reduced to their stems (Porter 1980). */
export function stems(text: string): string[] {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stemOf);
}

/** The words of a query, each as the stems that texts may have of it: of its spelling in Britain and in America. */
export function stemsOfWords(text: string): (readonly string[])[] {
  return words(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => [...new Set(spellingsOf(word).map(stemOf))].sort());
}

/** Stems of words met before: texts of one field repeat their words. */
const KNOWN_STEMS = new Map<string, string>();
const MOST_KNOWN = 50_000;

function stemOf(word: string): string {
  const known = KNOWN_STEMS.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word);
  if (KNOWN_STEMS.size >= MOST_KNOWN) KNOWN_STEMS.clear();
  KNOWN_STEMS.set(word, stem);
  return stem;
}

/** Folded words joined by single blanks: two titles are the same when these are. */
export function normaliseTitle(title: string): string {
  return words(title).join(' ');
}

/** The terms of a title and a body; at most 200, the most frequent ones, ties by spelling. */
export function countTerms(title: string, body: string): TermCounts {
  const counts = new Map<string, number>();
  for (const term of stems(title)) counts.set(term, (counts.get(term) ?? 0) + TITLE_WEIGHT);
  for (const term of stems(body)) counts.set(term, (counts.get(term) ?? 0) + 1);
  if (counts.size <= MAX_TERMS) return counts;
  const entries = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return new Map(entries.slice(0, MAX_TERMS));
}
