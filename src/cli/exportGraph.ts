import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { GraphStore } from '../store/port';
import { withStore } from './withStore';

/**
 * Prints every node and relationship with its claims and every redirect, one JSON object a line, as fast as the reader
 * takes it: what `import` makes the same graph of again.
 */
export async function exportGraph(): Promise<void> {
  await withStore(async (store) => {
    await pipeline(Readable.from(linesOf(store)), process.stdout, { end: false });
  });
}

async function* linesOf(store: GraphStore): AsyncIterable<string> {
  for await (const item of store.scan()) yield `${JSON.stringify(item)}\n`;
}
