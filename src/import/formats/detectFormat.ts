import { GraphError } from '../../model/errors';
import { FORMATS } from '.';
import { firstLine, headerCells, howToMap, looksLikeTable, nameHeaders } from './table/columns';
import type { Format } from '../record';

/** Below this nobody is sure enough, and guessing would put nonsense into the graph. */
const SURE_ENOUGH = 0.3;

/** The format that recognises the beginning of a file best. `BAD_INPUT` when none does. */
export function detectFormat(head: string, fileName: string): Format {
  let best: Format | null = null;
  let surest = SURE_ENOUGH;
  const own = withoutExamples(head);
  for (const format of FORMATS) {
    const sureness = format.detect(own, fileName);
    if (sureness > surest) [best, surest] = [format, sureness];
  }
  if (best) return best;
  throw new GraphError('BAD_INPUT', `${fileName}: no format recognises this file. ${whatToSay(head, fileName)}`, {
    file: fileName,
  });
}

/** No text has them, but archives, pictures, PDFs and databases do. */
const BINARY = /[\0-\x08\x0e-\x1a]/;

function whatToSay(head: string, fileName: string): string {
  if (head.trim() === '') return 'It is empty.';
  if (/^%PDF-/.test(head) || BINARY.test(head.slice(0, 1_000)))
    return 'It is no text but something else, such as a PDF, an archive or a picture: give the text that is in it.';
  if (!looksLikeTable(head, fileName)) return `Name its format, on the command line with --format: ${formatNames()}.`;
  const headers = headerCells(firstLine(head));
  return `As a table it has the columns ${nameHeaders(headers)}. ${howToMap(headers)}.`;
}

/** What stands between the fences of a Markdown text is shown in it (“please cite us as …”) and is not what it is. */
function withoutExamples(head: string): string {
  return head.replace(/^(```|~~~)[^`\n]{0,200}\n[^]*?(?:^\1|(?![^]))/gm, '');
}

/** A format by name. `BAD_INPUT` when there is none of that name. */
export function formatNamed(name: string): Format {
  const format = FORMATS.find((each) => each.name === name);
  if (!format)
    throw new GraphError('BAD_INPUT', `There is no format “${name}”. Choose one of: ${formatNames()}.`, {
      argument: 'input.format',
      format: name,
    });
  return format;
}

function formatNames(): string {
  return FORMATS.map(({ name }) => name).join(', ');
}
