/**
 * Normalised pointwise mutual information: G. Bouma, "Normalized (Pointwise) Mutual Information in Collocation
 * Extraction", 2009. From counts of articles: 1 when two topics only occur together, 0 when they are independent,
 * −1 when they never meet.
 */
export function normalisedPmi(both: number, a: number, b: number, all: number): number {
  if (both <= 0 || a <= 0 || b <= 0 || all <= 0) return -1;
  if (both >= all) return 1;
  const pmi = Math.log((both * all) / (a * b));
  return Math.max(-1, Math.min(1, pmi / -Math.log(both / all)));
}
