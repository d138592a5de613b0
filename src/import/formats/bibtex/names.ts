import { oneLine } from '../syntax/htmlToText';
import { latexToText } from '../syntax/latexToText';
import { cleanName, splitAuthors } from '../values/authors';

const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/**
 * The names in a BibTeX name list, first name first: `K{\"o}pf, Andreas and {Google DeepMind} and others`. A name in
 * braces is an organisation's and stays as it is.
 */
export function bibtexNames(list: string): string[] {
  const written = splitAtDepthZero(oneLine(list), /^\s(?:[aA][nN][dD]\s|;\s)/).map((name) => name.trim());
  const [only] = written;
  // `A. Roe, B. Poe, C. Doe`: commas where BibTeX wants “and”.
  if (written.length === 1 && only !== undefined && isCommaList(only)) return splitAuthors(latexToText(only));
  return written.map((name) => nameOf(name)).filter((name) => name !== '' && !/^others$/i.test(name));
}

function isCommaList(written: string): boolean {
  const parts = splitAtDepthZero(written, /^,/);
  return parts.length > 3 || (parts.length === 3 && /\S\s\S/.test(parts[1]?.trim() ?? ''));
}

function nameOf(written: string): string {
  if (/^\{[^{}]*\}$/.test(written)) return latexToText(written);
  if (/^(?:given|family|prefix|suffix)\s?=/i.test(written)) return extendedName(written);
  const [last = '', ...rest] = splitAtDepthZero(written, /^,/).map((part) => latexToText(part));
  if (rest.length === 0) return cleanName(last);
  // `von Last, First`, `von Last, Jr, First`, and `von Last, First, Jr` as many write it.
  const suffixes = rest.length > 1 ? rest.filter((part) => SUFFIX.test(part)) : [];
  const first = rest.filter((part) => !suffixes.includes(part));
  return cleanName([...first, last, ...suffixes].filter((part) => part !== '').join(' '));
}

/** BibLaTeX's `given=Ann, prefix=von, family=Roe`. */
function extendedName(written: string): string {
  const parts = new Map(
    splitAtDepthZero(written, /^,/).map((part) => {
      const [key = '', value = ''] = part.split('=');
      return [key.trim().toLowerCase(), latexToText(value.replace(/"/g, ''))];
    }),
  );
  return cleanName(['given', 'prefix', 'family', 'suffix'].map((key) => parts.get(key) ?? '').join(' '));
}

const LONGEST_SEPARATOR = 5;

/** Splits a text where the separator matches outside braces. */
function splitAtDepthZero(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (character === '{') depth++;
    else if (character === '}') depth--;
    else if (depth === 0 && (character === ' ' || character === ',')) {
      const match = separator.exec(text.slice(index, index + LONGEST_SEPARATOR));
      if (!match) continue;
      parts.push(text.slice(start, index));
      start = index + match[0].length;
      // The blank behind `and` may be the one before the next `and`.
      index = match[0].length > 1 ? start - 2 : start - 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
