import type { SourceNode } from '../model/nodes';
import type { GraphStore, Keyset } from '../store/port';

const PAGE = 100;

/** Every source of the graph, the latest first. */
export async function listAllSources(store: GraphStore): Promise<readonly SourceNode[]> {
  const sources: SourceNode[] = [];
  let after: Keyset | undefined;
  do {
    const page = await store.list({
      filter: { kinds: ['Source'] },
      order: { field: 'NAME', direction: 'ASC' },
      first: PAGE,
      after,
      count: false,
    });
    sources.push(...page.items.flatMap(({ node }) => (node.kind === 'Source' ? [node] : [])));
    after = page.hasNextPage ? page.items.at(-1)?.keyset : undefined;
  } while (after);
  return sources.sort((a, b) => (a.facts.importedAt < b.facts.importedAt ? 1 : -1));
}
