import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Highlight as ModelHighlight } from '../../explore/highlight';
import type { SearchHit } from '../../explore/search';
import type { NodeKind } from '../../model/kinds';
import type { FacetCount, Facets } from '../../store/port';
import { NodeKindEnum } from '../enums';
import type { CursorOf, Page } from '../page';
import { connectionOf } from './connections';
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
  constructor(private readonly facets: Facets) {}

  @Field(() => [KindFacet], { description: 'By kind.' })
  get kind(): KindFacet[] {
    return this.facets.kind.map((facet) => new KindFacet(facet));
  }

  @Field(() => [TopicFacet], { description: 'By topic, the first twenty.' })
  get topic(): TopicFacet[] {
    return this.facets.topic.map((facet) => new TopicFacet(facet));
  }

  @Field(() => [YearFacet], { description: 'By year of publication.' })
  get year(): YearFacet[] {
    return this.facets.year.map((facet) => new YearFacet(facet));
  }
}

const SearchPage = connectionOf<SearchHit, SearchEdge>(
  'SearchPage',
  'Matches of a search, the best first.',
  SearchEdge,
  () => NodeObject,
);

@ObjectType({ description: 'Matches of a search, the best first.' })
export class SearchConnection extends SearchPage {
  constructor(
    page: Page<SearchHit>,
    private readonly countFacets: () => Promise<Facets>,
    private readonly correct: () => Promise<string | null>,
  ) {
    super(page);
  }

  @Field(() => String, {
    nullable: true,
    description:
      'The query with words that no text has replaced by the nearest ones of names; null when there is nothing to correct.',
  })
  didYouMean(): Promise<string | null> {
    return this.correct();
  }

  @Field(() => SearchFacets, { name: 'facets', description: 'How all matches divide; counted only when asked for.' })
  async loadFacets(): Promise<SearchFacets> {
    return new SearchFacets(await this.countFacets());
  }
}
