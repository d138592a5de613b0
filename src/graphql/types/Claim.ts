import { Ctx, Field, ObjectType } from 'type-graphql';
import type { ClaimRank } from '../../model/claims';
import type { NodeId } from '../../model/ids';
import type { GraphContext } from '../context';
import { ClaimRankEnum } from '../enums';
import { Source } from './Source';

@ObjectType({ description: 'What one source says.' })
export class Claim {
  constructor(
    protected readonly sourceId: NodeId,
    rank: ClaimRank,
    at: string,
  ) {
    this.rank = rank;
    this.at = at;
  }

  @Field(() => ClaimRankEnum, { description: 'How much the source’s word weighs.' })
  rank: ClaimRank;

  @Field(() => String, { description: 'When it was said: ISO 8601 with time zone Z.' })
  at: string;

  @Field(() => Source, { nullable: true, description: 'Who said it; null when the source’s record is gone.' })
  async source(@Ctx() { loaders }: GraphContext): Promise<Source | null> {
    const node = await loaders.node.load(this.sourceId);
    return node?.kind === 'Source' ? new Source(node) : null;
  }
}

@ObjectType({ description: 'A value that a source gives for a field of a node.' })
export class ClaimedFact {
  constructor(field: string, value: string) {
    this.field = field;
    this.value = value;
  }

  @Field(() => String, { description: 'The field’s name.' })
  field: string;

  @Field(() => String, { description: 'The value: text as it is, anything else as JSON.' })
  value: string;
}

@ObjectType({ description: 'What one source says of a node.' })
export class ClaimOnNode extends Claim {
  constructor(
    source: NodeId,
    rank: ClaimRank,
    at: string,
    private readonly said: object,
  ) {
    super(source, rank, at);
  }

  @Field(() => [ClaimedFact], { description: 'The facts that the source gives, by field.' })
  get facts(): ClaimedFact[] {
    return Object.entries(this.said).map(
      ([field, value]) => new ClaimedFact(field, typeof value === 'string' ? value : JSON.stringify(value)),
    );
  }
}
