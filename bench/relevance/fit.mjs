// Weights for the project's signals, learned from hidden citations: logistic regression without negative weights.

const NEAR_MISSES = 40;
const STEPS = 1500;
const RATE = 0.5;
const MOMENTUM = 0.9;
const SHRINK = 1e-4;

/**
 * Rows to learn from: for each question the hidden neighbors that the project proposes, and as near misses the other
 * proposals that stand highest with all signals counting the same.
 * @returns `{ scores, isWanted }` for each, `scores` in the order of `signals`
 */
export function rowsOf(questions, links, around, signals) {
  const total = (scores) => scores.reduce((sum, score) => sum + score, 0);
  return [...questions].flatMap(([paper, wanted]) => {
    const rows = links
      .get(paper)
      .filter(({ article }) => !around[paper].has(article))
      .map((link) => ({ scores: scoresOf(link, signals), isWanted: wanted.has(link.article) }));
    const misses = rows.filter(({ isWanted }) => !isWanted).sort((a, b) => total(b.scores) - total(a.scores));
    return [...rows.filter(({ isWanted }) => isWanted), ...misses.slice(0, NEAR_MISSES)];
  });
}

/** Each signal's score in a link, 0 where the link has none. */
function scoresOf(link, signals) {
  return signals.map((signal) => link.signals.find((part) => part.signal === signal)?.score ?? 0);
}

/** @returns a weight for each signal, none negative, that add up to 1 */
export function fitWeights(rows) {
  const count = rows[0].scores.length;
  const weights = new Float64Array(count + 1).fill(0);
  const speed = new Float64Array(count + 1);
  weights[count] = -2;
  for (let step = 0; step < STEPS; step++) {
    const slope = new Float64Array(count + 1);
    for (const { scores, isWanted } of rows) {
      let z = weights[count];
      for (let signal = 0; signal < count; signal++) z += weights[signal] * scores[signal];
      const error = 1 / (1 + Math.exp(-z)) - (isWanted ? 1 : 0);
      for (let signal = 0; signal < count; signal++) slope[signal] += error * scores[signal];
      slope[count] += error;
    }
    for (let at = 0; at <= count; at++) {
      speed[at] = MOMENTUM * speed[at] + (4 * slope[at]) / rows.length;
      const next = weights[at] - RATE * speed[at] - (at < count ? SHRINK * weights[at] : 0);
      weights[at] = at < count ? Math.max(0, next) : next;
    }
  }
  const found = [...weights.slice(0, count)];
  const sum = found.reduce((total, weight) => total + weight, 0);
  return found.map((weight) => weight / sum);
}

/** The links in the order that other weights give, ties by article: what the project would answer with them. */
export function reorder(links, weights, signals) {
  const scoreOf = (link) => scoresOf(link, signals).reduce((sum, score, at) => sum + score * weights[at], 0);
  return links
    .map((link) => ({ article: link.article, score: scoreOf(link) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.article - b.article);
}
