import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import { isArticleKind, type NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { GraphStore, NodeRecord, WriteBatch } from '../../store/port';
import { waitIfOvertaken } from '../overtaken';
import { alignAuthors } from '../plan/alignAuthors';
import { alignFeatures } from '../plan/alignEntries';
import { ALIAS_MATCH_SOURCE, inferTopics } from '../topics/inferTopics';
import { TopicMatcher } from '../topics/matchTopics';
import type { WorkingSet } from '../working/workingSet';

/** Who decides, and when: ISO 8601 with time zone Z. */
export interface Editor {
  readonly name: string;
  readonly now: string;
}

/** What the graph is about; not its history. */
const EDITABLE: readonly NodeKind[] = ['Paper', 'Issue', 'Resource', 'Newsletter', 'Topic', 'Author', 'Venue'];

/** The nodes of the ids, under the ids that they have now. `NOT_FOUND`; `BAD_INPUT` for what nobody edits. */
export async function requireEditable(store: GraphStore, ids: readonly NodeId[]): Promise<readonly GraphNode[]> {
  const nodes = await store.getByIds(ids);
  return ids.map((id) => {
    const node = nodes.get(id);
    if (!node) throw new GraphError('NOT_FOUND', `There is no node ${id}.`, { id });
    if (EDITABLE.includes(node.kind)) return node;
    throw new GraphError('BAD_INPUT', `${id} belongs to the graph’s history; that cannot be edited.`, { id });
  });
}

/** Plans a change and writes it; plans again on what another writer left in between. */
export async function writePlanned(
  store: GraphStore,
  plan: () => Promise<WriteBatch>,
): Promise<{ readonly revision: number; readonly changed: boolean }> {
  for (let attempt = 1; ; attempt++) {
    const expectedRevision = await store.revision();
    try {
      return await store.write({ ...(await plan()), expectedRevision });
    } catch (error) {
      if (!(await waitIfOvertaken(error, attempt))) throw error;
    }
  }
}

export async function loadWhole(working: WorkingSet, ids: readonly NodeId[]): Promise<void> {
  await working.loadNodes(ids);
  await working.loadAround(ids);
}

/** What follows from what is said of nodes: the keys of an issue's entries, and the topics that texts name. */
export async function followUp(
  store: GraphStore,
  working: WorkingSet,
  ids: readonly NodeId[],
  now: string,
): Promise<NodeRecord[]> {
  const articles = ids.filter((id) => isArticleKind(working.node(id)?.kind ?? 'Source'));
  for (const id of articles) if (working.node(id)?.kind === 'Issue') alignFeatures(working, id);
  if (articles.length === 0) return [];
  await working.loadRelationships(['AUTHORED_BY'], 'OUT', articles);
  await alignAuthors(working, articles);
  await inferTopics(working, articles, await TopicMatcher.fromStore(store), now);
  return [ALIAS_MATCH_SOURCE];
}
