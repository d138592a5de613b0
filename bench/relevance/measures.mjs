// How good rankings are, each measure a mean over the questions.

export const MEASURES = ['recall@10', 'recall@20', 'nDCG@10', 'MRR', 'label@10'];

/**
 * One question: `ranking` is a list of papers, best first, without the paper itself and its known neighbors; `wanted`
 * the set of hidden neighbors. label@10: the share of the first ten places with a paper of the same label, an empty
 * place counting as another; null without labels.
 */
export function measure(ranking, wanted, labelOf, paper) {
  const places = [...wanted].map((each) => ranking.indexOf(each)).filter((place) => place >= 0);
  const within = (count) => places.filter((place) => place < count);
  const gain = (place) => 1 / Math.log2(place + 2);
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  const ideal = sum(Array.from({ length: Math.min(10, wanted.size) }, (_each, place) => gain(place)));
  const label = labelOf(paper);
  return {
    'recall@10': within(10).length / wanted.size,
    'recall@20': within(20).length / wanted.size,
    'nDCG@10': sum(within(10).map(gain)) / ideal,
    MRR: places.length === 0 ? 0 : 1 / (Math.min(...places) + 1),
    'label@10': label === null ? null : ranking.slice(0, 10).filter((each) => labelOf(each) === label).length / 10,
  };
}

/** The mean of each measure over the answers that have it; null where none has. */
export function meanOf(answers) {
  return Object.fromEntries(
    MEASURES.map((name) => {
      const values = answers.map((answer) => answer[name]).filter((value) => value !== null);
      return [name, values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length];
    }),
  );
}
