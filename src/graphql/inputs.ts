import { Field, Float, InputType, Int } from 'type-graphql';
import type { Column } from '../import/formats/table/columns';
import type { PartialDate } from '../model/dates';
import type { Coverage, ResourceKind, TopicKind } from '../model/kinds';
import { CoverageEnum, ResourceKindEnum, TableColumnEnum, TopicKindEnum } from './enums';
import { PartialDateScalar } from './scalars';

@InputType({ description: 'An author of an article.' })
class AuthorInput {
  @Field(() => String, { description: 'First name first, or “Family, Given”.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'ORCID iD.' })
  orcid?: string;
}

@InputType({ description: 'A topic that something is about.' })
export class TopicMentionInput {
  @Field(() => String, { description: 'Slug, name or alias; a new name becomes a topic of kind TAG.' })
  name!: string;

  @Field(() => Float, { nullable: true, description: 'How much: above 0, at most 1; 1 when left out.' })
  weight?: number;
}

@InputType({ description: 'What papers and resources have in common.' })
class ArticleInput {
  @Field(() => String, { description: 'As published.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Plain text.' })
  abstract?: string;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published.' })
  publishedOn?: PartialDate;

  @Field(() => String, { nullable: true, description: 'The page to open.' })
  url?: string;

  @Field(() => [String], { nullable: true, description: 'DOI, arXiv id, OpenReview id, addresses: in any spelling.' })
  identifiers?: string[];

  @Field(() => [AuthorInput], { nullable: true, description: 'In order.' })
  authors?: AuthorInput[];

  @Field(() => String, { nullable: true, description: 'Conference, journal or site.' })
  venue?: string;

  @Field(() => [TopicMentionInput], { nullable: true, description: 'What it is about.' })
  topics?: TopicMentionInput[];
}

@InputType({ description: 'A paper to create or edit. What is left out stays as it is.' })
export class PaperInput extends ArticleInput {
  @Field(() => [String], { nullable: true, description: 'Identifiers or titles of papers that it cites.' })
  cites?: string[];
}

@InputType({ description: 'A resource to create or edit. What is left out stays as it is.' })
export class ResourceInput extends ArticleInput {
  @Field(() => ResourceKindEnum, { description: 'What it is.' })
  kind!: ResourceKind;
}

@InputType({ description: 'A topic to create or edit. What is left out stays as it is.' })
export class TopicInput {
  @Field(() => String, { description: 'Lower-case words joined by hyphens.' })
  slug!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => TopicKindEnum, { nullable: true, description: 'TOPIC when left out.' })
  kind?: TopicKind;

  @Field(() => String, { nullable: true, description: 'What it is about.' })
  description?: string;

  @Field(() => [String], { nullable: true, description: 'Other names, which texts are searched for.' })
  aliases?: string[];

  @Field(() => [String], { nullable: true, description: 'Slugs of broader topics.' })
  parents?: string[];
}

@InputType({ description: 'A link of an entry.' })
export class LinkInput {
  @Field(() => String, { description: 'Its words.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'Where it leads; left out when that is lost.' })
  url?: string;
}

@InputType({ description: 'One item of an issue: it has a title, a link, a paper or a resource.' })
export class EntryInput {
  @Field(() => String, { nullable: true, description: 'As the issue has it, if that is not the article’s title.' })
  title?: string;

  @Field(() => String, { nullable: true, description: 'What the issue says, in own words.' })
  summary?: string;

  @Field(() => CoverageEnum, { nullable: true, description: 'FEATURE when left out.' })
  coverage?: Coverage;

  @Field(() => [LinkInput], { nullable: true, description: 'Links in its text.' })
  links?: LinkInput[];

  @Field(() => [PaperInput], { nullable: true, description: 'Papers that it is about.' })
  papers?: PaperInput[];

  @Field(() => [ResourceInput], { nullable: true, description: 'Resources that it is about.' })
  resources?: ResourceInput[];
}

@InputType({ description: 'A heading of an issue with its entries.' })
export class SectionInput {
  @Field(() => String, { description: 'The heading.' })
  heading!: string;

  @Field(() => [EntryInput], { description: 'In order.' })
  entries!: EntryInput[];
}

@InputType({ description: 'The newsletter that an issue belongs to; created where it is missing.' })
export class NewsletterInput {
  @Field(() => String, { description: 'Lower-case words joined by hyphens.' })
  slug!: string;

  @Field(() => String, { description: 'Its full name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it covers.' })
  description?: string;

  @Field(() => String, { nullable: true, description: 'Its page.' })
  url?: string;
}

@InputType({ description: 'A whole issue: it replaces what the same caller said of that issue before.' })
export class IssueInput {
  @Field(() => NewsletterInput, { description: 'Its series.' })
  newsletter!: NewsletterInput;

  @Field(() => Int, { nullable: true, description: 'Its number in the series.' })
  number?: number;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Its second line.' })
  subtitle?: string;

  @Field(() => PartialDateScalar, { nullable: true, description: 'When it was published.' })
  publishedOn?: PartialDate;

  @Field(() => String, { nullable: true, description: 'Its page.' })
  url?: string;

  @Field(() => [String], { nullable: true, description: 'Other addresses of the same issue.' })
  mirrors?: string[];

  @Field(() => [TopicMentionInput], { nullable: true, description: 'What it is about.' })
  topics?: TopicMentionInput[];

  @Field(() => [SectionInput], { description: 'In order.' })
  sections!: SectionInput[];
}

@InputType({ description: 'What a column of a table holds.' })
class ColumnInput {
  @Field(() => TableColumnEnum, { description: 'What it holds.' })
  column!: Column;

  @Field(() => String, { description: 'The column’s header in the table.' })
  header!: string;
}

@InputType({ description: 'A text to import, as a file of it would be imported.' })
export class ImportInput {
  @Field(() => String, {
    description: 'What the source is called, such as a path or an address. The same name is the same source.',
  })
  name!: string;

  @Field(() => String, { description: 'The text.' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The format, by the name that the command line takes; recognised when left out.',
  })
  format?: string;

  @Field(() => [ColumnInput], {
    nullable: true,
    description:
      'For a table whose headers are not understood: what they stand for. The other headers are read as ever.',
  })
  columns?: ColumnInput[];

  @Field(() => Boolean, { defaultValue: false, description: 'All of it or nothing.' })
  strict!: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Only work out what would change.' })
  dryRun!: boolean;
}
