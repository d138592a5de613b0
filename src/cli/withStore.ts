import { readConfig } from '../config';
import { openStore } from '../store/open';
import type { GraphStore } from '../store/port';

/** Opens and migrates the store that the environment names, and closes it after the work, however that ends. */
export async function withStore<Result>(work: (store: GraphStore) => Promise<Result>): Promise<Result> {
  const store = openStore(readConfig(process.env));
  try {
    await store.migrate();
    return await work(store);
  } finally {
    await store.close();
  }
}

/** One JSON document on standard output; everything else goes to standard error. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
