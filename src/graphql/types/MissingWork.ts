import { Field, Int, ObjectType } from 'type-graphql';
import type { MissingWorkNode } from '../../model/nodes';
import { NodeObject, representedBy } from './nodeObject';

@ObjectType({
  description: 'A work that papers cite and that the graph does not have yet. Its citations wait for it.',
  implements: NodeObject,
})
export class MissingWork extends NodeObject {
  constructor(override readonly node: MissingWorkNode) {
    super(node);
  }

  @Field(() => String, { description: 'What it is cited as: `doi:10.1000/1`, `arxiv:2212.03827`, `title:…`.' })
  get reference(): string {
    return this.node.facts.key;
  }

  @Field(() => Int, { description: 'How many works cite it.' })
  get citationCount(): number {
    return this.node.popularity;
  }
}

representedBy('MissingWork')(MissingWork);
