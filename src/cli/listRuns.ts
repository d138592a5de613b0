import type { ImportRunNode } from '../model/nodes';
import { printJson, withStore } from './withStore';

const MOST_LISTED = 100;

/** Prints the latest imports that changed the graph, by their ids, as `revert` takes them. */
export async function listRuns({ json }: { readonly json?: true }): Promise<void> {
  const runs = await withStore(async (store) => {
    const page = await store.list({
      filter: { kinds: ['ImportRun'] },
      order: { field: 'PUBLISHED_ON', direction: 'DESC' },
      first: MOST_LISTED,
      count: false,
    });
    return page.items.flatMap(({ node }) => (node.kind === 'ImportRun' ? [node] : []));
  });
  if (json) printJson(runs.map(({ id, facts }) => ({ id, ...facts })));
  else process.stdout.write(runs.map(describeRun).join(''));
}

function describeRun({ id, facts: { name, format, startedAt, revertedAt } }: ImportRunNode): string {
  return `${startedAt}  ${id}  ${name} (${format})${revertedAt === undefined ? '' : `, taken back ${revertedAt}`}\n`;
}
