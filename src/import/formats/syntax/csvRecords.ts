import { parse } from 'csv-parse/sync';
import { readLines } from './lines';

/** A row with the line on which it begins, or what is wrong there. */
export type CsvRecord =
  { readonly line: number; readonly cells: readonly string[] } | { readonly line: number; readonly problem: string };

const MAX_LINE_LENGTH = 1024 * 1024;
/** A quoted text goes on over so many lines at most; a quote that nobody closes must not swallow the file. */
const MAX_LINES = 500;

/**
 * Streams the rows of a table in CSV (RFC 4180, with any delimiter). Lines are held until their quotes balance; where
 * they do not within 500 lines or 1 MB, the first of the lines is refused and reading goes on after it.
 */
export async function* readCsv(
  text: AsyncIterable<string>,
  delimiter: string,
): AsyncGenerator<CsvRecord, void, undefined> {
  const rows = new RowReader(delimiter);
  for await (const { text: line, number, isCut } of readLines(text, MAX_LINE_LENGTH)) {
    if (isCut) yield { line: number, problem: 'a line of more than 1 MB is no row of a table' };
    else yield* rows.take(line, number);
  }
  yield* rows.finish();
}

interface HeldLine {
  readonly text: string;
  readonly number: number;
}

class RowReader {
  readonly #delimiter: string;
  #held: HeldLine[] = [];
  #length = 0;
  #isQuoted = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  *take(text: string, number: number): Generator<CsvRecord, void, undefined> {
    this.#held.push({ text, number });
    this.#length += text.length;
    if (hasOddQuotes(text)) this.#isQuoted = !this.#isQuoted;
    if (!this.#isQuoted) yield* this.#readHeld();
    else if (this.#held.length > MAX_LINES || this.#length > MAX_LINE_LENGTH) yield* this.#refuseFirst();
  }

  *finish(): Generator<CsvRecord, void, undefined> {
    while (this.#held.length > 0) yield* this.#refuseFirst();
  }

  *#readHeld(): Generator<CsvRecord, void, undefined> {
    const line = this.#held[0]?.number ?? 1;
    const text = this.#held.map((each) => each.text).join('\n');
    this.#clear();
    for (const cells of parseRows(text, this.#delimiter))
      if (cells.some((cell) => cell.trim() !== '')) yield { line, cells };
  }

  *#refuseFirst(): Generator<CsvRecord, void, undefined> {
    const [first, ...rest] = this.#held;
    this.#clear();
    if (first) yield { line: first.number, problem: 'a quote that opens on this line is not closed' };
    for (const { text, number } of rest) yield* this.take(text, number);
  }

  #clear(): void {
    [this.#held, this.#length, this.#isQuoted] = [[], 0, false];
  }
}

function hasOddQuotes(text: string): boolean {
  return text.split('"').length % 2 === 0;
}

function parseRows(text: string, delimiter: string): readonly (readonly string[])[] {
  if (!text.includes('"')) return [text.split(delimiter)];
  return parse(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true });
}
