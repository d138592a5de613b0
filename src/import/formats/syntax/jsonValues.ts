/** A JSON value and the line on which it begins, or what is wrong there. */
export type JsonValue =
  { readonly line: number; readonly value: unknown } | { readonly line: number; readonly problem: string };

/** No work, paper or post comes near it. */
const MAX_VALUE_LENGTH = 16 * 1024 * 1024;
/** What ends plain text outside strings, and within them. */
const STRUCTURE = /["{}[\],:\n]/g;
const STRING_END = /["\\\n]/g;

/**
 * Streams the values of a JSON document: the elements of a top-level array, of JSON Lines, or of an array under one of
 * `listKeys` in a top-level object; an object without such an array is one value. Memory is bounded by the longest value.
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
  #isString = false;
  #isEscaped = false;
  #depth = 0;
  /** At which depth values stand: 0 for lines, 1 within an array, 2 within an array of an object. */
  #valueDepth = 0;
  #key = '';
  #string = '';
  #value: string[] = [];
  #length = 0;
  #valueLine = 1;
  #isFirst = true;

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
    while (position < piece.length)
      position = this.#isString ? this.#passString(piece, position) : this.#passPlain(piece, position);
  }

  finish(): void {
    if (this.#isString || this.#depth > 0) this.#refuse('JSON breaks off: a string, object or array is not closed');
    else this.#endValue();
  }

  #passString(piece: string, start: number): number {
    if (this.#isEscaped) {
      this.#isEscaped = false;
      this.#keep(piece.charAt(start));
      return start + 1;
    }
    STRING_END.lastIndex = start;
    const end = STRING_END.exec(piece)?.index ?? piece.length;
    this.#keep(piece.slice(start, end));
    if (this.#depth === 1 && this.#string.length < 100) this.#string += piece.slice(start, end).slice(0, 100);
    const character = piece.charAt(end);
    if (character === '') return end;
    if (character === '\\') this.#isEscaped = true;
    else if (character === '"') this.#isString = false;
    else this.#line++;
    this.#keep(character);
    return end + 1;
  }

  #passPlain(piece: string, start: number): number {
    STRUCTURE.lastIndex = start;
    const end = STRUCTURE.exec(piece)?.index ?? piece.length;
    this.#keep(piece.slice(start, end));
    const character = piece.charAt(end);
    if (character !== '') this.#structure(character);
    return end + 1;
  }

  #structure(character: string): void {
    switch (character) {
      case '\n':
        this.#keep(' ');
        this.#line++;
        // JSON Lines: a line that is no object or array is a value by itself.
        if (this.#depth === 0) this.#endValue();
        return;
      case '"':
        this.#isString = true;
        this.#string = '';
        break;
      case ':':
        if (this.#depth === 1) this.#key = this.#string;
        break;
      case '{':
      case '[': {
        this.#openBracket(character);
        return;
      }
      case '}':
      case ']': {
        this.#closeBracket(character);
        return;
      }
      default:
        if (this.#depth === this.#valueDepth) {
          this.#endValue();
          return;
        }
    }
    this.#keep(character);
  }

  #openBracket(character: '{' | '['): void {
    const isList =
      character === '[' &&
      this.#valueDepth === 0 &&
      (this.#depth === 0 || (this.#depth === 1 && this.#listKeys.has(this.#key)));
    this.#depth++;
    // What stands around a list is no value of its own.
    if (isList) [this.#valueDepth, this.#value, this.#length] = [this.#depth, [], 0];
    else this.#keep(character);
  }

  #closeBracket(character: string): void {
    if (this.#depth === 0) {
      this.#refuse(`unexpected “${character}”`);
      return;
    }
    if (this.#depth === this.#valueDepth) {
      this.#endValue();
      this.#depth--;
      // The rest of an object around a list: its other fields are not read.
      this.#valueDepth = this.#depth === 0 ? 0 : -1;
      return;
    }
    this.#depth--;
    this.#keep(character);
    if (this.#depth > 0) return;
    if (this.#valueDepth === -1) [this.#valueDepth, this.#value, this.#length] = [0, [], 0];
    else this.#endValue();
  }

  #keep(text: string): void {
    if (this.#valueDepth === -1) return;
    if (this.#length === 0 && text.trim() === '') return;
    if (this.#length === 0) this.#valueLine = this.#line;
    this.#length += text.length;
    if (this.#length <= MAX_VALUE_LENGTH) this.#value.push(text);
  }

  #endValue(): void {
    if (this.#valueDepth === -1) return;
    const [text, length] = [this.#value.join(''), this.#length];
    [this.#value, this.#length] = [[], 0];
    if (text.trim() === '') return;
    if (length > MAX_VALUE_LENGTH) {
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
