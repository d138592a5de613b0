import { saturate } from './saturate';
import { addUp, type ScoreSignal } from './signal';

/**
 * Shared topics, each by the inverse logarithm of how many articles it has: L. Adamic and E. Adar, "Friends and
 * neighbors on the Web", Social Networks 25(3), 2003. A topic counts by how much each of the two articles is about it.
 *
 * raw = Σ wₛ(t) · w꜀(t) / ln(1 + degree(t)); score = raw / (raw + k)
 */
const DEFAULTS = {
  /** Two topics of about thirty articles each count as half. */
  k: 0.6,
};

export const scoreSharedTopics: ScoreSignal = (evidence) => {
  const { sum, best } = addUp(
    evidence,
    ({ seedWeight, candidateWeight, viaDegree }) =>
      (seedWeight * candidateWeight) / Math.log(1 + Math.max(2, viaDegree)),
  );
  return { score: saturate(sum, DEFAULTS.k), evidence: best };
};
