import { Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import { kindOfId } from '../../model/ids';
import type { GraphContext } from '../context';
import { loadPresent } from '../loaders';
import { scoreOf, type Coverage } from '../priorCoverage';
import { Article } from './Article';
import { ArticleLinkEdge } from './ArticleLink';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ObjectType({ description: 'An earlier entry of a newsletter on the same or on connected work.' })
export class PriorCoverage {
  constructor(private readonly coverage: Coverage) {}

  @Field(() => classOf('Issue'), { description: 'The issue that brought it.' })
  get issue(): NodeObject {
    return toObject(this.coverage.hop.node);
  }

  @Field(() => String, { description: 'The heading that the entry stands under.' })
  get section(): string {
    return this.coverage.hop.relationship.facts.section ?? '';
  }

  @Field(() => Int, { description: 'The entry’s place in the issue, from 1.' })
  get position(): number {
    return this.coverage.hop.relationship.facts.position ?? 1;
  }

  @Field(() => Article, { description: 'The article that the entry is about.' })
  async article(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.node, this.coverage.article));
  }

  @Field(() => Float, { description: 'How closely the two articles are connected: 0 to 1, and 1 where they are one.' })
  get score(): number {
    return scoreOf(this.coverage);
  }

  @Field(() => String, { description: 'What the two articles share, as a sentence.' })
  because(@Ctx() context: GraphContext): Promise<string> | string {
    const { article, link } = this.coverage;
    if (!link) return `It is the same ${kindOfId(article)?.toLowerCase() ?? 'article'}.`;
    return new ArticleLinkEdge(link, () => '').because(context);
  }
}
