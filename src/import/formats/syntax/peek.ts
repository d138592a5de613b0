/** The beginning of a text of at least `length` characters (less where it is shorter), and all of the text again. */
export async function peek(
  text: AsyncIterable<string>,
  length: number,
): Promise<{ readonly head: string; readonly text: AsyncIterable<string> }> {
  const pieces = text[Symbol.asyncIterator]();
  let head = '';
  while (head.length < length) {
    const next = await pieces.next();
    if (next.done === true) break;
    head += next.value;
  }
  return { head, text: withRest(head, { [Symbol.asyncIterator]: () => pieces }) };
}

async function* withRest(head: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  yield head;
  yield* rest;
}
