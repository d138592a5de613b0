import { Ctx, Field, ObjectType } from 'type-graphql';
import type { Conflict as ModelConflict, DisputedValue as ModelValue } from '../../model/conflicts';
import type { GraphContext } from '../context';
import { Source } from './Source';

@ObjectType({ description: 'One of the values that sources give for a field.' })
export class DisputedValue {
  constructor(private readonly disputed: ModelValue) {}

  @Field(() => String, { description: 'The value.' })
  get value(): string {
    return String(this.disputed.value);
  }

  @Field(() => [Source], { description: 'Who says so.' })
  async sources(@Ctx() { loaders }: GraphContext): Promise<Source[]> {
    const nodes = await Promise.all(this.disputed.sources.map((id) => loaders.node.load(id)));
    return nodes.flatMap((node) => (node?.kind === 'Source' ? [new Source(node)] : []));
  }
}

@ObjectType({ description: 'A field of which sources say different things.' })
export class Conflict {
  constructor(private readonly conflict: ModelConflict) {}

  @Field(() => String, { description: 'The field’s name.' })
  get field(): string {
    return this.conflict.field;
  }

  @Field(() => [DisputedValue], { description: 'All values; the one that the node shows comes first.' })
  get values(): DisputedValue[] {
    return this.conflict.values.map((value) => new DisputedValue(value));
  }
}
