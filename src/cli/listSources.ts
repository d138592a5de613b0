import { listAllSources } from '../import/sources';
import { printJson, withStore } from './withStore';

/** Prints every source with its format and the time of its first import. */
export async function listSources({ json }: { readonly json?: true }): Promise<void> {
  const sources = await withStore(listAllSources);
  if (json) printJson(sources.map(({ id, facts }) => ({ id, ...facts })));
  else
    for (const { id, facts } of sources)
      process.stdout.write(`${facts.importedAt}  ${id.padEnd(40)}  ${facts.format.padEnd(20)}  ${facts.name}\n`);
}
