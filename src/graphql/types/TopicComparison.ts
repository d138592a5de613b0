import { Args, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { TopicBridge } from '../../explore/topicBridges';
import { PageArgs } from '../args';
import type { GraphContext } from '../context';
import { loadPresent } from '../loaders';
import { loadBridges, loadOnly, loadShared, type TopicPair } from '../topicComparison';
import type { CursorOf } from '../page';
import { boundedConnectionOf } from './connections';
import { ComparedArticleConnection } from './hops';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ObjectType({ description: 'A paper that joins two topics.' })
class TopicBridgeEdge {
  constructor(
    private readonly bridge: TopicBridge,
    private readonly cursorOf: CursorOf<TopicBridge>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.bridge);
  }

  @Field(() => Int, {
    description:
      'How many pairs it joins of a paper about the one topic and a paper about the other; itself counts where it is about one.',
  })
  get pairs(): number {
    return this.bridge.pairs;
  }

  @Field(() => Boolean, { description: 'Whether it is about the first topic.' })
  get isAboutA(): boolean {
    return this.bridge.isAboutA;
  }

  @Field(() => Boolean, { description: 'Whether it is about the second topic.' })
  get isAboutB(): boolean {
    return this.bridge.isAboutB;
  }

  @Field(() => Int, { description: 'Papers about the first topic alone that it cites or is cited by.' })
  get citationsA(): number {
    return this.bridge.citationsA;
  }

  @Field(() => Int, { description: 'Papers about the second topic alone that it cites or is cited by.' })
  get citationsB(): number {
    return this.bridge.citationsB;
  }

  @Field(() => classOf('Paper'), { name: 'node', description: 'The paper.' })
  async resolveNode(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.node, this.bridge.id));
  }
}

const TopicBridgeConnection = boundedConnectionOf<TopicBridge, TopicBridgeEdge>(
  'TopicBridgeConnection',
  'Papers that join two topics, those that join most first.',
  TopicBridgeEdge,
  () => classOf('Paper'),
);

@ObjectType({ description: 'What two topics have in common, and what not.' })
export class TopicComparison {
  constructor(private readonly pair: TopicPair) {}

  @Field(() => classOf('Topic'), { description: 'The first topic.' })
  get a(): NodeObject {
    return toObject(this.pair.a);
  }

  @Field(() => classOf('Topic'), { description: 'The second topic.' })
  get b(): NodeObject {
    return toObject(this.pair.b);
  }

  @Field(() => ComparedArticleConnection, { description: 'Articles about both, the newest first.' })
  async shared(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new ComparedArticleConnection(await loadShared(context, this.pair, args));
  }

  @Field(() => ComparedArticleConnection, { description: 'Articles about the first topic alone, the newest first.' })
  async onlyA(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    const { a, b, support } = this.pair;
    return new ComparedArticleConnection(await loadOnly(context, a, b.id, support, args));
  }

  @Field(() => ComparedArticleConnection, { description: 'Articles about the second topic alone, the newest first.' })
  async onlyB(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    const { a, b, support } = this.pair;
    return new ComparedArticleConnection(await loadOnly(context, b, a.id, support, args));
  }

  @Field(() => TopicBridgeConnection, {
    description:
      'Papers that join the two: that are about both, or join papers of both by citations (brokerage: Gould and Fernandez 1989). At most fifty.',
  })
  async bridges(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new TopicBridgeConnection(await loadBridges(context, this.pair, args));
  }
}
