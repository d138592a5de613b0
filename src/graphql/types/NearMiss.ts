import { Ctx, Field, ObjectType } from 'type-graphql';
import type { NearMissNode } from '../../model/nodes';
import type { GraphContext } from '../context';
import { loadNodesOf } from '../loaders';
import { NodeObject, representedBy, toObject } from './nodeObject';
import { Source } from './Source';

@ObjectType({
  description: 'Two nodes that may be one, for an editor to decide: `mergeNodes` or `keepApart`.',
  implements: NodeObject,
})
export class NearMiss extends NodeObject {
  constructor(override readonly node: NearMissNode) {
    super(node);
  }

  @Field(() => [NodeObject], { description: 'The two, as they are now; one, when an import found out that they are.' })
  async nodes(@Ctx() { loaders }: GraphContext): Promise<NodeObject[]> {
    return (await loadNodesOf(loaders, this.node.facts.nodes)).map(toObject);
  }

  @Field(() => String, { description: 'Why they may be one and were not taken for one.' })
  get reason(): string {
    return this.node.facts.reason;
  }

  @Field(() => String, { description: 'When an import noticed it: ISO 8601 with time zone Z.' })
  get notedAt(): string {
    return this.node.facts.notedAt;
  }

  @Field(() => Source, { nullable: true, description: 'The source whose import noticed it.' })
  async source(@Ctx() { loaders }: GraphContext): Promise<Source | null> {
    const source = await loaders.node.load(this.node.facts.source);
    return source?.kind === 'Source' ? new Source(source) : null;
  }
}

representedBy('NearMiss')(NearMiss);
