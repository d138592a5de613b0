import { Args, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { VenueNode } from '../../model/nodes';
import { ArticlePageArgs } from '../args';
import type { GraphContext } from '../context';
import { articleFilter, articleOrder, loadHops } from '../pages';
import { VenueArticleConnection } from './hops';
import { NodeObject, representedBy } from './nodeObject';

@ObjectType({
  description: 'Where articles are published: a conference, journal, site or podcast.',
  implements: NodeObject,
})
export class Venue extends NodeObject {
  constructor(override readonly node: VenueNode) {
    super(node);
  }

  @Field(() => String, { description: 'Its name, without a year.' })
  get name(): string {
    return this.node.facts.name;
  }

  @Field(() => [String], { description: 'Other spellings of its name.' })
  get variants(): readonly string[] {
    return this.node.facts.variants;
  }

  @Field(() => Int, { description: 'How many articles it has.' })
  get articleCount(): number {
    return this.node.popularity;
  }

  @Field(() => VenueArticleConnection, { description: 'Its articles, the newest first.' })
  async articles(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    const [order, filter] = [articleOrder(args.orderBy), await articleFilter(context, args.filter)];
    const hop = { type: 'PUBLISHED_IN', direction: 'IN', order, filter } as const;
    return new VenueArticleConnection(await loadHops(context, this.node.id, hop, args));
  }
}

representedBy('Venue')(Venue);
