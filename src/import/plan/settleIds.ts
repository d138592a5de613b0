import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import { articleId } from '../drafts/articleId';
import type { Decisions } from '../identify/decisions';
import { factsOf } from '../working/facts';
import type { WorkingSet } from '../working/workingSet';

/**
 * Gives every article the id that its facts make. A paper that was first known by its title alone takes its arXiv id when
 * that becomes known, and what one source took for a resource and another for a paper is a paper: the graph is the same
 * whichever came first. The old id goes on to lead to the article. An id that another node has is left to that node.
 */
export async function settleIds(
  working: WorkingSet,
  articles: readonly NodeId[],
  kinds: ReadonlyMap<NodeId, NodeKind>,
  decisions: Decisions,
): Promise<void> {
  const moves = new Map<NodeId, NodeId>();
  for (const id of new Set(articles.map((each) => working.currentId(each)))) {
    const node = working.node(id);
    const kind = kinds.get(id) === 'Paper' ? 'Paper' : node?.kind;
    if (!node || (kind !== 'Paper' && kind !== 'Resource')) continue;
    const { title, identifiers } = factsOf(kind, node.claims);
    const settled = articleId(kind, title, identifiers);
    // An editor chose the id that stays.
    if (settled !== id && !decisions.isMerged(settled)) moves.set(id, settled);
  }
  await working.loadNodes([...moves.values()]);
  const free = [...moves].filter(([, to]) => !working.node(to));
  const ids = free.map(([from]) => from);
  await working.loadAround(ids);
  for (const [from, to] of free) {
    const claims = working.node(from)?.claims;
    // Two of the batch may have moved to one id: the first has it.
    if (claims && !working.node(to)) working.rename(from, to, claims);
  }
}
