import { Field, Float, ObjectType } from 'type-graphql';
import { RANKER_VERSION, type SignalWeights } from '../../connect/weights';
import { SIGNALS, type Signal } from '../../model/signals';
import { SignalEnum } from '../enums';

@ObjectType({ description: 'How much a signal counts.' })
class SignalWeight {
  constructor(signal: Signal, weight: number) {
    this.signal = signal;
    this.weight = weight;
  }

  @Field(() => SignalEnum, { description: 'The reason.' })
  signal: Signal;

  @Field(() => Float, { description: '0 to 1; the weights of all signals add up to 1.' })
  weight: number;
}

@ObjectType({ description: 'A way of ranking connected articles: name it to say which relatedness you mean.' })
export class Ranker {
  constructor(private readonly used: SignalWeights) {}

  @Field(() => String, { description: 'Another version may give other scores for the same graph and weights.' })
  get version(): string {
    return RANKER_VERSION;
  }

  @Field(() => [SignalWeight], { description: 'The weights that were used, of every signal.' })
  get weights(): SignalWeight[] {
    return SIGNALS.map((signal) => new SignalWeight(signal, this.used[signal]));
  }
}
