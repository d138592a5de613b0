import { Args, ArgsType, createUnionType, Ctx, Field, Float, Int, ObjectType, type ClassType } from 'type-graphql';
import { becauseOf, evidenceToLoad } from '../../connect/becauseOf';
import type { ArticleLink, SignalContribution as Contribution } from '../../connect/connectArticles';
import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { GraphNode } from '../../model/nodes';
import type { Signal } from '../../model/signals';
import type { GraphContext } from '../context';
import type { LinkPage } from '../connected';
import { SignalEnum } from '../enums';
import { loadPresent } from '../loaders';
import { checkPageSize } from '../pages';
import type { CursorOf } from '../page';
import { Article } from './Article';
import { boundedConnectionOf } from './connections';
import { Ranker } from './Ranker';
import { classOf, toObject, type NodeObject } from './nodeObject';

@ObjectType({ description: 'Words that two texts share, as stems, the most telling first.' })
export class SharedTerms {
  constructor(terms: readonly string[]) {
    this.terms = terms;
  }

  @Field(() => [String], { description: 'The stems.' })
  terms: readonly string[];
}

@ArgsType()
class EvidenceArgs {
  @Field(() => Int, { defaultValue: 10, description: 'How many pieces: 1 to 100.' })
  first!: number;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'How many pieces to pass over: no cursor, because one is of one signal of one link only.',
  })
  offset!: number;
}

const EVIDENCE_KINDS = ['Paper', 'Resource', 'Issue', 'Topic', 'Author'] as const;

const EvidenceUnion = createUnionType({
  name: 'Evidence',
  description: 'What a signal rests on: topics, papers, authors, issues or shared words.',
  types: () => [SharedTerms, ...EVIDENCE_KINDS.map((kind): ClassType => classOf(kind))] as const,
});

@ObjectType({ description: 'How much one signal adds to a link.' })
export class SignalContribution {
  constructor(private readonly part: Contribution) {}

  @Field(() => SignalEnum, { description: 'The reason.' })
  get signal(): Signal {
    return this.part.signal;
  }

  @Field(() => Article, {
    name: 'seed',
    description:
      'The article that its evidence joins the connected one to. Of several, the closest that has this reason; where the contribution is negative, the closest of `notRefs`.',
  })
  async resolveSeed(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.linkedNode, this.part.seed));
  }

  @Field(() => Float, { description: 'How strong it is: 0 to 1, and from −0.5 where `notRefs` were given.' })
  get score(): number {
    return this.part.score;
  }

  @Field(() => Float, { description: 'How much it counts among the signals: 0 to 1, adding up to 1.' })
  get weight(): number {
    return this.part.weight;
  }

  @Field(() => Float, { description: 'score × weight. The contributions of a link add up to its score.' })
  get contribution(): number {
    return this.part.contribution;
  }

  @Field(() => Int, { description: 'On how many pieces it rests.' })
  get evidenceCount(): number {
    const { evidence, terms } = this.part;
    return terms.length > 0 ? 1 : evidence.length;
  }

  @Field(() => [EvidenceUnion], {
    description: 'What it rests on, the most telling pieces first. Shared words are one piece, however many they are.',
  })
  async evidence(
    @Args(() => EvidenceArgs) { first, offset }: EvidenceArgs,
    @Ctx() { loaders }: GraphContext,
  ): Promise<(NodeObject | SharedTerms)[]> {
    const { evidence, terms } = this.part;
    if (offset < 0)
      throw new GraphError('BAD_PAGE', `offset is ${offset}; it is 0 or more.`, { argument: 'offset', minimum: 0 });
    const end = offset + checkPageSize(first);
    if (terms.length > 0) return offset === 0 ? [new SharedTerms(terms)] : [];
    const nodes = await Promise.all(evidence.slice(offset, end).map((id) => loaders.linkedNode.load(id)));
    return nodes.flatMap((node) => (node ? [toObject(node)] : []));
  }
}

/** Kept as long as their links, which are computed anew when the graph has changed. */
const SENTENCES = new WeakMap<ArticleLink, string>();

@ObjectType({ description: 'An article that another is connected to, and why.' })
export class ArticleLinkEdge {
  constructor(
    private readonly link: ArticleLink,
    private readonly cursorOf: CursorOf<ArticleLink>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.link);
  }

  @Field(() => Float, {
    description: 'How closely the two are connected: 0 to 1, the sum of the signals’ contributions.',
  })
  get score(): number {
    return this.link.score;
  }

  @Field(() => String, {
    description:
      'The weightiest reasons as a sentence. Of several articles asked about it names and tells the closest.',
  })
  async because(@Ctx() { loaders }: GraphContext): Promise<string> {
    const said = SENTENCES.get(this.link);
    if (said !== undefined) return said;
    const ids = evidenceToLoad(this.link);
    const nodes = await Promise.all(ids.map((id) => loaders.linkedNode.load(id)));
    const found = new Map<NodeId, GraphNode>(nodes.flatMap((node) => (node ? [[node.id, node]] : [])));
    const sentence = becauseOf(this.link, found);
    SENTENCES.set(this.link, sentence);
    return sentence;
  }

  @Field(() => [SignalContribution], { description: 'All reasons, the largest contribution first.' })
  get signals(): SignalContribution[] {
    return this.link.signals.map((part) => new SignalContribution(part));
  }

  @Field(() => Article, { name: 'node', description: 'The connected article.' })
  async resolveNode(@Ctx() { loaders }: GraphContext): Promise<NodeObject> {
    return toObject(await loadPresent(loaders.linkedNode, this.link.article));
  }
}

const BoundedLinks = boundedConnectionOf<ArticleLink, ArticleLinkEdge>(
  'BoundedLinks',
  'Articles within bounds.',
  ArticleLinkEdge,
  () => Article,
);

@ObjectType({ description: 'Connected articles, the closest first.' })
export class ArticleLinkConnection extends BoundedLinks {
  constructor(page: LinkPage) {
    super(page);
    this.ranker = new Ranker(page.weights);
  }

  @Field(() => Ranker, { description: 'How they were ranked.' })
  ranker: Ranker;
}
