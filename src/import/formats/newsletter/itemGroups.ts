import { hasOwnTitle } from '../readingList/entry';
import { linksOf, type Block } from '../syntax/blocks';

/**
 * Items with what is written below them, deeper or as further paragraphs, as one block each: title, text and address of
 * one work often stand so. A deeper item that names a work of its own stays one.
 */
export function joinItems(blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const open = joined.at(-1);
    const isBelow =
      open?.kind === 'item' &&
      ((block.kind === 'item' && block.level > open.level) ||
        (block.kind === 'paragraph' && block.level >= open.level));
    const isPart = isBelow && !(linksOf(block.inlines).length > 0 && hasOwnTitle(block.inlines));
    if (open && isPart)
      joined[joined.length - 1] = { ...open, inlines: [...open.inlines, { text: '\n' }, ...block.inlines] };
    else joined.push(block);
  }
  return joined;
}
