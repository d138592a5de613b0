/** The characters that Windows-1252 has in place of control characters, by byte. */
const WINDOWS_1252 = new Map(
  Array.from(
    '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ',
    (character, index) => [character, 0x80 + index] as const,
  ),
);
/** What the first and second byte of two-byte and three-byte UTF-8 look like when read as Latin-1 or Windows-1252. */
const SIGN = /[Â-ï][\u0080-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/**
 * UTF-8 that somebody before us read as Latin-1 or Windows-1252, read aright: `JosÃ©` becomes `José`. Text that is not
 * such a misreading from beginning to end comes back as it is.
 */
export function repairMojibake(text: string): string {
  if (!SIGN.test(text)) return text;
  const bytes: number[] = [];
  for (const character of text) {
    const code = WINDOWS_1252.get(character) ?? character.codePointAt(0) ?? 0;
    if (code > 0xff) return text;
    bytes.push(code);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
}
