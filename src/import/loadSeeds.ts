import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { GraphError } from '../model/errors';
import type { GraphStore } from '../store/port';
import { importFile } from './importFile';
import { isToBeSeeded, markSeedsBegun, markSeedsLoaded } from './seedState';

export interface SeedProgress {
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

/**
 * Loads the seed files of a folder, topics first, unless the graph has been seeded or has other contents already.
 * Cut off half-way it goes on at the next start. Returns whether it loaded anything.
 */
export async function loadSeeds(
  store: GraphStore,
  folder: string,
  onProgress: (progress: SeedProgress) => void,
): Promise<boolean> {
  const now = new Date().toISOString();
  if (!(await isToBeSeeded(store))) return false;
  await markSeedsBegun(store, now);
  const files = await seedFiles(folder);
  for (const [done, path] of files.entries()) {
    const file = relative(folder, path).replaceAll('\\', '/');
    onProgress({ file, done, total: files.length });
    const report = await importFile(store, { path, name: `seeds/${file}`, format: 'seed', now, strict: true });
    const [reject] = report.rejects;
    if (reject)
      throw new GraphError('BAD_INPUT', `${path}:${reject.at.line ?? 1}: ${reject.reason} (${reject.at.field ?? ''})`, {
        file,
      });
  }
  await markSeedsLoaded(store, now);
  onProgress({ file: '', done: files.length, total: files.length });
  return true;
}

/** Files before folders, so that topics are there before anything is about them; else by name, numbers by value. */
async function seedFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const byName = new Intl.Collator('en', { numeric: true });
  entries.sort((a, b) => Number(a.isDirectory()) - Number(b.isDirectory()) || byName.compare(a.name, b.name));
  const files: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await seedFiles(path)));
    else if (/\.(?:ya?ml|json)$/.test(entry.name)) files.push(path);
  }
  return files;
}
