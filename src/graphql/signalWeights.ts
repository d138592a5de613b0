import { Field, Float, InputType } from 'type-graphql';
import type { SignalWeights } from '../connect/weights';

@InputType({ description: 'A weight for each signal that is to have another than its default; none is negative.' })
export class SignalWeightsInput {
  @Field(() => Float, { nullable: true, description: 'Of SHARED_TOPICS.' })
  sharedTopics?: number;

  @Field(() => Float, { nullable: true, description: 'Of CITATION.' })
  citation?: number;

  @Field(() => Float, { nullable: true, description: 'Of BIBLIOGRAPHIC_COUPLING.' })
  bibliographicCoupling?: number;

  @Field(() => Float, { nullable: true, description: 'Of CO_CITATION.' })
  coCitation?: number;

  @Field(() => Float, { nullable: true, description: 'Of SHARED_AUTHORS.' })
  sharedAuthors?: number;

  @Field(() => Float, { nullable: true, description: 'Of CO_FEATURED.' })
  coFeatured?: number;

  @Field(() => Float, { nullable: true, description: 'Of TEXT_SIMILARITY.' })
  textSimilarity?: number;
}

/** A client's weights by the signals' names; those that were left out are absent. */
export function weightsBySignal(input: SignalWeightsInput | undefined): Partial<SignalWeights> | undefined {
  if (!input) return undefined;
  const weights = {
    SHARED_TOPICS: input.sharedTopics,
    CITATION: input.citation,
    BIBLIOGRAPHIC_COUPLING: input.bibliographicCoupling,
    CO_CITATION: input.coCitation,
    SHARED_AUTHORS: input.sharedAuthors,
    CO_FEATURED: input.coFeatured,
    TEXT_SIMILARITY: input.textSimilarity,
  };
  return Object.fromEntries(Object.entries(weights).filter(([, weight]) => weight !== undefined));
}
