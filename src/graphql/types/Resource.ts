import { Args, Ctx, Field, ObjectType } from 'type-graphql';
import type { ResourceKind } from '../../model/kinds';
import type { ResourceNode } from '../../model/nodes';
import { PageArgs } from '../args';
import type { GraphContext } from '../context';
import { ResourceKindEnum } from '../enums';
import { Article } from './Article';
import { loadAuthors, loadVenue } from './authorship';
import { ArticleAuthorConnection } from './hops';
import { NodeObject, representedBy } from './nodeObject';
import { Venue } from './Venue';

@ObjectType({
  description: 'Something other than a paper that newsletters cover: a dataset, course, competition, post …',
  implements: [NodeObject, Article],
})
export class Resource extends Article {
  constructor(override readonly node: ResourceNode) {
    super(node);
  }

  @Field(() => ResourceKindEnum, { description: 'What it is.' })
  get kind(): ResourceKind {
    return this.node.facts.resourceKind;
  }

  @Field(() => String, { nullable: true, description: 'What it says of itself, as plain text.' })
  get abstract(): string | null {
    return this.node.facts.abstract ?? null;
  }

  @Field(() => Venue, { nullable: true, description: 'Where it was published: a site, a podcast …' })
  venue(@Ctx() context: GraphContext): Promise<Venue | null> {
    return loadVenue(context, this.node.id);
  }

  @Field(() => ArticleAuthorConnection, { description: 'Who wrote it, in the order of authors.' })
  async authors(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new ArticleAuthorConnection(await loadAuthors(context, this.node.id, args));
  }
}

representedBy('Resource')(Resource);
