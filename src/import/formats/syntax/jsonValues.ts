/** A JSON value and the line on which it begins, or what is wrong there. */
export type JsonValue =
  { readonly line: number; readonly value: unknown } | { readonly line: number; readonly problem: string };

/** No work, paper or post comes near these. */
const MAX_VALUE_LENGTH = 16 * 1024 * 1024;
const MAX_DEPTH = 500;

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const LONGEST_KEY = 100;

/**
 * Streams the values of a JSON document: the elements of a top-level array, of JSON Lines, or of an array under one of
 * `listKeys` in a top-level object; an object without such an array is one value. Time grows with the length of the
 * text alone, whatever it is, and memory with its longest value, of at most 16 MB. A longer value is a problem with its
 * line; so is one that is nested more than 500 deep, and the rest of its line is not looked at.
 */
export async function* readJsonValues(
  text: AsyncIterable<string>,
  listKeys: ReadonlySet<string>,
): AsyncGenerator<JsonValue, void, undefined> {
  const splitter = new JsonSplitter(listKeys);
  for await (const piece of text) {
    splitter.write(piece);
    yield* splitter.take();
  }
  splitter.finish();
  yield* splitter.take();
}

/** Cuts values out by brackets and quotes alone; `JSON.parse` then judges each. */
class JsonSplitter {
  readonly #listKeys: ReadonlySet<string>;
  #found: JsonValue[] = [];
  #line = 1;
  #isFirst = true;
  #isString = false;
  #isEscaped = false;
  /** Until the end of the line, after what is nested too deep. */
  #isSkipping = false;
  #depth = 0;
  /** At which depth values stand: 0 for lines, 1 within an array, 2 within an array of an object, -1 after that array. */
  #valueDepth = 0;
  /** On which line the list that is read began. */
  #listLine = 0;
  #key = '';
  #string = '';
  /** The beginning of the value from earlier pieces; where in the present piece it goes on, or -1 where there is none. */
  #earlier: string[] = [];
  #length = 0;
  #begin = -1;
  #valueLine = 1;

  constructor(listKeys: ReadonlySet<string>) {
    this.#listKeys = listKeys;
  }

  take(): JsonValue[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  write(piece: string): void {
    let position = this.#isFirst && piece.startsWith('\ufeff') ? 1 : 0;
    this.#isFirst &&= piece === '';
    while (position < piece.length) {
      if (this.#isSkipping) position = this.#skipLine(piece, position);
      else if (this.#isString) position = this.#passString(piece, position);
      else position = this.#passPlain(piece, position);
    }
    this.#keepPiece(piece);
  }

  finish(): void {
    if (this.#isString || this.#depth > 0) this.#refuse('JSON breaks off: a string, object or array is not closed');
    else this.#endValue('', 0);
  }

  #skipLine(piece: string, start: number): number {
    const end = piece.indexOf('\n', start);
    if (end < 0) return piece.length;
    this.#line++;
    this.#isSkipping = false;
    return end + 1;
  }

  #passString(piece: string, start: number): number {
    let position = start;
    let isEscaped = this.#isEscaped;
    for (; position < piece.length; position++) {
      const code = piece.charCodeAt(position);
      if (code === NEWLINE) this.#line++;
      if (isEscaped) isEscaped = false;
      else if (code === BACKSLASH) isEscaped = true;
      else if (code === QUOTE) break;
    }
    this.#isEscaped = isEscaped;
    if (this.#depth === 1 && this.#string.length < LONGEST_KEY)
      this.#string += piece.slice(start, Math.min(position, start + LONGEST_KEY));
    if (position === piece.length) return position;
    this.#isString = false;
    return position + 1;
  }

  /** Goes on to the next string or the end of the piece. */
  #passPlain(piece: string, start: number): number {
    for (let position = start; position < piece.length; position++) {
      const code = piece.charCodeAt(position);
      switch (code) {
        case NEWLINE:
          this.#line++;
          // JSON Lines: a line that is no object or array is a value by itself.
          if (this.#depth === 0) this.#endValue(piece, position);
          break;
        case QUOTE:
          this.#beginValue(position);
          this.#isString = true;
          this.#string = '';
          return position + 1;
        case COLON:
          if (this.#depth === 1) this.#key = this.#string;
          this.#beginValue(position);
          break;
        case COMMA:
          if (this.#depth === this.#valueDepth) this.#endValue(piece, position);
          break;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          this.#openBracket(code, position);
          if (this.#isSkipping) return position + 1;
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          this.#closeBracket(piece, position);
          break;
        default:
          if (code > 0x20) this.#beginValue(position);
      }
    }
    return piece.length;
  }

  #openBracket(code: number, position: number): void {
    const isList =
      code === OPEN_BRACKET &&
      this.#valueDepth === 0 &&
      (this.#depth === 0 || (this.#depth === 1 && this.#listKeys.has(this.#key)));
    this.#depth++;
    if (isList) {
      // What stands around a list is no value of its own.
      this.#valueDepth = this.#depth;
      this.#listLine = this.#line;
      this.#forgetValue();
      return;
    }
    this.#beginValue(position);
    // After a list nothing is kept, however deep.
    if (this.#depth <= MAX_DEPTH || this.#valueDepth === -1) return;
    this.#refuse(`nested more than ${MAX_DEPTH} deep; the rest of the line is not read`);
    this.#forgetValue();
    this.#isSkipping = true;
    if (this.#listLine === this.#line) this.#valueDepth = 0;
    this.#depth = this.#valueDepth;
  }

  #closeBracket(piece: string, position: number): void {
    if (this.#depth === 0) {
      this.#valueLine = this.#line;
      this.#refuse(`unexpected “${piece.charAt(position)}”`);
      return;
    }
    if (this.#depth === this.#valueDepth) {
      this.#endValue(piece, position);
      this.#depth--;
      // The rest of an object around a list: its other fields are not read.
      this.#valueDepth = this.#depth === 0 ? 0 : -1;
      return;
    }
    this.#depth--;
    if (this.#depth > 0) return;
    if (this.#valueDepth === -1) this.#valueDepth = 0;
    else this.#endValue(piece, position + 1);
  }

  #beginValue(position: number): void {
    if (this.#begin >= 0 || this.#valueDepth === -1) return;
    this.#begin = position;
    this.#valueLine = this.#line;
  }

  /** A value may go on in the next piece; of one that is too long, the length is enough. */
  #keepPiece(piece: string): void {
    if (this.#begin < 0) return;
    this.#length += piece.length - this.#begin;
    if (this.#length > MAX_VALUE_LENGTH) this.#earlier = [];
    else this.#earlier.push(piece.slice(this.#begin));
    this.#begin = 0;
  }

  #forgetValue(): void {
    [this.#earlier, this.#length, this.#begin] = [[], 0, -1];
  }

  #endValue(piece: string, end: number): void {
    if (this.#begin < 0) return;
    const length = this.#length + end - this.#begin;
    const text = length > MAX_VALUE_LENGTH ? null : this.#earlier.join('') + piece.slice(this.#begin, end);
    this.#forgetValue();
    if (text === null) {
      this.#refuse('a value of more than 16 MB');
      return;
    }
    try {
      this.#found.push({ line: this.#valueLine, value: JSON.parse(text) });
    } catch (error) {
      this.#refuse(`not JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}`);
    }
  }

  #refuse(problem: string): void {
    this.#found.push({ line: this.#valueLine, problem });
  }
}
