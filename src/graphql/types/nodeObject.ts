import { Ctx, Field, ID, InterfaceType, type ClassType } from 'type-graphql';
import type { NodeKind } from '../../model/kinds';
import type { NodeId } from '../../model/ids';
import type { GraphNode, NodeOf } from '../../model/nodes';
import { loadConflicts } from '../conflicts';
import type { GraphContext } from '../context';
import { ClaimOnNode } from './Claim';
import { Conflict } from './Conflict';

type NodeClass<Kind extends NodeKind = NodeKind> = new (node: NodeOf<Kind>) => NodeObject;

const CLASSES = new Map<NodeKind, NodeClass>();

/** Makes `toObject` give nodes of a kind as objects of a class. Each type's file registers itself, so that types can refer to each other. */
export function representedBy<Kind extends NodeKind>(kind: Kind) {
  return (type: NodeClass<Kind>): void => {
    CLASSES.set(kind, type as unknown as NodeClass);
  };
}

/**
 * The class that represents a kind. For `() => Type` in decorators, which are called when all types are there: a type's
 * file that imported the classes that it refers to would import itself in a circle.
 */
export function classOf(kind: NodeKind): ClassType<NodeObject> {
  const type = CLASSES.get(kind);
  if (!type) throw new Error(`No GraphQL type represents ${kind}.`);
  return type;
}

/** The GraphQL object of a node. */
export function toObject(node: GraphNode): NodeObject {
  return new (classOf(node.kind) as unknown as NodeClass)(node);
}

@InterfaceType('Node', {
  description:
    'Anything in the graph that has an id. Ids are unique over all kinds, readable, and stay valid after a merge.',
})
export abstract class NodeObject {
  constructor(readonly node: GraphNode) {}

  @Field(() => ID, { description: 'Unique over the whole graph, for example `paper:arxiv.2212.03827`.' })
  get id(): NodeId {
    return this.node.id;
  }

  @Field(() => [ClaimOnNode], { description: 'Who said what of this node. Its facts are what all claims add up to.' })
  async claims(@Ctx() { loaders }: GraphContext): Promise<ClaimOnNode[]> {
    const claims = await loaders.nodeClaims.load(this.node.id);
    return claims.map((claim) => new ClaimOnNode(claim.source, claim.rank, claim.at, claim.facts));
  }

  @Field(() => [Conflict], { description: 'Of what sources say different things. All that each says is in `claims`.' })
  async conflicts(@Ctx() context: GraphContext): Promise<Conflict[]> {
    return (await loadConflicts(context, this.node)).map((conflict) => new Conflict(conflict));
  }
}
