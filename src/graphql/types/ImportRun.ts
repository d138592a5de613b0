import { Ctx, Field, Int, ObjectType } from 'type-graphql';
import type { ImportRunNode } from '../../model/nodes';
import type { Outcome, OutcomeCounts } from '../../model/outcomes';
import type { GraphContext } from '../context';
import { NodeObject, representedBy } from './nodeObject';
import { Source } from './Source';

@ObjectType({ description: 'What an import did to the nodes or relationships of one kind.' })
export class KindCounts {
  constructor(
    kind: string,
    private readonly counts: OutcomeCounts,
  ) {
    this.kind = kind;
  }

  @Field(() => String, { description: 'The kind of node, such as `Paper`, or of relationship, such as `CITES`.' })
  kind: string;

  @Field(() => Int, { description: 'New in the graph.' })
  get created(): number {
    return this.counts.created;
  }

  @Field(() => Int, { description: 'Known from this source, which says more or other than before.' })
  get updated(): number {
    return this.counts.updated;
  }

  @Field(() => Int, { description: 'Known from other sources, and now from this one too.' })
  get merged(): number {
    return this.counts.merged;
  }

  @Field(() => Int, { description: 'As they were.' })
  get unchanged(): number {
    return this.counts.unchanged;
  }

  @Field(() => Int, { description: 'Gone, because nobody says so any more.' })
  get deleted(): number {
    return this.counts.deleted;
  }
}

@ObjectType({
  description: 'One import that changed the graph, and what it did. An import that changes nothing leaves no record.',
  implements: NodeObject,
})
export class ImportRun extends NodeObject {
  constructor(override readonly node: ImportRunNode) {
    super(node);
  }

  @Field(() => Source, { nullable: true, description: 'What was imported; null when its imports were taken back.' })
  async source(@Ctx() { loaders }: GraphContext): Promise<Source | null> {
    const source = await loaders.node.load(this.node.facts.source);
    return source?.kind === 'Source' ? new Source(source) : null;
  }

  @Field(() => String, { description: 'The path or address of what was imported, or who made a change.' })
  get sourceName(): string {
    return this.node.facts.name;
  }

  @Field(() => String, { description: 'The format that it was read in; `graphql` for a mutation.' })
  get format(): string {
    return this.node.facts.format;
  }

  @Field(() => String, { description: 'When it began: ISO 8601 with time zone Z.' })
  get startedAt(): string {
    return this.node.facts.startedAt;
  }

  @Field(() => String, { nullable: true, description: 'When it was taken back: ISO 8601 with time zone Z.' })
  get revertedAt(): string | null {
    return this.node.facts.revertedAt ?? null;
  }

  @Field(() => Int, { description: 'Records that could be read.' })
  get records(): number {
    return this.node.facts.records;
  }

  @Field(() => Int, { description: 'Nodes that are new.' })
  get created(): number {
    return this.#count('created');
  }

  @Field(() => Int, { description: 'Nodes of which the source says more or other than before.' })
  get updated(): number {
    return this.#count('updated');
  }

  @Field(() => Int, { description: 'Nodes that others told of before.' })
  get merged(): number {
    return this.#count('merged');
  }

  @Field(() => Int, { description: 'Nodes that were as the source says.' })
  get unchanged(): number {
    return this.#count('unchanged');
  }

  @Field(() => Int, { description: 'Nodes that are gone, because nobody tells of them any more.' })
  get deleted(): number {
    return this.#count('deleted');
  }

  @Field(() => Int, { description: 'Parts that could not be read or are refused.' })
  get rejected(): number {
    return this.node.facts.rejected;
  }

  @Field(() => Int, { description: 'Entries and citations whose article was not in the graph.' })
  get unresolved(): number {
    const { entries, citations } = this.node.facts.unresolved;
    return entries + citations;
  }

  @Field(() => [KindCounts], { description: 'What it did to nodes, by kind.' })
  get nodes(): KindCounts[] {
    return Object.entries(this.node.facts.nodes).map(([kind, counts]) => new KindCounts(kind, counts));
  }

  @Field(() => [KindCounts], { description: 'What it did to relationships, by type.' })
  get relationships(): KindCounts[] {
    return Object.entries(this.node.facts.relationships).map(([type, counts]) => new KindCounts(type, counts));
  }

  #count(outcome: Outcome): number {
    return Object.values(this.node.facts.nodes).reduce((sum, counts) => sum + counts[outcome], 0);
  }
}

representedBy('ImportRun')(ImportRun);
