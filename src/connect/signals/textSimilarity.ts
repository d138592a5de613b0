import type { TermStatistics, TermVector } from '../../store/port';
import { weighTerms } from '../bm25';
import { saturate } from './saturate';

/**
 * Text similarity: BM25 "more like this" (Robertson and Zaragoza 2009) over the stored term vectors, with a profile of
 * the seed as the query. The profile is the seed's own text plus a share of the mean of the texts that it cites or that
 * cite it: an abstract is short, and what an article builds on says the same in other words (relevance feedback: J.
 * Rocchio, "Relevance feedback in information retrieval", 1971; for citations, K. Boyack and R. Klavans, JASIST 61(12),
 * 2010). The defaults were chosen on hidden citations, see docs/relevance.md.
 *
 * profile(t) = w(seed, t) / ‖seed‖ + around · meanₙ w(n, t) / ‖n‖; w is the BM25 weight, n a citation neighbor
 * raw = Σₜ profile(t) · w(candidate, t) / ‖seed‖ · m / (m + fewStems), m the number of stems that both have
 * score = raw / (raw + k)
 */
const DEFAULTS = {
  /** Stems of the profile that are kept: more add noise and cost. */
  queryStems: 64,
  /** What the texts around count against the seed's own. More helps a dense graph a little and hurts a sparse one. */
  around: 0.5,
  /** Stems in more than this share of all articles say nothing and make long posting lists. */
  mostArticles: 0.2,
  /** In a small graph a share means little: a stem is never too common below this many articles. */
  alwaysRare: 50,
  /** Articles that the stems to search for may have in all: bounds what a search costs in a graph of any size. */
  searched: 1000,
  /** As many stems in common count half: one or two, however rare, say little between two titles. */
  fewStems: 4,
  /** About what two texts on one subject have in common. */
  k: 0.2,
};

/** A number or a single letter: it numbers something, in this text and in the other. */
const SAYS_NOTHING = /^(?:\d+|[a-z])$/;

/** What to look for in other texts. */
export interface TextProfile {
  /** The most telling stems with their weights, best first; ties by spelling. */
  readonly query: readonly (readonly [stem: string, weight: number])[];
  /** Those of its stems that candidates are searched by: the most telling ones that few enough articles have. */
  readonly search: readonly string[];
  readonly own: TermVector;
  readonly statistics: TermStatistics;
  /** ‖seed‖, above 0. */
  readonly length: number;
}

/**
 * `null` for a text without stems that tell anything. `around` are the vectors of its citation neighbors; `untelling` are
 * stems that it has for another reason than its subject.
 */
export function profileOf(
  own: TermVector,
  around: readonly TermVector[],
  statistics: TermStatistics,
  untelling: ReadonlySet<string> = new Set(),
): TextProfile | null {
  const tooCommon = Math.max(DEFAULTS.alwaysRare, DEFAULTS.mostArticles * statistics.articles);
  const weights = new Map<string, number>();
  const length = addUnit(weights, own, statistics, 1);
  for (const terms of around) addUnit(weights, terms, statistics, DEFAULTS.around / around.length);
  const query = [...weights]
    .filter(([stem]) => (statistics.documentFrequency.get(stem) ?? 0) <= tooCommon)
    .filter(([stem]) => !SAYS_NOTHING.test(stem) && !untelling.has(stem))
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, DEFAULTS.queryStems);
  if (query.length === 0 || length === 0) return null;
  return { query, search: stemsToSearch(query, statistics), own, statistics, length };
}

function stemsToSearch(query: TextProfile['query'], { documentFrequency }: TermStatistics): string[] {
  let left = DEFAULTS.searched;
  return query.flatMap(([stem]) => {
    const articles = documentFrequency.get(stem) ?? 0;
    if (articles > left) return [];
    left -= articles;
    return [stem];
  });
}

/** 0…1, with the stems of the profile that both texts have, most telling first. */
export function scoreTextSimilarity(
  { query, own, statistics, length }: TextProfile,
  candidate: TermVector,
): { readonly score: number; readonly terms: readonly string[] } {
  const weightOf = weighTerms(candidate, statistics);
  let raw = 0;
  let matched = 0;
  for (const [stem, weight] of query) {
    const add = weight * weightOf(stem);
    raw += add;
    if (add > 0) matched += 1;
  }
  const terms = query.map(([stem]) => stem).filter((stem) => own.terms.has(stem) && candidate.terms.has(stem));
  return { score: saturate((raw / length) * (matched / (matched + DEFAULTS.fewStems)), DEFAULTS.k), terms };
}

/** Adds a text's vector, scaled to length 1, and returns the length that it had. Stems in order of spelling. */
function addUnit(sum: Map<string, number>, vector: TermVector, statistics: TermStatistics, share: number): number {
  const weightOf = weighTerms(vector, statistics);
  const weights = [...vector.terms.keys()].sort().map((stem) => [stem, weightOf(stem)] as const);
  const length = Math.sqrt(weights.reduce((squares, [, weight]) => squares + weight * weight, 0));
  if (length === 0) return 0;
  for (const [stem, weight] of weights) sum.set(stem, (sum.get(stem) ?? 0) + (share * weight) / length);
  return length;
}
