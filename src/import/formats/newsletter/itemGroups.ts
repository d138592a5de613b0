import { hasOwnTitle } from '../readingList/entry';
import { linksOf, type Block, type Inline } from '../syntax/blocks';

/**
 * Items with what is written below them, deeper or as further paragraphs, as one block each: title, text and address of
 * one work often stand so. A deeper item that names a work of its own stays one.
 */
export function joinItems(blocks: readonly Block[]): Block[] {
  const joined: { block: Block; inlines: Inline[] }[] = [];
  for (const block of blocks) {
    const open = joined.at(-1);
    const above = open?.block;
    const isBelow =
      above?.kind === 'item' &&
      ((block.kind === 'item' && block.level > above.level) ||
        (block.kind === 'paragraph' && block.level >= above.level));
    const isPart = isBelow && !(linksOf(block.inlines).length > 0 && hasOwnTitle(block.inlines));
    if (open && isPart) {
      open.inlines.push({ text: '\n' });
      for (const run of block.inlines) open.inlines.push(run);
    } else joined.push({ block, inlines: [...block.inlines] });
  }
  return joined.map(({ block, inlines }) => ({ ...block, inlines }));
}
