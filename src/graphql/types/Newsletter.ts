import { Args, Ctx, Field, ObjectType } from 'type-graphql';
import type { NewsletterNode } from '../../model/nodes';
import { ArticlePageArgs } from '../args';
import type { GraphContext } from '../context';
import { articleFilter, articleOrder, loadHops } from '../pages';
import { NewsletterIssueConnection } from './hops';
import { NodeObject, representedBy } from './nodeObject';

@ObjectType({ description: 'A series of issues.', implements: NodeObject })
export class Newsletter extends NodeObject {
  constructor(override readonly node: NewsletterNode) {
    super(node);
  }

  @Field(() => String, { description: 'Its short name in addresses and references.' })
  get slug(): string {
    return this.node.facts.slug;
  }

  @Field(() => String, { description: 'Its full name.' })
  get name(): string {
    return this.node.facts.name;
  }

  @Field(() => String, { nullable: true, description: 'What it covers.' })
  get description(): string | null {
    return this.node.facts.description ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Its page.' })
  get url(): string | null {
    return this.node.facts.url ?? null;
  }

  @Field(() => NewsletterIssueConnection, { description: 'Its issues, the newest first.' })
  async issues(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    const [order, filter] = [articleOrder(args.orderBy), await articleFilter(context, args.filter)];
    const hop = { type: 'PART_OF', direction: 'IN', order, filter } as const;
    return new NewsletterIssueConnection(await loadHops(context, this.node.id, hop, args));
  }
}

representedBy('Newsletter')(Newsletter);
