import type { NodeKind } from '../model/kinds';
import type { GraphNode } from '../model/nodes';
import type { GraphStore, Keyset, Order } from '../store/port';

const PAGE = 500;

/** Every node of a kind, in an order, a page at a time. */
export async function* listNodes<Kind extends NodeKind>(
  store: GraphStore,
  kind: Kind,
  order: Order,
): AsyncGenerator<Extract<GraphNode, { kind: Kind }>, void, undefined> {
  let after: Keyset | undefined;
  do {
    const page = await store.list({ filter: { kinds: [kind] }, order, first: PAGE, after, count: false });
    for (const { node } of page.items) if (isOfKind(node, kind)) yield node;
    after = page.hasNextPage ? page.items.at(-1)?.keyset : undefined;
  } while (after);
}

function isOfKind<Kind extends NodeKind>(node: GraphNode, kind: Kind): node is Extract<GraphNode, { kind: Kind }> {
  return node.kind === kind;
}
