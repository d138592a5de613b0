import { Args, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { AuthorNode } from '../../model/nodes';
import { ArticlePageArgs } from '../args';
import type { GraphContext } from '../context';
import { articleFilter, articleOrder, loadHops } from '../pages';
import { AuthorArticleConnection } from './hops';
import { Identifier } from './Identifier';
import { NodeObject, representedBy } from './nodeObject';

@ObjectType({ description: 'Who wrote articles.', implements: NodeObject })
export class Author extends NodeObject {
  constructor(override readonly node: AuthorNode) {
    super(node);
  }

  @Field(() => String, { description: 'First name first.' })
  get name(): string {
    return this.node.facts.name;
  }

  @Field(() => [String], { description: 'Other spellings of the name.' })
  get variants(): readonly string[] {
    return this.node.facts.variants;
  }

  @Field(() => [Identifier], { description: 'ORCID iD, where known.' })
  get identifiers(): Identifier[] {
    return this.node.facts.identifiers.map((identifier) => new Identifier(identifier));
  }

  @Field(() => Int, { description: 'How many articles the author wrote.' })
  get articleCount(): number {
    return this.node.popularity;
  }

  @Field(() => AuthorArticleConnection, { description: 'What the author wrote, the newest first.' })
  async articles(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    const [order, filter] = [articleOrder(args.orderBy), await articleFilter(context, args.filter)];
    const hop = { type: 'AUTHORED_BY', direction: 'IN', order, filter } as const;
    return new AuthorArticleConnection(await loadHops(context, this.node.id, hop, args));
  }
}

representedBy('Author')(Author);
