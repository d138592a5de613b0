import { ArgsType, Field, Int, InputType } from 'type-graphql';
import type { ArticleKind, ResourceKind, TopicKind } from '../model/kinds';
import type { PartialDate } from '../model/dates';
import {
  ArticleKindEnum,
  ArticleOrderFieldEnum,
  NodeOrderFieldEnum,
  OrderDirectionEnum,
  ResourceKindEnum,
  TopicKindEnum,
} from './enums';
import { PartialDateScalar } from './scalars';

const DEFAULT_PAGE_SIZE = 10;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: DEFAULT_PAGE_SIZE, description: 'How many: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The cursor after which to go on.' })
  after?: string;
}

@InputType({ description: 'An order of articles. Ties are broken by id, so that paging is stable.' })
export class ArticleOrder {
  @Field(() => ArticleOrderFieldEnum, { description: 'By what.' })
  field!: keyof typeof ArticleOrderFieldEnum;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which end first.' })
  direction!: 'ASC' | 'DESC';
}

@InputType({ description: 'An order of named nodes. Ties are broken by id, so that paging is stable.' })
export class NodeOrder {
  @Field(() => NodeOrderFieldEnum, { description: 'By what.' })
  field!: keyof typeof NodeOrderFieldEnum;

  @Field(() => OrderDirectionEnum, { defaultValue: 'ASC', description: 'Which end first.' })
  direction!: 'ASC' | 'DESC';
}

@InputType({ description: 'Conditions on articles; all that are given hold.' })
export class ArticleFilter {
  @Field(() => [ArticleKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: ArticleKind[];

  @Field(() => [ResourceKindEnum], { nullable: true, description: 'Resources of one of these kinds.' })
  resourceKinds?: ResourceKind[];

  @Field(() => [String], { nullable: true, description: 'About at least one of these topics: slug, name or id.' })
  topics?: string[];

  @Field(() => [String], { nullable: true, description: 'By at least one of these authors: name, ORCID iD or id.' })
  authors?: string[];

  @Field(() => [String], { nullable: true, description: 'Published in one of these venues: name or id.' })
  venues?: string[];

  @Field(() => [String], { nullable: true, description: 'Issues of one of these newsletters: slug, name or id.' })
  newsletters?: string[];

  @Field(() => PartialDateScalar, { nullable: true, description: 'Published then or later.' })
  publishedFrom?: PartialDate;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Published then or earlier; `2022` includes all of it.',
  })
  publishedTo?: PartialDate;
}

@InputType({ description: 'Conditions on topics.' })
export class TopicFilter {
  @Field(() => [TopicKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kinds?: TopicKind[];
}

@ArgsType()
export class ArticlePageArgs extends PageArgs {
  @Field(() => ArticleOrder, { nullable: true, description: 'The newest first when left out.' })
  orderBy?: ArticleOrder;

  @Field(() => ArticleFilter, { nullable: true, description: 'Which articles.' })
  filter?: ArticleFilter;
}

@ArgsType()
export class NodePageArgs extends PageArgs {
  @Field(() => NodeOrder, { nullable: true, description: 'By name when left out.' })
  orderBy?: NodeOrder;
}
