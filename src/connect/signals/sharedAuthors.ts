import { saturate } from './saturate';
import { addUp, type ScoreSignal } from './signal';

/**
 * Shared authors, each by the inverse logarithm of how much they wrote: an author of three papers tells more than one
 * of three hundred (Adamic and Adar 2003).
 *
 * raw = Σ 1 / ln(1 + articles(a)); score = raw / (raw + k)
 */
const DEFAULTS = {
  /** Two authors of about ten articles each count as half. */
  k: 0.8,
};

export const scoreSharedAuthors: ScoreSignal = (evidence) => {
  const { sum, best } = addUp(evidence, ({ viaDegree }) => 1 / Math.log(1 + Math.max(2, viaDegree)));
  return { score: saturate(sum, DEFAULTS.k), evidence: best };
};
