import { resolveReferences } from '../explore/references';
import type { NodeKind } from '../model/kinds';
import type { GraphContext } from './context';
import { toObject, type NodeObject } from './types/nodeObject';

/** The object that a reference means among nodes of the kinds; `null` when there is none. */
export async function findByReference<Type extends NodeObject>(
  context: GraphContext,
  reference: string,
  kinds: readonly NodeKind[],
): Promise<Type | null> {
  const [id] = await resolveReferences(context.store, [reference], kinds, context.read);
  const node = id === null || id === undefined ? null : await context.loaders.node.load(id);
  return node ? (toObject(node) as Type) : null;
}
