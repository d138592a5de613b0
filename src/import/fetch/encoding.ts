const BYTE_ORDER_MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** Where XML and HTML say how they are written, which is in ASCII in any encoding that is in use. */
const DECLARATIONS = [
  /^\s*<\?xml\b[^>]{0,200}?\bencoding\s{0,5}=\s{0,5}["']([\w:.-]{1,40})["']/i,
  /<meta\b[^>]{0,200}?\bcharset\s{0,5}=\s{0,5}["']?([\w:.-]{1,40})/i,
];

/**
 * The encoding of a file by its first bytes: a byte order mark or the zeros of UTF-16, or what the text is in fact (UTF-8 where it is that and
 * not ASCII alone), or what it says of itself, or else what the server said that sent it, which often says the same of
 * everything. UTF-8 when nothing tells. A name that `TextDecoder` takes.
 */
export function encodingOf(head: Uint8Array, charset?: string): string {
  for (const [mark, encoding] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, index) => head[index] === byte)) return encoding;
  }
  const wide = wideEncoding(head);
  if (wide !== null) return wide;
  const declared = declaredEncoding(head) ?? (charset === undefined ? null : encodingNamed(charset));
  if (declared === null) return 'utf-8';
  const isAscii = head.every((byte) => byte < 0x80);
  return !isAscii && isUtf8(head) ? 'utf-8' : declared;
}

/** UTF-16 without its mark: of a text that begins in ASCII every other byte is zero. */
function wideEncoding(head: Uint8Array): string | null {
  const units = Math.min(Math.floor(head.length / 2), 32);
  if (units < 4) return null;
  const zerosAt = (offset: 0 | 1) =>
    Array.from({ length: units }, (_, unit) => head[2 * unit + offset]).filter((byte) => byte === 0).length;
  if (zerosAt(1) === units && zerosAt(0) === 0) return 'utf-16le';
  return zerosAt(0) === units && zerosAt(1) === 0 ? 'utf-16be' : null;
}

function declaredEncoding(head: Uint8Array): string | null {
  const ascii = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  for (const pattern of DECLARATIONS) {
    const label = pattern.exec(ascii)?.[1];
    if (label === undefined) continue;
    const encoding = encodingNamed(label);
    // A declaration that can be read as ASCII is not in UTF-16, whatever it says.
    return encoding?.startsWith('utf-16') === true ? 'utf-8' : encoding;
  }
  return null;
}

/** `null` for an encoding that nobody knows; the replacement characters that follow are reported where they stand. */
function encodingNamed(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    // The last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
