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
 * The encoding of a file by its first bytes: a byte order mark, or what the text is in fact (UTF-8 where it is that and
 * not ASCII alone), or what it says of itself, or else what the server said that sent it, which often says the same of
 * everything. UTF-8 when nothing tells. A name that `TextDecoder` takes.
 */
export function encodingOf(head: Uint8Array, charset?: string): string {
  for (const [mark, encoding] of BYTE_ORDER_MARKS) {
    if (mark.every((byte, index) => head[index] === byte)) return encoding;
  }
  const declared = declaredEncoding(head) ?? (charset === undefined ? null : encodingNamed(charset));
  if (declared === null) return 'utf-8';
  const isAscii = head.every((byte) => byte < 0x80);
  return !isAscii && isUtf8(head) ? 'utf-8' : declared;
}

function declaredEncoding(head: Uint8Array): string | null {
  const ascii = Buffer.from(head.subarray(0, 4096)).toString('latin1');
  for (const pattern of DECLARATIONS) {
    const label = pattern.exec(ascii)?.[1];
    if (label === undefined) continue;
    return encodingNamed(label);
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
