import { encodingOf } from '../../src/import/fetch/encoding';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

it.each([
  ['plain text', bytes('Ångström'), 'utf-8'],
  ['a feed that says so', bytes('<?xml version="1.0" encoding="ISO-8859-1"?><rss>São</rss>', 'latin1'), 'windows-1252'],
  ['a page that says so', bytes('<html><meta charset=windows-1251><p>\xcf\xf0', 'latin1'), 'windows-1251'],
  [
    'a page that says so in the old way',
    bytes('<meta http-equiv="x" content="text/html; charset=Shift_JIS">'),
    'shift_jis',
  ],
  [
    'ASCII so far, by what it says of the rest',
    bytes('<?xml version="1.0" encoding="iso-8859-2"?><rss>'),
    'iso-8859-2',
  ],
  ['UTF-8 that says something else', bytes('<?xml version="1.0" encoding="ISO-8859-1"?><rss>São</rss>'), 'utf-8'],
  ['UTF-8 cut in the middle of a character', bytes('<?xml encoding="latin1"?>é').subarray(0, -1), 'utf-8'],
  ['an encoding that nobody knows', bytes('<?xml version="1.0" encoding="klingon"?>'), 'utf-8'],
  ['UTF-16 without a mark', bytes('<?xml version="1.0" encoding="UTF-16"?>', 'utf16le'), 'utf-16le'],
  ['UTF-16 the other way round', bytes('<?xml version="1.0"?>', 'utf16le').swap16(), 'utf-16be'],
  ['ASCII that calls itself UTF-16', bytes('<?xml version="1.0" encoding="utf-16"?><rss/>'), 'utf-8'],
  ['a byte order mark', Buffer.from([0xff, 0xfe, 0x41, 0]), 'utf-16le'],
  ['nothing', Buffer.alloc(0), 'utf-8'],
])('recognises %s', (_what, head, encoding) => {
  expect(encodingOf(head)).toBe(encoding);
});
