import { nodeId, shortHash, slugify, type NodeId } from '../model/ids';
import type { SourceFacts, SourceNode } from '../model/nodes';
import type { GraphStore, Keyset } from '../store/port';

const PAGE = 100;

/** The id of the source of a name: the same name is the same source. */
export function sourceIdOf(name: string): NodeId {
  return nodeId('Source', `${slugify(name)}-${shortHash(name)}`);
}

/** What the graph knows of the source of a name. */
export async function findSource(store: GraphStore, name: string): Promise<SourceFacts | null> {
  const id = sourceIdOf(name);
  const node = (await store.getByIds([id])).get(id);
  return node?.kind === 'Source' ? node.facts : null;
}

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
