import { Args, Ctx, Field, Int, ObjectType } from 'type-graphql';
import { topicTrend } from '../../explore/topicTrend';
import type { TopicKind } from '../../model/kinds';
import type { TopicNode } from '../../model/nodes';
import type { Direction } from '../../model/relationships';
import { ArticlePageArgs, PageArgs } from '../args';
import type { GraphContext } from '../context';
import { TopicKindEnum } from '../enums';
import { loadNeighborhood } from '../neighborhood';
import { articleFilter, articleOrder, loadHops, MAX_PAGE_SIZE } from '../pages';
import { loadRepresentativePapers } from '../representativePapers';
import { loadTimeline } from '../timeline';
import { loadIssueTrend } from '../trends';
import { TopicArticleConnection } from './hops';
import { IssueTrend, IssueTrendArgs } from './IssueTrend';
import { NodeObject, representedBy, toObject } from './nodeObject';
import { RepresentativePaperConnection } from './RepresentativePaper';
import { TimelineArgs, TimelineConnection } from './Timeline';
import { NeighborhoodArgs, TopicNeighborConnection } from './TopicNeighbor';
import { TopicTrend, TrendArgs } from './TopicTrend';

@ObjectType({ description: 'A subject that articles are about.', implements: NodeObject })
export class Topic extends NodeObject {
  constructor(override readonly node: TopicNode) {
    super(node);
  }

  @Field(() => String, { description: 'Its short name in addresses and references.' })
  get slug(): string {
    return this.node.facts.slug;
  }

  @Field(() => String, { description: 'Its name.' })
  get name(): string {
    return this.node.facts.name;
  }

  @Field(() => TopicKindEnum, { description: 'How it came to be a topic.' })
  get kind(): TopicKind {
    return this.node.facts.topicKind;
  }

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  get description(): string | null {
    return this.node.facts.description ?? null;
  }

  @Field(() => [String], { description: 'Other names, which texts are searched for.' })
  get aliases(): readonly string[] {
    return this.node.facts.aliases;
  }

  @Field(() => Int, { description: 'How many articles are about it, without those about its subtopics only.' })
  get articleCount(): number {
    return this.node.popularity;
  }

  @Field(() => [Topic], { description: 'Broader topics.' })
  parents(@Ctx() context: GraphContext): Promise<NodeObject[]> {
    return this.#hierarchy('OUT', context);
  }

  @Field(() => [Topic], { description: 'Narrower topics, the first hundred by name.' })
  children(@Ctx() context: GraphContext): Promise<NodeObject[]> {
    return this.#hierarchy('IN', context);
  }

  @Field(() => TopicArticleConnection, { description: 'The articles about it, the newest first.' })
  async articles(@Args(() => ArticlePageArgs) args: ArticlePageArgs, @Ctx() context: GraphContext) {
    const [order, filter] = [articleOrder(args.orderBy), await articleFilter(context, args.filter)];
    const hop = { type: 'ABOUT', direction: 'IN', order, filter } as const;
    return new TopicArticleConnection(await loadHops(context, this.node.id, hop, args));
  }

  @Field(() => TopicNeighborConnection, {
    description:
      'The topics around it: over the hierarchy, and by articles that are about both. Those with fewer steps first; of these broader and narrower ones before those that share articles, whose weight counts less while few do.',
  })
  async neighborhood(@Args(() => NeighborhoodArgs) args: NeighborhoodArgs, @Ctx() context: GraphContext) {
    return new TopicNeighborConnection(await loadNeighborhood(context, this.node.id, args));
  }

  @Field(() => TopicTrend, { description: 'How its share of all articles changes over the years.' })
  async trend(@Args(() => TrendArgs) { years }: TrendArgs, @Ctx() { loaders }: GraphContext): Promise<TopicTrend> {
    const { topic, all } = await loaders.months.load(this.node.id);
    return new TopicTrend(topicTrend(topic, all, years));
  }

  @Field(() => IssueTrend, {
    description: 'How its share of what issues of newsletters feature changes from issue to issue.',
  })
  async trendByIssue(@Args(() => IssueTrendArgs) args: IssueTrendArgs, @Ctx() context: GraphContext) {
    return new IssueTrend(await loadIssueTrend(context, this.node.id, args));
  }

  @Field(() => TimelineConnection, {
    description:
      'The articles about it by date, the oldest first, with the issues that featured them; those without a date are not among them.',
  })
  async timeline(@Args(() => TimelineArgs) args: TimelineArgs, @Ctx() context: GraphContext) {
    return new TimelineConnection(await loadTimeline(context, this.node.id, args));
  }

  @Field(() => RepresentativePaperConnection, {
    description:
      'The papers that stand for it: those that are cited by papers and featured in issues most, per year since their publication and by how much they are about it.',
  })
  async representativePapers(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new RepresentativePaperConnection(await loadRepresentativePapers(context, this.node.id, args));
  }

  async #hierarchy(direction: Direction, context: GraphContext): Promise<NodeObject[]> {
    const order = { field: 'NAME', direction: 'ASC' } as const;
    const hop = { type: 'SUBTOPIC_OF', direction, order } as const;
    const { items } = await loadHops(context, this.node.id, hop, { first: MAX_PAGE_SIZE });
    return items.map(({ node }) => toObject(node));
  }
}

representedBy('Topic')(Topic);
