// Single methods as the literature has them, without bounds, over all papers. Each scores a paper against all others:
// a Float64Array by index, 0 where nothing speaks for a paper.

/**
 * Cosine of TF-IDF vectors, (1 + ln tf) · ln(1 + (N − n + ½) / (n + ½)).
 * G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", 1988.
 */
export function tfIdf(vectors) {
  const count = vectors.length;
  const frequency = new Map();
  for (const vector of vectors)
    for (const stem of Object.keys(vector)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  const postings = new Map([...frequency.keys()].map((stem) => [stem, []]));
  const units = vectors.map((vector, index) => {
    const weights = Object.entries(vector).map(([stem, tf]) => {
      const n = frequency.get(stem);
      return [stem, (1 + Math.log(tf)) * Math.log(1 + (count - n + 0.5) / (n + 0.5))];
    });
    const length = Math.hypot(...weights.map(([, weight]) => weight)) || 1;
    const unit = weights.map(([stem, weight]) => [stem, weight / length]);
    for (const [stem, weight] of unit) postings.get(stem).push([index, weight]);
    return unit;
  });
  return (paper) => {
    const scores = new Float64Array(count);
    for (const [stem, weight] of units[paper])
      for (const [other, theirs] of postings.get(stem)) scores[other] += weight * theirs;
    return scores;
  };
}

/** Σ 1 / ln(1 + degree) over common neighbors. L. Adamic and E. Adar, "Friends and neighbors on the Web", 2003. */
export function adamicAdar({ around }) {
  return common(around, around, around);
}

/** Shared references, each by the inverse logarithm of its citations. M. M. Kessler 1963. */
export function coupling({ cites, citedBy }) {
  return common(cites, citedBy, citedBy);
}

/** Common citing papers, each by the inverse logarithm of its references. H. Small 1973. */
export function coCitation({ cites, citedBy }) {
  return common(citedBy, cites, cites);
}

function common(there, back, degree) {
  return (paper) => {
    const scores = new Float64Array(there.length);
    for (const via of there[paper])
      for (const other of back[via])
        if (other !== paper) scores[other] += 1 / Math.log(1 + Math.max(2, degree[via].size));
    return scores;
  };
}

/** Personalised PageRank, undirected, 20 steps, restarting with 0.15. L. Page et al. 1999; T. Haveliwala 2002. */
export function personalisedPageRank({ around }, restart = 0.15, steps = 20) {
  return (paper) => {
    const scores = new Float64Array(around.length);
    let now = new Map([[paper, 1]]);
    for (let step = 0; step < steps; step++) {
      const next = new Map();
      for (const [at, mass] of now) {
        scores[at] += restart * mass;
        for (const to of around[at]) next.set(to, (next.get(to) ?? 0) + ((1 - restart) * mass) / around[at].size);
      }
      now = next;
    }
    return scores;
  };
}

/** Reciprocal rank fusion, Σ 1 / (60 + rank). G. Cormack, C. Clarke, S. Büttcher, SIGIR 2009. */
export function fuseRanks(methods) {
  return (paper) => {
    const lists = methods.map((method) => method(paper));
    const scores = new Float64Array(lists[0].length);
    for (const list of lists) bestFirst(list).forEach((other, rank) => (scores[other] += 1 / (61 + rank)));
    return scores;
  };
}

/** Text as it is plus half of the saturated Adamic–Adar, x / (x + 0.7): the best simple fusion that we know of. */
export function simpleFusion(text, links) {
  return (paper) => {
    const linked = links(paper);
    return text(paper).map((score, other) => score + (0.5 * linked[other]) / (linked[other] + 0.7));
  };
}

/** Papers with a score above 0, best first, ties by index. */
export function bestFirst(scores) {
  const found = [];
  for (let index = 0; index < scores.length; index++) if (scores[index] > 0) found.push(index);
  return found.sort((a, b) => scores[b] - scores[a] || a - b);
}
