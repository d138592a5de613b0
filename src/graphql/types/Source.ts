import { Field, ID, ObjectType } from 'type-graphql';
import type { NodeId } from '../../model/ids';
import type { SourceNode } from '../../model/nodes';

@ObjectType({ description: 'Where facts came from: a file, an address or a mutation.' })
export class Source {
  constructor(private readonly node: SourceNode) {}

  @Field(() => ID, { description: 'Unique over the whole graph.' })
  get id(): NodeId {
    return this.node.id;
  }

  @Field(() => String, { description: 'The path or address as it was given.' })
  get name(): string {
    return this.node.facts.name;
  }

  @Field(() => String, { description: 'The format that it was read in.' })
  get format(): string {
    return this.node.facts.format;
  }

  @Field(() => String, { description: 'When it was first imported: ISO 8601 with time zone Z.' })
  get importedAt(): string {
    return this.node.facts.importedAt;
  }

  @Field(() => String, { nullable: true, description: 'SHA-256 of its content, in hexadecimal.' })
  get contentHash(): string | null {
    return this.node.facts.contentHash ?? null;
  }
}
