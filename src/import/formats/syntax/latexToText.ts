import { oneLine } from './htmlToText';
import { repairMojibake } from './mojibake';
import { LATEX_ACCENTS, LATEX_DROPPED, LATEX_SILENT, LATEX_SYMBOLS } from './latexSymbols';

/** `\n` and `\r` of other programs, which reference managers escape as if they were text: `$\backslash$n`. */
const LINE_BREAK = /(?:\$\\backslash\$|\{\\(?:text)?backslash\})[nr]/g;

/**
 * LaTeX as titles, names and abstracts use it, as plain text on one line: accents, letters and symbols become
 * characters, `\emph{…}` and `$…$` their content. An unknown macro keeps its name. One pass, never back.
 */
export function latexToText(written: string): string {
  const latex = repairMojibake(written).replace(LINE_BREAK, ' ');
  if (!/[\\${}~`]|--|''/.test(latex)) return oneLine(latex);
  return oneLine(new LatexReader(latex).read()).normalize('NFC');
}

const MAX_MATH_LENGTH = 500;

class LatexReader {
  readonly #source: string;
  #position = 0;
  #mathEnd = -1;

  constructor(source: string) {
    this.#source = source;
  }

  read(): string {
    const pieces: string[] = [];
    while (this.#position < this.#source.length) pieces.push(this.#next());
    return pieces.join('');
  }

  #next(): string {
    const source = this.#source;
    const character = source.charAt(this.#position);
    const ahead = (text: string) => source.startsWith(text, this.#position);
    const take = (length: number, result: string) => {
      this.#position += length;
      return result;
    };
    if (character === '\\') return this.#macro();
    if (character === '{' || character === '}') return take(1, '');
    if (character === '$') return this.#dollar();
    if (this.#mathEnd >= 0) return take(1, character);
    if (character === '~') return take(1, ' ');
    if (ahead('---')) return take(3, '—');
    if (ahead('--')) return take(2, '–');
    if (ahead('``')) return take(2, '“');
    if (ahead("''")) return take(2, '”');
    return take(1, character);
  }

  /**
   * A dollar sign opens mathematics only if one closes it soon and neither stands beside a blank: `$5 and $6` is money,
   * and so is `$5-$6`.
   */
  #dollar(): string {
    const at = this.#position++;
    if (this.#mathEnd === at) {
      this.#mathEnd = -1;
      return '';
    }
    const width = this.#source.charAt(at + 1) === '$' ? 2 : 1;
    const end = this.#source.slice(at + width, at + width + MAX_MATH_LENGTH).search(/\$/);
    if (end < 0) return '$';
    const content = this.#source.slice(at + width, at + width + end);
    const isAmountNext = /^\d/.test(this.#source.charAt(at + width + end + 1));
    const isMoney = /^\s|\s$/.test(content) || (isAmountNext && /^\d/.test(content));
    if (content !== '' && isMoney && width === 1) return '$';
    this.#position = at + width;
    this.#mathEnd = at + width + end;
    return '';
  }

  #macro(): string {
    const source = this.#source;
    const start = ++this.#position;
    const first = source.charAt(start);
    if (!/[A-Za-z]/.test(first)) {
      this.#position++;
      const accent = LATEX_ACCENTS.get(first);
      if (accent !== undefined) return this.#accented(accent);
      // `\\` is a line break, `\,` and the like are spaces; `\(`, `\[` and `\-` leave nothing; `\%` is the character.
      if (first === '\\' || /[\s,;:!>]/.test(first)) return ' ';
      return /[()[\]\-/@]/.test(first) ? '' : first;
    }
    while (/[A-Za-z]/.test(source.charAt(this.#position))) this.#position++;
    const name = source.slice(start, this.#position);
    return this.#named(name);
  }

  #named(name: string): string {
    const isArgumentNext = this.#source.charAt(this.#position) === '{';
    const accent = LATEX_ACCENTS.get(name);
    // `\c` and `\v` are accents only before their letter; `\check` and `\bar` may stand alone in prose.
    if (accent !== undefined && (isArgumentNext || /\s/.test(this.#source.charAt(this.#position)))) {
      return this.#accented(accent);
    }
    if (LATEX_DROPPED.has(name)) return this.#skipArguments();
    if (name === 'href') this.#skipArguments(1);
    const symbol = LATEX_SYMBOLS.get(name);
    if (symbol !== undefined) {
      this.#skipBlank();
      return symbol;
    }
    if (LATEX_SILENT.has(name)) {
      this.#skipBlank();
      return '';
    }
    // `\emph{text}` leaves its text, `\method` its name.
    return isArgumentNext ? '' : name;
  }

  /** The letter after an accent, in braces or not, with the accent. */
  #accented(accent: string): string {
    const match = /^\s?\{?\s?(?:\\([ijoOlLaA]{1,2})(?![A-Za-z])\s?|([^\\{}\s]))/u.exec(
      this.#source.slice(this.#position, this.#position + 12),
    );
    if (!match) return '';
    this.#position += match[0].length;
    const letter = match[2] ?? LATEX_SYMBOLS.get(match[1] ?? '') ?? '';
    return `${letter}${accent}`;
  }

  #skipBlank(): void {
    if (this.#source.charAt(this.#position) === ' ' && this.#mathEnd < 0) this.#position++;
    if (this.#source.startsWith('{}', this.#position)) this.#position += 2;
  }

  #skipArguments(most = 3): string {
    for (let count = 0; count < most; count++) {
      const open = this.#source.charAt(this.#position);
      if (open !== '{' && open !== '[') break;
      const end = this.#source.indexOf(open === '{' ? '}' : ']', this.#position);
      if (end < 0) break;
      this.#position = end + 1;
    }
    return '';
  }
}
