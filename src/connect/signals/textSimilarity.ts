import type { TermVector } from '../../model/text';
import type { TermStatistics } from '../../store/port';
import { inverseDocumentFrequency, scoreBm25 } from '../bm25';

/**
 * Text similarity: BM25 "more like this" (Robertson and Zaragoza 2009) over the stored term vectors. The seed's most
 * telling stems, by frequency × inverse document frequency, are the query; the candidate's score is divided by what the
 * seed itself would get, so that 1 means "as close as the article itself".
 */
const TEXT_DEFAULTS = {
  /** Stems of the seed that make the query: more add noise and cost. */
  queryStems: 24,
  /** Stems in more than this share of all articles say nothing and make long posting lists. */
  mostArticles: 0.2,
  /** In a small graph a share means little: a stem is never too common below this many articles. */
  alwaysRare: 50,
};

/** The seed's most telling stems, best first; ties by spelling. Never more than `queryStems`. */
export function selectStems(terms: TermVector, statistics: TermStatistics): string[] {
  const tooCommon = Math.max(TEXT_DEFAULTS.alwaysRare, TEXT_DEFAULTS.mostArticles * statistics.articles);
  return Object.entries(terms)
    .filter(([stem]) => (statistics.documentFrequency.get(stem) ?? 0) <= tooCommon)
    .map(([stem, count]) => ({ stem, worth: count * inverseDocumentFrequency(stem, statistics) }))
    .sort((a, b) => b.worth - a.worth || (a.stem < b.stem ? -1 : 1))
    .slice(0, TEXT_DEFAULTS.queryStems)
    .map(({ stem }) => stem);
}

/** 0…1, with the stems that both texts have, most telling first. */
export function scoreTextSimilarity(
  stems: readonly string[],
  seed: TermVector,
  candidate: TermVector,
  statistics: TermStatistics,
): { readonly score: number; readonly terms: readonly string[] } {
  const own = scoreBm25(stems, seed, statistics);
  if (own <= 0) return { score: 0, terms: [] };
  const score = Math.min(1, scoreBm25(stems, candidate, statistics) / own);
  return { score, terms: stems.filter((stem) => candidate[stem] !== undefined) };
}
