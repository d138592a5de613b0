import { GraphError } from '../model/errors';
import { SIGNALS, type Signal } from '../model/signals';

export type SignalWeights = Readonly<Record<Signal, number>>;

/**
 * Names the way of ranking: the signals' formulas, their defaults and the default weights. A change of any of them that
 * can change a score is a new version, so that answers can be compared over time.
 */
export const RANKER_VERSION = '8';

/**
 * How much each signal counts. They add up to 1, so that a score is 0…1 and its parts add up to it: a convex
 * combination, which beats rank fusion (S. Bruch, S. Gai, A. Ingber, "An Analysis of Fusion Functions for Hybrid
 * Retrieval", ACM TOIS 42(1), 2023).
 *
 * Citation and text are fitted on hidden citations (docs/relevance.md). What coupling and co-citation tell, the walk of
 * `CITATION` tells too, so that fitting gives them nothing; they keep a little, because "both cite" and "both are cited
 * by" are reasons of their own. Topics, authors and features were not in those data: their weights are a judgement.
 */
const DEFAULT_WEIGHTS: SignalWeights = {
  SHARED_TOPICS: 0.2,
  CITATION: 0.3,
  BIBLIOGRAPHIC_COUPLING: 0.02,
  CO_CITATION: 0.02,
  SHARED_AUTHORS: 0.06,
  CO_FEATURED: 0.08,
  TEXT_SIMILARITY: 0.32,
};

/** The weights of the wanted signals, scaled to add up to 1; the others are 0. */
export function weightsOf(signals: readonly Signal[], overrides: Partial<SignalWeights> = {}): SignalWeights {
  if (signals.length === 0)
    throw new GraphError('BAD_INPUT', 'No signal is left: name one at least, or leave the argument out.', {
      argument: 'signals',
    });
  const chosen = SIGNALS.map((signal): [Signal, number] => [
    signal,
    signals.includes(signal) ? (overrides[signal] ?? DEFAULT_WEIGHTS[signal]) : 0,
  ]);
  const sum = chosen.reduce((total, [, weight]) => total + weight, 0);
  if (chosen.some(([, weight]) => weight < 0) || !(sum > 0 && Number.isFinite(sum)))
    throw new GraphError('BAD_INPUT', 'Weights are finite and not negative, and at least one is above 0.', {
      argument: 'weights',
    });
  return Object.fromEntries(chosen.map(([signal, weight]) => [signal, weight / sum])) as SignalWeights;
}
