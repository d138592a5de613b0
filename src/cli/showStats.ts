import { printJson, withStore } from './withStore';

/** Prints how many nodes and relationships of each kind there are. */
export async function showStats({ json }: { readonly json?: true }): Promise<void> {
  const stats = await withStore((store) => store.stats());
  if (json) {
    printJson(stats);
    return;
  }
  const rows = [
    ...Object.entries(stats.nodes),
    ...Object.entries(stats.relationships),
    ['revision', stats.revision] as const,
  ];
  process.stdout.write(rows.map(([name, count]) => `${name.padEnd(14)}${String(count).padStart(10)}\n`).join(''));
}
