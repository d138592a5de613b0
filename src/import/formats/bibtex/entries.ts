import { readLines } from '../syntax/lines';
import { Macros, MAX_ENTRY_LENGTH, readFields } from './fields';

/** An entry with its fields as they are written, macros and concatenations resolved, LaTeX left in. */
export interface BibtexEntry {
  /** In lower case, without `@`. */
  readonly type: string;
  /** '' where the entry has none. */
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly line: number;
}

interface BibtexProblem {
  readonly line: number;
  readonly problem: string;
}

const ENTRY_START = /^@\s{0,5}([a-z][\w-]{0,40})\s{0,20}([{(])/i;
const LONGEST_START = 70;
/** At the beginning of a line it begins an entry even where the one before is not closed. */
const SURE_START = /^@[a-z]{2,40}\s{0,5}\{\s{0,5}[^\s{},"]{1,200}\s{0,5}(?:,|$)/i;
/** A field outside of entries: the entry before was closed too early. */
const STRAY_FIELD = /^\s{0,20}[\w-]{2,30}\s{0,20}=\s{0,20}[{"]/;

/** Streams the entries of a BibTeX or BibLaTeX file. An entry whose braces do not balance costs itself only. */
export async function* readBibtex(
  text: AsyncIterable<string>,
): AsyncGenerator<BibtexEntry | BibtexProblem, void, undefined> {
  const macros = new Macros();
  let open: OpenEntry | null = null;
  let closedOn: number | null = null;
  for await (const { text: line, number, isCut } of readLines(text, MAX_ENTRY_LENGTH)) {
    if (isCut) {
      yield { line: number, problem: 'a line of more than 1 MB: break it after each field' };
      open = null;
      continue;
    }
    if (open && SURE_START.test(line)) {
      if (open.isWork) yield open.unbalanced();
      open = null;
    }
    let rest = line;
    while (open !== null || rest !== '') {
      if (!open) {
        const start = startOfEntry(rest);
        if (!start) break;
        open = new OpenEntry(start.type, start.closing, number);
        rest = rest.slice(start.end);
      }
      const end = open.take(rest);
      if (end < 0) break;
      closedOn = open.line;
      const entry = open.finish(macros);
      if (entry) yield entry;
      open = null;
      rest = rest.slice(end);
    }
    if (open !== null && open.length > MAX_ENTRY_LENGTH) {
      yield { line: open.line, problem: 'an entry of more than 1 MB; its braces may not be balanced' };
      open = null;
    }
    if (open === null && closedOn !== null && STRAY_FIELD.test(line) && STRAY_FIELD.test(rest)) {
      yield { line: number, problem: `a field outside of entries: the one on line ${closedOn} has a “}” too many` };
      closedOn = null;
    }
  }
  if (open?.isWork) yield open.unbalanced();
}

interface EntryStart {
  readonly type: string;
  readonly closing: '}' | ')';
  /** Where the entry's content begins. */
  readonly end: number;
}

function startOfEntry(line: string): EntryStart | null {
  for (let at = line.indexOf('@'); at >= 0; at = line.indexOf('@', at + 1)) {
    const [start, type = '', opening] = ENTRY_START.exec(line.slice(at, at + LONGEST_START)) ?? [];
    if (start !== undefined)
      return { type: type.toLowerCase(), closing: opening === '(' ? ')' : '}', end: at + start.length };
  }
  return null;
}

/** An entry whose end has not been read yet. */
class OpenEntry {
  length = 0;
  readonly #pieces: string[] = [];
  #depth = 1;
  #isQuoted = false;

  constructor(
    readonly type: string,
    readonly closing: '}' | ')',
    readonly line: number,
  ) {}

  /** Whether it describes a work: comments and the like may end as they please. */
  get isWork(): boolean {
    return !/^(?:comment|preamble|string)$/.test(this.type);
  }

  unbalanced(): BibtexProblem {
    return { line: this.line, problem: `@${this.type} does not end: its braces are not balanced` };
  }

  /** Takes text up to what closes the entry; returns the position behind it, or -1. */
  take(text: string): number {
    for (let index = 0; index < text.length; index++) {
      if (!this.#closesWith(text.charAt(index))) continue;
      this.#keep(text.slice(0, index));
      return index + 1;
    }
    this.#keep(`${text}\n`);
    return -1;
  }

  #closesWith(character: string): boolean {
    if (character === '{') this.#depth++;
    else if (character === '}') this.#depth--;
    else if (character === '"' && this.#depth === 1) this.#isQuoted = !this.#isQuoted;
    if (this.closing === '}') return this.#depth === 0;
    return character === ')' && this.#depth === 1 && !this.#isQuoted;
  }

  #keep(text: string): void {
    this.length += text.length;
    if (this.length <= MAX_ENTRY_LENGTH) this.#pieces.push(text);
  }

  /** The entry; `null` for definitions and comments. */
  finish(macros: Macros): BibtexEntry | BibtexProblem | null {
    const body = this.#pieces.join('');
    if (this.type === 'string') for (const [name, value] of readFields(body, macros)) macros.define(name, value);
    if (!this.isWork) return null;
    const comma = body.indexOf(',');
    const key = (comma < 0 ? body : body.slice(0, comma)).trim();
    // Without a key the first field stands where the key should.
    const hasKey = !key.includes('=');
    const fields = readFields(hasKey ? body.slice(comma < 0 ? body.length : comma + 1) : body, macros);
    if (fields.size === 0) return { line: this.line, problem: `@${this.type} ${key.slice(0, 80)} has no fields` };
    return { type: this.type, key: hasKey ? key : '', fields, line: this.line };
  }
}
