import type { NodeId } from '../../model/ids';
import { isArticleKind } from '../../model/kinds';
import type { LookupKey } from '../../model/keys';
import type { ArticleLikeness, GraphNode } from '../../model/nodes';
import type { GraphReads } from '../working/graphAhead';
import { familyName } from '../../model/names';

/** Fewer words than these name many things ("Jobs at CHAI"): such a title needs more than silence to be recognised. */
const TELLING_WORDS = 4;
/** A preprint of December is a paper of the next year. */
const YEARS_APART = 1;

/** What is known of the nodes that a title may mean. */
export async function readLikenesses(
  store: GraphReads,
  titleKeys: readonly LookupKey[],
  hits: ReadonlyMap<LookupKey, readonly NodeId[]>,
  nodes: ReadonlyMap<NodeId, GraphNode>,
): Promise<ReadonlyMap<NodeId, ArticleLikeness>> {
  const titleKeyOf = new Map(titleKeys.flatMap((key) => (hits.get(key) ?? []).map((id) => [id, key])));
  if (titleKeyOf.size === 0) return new Map();
  const authors = await store.expand({
    type: 'AUTHORED_BY',
    direction: 'OUT',
    ids: [...titleKeyOf.keys()],
    order: { field: 'POSITION', direction: 'ASC' },
    first: 1,
    count: false,
  });
  return new Map(
    [...titleKeyOf].flatMap(([id, titleKey]) => {
      const node = nodes.get(id);
      if (!node || !isArticleKind(node.kind)) return [];
      const published = 'publishedOn' in node.facts ? node.facts.publishedOn : undefined;
      const first = authors.get(id)?.items[0]?.node;
      const likeness: ArticleLikeness = {
        titleKey,
        year: published === undefined ? null : Number(published.slice(0, 4)),
        firstAuthor: first?.kind === 'Author' ? familyName(first.facts.name) : null,
      };
      return [[id, likeness] as const];
    }),
  );
}

/** Whether two articles of one title are one: nothing that is known of both differs, and the title says enough. */
export function isAlike(a: ArticleLikeness, b: ArticleLikeness): boolean {
  const knowsAuthors = a.firstAuthor !== null && b.firstAuthor !== null;
  return isCompatible(a, b) && (knowsAuthors || a.titleKey.split(' ').length >= TELLING_WORDS);
}

/** Whether nothing that is known of both differs. */
export function isCompatible(a: ArticleLikeness, b: ArticleLikeness): boolean {
  const sameYear = a.year === null || b.year === null || Math.abs(a.year - b.year) <= YEARS_APART;
  return sameYear && (a.firstAuthor === null || b.firstAuthor === null || a.firstAuthor === b.firstAuthor);
}
