// Which citations are hidden, what is left, and who is asked for them.
import { randomOf, shuffle } from '../random.mjs';

/** Splits: the citations shuffled once and cut into equal parts; each split hides another part. */
export function splitsOf(citations, { seed, hide, folds }) {
  const shuffled = shuffle(citations, randomOf(seed));
  const parts = Math.max(2, Math.round(1 / hide));
  return Array.from({ length: Math.min(folds, parts) }, (_each, fold) => ({
    hidden: shuffled.filter((_citation, index) => index % parts === fold),
    kept: shuffled.filter((_citation, index) => index % parts !== fold),
  }));
}

/** Of each paper: what it cites, what cites it, and both (sets of indexes). */
export function adjacencyOf(count, citations) {
  const sets = () => Array.from({ length: count }, () => new Set());
  const adjacency = { cites: sets(), citedBy: sets(), around: sets() };
  for (const [from, to] of citations) {
    adjacency.cites[from].add(to);
    adjacency.citedBy[to].add(from);
    adjacency.around[from].add(to);
    adjacency.around[to].add(from);
  }
  return adjacency;
}

/**
 * Both ends of every hidden citation are asked about, and are to find the other end, whichever of the two cites. A pair
 * that is still joined by a citation the other way is left out. Map from a paper to the set that it is to find.
 */
export function questionsOf(hidden, { around }) {
  const questions = new Map();
  const ask = (paper, wanted) => questions.set(paper, (questions.get(paper) ?? new Set()).add(wanted));
  for (const [from, to] of hidden) {
    if (around[from].has(to)) continue;
    ask(from, to);
    ask(to, from);
  }
  return questions;
}
