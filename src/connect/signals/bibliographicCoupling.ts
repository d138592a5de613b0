import { saturate } from './saturate';
import { addUp, type ScoreSignal } from './signal';

/**
 * Bibliographic coupling: M. M. Kessler, "Bibliographic coupling between scientific papers", American Documentation
 * 14(1), 1963. A reference that few papers cite tells more than one that all cite, so each counts by the inverse
 * logarithm of its citations (Adamic and Adar 2003).
 *
 * raw = Σ 1 / ln(1 + citations(r)); score = raw / (raw + k)
 */
const DEFAULTS = {
  /** Two references of about twenty citations each count as half. */
  k: 0.7,
};

export const scoreBibliographicCoupling: ScoreSignal = (evidence) => {
  const { sum, best } = addUp(evidence, ({ viaDegree }) => 1 / Math.log(1 + Math.max(2, viaDegree)));
  return { score: saturate(sum, DEFAULTS.k), evidence: best };
};
