import { Parser } from 'htmlparser2';
import { withoutInvisible } from '../../../model/invisible';

/** Elements whose content is no text for readers. */
export const UNREADABLE_ELEMENTS: ReadonlySet<string> = new Set(
  'script style title noscript template svg iframe object math button select textarea nav'.split(' '),
);
/** Elements that stand on lines of their own. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6
  header hr li main ol p pre section summary table tbody td tfoot th thead tr ul`.split(/\s+/),
);

/**
 * The text of an HTML fragment: blocks on lines of their own, entities decoded once, scripts and the like left out.
 * Text without markup comes back with its white space normalised. The result is plain text, never to be shown as HTML.
 */
export function htmlToText(html: string): string {
  const pieces: string[] = [];
  let unreadableDepth = 0;
  let depth = 0;
  const parser = new Parser({
    onopentagname(name) {
      depth++;
      if (UNREADABLE_ELEMENTS.has(name)) unreadableDepth++;
      else if (name === 'br' || BLOCK_ELEMENTS.has(name)) pieces.push('\n');
    },
    ontext(text) {
      if (unreadableDepth === 0) pieces.push(text.replace(/\s+/gu, ' '));
    },
    onclosetag(name) {
      depth--;
      if (UNREADABLE_ELEMENTS.has(name)) unreadableDepth = Math.max(0, unreadableDepth - 1);
      else if (BLOCK_ELEMENTS.has(name)) pieces.push('\n');
    },
  });
  parseHtml(parser, html, () => depth);
  return pieces
    .join('')
    .split('\n')
    .map((line) => oneLine(line))
    .filter((line) => line !== '')
    .join('\n');
}

/** Deeper than anybody's page; the parser's time grows with the square of it. */
const DEEPEST = 2_000;
const STEP = 16 * 1024;

/** Parses HTML up to where it is nested more than 2,000 deep. Whether that was all of it. */
export function parseHtml(parser: Parser, html: string, depth: () => number): boolean {
  let start = 0;
  for (; start < html.length && depth() <= DEEPEST; start += STEP) parser.write(html.slice(start, start + STEP));
  parser.end();
  return start >= html.length;
}

/**
 * White space and control characters of any kind as single blanks; what nobody sees (soft hyphens, characters of no width,
 * turns of the writing direction) removed.
 */
export function oneLine(text: string): string {
  return withoutInvisible(text)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
