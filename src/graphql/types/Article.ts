import { Args, ArgsType, Ctx, Field, Int, InterfaceType } from 'type-graphql';
import { addressOfIdentifier } from '../../model/identifiers';
import { yearOf, type PartialDate } from '../../model/dates';
import type { ArticleKind } from '../../model/kinds';
import type { ArticleNode } from '../../model/nodes';
import type { Signal } from '../../model/signals';
import { PageArgs } from '../args';
import { SignalWeightsInput } from '../signalWeights';
import { loadConnected } from '../connected';
import type { GraphContext } from '../context';
import { ArticleKindEnum, SignalEnum } from '../enums';
import type { HopList } from '../hopPages';
import { loadHops } from '../pages';
import { PartialDateScalar } from '../scalars';
import { ArticleLinkConnection } from './ArticleLink';
import { ArticleTopicConnection, FeaturedInConnection } from './hops';
import { Identifier } from './Identifier';
import { NodeObject } from './nodeObject';

const TOPICS: HopList = { type: 'ABOUT', direction: 'OUT', order: { field: 'WEIGHT', direction: 'DESC' } };
const FEATURED_IN: HopList = { type: 'FEATURES', direction: 'IN', order: { field: 'PUBLISHED_ON', direction: 'DESC' } };

@ArgsType()
export class ConnectedArgs extends PageArgs {
  @Field(() => SignalWeightsInput, {
    nullable: true,
    description: 'How much each signal counts instead of its published default; scaled to add up to 1.',
  })
  weights?: SignalWeightsInput;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'As the graph was then: only articles, citations and issues of that day, month or year or earlier, also as evidence; the article that is asked about may be later. How common a word, topic, reference or author is, is counted as of today.',
  })
  asOf?: PartialDate;

  @Field(() => [ArticleKindEnum], { nullable: true, description: 'Only articles of these kinds.' })
  kinds?: ArticleKind[];

  @Field(() => [SignalEnum], {
    nullable: true,
    description: 'Only these reasons; their weights are scaled to add up to 1.',
  })
  signals?: Signal[];
}

@InterfaceType({
  description: 'Anything that readers open: a paper, an issue or a resource.',
  implements: NodeObject,
})
export abstract class Article extends NodeObject {
  constructor(override readonly node: ArticleNode) {
    super(node);
  }

  @Field(() => String, { description: 'Its title.' })
  get title(): string {
    return this.node.facts.title;
  }

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published, as precisely as known.' })
  get publishedOn(): PartialDate | null {
    return this.node.facts.publishedOn ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'The year of publication.' })
  get year(): number | null {
    const { publishedOn } = this.node.facts;
    return publishedOn === undefined ? null : yearOf(publishedOn);
  }

  @Field(() => String, { nullable: true, description: 'The page to open.' })
  get url(): string | null {
    const { url, identifiers } = this.node.facts;
    const [first] = identifiers;
    return url ?? (first ? addressOfIdentifier(first) : null);
  }

  @Field(() => [Identifier], { description: 'What names it: DOI, arXiv id, addresses …' })
  get identifiers(): Identifier[] {
    return this.node.facts.identifiers.map((identifier) => new Identifier(identifier));
  }

  @Field(() => ArticleTopicConnection, { description: 'What it is about, the strongest first.' })
  async topics(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new ArticleTopicConnection(await loadHops(context, this.node.id, TOPICS, args));
  }

  @Field(() => FeaturedInConnection, { description: 'The issues that cover it, the newest first.' })
  async featuredIn(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new FeaturedInConnection(await loadHops(context, this.node.id, FEATURED_IN, args));
  }

  @Field(() => ArticleLinkConnection, {
    description: 'The articles that it is connected to, the closest first, each with every reason why.',
  })
  async connectedArticles(@Args(() => ConnectedArgs) args: ConnectedArgs, @Ctx() context: GraphContext) {
    return new ArticleLinkConnection(await loadConnected(context, this.node.id, args));
  }
}
