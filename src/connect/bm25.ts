import type { TermStatistics, TermVector } from '../store/port';

/**
 * BM25: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.
 * `k1` bounds what repetition adds, `b` says how much a long text is discounted.
 */
const DEFAULTS = { k1: 1.2, b: 0.75 };

/** What each stem of a text weighs: inverse document frequency × saturated frequency; 0 where it does not occur. */
export function weighTerms({ terms, length }: TermVector, statistics: TermStatistics): (stem: string) => number {
  const { k1, b } = DEFAULTS;
  const norm = k1 * (1 - b + (b * length) / Math.max(1, statistics.meanLength));
  return (stem) => {
    const frequency = terms.get(stem);
    if (frequency === undefined) return 0;
    return (inverseDocumentFrequency(stem, statistics) * frequency * (k1 + 1)) / (frequency + norm);
  };
}

/** The BM25 score of a text for the stems: 0 when none occurs, without an upper bound. Stems are added in order. */
export function scoreBm25(stems: readonly string[], vector: TermVector, statistics: TermStatistics): number {
  const weightOf = weighTerms(vector, statistics);
  let score = 0;
  for (const stem of stems) score += weightOf(stem);
  return score;
}

/** Inverse document frequency, never negative: ln(1 + (N − n + ½) / (n + ½)). */
function inverseDocumentFrequency(stem: string, { articles, documentFrequency }: TermStatistics): number {
  const n = Math.min(documentFrequency.get(stem) ?? 0, articles);
  return Math.log(1 + (articles - n + 0.5) / (n + 0.5));
}
