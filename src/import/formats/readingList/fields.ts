import { parseHttpUrl } from '../../../model/urls';
import { linksOf, textOf, type Block, type Inline } from '../syntax/blocks';
import { isMarkerText } from './labels';

/** `Authors: `, `Link: `: what a line of notes says of the work above it. */
const LABEL =
  /^(?:authors?|by|venue|conference|journal|date|year|published|link|url|paper|pdf|arxiv|doi|code|github|project page)\s{0,2}:\s{0,3}(?=\S)/i;

/** Whether a block is a field of the work above it, and no work of its own as `Paper: [A Title](url)` is. */
export function isField({ kind, inlines }: Block): boolean {
  return (
    (kind === 'item' || kind === 'paragraph') &&
    LABEL.test(textOf(inlines)) &&
    linksOf(inlines).every(({ label }) => isMarkerText(label) || parseHttpUrl(label) !== null)
  );
}

/** What the fields of a block say, parted like sentences; any other block as it is. */
export function fieldValues(block: Block): readonly Inline[] {
  if (!isField(block)) return block.inlines;
  return linesOf(block.inlines).flatMap((line, index) => [...(index > 0 ? [{ text: '. ' }] : []), ...valueOf(line)]);
}

function linesOf(inlines: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]];
  for (const run of inlines)
    for (const [index, text] of run.text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...run, text });
    }
  return lines;
}

/** A line without its label, which says nothing that the value does not. */
function valueOf(line: readonly Inline[]): readonly Inline[] {
  let left = LABEL.exec(line.map(({ text }) => text).join(''))?.[0].length ?? 0;
  return line.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}
