import { Args, Ctx, Field, ObjectType } from 'type-graphql';
import type { PaperNode } from '../../model/nodes';
import { ArticlePageArgs, PageArgs } from '../args';
import type { GraphContext } from '../context';
import { articleFilter, articleOrder, loadHops } from '../pages';
import { Article } from './Article';
import { loadAuthors, loadVenue } from './authorship';
import { ArticleAuthorConnection, CitedPaperConnection, CitingPaperConnection } from './hops';
import { NodeObject, representedBy } from './nodeObject';
import { Venue } from './Venue';

@ObjectType({ description: 'A research paper.', implements: [NodeObject, Article] })
export class Paper extends Article {
  constructor(override readonly node: PaperNode) {
    super(node);
  }

  @Field(() => String, { nullable: true, description: 'Its abstract, as plain text.' })
  get abstract(): string | null {
    return this.node.facts.abstract ?? null;
  }

  @Field(() => Venue, { nullable: true, description: 'Where it was published.' })
  venue(@Ctx() context: GraphContext): Promise<Venue | null> {
    return loadVenue(context, this.node.id);
  }

  @Field(() => ArticleAuthorConnection, { description: 'Who wrote it, in the order of authors.' })
  async authors(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new ArticleAuthorConnection(await loadAuthors(context, this.node.id, args));
  }

  @Field(() => CitedPaperConnection, { description: 'The papers that it cites.' })
  async cites(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    return new CitedPaperConnection(await this.#citations('OUT', args, context));
  }

  @Field(() => CitingPaperConnection, { description: 'The papers that cite it.' })
  async citedBy(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    return new CitingPaperConnection(await this.#citations('IN', args, context));
  }

  async #citations(direction: 'OUT' | 'IN', args: ArticlePageArgs, context: GraphContext) {
    const [order, filter] = [articleOrder(args.orderBy), await articleFilter(context, args.filter)];
    return loadHops(context, this.node.id, { type: 'CITES', direction, order, filter }, args);
  }
}

representedBy('Paper')(Paper);
