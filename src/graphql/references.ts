import { resolveReferences } from '../explore/references';
import { GraphError } from '../model/errors';
import { isNodeId, type NodeId } from '../model/ids';
import type { NodeKind } from '../model/kinds';
import type { GraphNode } from '../model/nodes';
import type { GraphContext } from './context';
import type { Loaders } from './loaders';
import { toObject, type NodeObject } from './types/nodeObject';

/** The ids that an argument's references mean, as `resolveReferences` finds them; its errors name the argument. */
export async function findIds(
  { store, loaders, read }: GraphContext,
  argument: string,
  references: readonly string[],
  kinds: readonly NodeKind[],
): Promise<readonly (NodeId | null)[]> {
  const byId = await Promise.all(references.map((reference) => findById(loaders, reference, kinds)));
  if (!byId.includes(null)) return byId;
  try {
    const rest = references.filter((_reference, index) => byId[index] === null);
    const found = await resolveReferences(store, rest, kinds, read);
    let next = 0;
    return byId.map((id) => id ?? found[next++] ?? null);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    throw new GraphError(error.code, error.message, { ...error.details, argument }, { cause: error });
  }
}

/** The node with the id, among those that the request loads anyway. */
async function findById(loaders: Loaders, reference: string, kinds: readonly NodeKind[]): Promise<NodeId | null> {
  const node = isNodeId(reference) ? await loaders.node.load(reference) : null;
  return node && kinds.includes(node.kind) ? node.id : null;
}

/** The ids that an argument's references mean; `NOT_FOUND` for the first that means nothing. */
export async function requireIds(
  context: GraphContext,
  argument: string,
  references: readonly string[],
  kinds: readonly NodeKind[],
): Promise<readonly NodeId[]> {
  const ids = await findIds(context, argument, references, kinds);
  return ids.map((id, index) => {
    if (id !== null) return id;
    throw new GraphError('NOT_FOUND', `There is no ${describeKinds(kinds)} “${references[index] ?? ''}”.`, {
      argument,
    });
  });
}

/** The one node that an argument's reference means; `NOT_FOUND` when there is none. */
export async function requireId(
  context: GraphContext,
  argument: string,
  reference: string,
  kinds: readonly NodeKind[],
): Promise<NodeId> {
  const [id] = await requireIds(context, argument, [reference], kinds);
  return id as NodeId;
}

/** The object that a look-up's reference means; `null` when there is none. */
export async function findByReference<Type extends NodeObject>(
  context: GraphContext,
  argument: string,
  reference: string,
  kinds: readonly NodeKind[],
): Promise<Type | null> {
  const [id] = await findIds(context, argument, [reference], kinds);
  const node = id ? await context.loaders.node.load(id) : null;
  return node ? (toObject(node) as Type) : null;
}

/** The node that a mutation's argument means; `NOT_FOUND` when there is none. */
export async function requireNode(
  context: GraphContext,
  argument: string,
  reference: string,
  kinds: readonly NodeKind[],
): Promise<GraphNode> {
  const id = await requireId(context, argument, reference, kinds);
  const node = await context.loaders.node.load(id);
  if (!node) throw new GraphError('NOT_FOUND', `${id} was removed while the operation ran.`, { argument });
  return node;
}

function describeKinds(kinds: readonly NodeKind[]): string {
  return kinds.length > 3 ? 'node' : kinds.join(' or ').toLowerCase();
}
