import DataLoader from 'dataloader';
import { Ctx, Field, Float, Int, ObjectType } from 'type-graphql';
import type { Highlight as ModelHighlight } from '../../explore/highlight';
import type { SearchAnswer, SearchHit } from '../../explore/search';
import type { NodeKind } from '../../model/kinds';
import type { FacetCount, FacetName, Facets } from '../../store/port';
import type { GraphContext } from '../context';
import { NodeKindEnum } from '../enums';
import type { CursorOf, Page } from '../page';
import { connectionOf, PageInfo } from './connections';
import { NodeObject, toObject } from './nodeObject';

@ObjectType({ description: 'A piece of a text that matches, the matched words between « and ».' })
class Highlight {
  constructor({ field, fragment }: ModelHighlight) {
    this.field = field;
    this.fragment = fragment;
  }

  @Field(() => String, { description: 'The field of the node that it is from.' })
  field: string;

  @Field(() => String, { description: 'The piece, as plain text.' })
  fragment: string;
}

@ObjectType({ description: 'A match of a search.' })
class SearchEdge {
  constructor(
    private readonly hit: SearchHit,
    private readonly cursorOf: CursorOf<SearchHit>,
  ) {}

  @Field(() => String, { description: 'Pass it as `after` for the items that follow.' })
  get cursor(): string {
    return this.cursorOf(this.hit);
  }

  @Field(() => Float, {
    description: 'How well it matches: BM25 with a little for popularity. Only orders, has no unit.',
  })
  get score(): number {
    return this.hit.score;
  }

  @Field(() => [Highlight], { description: 'Where it matches.' })
  get highlights(): Highlight[] {
    return this.hit.highlights.map((highlight) => new Highlight(highlight));
  }

  @Field(() => NodeObject, { name: 'node', description: 'What matches.' })
  resolveNode(): NodeObject {
    return toObject(this.hit.node);
  }
}

@ObjectType({ description: 'Matches of a kind.' })
export class KindFacet {
  constructor({ value, count }: FacetCount<NodeKind>) {
    this.value = value;
    this.count = count;
  }

  @Field(() => NodeKindEnum, { description: 'The kind.' })
  value: NodeKind;

  @Field(() => Int, { description: 'How many matches.' })
  count: number;
}

@ObjectType({ description: 'Matches about a topic.' })
export class TopicFacet {
  constructor({ value, count }: FacetCount<string>) {
    this.value = value;
    this.count = count;
  }

  @Field(() => String, { description: 'The topic’s slug.' })
  value: string;

  @Field(() => Int, { description: 'How many matches.' })
  count: number;
}

@ObjectType({ description: 'Matches of a year.' })
export class YearFacet {
  constructor({ value, count }: FacetCount<number>) {
    this.value = value;
    this.count = count;
  }

  @Field(() => Int, { description: 'The year of publication.' })
  value: number;

  @Field(() => Int, { description: 'How many matches.' })
  count: number;
}

@ObjectType({ description: 'How all matches of a search divide, the most frequent values first.' })
export class SearchFacets {
  readonly #counted: DataLoader<FacetName, Facets>;

  /** Those that the client asks for are counted at once, and no others. */
  constructor(count: (names: readonly FacetName[]) => Promise<Facets>) {
    this.#counted = new DataLoader(async (names) => {
      const facets = await count(names);
      return names.map(() => facets);
    });
  }

  @Field(() => [KindFacet], { description: 'By kind.' })
  async kind(): Promise<KindFacet[]> {
    const { kind } = await this.#counted.load('kind');
    return kind.map((facet) => new KindFacet(facet));
  }

  @Field(() => [TopicFacet], { description: 'By topic, the first twenty.' })
  async topic(): Promise<TopicFacet[]> {
    const { topic } = await this.#counted.load('topic');
    return topic.map((facet) => new TopicFacet(facet));
  }

  @Field(() => [YearFacet], { description: 'By year of publication.' })
  async year(): Promise<YearFacet[]> {
    const { year } = await this.#counted.load('year');
    return year.map((facet) => new YearFacet(facet));
  }
}

class SearchPage extends connectionOf<SearchHit, SearchEdge>(
  'SearchPage',
  'Matches of a search, the best first.',
  SearchEdge,
  () => NodeObject,
) {}

/** How each part of a search's answer is found, when the client asks for it. */
export interface SearchParts {
  readonly find: () => Promise<Page<SearchHit> & Pick<SearchAnswer, 'isCut'>>;
  readonly count: () => Promise<number>;
  readonly divide: (names: readonly FacetName[]) => Promise<Facets>;
  readonly correct: () => Promise<string | null>;
}

@ObjectType({ description: 'Matches of a search, the best first.' })
export class SearchConnection {
  #answer: Promise<{ readonly page: SearchPage; readonly isCut: boolean }> | undefined;

  constructor(private readonly parts: SearchParts) {}

  /** Found once, for all fields that show some of it. */
  #find() {
    this.#answer ??= this.parts.find().then((found) => ({ page: new SearchPage(found), isCut: found.isCut }));
    return this.#answer;
  }

  @Field(() => [SearchEdge], { description: 'The items with what joins them.' })
  async edges(): Promise<readonly SearchEdge[]> {
    return (await this.#find()).page.edges;
  }

  @Field(() => [NodeObject], { description: 'The items alone.' })
  async nodes(@Ctx() context: GraphContext): Promise<NodeObject[]> {
    return (await this.#find()).page.nodes(context);
  }

  @Field(() => PageInfo, { description: 'Where this page lies in the list.' })
  async pageInfo(): Promise<PageInfo> {
    return (await this.#find()).page.pageInfo;
  }

  @Field(() => Boolean, {
    description:
      'Whether more was found than pages reach: they end at the 200 best matches, and a narrower search has the rest.',
  })
  async truncated(): Promise<boolean> {
    return (await this.#find()).isCut;
  }

  @Field(() => Int, { description: 'How many there are in all; counted only when asked for.' })
  totalCount(): Promise<number> {
    return this.parts.count();
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The query with words that no text has replaced by the nearest ones of names; null when there is nothing to correct.',
  })
  didYouMean(): Promise<string | null> {
    return this.parts.correct();
  }

  @Field(() => SearchFacets, { description: 'How all matches divide; counted only when asked for.' })
  facets(): SearchFacets {
    return new SearchFacets(this.parts.divide);
  }
}
