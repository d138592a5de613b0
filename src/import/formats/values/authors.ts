import { oneLine } from '../syntax/htmlToText';
import { isPersonName, normaliseAuthorName } from '../../../model/names';
import { repairMojibake } from '../syntax/mojibake';

/** `J.`, `J. R.`, `J.-P.`, `JR`: what stands after a comma when the family name came first. */
const INITIALS = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u;

/**
 * The names in a list as people write it: `A. Roe and B. Poe`, `A. Roe, B. Poe, and C. Doe et al.`, `Roe, A.; Poe, B.`,
 * `Roe, A., Poe, B.`, `Roe, Ann and Poe, Bob`. Each first name first; `et al.` names nobody. `Roe, Ann` is one name in a
 * column of a table; in prose it is two people by their family names.
 */
export function splitAuthors(list: string, isColumn = false): string[] {
  const text = oneLine(list)
    .replace(/[*†‡§¶]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
    .replace(/,?\s?(?:\band\b|&)?\s?\bet\.? al\b\.?|,? and others\b|,?\s?(?:…|\.\.\.)$/giu, '')
    .trim();
  return partsOf(text, isColumn)
    .map((part) => cleanName(part))
    .filter((name) => name !== '');
}

function partsOf(text: string, isColumn: boolean): string[] {
  if (text.includes(';')) return text.split(/;(?:\s?and\s)?/u);
  const byAnd = text.split(/,?\s(?:and|&)\s/u);
  // `Roe, Ann and Poe, Bob`: every part is one name with its comma.
  if (byAnd.length > 1 && byAnd.every((part) => part.split(',').length === 2)) return byAnd;
  const parts = byAnd.flatMap((part) => part.split(','));
  const trimmed = parts.map((part) => part.trim()).filter((part) => part !== '');
  const isInverted =
    trimmed.length > 1 &&
    trimmed.length % 2 === 0 &&
    (trimmed.every((part, index) => INITIALS.test(part) === (index % 2 === 1)) ||
      (isColumn && byAnd.length === 1 && areSingleWords(trimmed)));
  if (!isInverted) return joinSuffixes(trimmed);
  return trimmed.flatMap((family, index) => (index % 2 === 0 ? [`${family}, ${trimmed[index + 1] ?? ''}`] : []));
}

/** `Roe, Ann`, `Roe, Ann, Poe, Bob`: in a column of whole names nobody goes by one word, so each two are one name. */
function areSingleWords(parts: readonly string[]): boolean {
  return parts.every((part) => /^\p{Lu}[\p{L}'’-]+$/u.test(part));
}

/** `John Roe, Jr.` is one name. */
function joinSuffixes(parts: readonly string[]): string[] {
  const names: string[] = [];
  for (const part of parts) {
    const last = names.at(-1);
    if (last !== undefined && /^(?:jr|sr|ii|iii|iv)\.?$/i.test(part)) names[names.length - 1] = `${last} ${part}`;
    else names.push(part);
  }
  return names;
}

/** One name, first name first, without footnote marks; empty when it is none. */
export function cleanName(written: string): string {
  const name = normaliseAuthorName(oneLine(repairMojibake(written)));
  return isPersonName(name) ? name : '';
}
