import { parseIdentifier } from '../../model/identifiers';
import type { CitationRecord, Format } from '../record';
import { readLines } from './syntax/lines';

const MAX_LINE_LENGTH = 4_000;
const COMMENT = /^(?:#|\/\/|%)/;
const SAMPLE = 200;
const SEPARATOR = /\s{0,5}(?:->|[,;])\s{0,5}|\s{1,20}/g;
/** No identifier has more of them. */
const MAX_SEPARATORS = 20;
const HEADER_CELL =
  /^(?:citing|cited|from|to|source|target|citing[ _-]?(?:paper|id|doi)|cited[ _-]?(?:paper|id|doi)|paper|cites|references?)$/i;

/** Citations as two columns, the citing paper first, each by identifier or address. */
export const citationEdges: Format = {
  name: 'citation-edges',
  description: 'Citations as two columns (CSV, TSV or blanks): citing paper, cited paper, by DOI, arXiv id or the like',
  detect(head) {
    const lines = head
      .split(/\r?\n/, SAMPLE)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !COMMENT.test(line));
    const whole = lines.length > 5 ? lines.slice(0, -1) : lines;
    const rows = whole.slice(isHeader(whole[0] ?? '') ? 1 : 0);
    const edges = rows.filter((line) => edgeOf(line) !== null).length;
    return edges > 0 && edges >= 0.8 * rows.length ? 0.85 : 0;
  },
  async *read({ file, text }) {
    let isFirst = true;
    for await (const { text: line, number, isCut } of readLines(text, MAX_LINE_LENGTH)) {
      const at = { file, line: number };
      const written = line.trim();
      if (written === '' || COMMENT.test(written)) continue;
      const edge = isCut ? null : edgeOf(written);
      if (edge) yield { type: 'citation', at, citation: edge };
      else if (!isFirst || !isHeader(written))
        yield { at, reason: `“${written.slice(0, 80)}” is no pair of identifiers: expected citing paper, cited paper` };
      isFirst = false;
    }
  },
};

function isHeader(line: string): boolean {
  const cells = line.split(/[\t,;]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  return cells.length === 2 && cells.every((cell) => HEADER_CELL.test(cell));
}

/** A DOI may hold commas and semicolons: the first separator with an identifier on either side parts the columns. */
function edgeOf(line: string): CitationRecord | null {
  let tried = 0;
  for (const { 0: separator, index } of line.matchAll(SEPARATOR)) {
    const [from, to] = [line.slice(0, index), line.slice(index + separator.length)].map((cell) => unquoted(cell));
    if (from !== undefined && to !== undefined && isPaper(from) && isPaper(to)) return { from, to };
    if (++tried === MAX_SEPARATORS) return null;
  }
  return null;
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^["']|["']$/g, '');
}

function isPaper(cell: string): boolean {
  const identifier = parseIdentifier(cell);
  return identifier !== null && identifier.scheme !== 'ORCID';
}
