import { Arg, Args, Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { Coverage } from '../../model/kinds';
import type { Entry as ModelEntry, IssueNode, Link as ModelLink, Section as ModelSection } from '../../model/nodes';
import { PageArgs } from '../args';
import type { GraphContext } from '../context';
import { CoverageEnum } from '../enums';
import type { HopList } from '../hopPages';
import { checkPageSize, loadHops } from '../pages';
import { loadPriorCoverage } from '../priorCoverage';
import type { Hop } from '../../store/port';
import { Article } from './Article';
import { FeatureConnection } from './hops';
import { Newsletter } from './Newsletter';
import { NodeObject, representedBy, toObject } from './nodeObject';
import { PriorCoverage } from './PriorCoverage';

/** More entries than any issue has; an issue with more shows its first ones. */
const MAX_ENTRIES = 500;
const FEATURES: HopList = { type: 'FEATURES', direction: 'OUT', order: { field: 'POSITION', direction: 'ASC' } };

@ObjectType({ description: 'A link in an entry.' })
export class Link {
  constructor({ label, url }: ModelLink) {
    this.label = label;
    this.url = url;
  }

  @Field(() => String, { description: 'Its words.' })
  label: string;

  @Field(() => String, { nullable: true, description: 'Where it leads; null when the source lost the target.' })
  url: string | null;
}

@ObjectType({ description: 'One item of an issue.' })
export class Entry {
  constructor(
    private readonly issue: IssueNode,
    private readonly entry: ModelEntry,
    position: number,
  ) {
    this.position = position;
  }

  @Field(() => Int, { description: 'Its place in the issue, from 1.' })
  position: number;

  @Field(() => String, { description: 'What tells it from other entries of the issue.' })
  get key(): string {
    return this.entry.key;
  }

  @Field(() => String, { nullable: true, description: 'Its title, where the issue gives it one.' })
  get title(): string | null {
    return this.entry.title ?? null;
  }

  @Field(() => String, { nullable: true, description: 'What the issue says, in our own words or the importer’s.' })
  get summary(): string | null {
    return this.entry.summary ?? null;
  }

  @Field(() => CoverageEnum, { description: 'How much room it has.' })
  get coverage(): Coverage {
    return this.entry.coverage;
  }

  @Field(() => [Link], { description: 'Links in its text.' })
  get links(): Link[] {
    return this.entry.links.map((link) => new Link(link));
  }

  @Field(() => Article, { nullable: true, description: 'The article that it is about; null while that is not known.' })
  async article(@Ctx() context: GraphContext): Promise<NodeObject | null> {
    const [first] = await this.#features(context);
    return first ? toObject(first.node) : null;
  }

  @Field(() => [Article], { description: 'All articles that it is about, most often one.' })
  async articles(@Ctx() context: GraphContext): Promise<NodeObject[]> {
    return (await this.#features(context)).map(({ node }) => toObject(node));
  }

  @Field(() => [PriorCoverage], {
    description:
      'What earlier issues of any newsletter brought on the entry’s article and on work that is connected to it, the newest first.',
  })
  async priorCoverage(
    @Arg('first', () => Int, { defaultValue: 5, description: 'How many: 1 to 100.' }) first: number,
    @Ctx() context: GraphContext,
  ): Promise<PriorCoverage[]> {
    const size = checkPageSize(first);
    const [feature] = await this.#features(context);
    if (!feature) return [];
    const earlier = await loadPriorCoverage(context, feature.node.id, this.issue);
    return earlier.slice(0, size).map((coverage) => new PriorCoverage(coverage));
  }

  /** One hop from the issue serves all of its entries. */
  async #features({ loaders }: GraphContext): Promise<Hop[]> {
    // More than a client may ask for at once.
    const { items } = await loaders.hops.page(FEATURES, { first: MAX_ENTRIES }).load(this.issue.id);
    return items.filter(({ relationship }) => relationship.key === this.entry.key);
  }
}

@ObjectType({ description: 'A heading of an issue with its entries.' })
export class Section {
  constructor(
    private readonly issue: IssueNode,
    private readonly section: ModelSection,
    private readonly before: number,
  ) {}

  @Field(() => String, { description: 'The heading.' })
  get heading(): string {
    return this.section.heading;
  }

  @Field(() => [Entry], { description: 'What stands under it, in order.' })
  get entries(): Entry[] {
    return this.section.entries.map((entry, index) => new Entry(this.issue, entry, this.before + index + 1));
  }
}

@ObjectType({ description: 'One number of a newsletter.', implements: [NodeObject, Article] })
export class Issue extends Article {
  constructor(override readonly node: IssueNode) {
    super(node);
  }

  @Field(() => String, { nullable: true, description: 'Its second line.' })
  get subtitle(): string | null {
    return this.node.facts.subtitle ?? null;
  }

  @Field(() => Int, { nullable: true, description: 'Its number in the series.' })
  get number(): number | null {
    return this.node.facts.number ?? null;
  }

  @Field(() => Newsletter, { nullable: true, description: 'The series that it belongs to.' })
  async newsletter(@Ctx() context: GraphContext): Promise<Newsletter | null> {
    const order = { field: 'NAME', direction: 'ASC' } as const;
    const hop = { type: 'PART_OF', direction: 'OUT', order } as const;
    const { items } = await loadHops(context, this.node.id, hop, { first: 1 });
    const node = items[0]?.node;
    return node?.kind === 'Newsletter' ? new Newsletter(node) : null;
  }

  @Field(() => [Section], { description: 'Its headings with their entries, in order.' })
  get sections(): Section[] {
    let before = 0;
    return this.node.facts.sections.map((section) => {
      const first = before;
      before += section.entries.length;
      return new Section(this.node, section, first);
    });
  }

  @Field(() => FeatureConnection, { description: 'The articles that it covers, in order.' })
  async features(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    return new FeatureConnection(await loadHops(context, this.node.id, FEATURES, args));
  }
}

representedBy('Issue')(Issue);
