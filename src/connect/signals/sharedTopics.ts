import { saturate } from './saturate';
import { addUp, type ScoreSignal } from './signal';

/**
 * Shared topics, each by the inverse logarithm of how many articles it has: L. Adamic and E. Adar, "Friends and
 * neighbors on the Web", Social Networks 25(3), 2003. A topic counts by how much the two articles are about it: the
 * geometric mean, so that one that both name only in passing counts once for that and not twice.
 *
 * raw = Σ √(wₛ(t) · w꜀(t)) / ln(1 + degree(t)); score = raw / (raw + k)
 */
const DEFAULTS = {
  /** One topic of about thirty articles counts as half. */
  k: 0.3,
};

export const scoreSharedTopics: ScoreSignal = (evidence) => {
  const { sum, best } = addUp(
    evidence,
    ({ seedWeight, candidateWeight, viaDegree }) =>
      Math.sqrt(seedWeight * candidateWeight) / Math.log(1 + Math.max(2, viaDegree)),
  );
  return { score: saturate(sum, DEFAULTS.k), evidence: best };
};
