/** A line of the input, without its line break. */
export interface Line {
  readonly text: string;
  /** Counts from 1. */
  readonly number: number;
  /** The line was longer than the limit: `text` is its beginning. */
  readonly isCut: boolean;
}

/** No line of a file that people or programs write for each other is longer; a longer one is cut. */
const MAX_LINE_LENGTH = 4 * 1024 * 1024;

/** Splits text into lines in bounded memory, whatever the length of the pieces or the lines. */
export async function* readLines(
  text: AsyncIterable<string>,
  maxLength: number = MAX_LINE_LENGTH,
): AsyncGenerator<Line, void, undefined> {
  let number = 1;
  let held: string[] = [];
  let heldLength = 0;
  let isCut = false;
  const hold = (part: string) => {
    const room = maxLength - heldLength;
    if (part.length > room) isCut = true;
    const kept = part.length > room ? part.slice(0, room) : part;
    if (kept !== '') held.push(kept);
    heldLength += kept.length;
  };
  const take = (): Line => {
    const joined = held.length === 1 ? (held[0] ?? '') : held.join('');
    const line = { text: joined.endsWith('\r') ? joined.slice(0, -1) : joined, number, isCut };
    number++;
    held = [];
    heldLength = 0;
    isCut = false;
    return line;
  };
  let isFirst = true;
  for await (const piece of text) {
    let start = isFirst && piece.startsWith('\ufeff') ? 1 : 0;
    isFirst &&= piece === '';
    for (let end = piece.indexOf('\n', start); end >= 0; end = piece.indexOf('\n', start)) {
      hold(piece.slice(start, end));
      yield take();
      start = end + 1;
    }
    hold(piece.slice(start));
  }
  // A last line without line break; an empty one after the last break is none.
  const last = take();
  if (last.text !== '') yield last;
}
