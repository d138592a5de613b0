/** What an entry's fields may amount to, macros resolved. */
export const MAX_ENTRY_LENGTH = 1024 * 1024;
const MAX_MACRO_LENGTH = 10_000;
const MAX_MACROS = 20_000;
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** The abbreviations of a file: the months, and what `@string` adds. */
export class Macros {
  readonly #values = new Map(MONTHS.map((name) => [name, name]));

  /** An unknown one stands for itself. */
  valueOf(name: string): string {
    return this.#values.get(name.toLowerCase()) ?? name;
  }

  /** `@string`s that double each other must not fill the memory. */
  define(name: string, value: string): void {
    if (this.#values.size < MAX_MACROS || this.#values.has(name))
      this.#values.set(name, value.slice(0, MAX_MACRO_LENGTH));
  }
}

/**
 * Reads `name = {value} # macro, …` with the braces around values taken off and LaTeX left in. What is no field is
 * passed over; of two fields of one name the first counts.
 */
export function readFields(body: string, macros: Macros): Map<string, string> {
  return new FieldReader(body, macros).read();
}

class FieldReader {
  readonly #body: string;
  readonly #macros: Macros;
  #position = 0;
  #room = MAX_ENTRY_LENGTH;

  constructor(body: string, macros: Macros) {
    this.#body = body;
    this.#macros = macros;
  }

  read(): Map<string, string> {
    const fields = new Map<string, string>();
    while (this.#position < this.#body.length) {
      const equals = this.#body.indexOf('=', this.#position);
      if (equals < 0) break;
      const before = this.#body.slice(Math.max(this.#position, equals - 120), equals);
      const name = /([\w:+-]{1,60})\s{0,50}$/.exec(before)?.[1]?.toLowerCase();
      this.#position = equals + 1;
      const value = this.#value();
      if (name !== undefined && !fields.has(name)) fields.set(name, value);
    }
    return fields;
  }

  #value(): string {
    const parts: string[] = [];
    for (;;) {
      this.#skipBlanks();
      const part = this.#part().slice(0, this.#room);
      this.#room -= part.length;
      parts.push(part);
      this.#skipBlanks();
      if (this.#body.charAt(this.#position) !== '#') return parts.join('');
      this.#position++;
    }
  }

  #part(): string {
    const character = this.#body.charAt(this.#position);
    if (character === '{') return this.#enclosed('}', 1);
    return character === '"' ? this.#enclosed('"', 0) : this.#word();
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#body.charAt(this.#position))) this.#position++;
  }

  /** Up to the closing character outside of braces; `outside` is the depth before the value's own text. */
  #enclosed(closing: '}' | '"', outside: 0 | 1): string {
    const start = ++this.#position;
    for (let depth: number = outside; this.#position < this.#body.length; this.#position++) {
      const character = this.#body.charAt(this.#position);
      if (character === '{') depth++;
      else if (character === '}') depth--;
      if (character === closing && depth === 0) break;
    }
    return this.#body.slice(start, this.#position++);
  }

  /** A number or a macro. */
  #word(): string {
    const start = this.#position;
    while (this.#position < this.#body.length && !/[\s,#{}"=]/.test(this.#body.charAt(this.#position)))
      this.#position++;
    // Something that is no value must not stop the reader.
    if (this.#position === start) this.#position++;
    return this.#macros.valueOf(this.#body.slice(start, this.#position));
  }
}
