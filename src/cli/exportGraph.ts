import { once } from 'node:events';
import { withStore } from './withStore';

/** Prints every node and relationship with its claims, one JSON object a line, as fast as the reader takes it. */
export async function exportGraph(): Promise<void> {
  await withStore(async (store) => {
    for await (const item of store.scan()) {
      const hasRoom = process.stdout.write(`${JSON.stringify(item)}\n`);
      if (!hasRoom) await once(process.stdout, 'drain');
    }
  });
}
