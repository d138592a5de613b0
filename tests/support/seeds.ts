import { join } from 'node:path';
import { importFile } from '../../src/import/importFile';
import type { GraphStore } from '../../src/store/port';

const SEEDS = join(__dirname, '../../seeds');

/** A part of the real seeds that both engines load in seconds: the taxonomy and some issues of both newsletters. */
const FILES = [
  'topics.yaml',
  'ml-safety-newsletter/issues.yaml',
  'ml-safety-newsletter/6.yaml',
  'ml-safety-newsletter/7.yaml',
  'ml-safety-newsletter/8.yaml',
  'alignment-newsletter/151-171.json',
];

export async function fillWithSeeds(store: GraphStore): Promise<void> {
  for (const file of FILES) {
    const { rejects } = await importFile(store, {
      path: join(SEEDS, file),
      name: `seeds/${file}`,
      format: 'seed',
      now: '2026-01-01T00:00:00Z',
    });
    if (rejects.length > 0) throw new Error(`${file}: ${JSON.stringify(rejects)}`);
  }
}
