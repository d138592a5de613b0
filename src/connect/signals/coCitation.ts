import { saturate } from './saturate';
import { addUp, type ScoreSignal } from './signal';

/**
 * Co-citation: H. Small, "Co-citation in the scientific literature", Journal of the American Society for Information
 * Science 24(4), 1973. A paper that cites few others binds what it cites more tightly than a survey does, so each citing
 * paper counts by the inverse logarithm of its references.
 *
 * raw = Σ 1 / ln(1 + references(p)); score = raw / (raw + k)
 */
const DEFAULTS = {
  /** Two citing papers of about thirty references each count as half. */
  k: 0.6,
};

export const scoreCoCitation: ScoreSignal = (evidence) => {
  const { sum, best } = addUp(evidence, ({ viaDegree }) => 1 / Math.log(1 + Math.max(2, viaDegree)));
  return { score: saturate(sum, DEFAULTS.k), evidence: best };
};
