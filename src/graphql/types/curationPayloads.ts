import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Warning } from '../../import/record';
import type { ImportReport as ModelReport } from '../../import/report';
import type { Location, Reject } from '../../import/record';
import type { NodeId } from '../../model/ids';
import type { TakenBack } from '../../import/curate/takeBack';
import { NodeObject } from './nodeObject';
import { ChangeReport } from './payloads';

@ObjectType({ description: 'The node that two have become.' })
export class MergePayload {
  constructor(node: NodeObject, revision: number) {
    this.node = node;
    this.revision = revision;
  }

  @Field(() => NodeObject, { description: 'The node; both ids lead to it.' })
  node: NodeObject;

  @Field(() => Int, { description: 'The graph’s revision after the change.' })
  revision: number;
}

@ObjectType({ description: 'The two nodes that one has become.' })
export class SplitPayload {
  constructor(node: NodeObject, split: NodeObject, revision: number) {
    this.node = node;
    this.split = split;
    this.revision = revision;
  }

  @Field(() => NodeObject, { description: 'The node with what the other sources say.' })
  node: NodeObject;

  @Field(() => NodeObject, { description: 'The node with what the named sources say.' })
  split: NodeObject;

  @Field(() => Int, { description: 'The graph’s revision after the change.' })
  revision: number;
}

@ObjectType({ description: 'Two nodes that stay two.' })
export class KeepApartPayload {
  constructor(nodes: readonly NodeObject[], revision: number) {
    this.nodes = nodes;
    this.revision = revision;
  }

  @Field(() => [NodeObject], { description: 'The two.' })
  nodes: readonly NodeObject[];

  @Field(() => Int, { description: 'The graph’s revision after the change.' })
  revision: number;
}

@ObjectType({ description: 'What taking an import back did, or would do.' })
export class RevertPayload {
  constructor(private readonly taken: TakenBack & { readonly run: NodeId; readonly dryRun: boolean }) {}

  @Field(() => ID, { description: 'The import run.' })
  get run(): NodeId {
    return this.taken.run;
  }

  @Field(() => Boolean, { description: 'Whether it was only worked out.' })
  get dryRun(): boolean {
    return this.taken.dryRun;
  }

  @Field(() => Int, { description: 'Nodes that are gone, because nobody else speaks of them.' })
  get deletedNodes(): number {
    return this.taken.deleted.nodes;
  }

  @Field(() => Int, { description: 'Relationships that are gone, because nobody else says so.' })
  get deletedRelationships(): number {
    return this.taken.deleted.relationships;
  }

  @Field(() => Int, { description: 'Nodes that keep what others say, or what the source said before.' })
  get keptNodes(): number {
    return this.taken.kept.nodes;
  }

  @Field(() => Int, { description: 'Relationships that keep what others say, or what the source said before.' })
  get keptRelationships(): number {
    return this.taken.kept.relationships;
  }

  @Field(() => Int, { description: 'The graph’s revision after the change.' })
  get revision(): number {
    return this.taken.revision;
  }
}

@ObjectType({ description: 'A part of an import that needs a look.' })
export class ImportRemark {
  constructor({ at: { line, column, field }, reason }: Reject | Warning) {
    this.line = line ?? null;
    this.column = column ?? null;
    this.field = field ?? null;
    this.reason = reason;
  }

  @Field(() => Int, { nullable: true, description: 'The line in the text, from 1.' })
  line: Location['line'] | null;

  @Field(() => Int, { nullable: true, description: 'The column in the line, from 1.' })
  column: Location['column'] | null;

  @Field(() => String, { nullable: true, description: 'The field of the record.' })
  field: Location['field'] | null;

  @Field(() => String, { description: 'What is wrong, and what was expected.' })
  reason: string;
}

@ObjectType({ description: 'What an import did, or would do.' })
export class ImportPayload {
  constructor(private readonly result: ModelReport) {}

  @Field(() => String, { description: 'The format that the text was read in.' })
  get format(): string {
    return this.result.format;
  }

  @Field(() => Boolean, { description: 'Whether the text is the one that was imported last under this name.' })
  get skipped(): boolean {
    return this.result.skipped;
  }

  @Field(() => Int, { description: 'Records that could be read.' })
  get records(): number {
    return this.result.records;
  }

  @Field(() => Int, { description: 'Parts that could not be read or are refused.' })
  get rejected(): number {
    return this.result.rejected;
  }

  @Field(() => [ImportRemark], { description: 'Those parts; the first 100.' })
  get rejects(): ImportRemark[] {
    return this.result.rejects.slice(0, 100).map((reject) => new ImportRemark(reject));
  }

  @Field(() => [ImportRemark], {
    description: 'What was left unread, or not surely read as it was meant; the first 100.',
  })
  get warnings(): ImportRemark[] {
    return this.result.warnings.slice(0, 100).map((warning) => new ImportRemark(warning));
  }

  @Field(() => Int, { description: 'Pairs of nodes that may be one: see `nearMisses`.' })
  get nearMisses(): number {
    return this.result.nearMisses.length;
  }

  @Field(() => ChangeReport, { description: 'What was done.' })
  get report(): ChangeReport {
    return new ChangeReport(this.result);
  }
}
