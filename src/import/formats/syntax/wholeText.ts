/** All of the text, or `null` when it is longer than the limit: the rest is not read. */
export async function readWhole(text: AsyncIterable<string>, maxLength: number): Promise<string | null> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of text) {
    length += piece.length;
    if (length > maxLength) return null;
    pieces.push(piece);
  }
  const whole = pieces.join('');
  return whole.startsWith('\ufeff') ? whole.slice(1) : whole;
}
