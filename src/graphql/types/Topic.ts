import { Args, ArgsType, Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import type { TopicNeighbor, TopicRelation } from '../../explore/neighborhood';
import type { TopicKind } from '../../model/kinds';
import type { TopicNode } from '../../model/nodes';
import type { Direction } from '../../model/relationships';
import { ArticlePageArgs, PageArgs } from '../args';
import type { GraphContext } from '../context';
import { TopicKindEnum, TopicRelationEnum } from '../enums';
import { loadPresent } from '../loaders';
import { loadNeighborhood } from '../neighborhood';
import { articleFilter, articleOrder, loadHops, MAX_PAGE_SIZE } from '../pages';
import { boundedConnectionOf } from './connections';
import { TopicArticleConnection } from './hops';
import { NodeObject, representedBy, toObject } from './nodeObject';

@ArgsType()
export class NeighborhoodArgs extends PageArgs {
  @Field(() => Int, { defaultValue: 1, description: 'How many hops to go: 1 to 4.' })
  depth!: number;
}

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
    description: 'The topics around it: over the hierarchy, and by articles that are about both. The nearest first.',
  })
  async neighborhood(@Args(() => NeighborhoodArgs) args: NeighborhoodArgs, @Ctx() context: GraphContext) {
    return new TopicNeighborConnection(await loadNeighborhood(context, this.node.id, args));
  }

  async #hierarchy(direction: Direction, context: GraphContext): Promise<NodeObject[]> {
    const order = { field: 'NAME', direction: 'ASC' } as const;
    const hop = { type: 'SUBTOPIC_OF', direction, order } as const;
    const { items } = await loadHops(context, this.node.id, hop, { first: MAX_PAGE_SIZE });
    return items.map(({ node }) => toObject(node));
  }
}

@ObjectType({ description: 'A topic near another, and how it lies to it.' })
class TopicNeighborEdge {
  constructor(
    private readonly neighbor: TopicNeighbor,
    cursor: string,
  ) {
    this.cursor = cursor;
  }

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  cursor: string;

  @Field(() => Int, { description: 'How many hops away: 1 to the depth asked for.' })
  get distance(): number {
    return this.neighbor.distance;
  }

  @Field(() => TopicRelationEnum, { description: 'How it lies to the topic.' })
  get relation(): TopicRelation {
    return this.neighbor.relation;
  }

  @Field(() => Float, {
    description:
      '0 to 1: 1 for a parent or child, else normalised pointwise mutual information; halved at each further hop.',
  })
  get weight(): number {
    return this.neighbor.weight;
  }

  @Field(() => Int, { description: 'How many articles are about both.' })
  get support(): number {
    return this.neighbor.support;
  }

  @Field(() => Topic, { name: 'node', description: 'The neighbor.' })
  async resolveNode(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders, this.neighbor.id));
  }
}

const TopicNeighborConnection = boundedConnectionOf<TopicNeighbor, TopicNeighborEdge>(
  'TopicNeighborConnection',
  'The topics around a topic, the nearest first.',
  TopicNeighborEdge,
  () => Topic,
);

representedBy('Topic')(Topic);
