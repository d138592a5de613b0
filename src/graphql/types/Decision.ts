import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import type { NodeId } from '../../model/ids';
import type { DecisionFacts, DecisionNode } from '../../model/nodes';
import type { GraphContext } from '../context';
import { VerdictEnum } from '../enums';
import { loadNodesOf } from '../loaders';
import { NodeObject, representedBy, toObject } from './nodeObject';

@ObjectType({
  description: 'What an editor decided about which nodes are one. Imports keep to it.',
  implements: NodeObject,
})
export class Decision extends NodeObject {
  constructor(override readonly node: DecisionNode) {
    super(node);
  }

  @Field(() => VerdictEnum, { description: 'What was decided.' })
  get verdict(): DecisionFacts['verdict'] {
    return this.node.facts.verdict;
  }

  @Field(() => [ID], { description: 'The two ids that it was decided of; the one that stayed comes first.' })
  get nodeIds(): readonly NodeId[] {
    return this.node.facts.nodes;
  }

  @Field(() => [NodeObject], { description: 'The nodes that the two ids lead to now; one after a merge.' })
  async nodes(@Ctx() { loaders }: GraphContext): Promise<NodeObject[]> {
    return (await loadNodesOf(loaders, this.node.facts.nodes)).map(toObject);
  }

  @Field(() => String, { description: 'Who decided.' })
  get decidedBy(): string {
    return this.node.facts.decidedBy;
  }

  @Field(() => String, { description: 'When: ISO 8601 with time zone Z.' })
  get decidedAt(): string {
    return this.node.facts.decidedAt;
  }
}

representedBy('Decision')(Decision);
