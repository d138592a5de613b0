import { Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { becauseOf, evidenceToLoad } from '../../connect/becauseOf';
import type { KnowledgeMap as ModelMap, MapEdge as ModelEdge, MapNode as ModelNode } from '../../explore/map';
import type { PartialDate } from '../../model/dates';
import type { NodeId } from '../../model/ids';
import type { GraphNode } from '../../model/nodes';
import { nameOf } from '../../model/projection';
import type { Signal } from '../../model/signals';
import type { GraphContext } from '../context';
import { SignalEnum } from '../enums';
import { PartialDateScalar } from '../scalars';
import { NodeObject, toObject } from './nodeObject';

@ObjectType({ description: 'A node as it is drawn.' })
export class MapNode {
  constructor(private readonly drawn: ModelNode) {}

  @Field(() => NodeObject, { description: 'The node.' })
  get node(): NodeObject {
    return toObject(this.drawn.node);
  }

  @Field(() => String, { description: 'Its title or name.' })
  get label(): string {
    return nameOf(this.drawn.node);
  }

  @Field(() => Float, { description: 'How much it is joined to, on the map and in the graph: 0 to 1.' })
  get importance(): number {
    return this.drawn.importance;
  }

  @Field(() => Int, { description: 'Nodes of one community are joined more densely to each other.' })
  get community(): number {
    return this.drawn.community;
  }

  @Field(() => Float, { description: 'Where to draw it first; the same at every call.' })
  get x(): number {
    return this.drawn.x;
  }

  @Field(() => Float, { description: 'Where to draw it first; the same at every call.' })
  get y(): number {
    return this.drawn.y;
  }

  @Field(() => String, { nullable: true, description: 'The slug of the area that it lies in, by its topics.' })
  get area(): string | null {
    return this.drawn.area;
  }

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published, if it is an article.' })
  get publishedOn(): PartialDate | null {
    const { facts } = this.drawn.node;
    return 'publishedOn' in facts ? (facts.publishedOn ?? null) : null;
  }

  @Field(() => Int, { nullable: true, description: 'The year of publication.' })
  get year(): number | null {
    const date = this.publishedOn;
    return date === null ? null : Number(date.slice(0, 4));
  }
}

@ObjectType({ description: 'How much a signal adds to an edge.' })
export class MapSignal {
  constructor(signal: Signal, contribution: number) {
    this.signal = signal;
    this.contribution = contribution;
  }

  @Field(() => SignalEnum, { description: 'The reason.' })
  signal: Signal;

  @Field(() => Float, { description: 'Its part of the score.' })
  contribution: number;
}

@ObjectType({ description: 'What joins two nodes of a map.' })
export class MapEdge {
  constructor(private readonly edge: ModelEdge) {}

  @Field(() => ID, { description: 'One end.' })
  get from(): NodeId {
    return this.edge.from;
  }

  @Field(() => ID, { description: 'The other end.' })
  get to(): NodeId {
    return this.edge.to;
  }

  @Field(() => String, { description: 'CONNECTED for two connected articles, else the type of the relationship.' })
  get relation(): string {
    return this.edge.relation;
  }

  @Field(() => Float, { description: '0 to 1; 1 for relationships of the graph.' })
  get score(): number {
    return this.edge.score;
  }

  @Field(() => String, { nullable: true, description: 'Why two articles are connected.' })
  async because(@Ctx() { loaders }: GraphContext): Promise<string | null> {
    const { link } = this.edge;
    if (!link) return null;
    const nodes = await Promise.all(evidenceToLoad(link).map((id) => loaders.node.load(id)));
    return becauseOf(link, new Map<NodeId, GraphNode>(nodes.flatMap((node) => (node ? [[node.id, node]] : []))));
  }

  @Field(() => [MapSignal], { description: 'What the score is made of, the largest part first.' })
  get signals(): MapSignal[] {
    return (this.edge.link?.signals ?? []).map(({ signal, contribution }) => new MapSignal(signal, contribution));
  }
}

@ObjectType({ description: 'Nodes and edges for drawing. No edge leads off the map.' })
export class KnowledgeMap {
  constructor(
    private readonly map: ModelMap,
    revision: number,
  ) {
    this.revision = revision;
  }

  @Field(() => Int, { description: 'The graph’s revision that the map was drawn from.' })
  revision: number;

  @Field(() => Boolean, {
    description:
      'Whether nodes were left out: by the limit, or older articles of a topic, an author, a venue or a newsletter.',
  })
  get truncated(): boolean {
    return this.map.truncated;
  }

  @Field(() => [MapNode], { description: 'What is on the map.' })
  get nodes(): MapNode[] {
    return this.map.nodes.map((node) => new MapNode(node));
  }

  @Field(() => [MapEdge], { description: 'What joins it.' })
  get edges(): MapEdge[] {
    return this.map.edges.map((edge) => new MapEdge(edge));
  }
}
