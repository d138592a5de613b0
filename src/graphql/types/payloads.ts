import { Field, Int, ObjectType } from 'type-graphql';
import type { ImportReport as ModelReport } from '../../import/report';
import { Issue } from './Issue';
import { Paper } from './Paper';
import { Resource } from './Resource';
import { Topic } from './Topic';

@ObjectType({ description: 'What a change did to the graph.' })
export class ChangeReport {
  constructor(private readonly report: ModelReport) {}

  @Field(() => Boolean, { description: 'Whether the graph is another than before.' })
  get changed(): boolean {
    return this.report.changed;
  }

  @Field(() => Int, { description: 'Nodes that are new.' })
  get created(): number {
    return this.#count('created');
  }

  @Field(() => Int, { description: 'Nodes that say more or other than before.' })
  get updated(): number {
    return this.#count('updated');
  }

  @Field(() => Int, { description: 'Nodes that were as given.' })
  get unchanged(): number {
    return this.#count('unchanged');
  }

  @Field(() => Int, { description: 'Relationships that are new.' })
  get linked(): number {
    return Object.values(this.report.relationships).reduce((sum, counts) => sum + counts.created, 0);
  }

  @Field(() => Int, { description: 'Entries and citations whose article is not in the graph.' })
  get unresolved(): number {
    return this.report.unresolved.entries + this.report.unresolved.citations;
  }

  @Field(() => Int, { description: 'The graph’s revision after the change.' })
  get revision(): number {
    return this.report.revision;
  }

  #count(outcome: 'created' | 'updated' | 'unchanged'): number {
    return Object.values(this.report.nodes).reduce((sum, counts) => sum + counts[outcome], 0);
  }
}

@ObjectType({ description: 'The issue as it stands now.' })
export class ImportIssuePayload {
  constructor(issue: Issue | null, report: ChangeReport) {
    this.issue = issue;
    this.report = report;
  }

  @Field(() => Issue, { nullable: true, description: 'The issue.' })
  issue: Issue | null;

  @Field(() => ChangeReport, { description: 'What was done.' })
  report: ChangeReport;
}

@ObjectType({ description: 'The paper as it stands now.' })
export class PaperPayload {
  constructor(paper: Paper | null, report: ChangeReport) {
    this.paper = paper;
    this.report = report;
  }

  @Field(() => Paper, { nullable: true, description: 'The paper.' })
  paper: Paper | null;

  @Field(() => ChangeReport, { description: 'What was done.' })
  report: ChangeReport;
}

@ObjectType({ description: 'The resource as it stands now.' })
export class ResourcePayload {
  constructor(resource: Resource | null, report: ChangeReport) {
    this.resource = resource;
    this.report = report;
  }

  @Field(() => Resource, { nullable: true, description: 'The resource.' })
  resource: Resource | null;

  @Field(() => ChangeReport, { description: 'What was done.' })
  report: ChangeReport;
}

@ObjectType({ description: 'The topic as it stands now.' })
export class TopicPayload {
  constructor(topic: Topic | null, report: ChangeReport) {
    this.topic = topic;
    this.report = report;
  }

  @Field(() => Topic, { nullable: true, description: 'The topic.' })
  topic: Topic | null;

  @Field(() => ChangeReport, { description: 'What was done.' })
  report: ChangeReport;
}

@ObjectType({ description: 'What a link did.' })
export class LinkPayload {
  constructor(report: ChangeReport) {
    this.report = report;
  }

  @Field(() => ChangeReport, { description: 'What was done.' })
  report: ChangeReport;
}
