import type { TermStatistics } from '../store/port';
import type { TermVector } from '../model/text';

/**
 * BM25: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.
 * `k1` bounds what repetition adds, `b` says how much a long text is discounted.
 */
const DEFAULTS = { k1: 1.2, b: 0.75 };

/** Inverse document frequency, never negative: ln(1 + (N − n + ½) / (n + ½)). */
export function inverseDocumentFrequency(stem: string, { articles, documentFrequency }: TermStatistics): number {
  const n = Math.min(documentFrequency.get(stem) ?? 0, articles);
  return Math.log(1 + (articles - n + 0.5) / (n + 0.5));
}

/** The BM25 score of a text for the stems: 0 when none occurs, without an upper bound. Stems are added in order. */
export function scoreBm25(
  stems: readonly string[],
  terms: TermVector,
  statistics: TermStatistics,
  { k1, b } = DEFAULTS,
): number {
  const length = lengthOf(terms);
  const norm = k1 * (1 - b + (b * length) / Math.max(1, statistics.meanLength));
  let score = 0;
  for (const stem of stems) {
    const frequency = terms[stem] ?? 0;
    if (frequency > 0)
      score += (inverseDocumentFrequency(stem, statistics) * frequency * (k1 + 1)) / (frequency + norm);
  }
  return score;
}

function lengthOf(terms: TermVector): number {
  let length = 0;
  for (const count of Object.values(terms)) length += count;
  return length;
}
