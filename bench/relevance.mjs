// How good connected articles are: how well hidden citations are found again, by the project and by single methods.
//   npm run bench:relevance -- NODES EDGES [--seed 1] [--hide 0.1] [--folds 5] [--cited-first] [--labels FILE] [--fit] [--json]
//   for example on the papers of high-energy physics: …/hepth/data.txt …/hepth/graph.txt
// What the files may be is said in relevance/readGraph.mjs; docs/relevance.md has the figures.
//
// Protocol. The citations are shuffled (--seed) and cut into parts of --hide; each fold hides another part, and every
// figure is the mean over --folds of them. Both ends of a hidden citation are asked for the other end, whichever cites.
// Everything but the paper itself and its known neighbors may be answered. Measures are in relevance/measures.mjs;
// popularity is the number of known citations of the paper that is asked about, in thirds of all papers asked.
// Rows marked "project" are rankings of dist/connect/connectArticles over the embedded engine, with its bounds; the
// others are single methods as in the literature, over all papers without bounds (relevance/baselines.mjs).
// With --fit each fold first hides --hide of what it knows, learns weights there (relevance/fit.mjs), and is measured
// with them on its own hidden citations, which the weights have not seen; then the mean of the weights is printed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as baselines from './relevance/baselines.mjs';
import { fitWeights, reorder, rowsOf } from './relevance/fit.mjs';
import { connectPapers, deleteCitations, putCitations, storePapers } from './relevance/graphStore.mjs';
import { MEASURES, meanOf, measure } from './relevance/measures.mjs';
import { readGraph } from './relevance/readGraph.mjs';
import { adjacencyOf, questionsOf, splitsOf } from './relevance/splits.mjs';

const require = createRequire(import.meta.url);
const { countTerms } = require(join(import.meta.dirname, '..', 'dist', 'model', 'text.js'));
/** The signals that a citation graph with texts has; where its papers have topics, it has those too. */
const SIGNALS = ['CITATION', 'BIBLIOGRAPHIC_COUPLING', 'CO_CITATION', 'TEXT_SIMILARITY'];
const OURS = 'project: all signals';
const FITTED = 'project: weights fitted in the fold';
const THIRDS = ['least cited', 'middle', 'most cited'];

try {
  const options = readOptions();
  report(await run(options), options);
} catch (error) {
  process.stderr.write(`bench:relevance: ${error.message}\n`);
  process.exitCode = 1;
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      hide: { type: 'string', default: '0.1' },
      folds: { type: 'string', default: '5' },
      'cited-first': { type: 'boolean', default: false },
      labels: { type: 'string' },
      fit: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const [seed, hide, folds] = [values.seed, values.hide, values.folds].map(Number);
  if (positionals.length !== 2) throw new Error('Name a node file and an edge file.');
  if (!Number.isInteger(seed)) throw new Error(`--seed ${values.seed}: a whole number is expected.`);
  if (!(hide > 0 && hide <= 0.5)) throw new Error(`--hide ${values.hide}: a share above 0 and up to 0.5 is expected.`);
  if (!(Number.isInteger(folds) && folds > 0)) throw new Error(`--folds ${values.folds}: 1 or more is expected.`);
  const [nodes, edges] = positionals;
  return {
    nodes,
    edges,
    seed,
    hide,
    folds,
    isCitedFirst: values['cited-first'],
    labelPath: values.labels,
    isFit: values.fit,
    isJson: values.json,
  };
}

async function run({ nodes, edges, isCitedFirst, labelPath, isFit, ...protocol }) {
  const { papers, citations, unknown } = readGraph(nodes, edges, { isCitedFirst, labelPath });
  const signals = papers.some(({ topics }) => topics.length > 0) ? ['SHARED_TOPICS', ...SIGNALS] : SIGNALS;
  const store = await storePapers(papers);
  await putCitations(store, citations);
  const text = baselines.tfIdf(papers.map(({ title, abstract }) => Object.fromEntries(countTerms(title, abstract))));
  const answers = new Map();
  const weights = [];
  for (const [fold, { hidden, kept }] of splitsOf(citations, protocol).entries()) {
    const adjacency = adjacencyOf(papers.length, kept);
    const questions = questionsOf(hidden, adjacency);
    await deleteCitations(store, hidden);
    const thirdOf = thirdsOf([...questions.keys()], adjacency);
    const add = (method, rankingOf) => {
      for (const [paper, wanted] of questions) {
        const ranking = rankingOf(paper).filter((other) => other !== paper && !adjacency.around[paper].has(other));
        const measures = measure(ranking, wanted, (each) => papers[each].label, paper);
        answers.set(method, [...(answers.get(method) ?? []), { ...measures, third: thirdOf.get(paper) }]);
      }
    };
    const methods = methodsOf(text, adjacency);
    for (const [name, method] of Object.entries(methods)) add(name, (paper) => baselines.bestFirst(method(paper)));
    for (const signal of signals) {
      const alone = await connectPapers(store, [...questions.keys()], { signals: [signal] });
      add(`project: ${signal} alone`, (paper) => alone.get(paper).map(({ article }) => article));
    }
    const links = await connectPapers(store, [...questions.keys()]);
    add(OURS, (paper) => links.get(paper).map(({ article }) => article));
    if (isFit) {
      const fitted = await fitOn(store, papers.length, kept, signals, { ...protocol, seed: protocol.seed + 1 + fold });
      weights.push(fitted);
      add(FITTED, (paper) => reorder(links.get(paper), fitted, signals).map(({ article }) => article));
    }
    await putCitations(store, hidden);
  }
  await store.close();
  return {
    papers: papers.length,
    citations: citations.length,
    unknown,
    questions: answers.get(OURS).length,
    answers,
    signals,
    weights,
  };
}

function methodsOf(text, adjacency) {
  const links = baselines.adamicAdar(adjacency);
  const [coupling, coCitation] = [baselines.coupling(adjacency), baselines.coCitation(adjacency)];
  const walk = baselines.personalisedPageRank(adjacency);
  return {
    'TF-IDF text': text,
    'Adamic–Adar': links,
    'bibliographic coupling': coupling,
    'co-citation': coCitation,
    'personalised PageRank': walk,
    'reciprocal rank fusion of these': baselines.fuseRanks([text, links, coupling, coCitation, walk]),
    'Adamic–Adar + TF-IDF': baselines.simpleFusion(text, links),
  };
}

async function fitOn(store, count, kept, signals, protocol) {
  const [inner] = splitsOf(kept, { ...protocol, folds: 1 });
  const adjacency = adjacencyOf(count, inner.kept);
  const questions = questionsOf(inner.hidden, adjacency);
  await deleteCitations(store, inner.hidden);
  const links = await connectPapers(store, [...questions.keys()]);
  await putCitations(store, inner.hidden);
  const rows = rowsOf(questions, links, adjacency.around, signals);
  if (!rows.some(({ isWanted }) => isWanted)) throw new Error('Too few citations to learn weights from.');
  return fitWeights(rows);
}

/** Which third of the papers each stands in, by how often it is cited; equals stand in one third. */
function thirdsOf(papers, { citedBy }) {
  const counts = papers.map((paper) => citedBy[paper].size).sort((a, b) => a - b);
  const [low, high] = [1, 2].map((cut) => counts[Math.floor((cut * counts.length) / 3)]);
  return new Map(papers.map((paper) => [paper, citedBy[paper].size <= low ? 0 : citedBy[paper].size <= high ? 1 : 2]));
}

function report({ answers, signals, weights, ...counts }, { seed, hide, folds, isJson }) {
  const figures = [...answers].map(([method, all]) => ({
    method,
    ...meanOf(all),
    thirds: THIRDS.map((_name, third) => {
      const part = all.filter((answer) => answer.third === third);
      return { questions: part.length, ...meanOf(part) };
    }),
  }));
  const fitted = signals.map((signal, at) => [
    signal,
    weights.reduce((sum, each) => sum + each[at], 0) / weights.length,
  ]);
  if (isJson) {
    console.log(
      JSON.stringify({ ...counts, figures, weights: weights.length > 0 ? Object.fromEntries(fitted) : null }),
    );
    return;
  }
  const { papers, citations, unknown, questions } = counts;
  console.log(
    `${papers} papers, ${citations} citations${unknown > 0 ? ` (${unknown} more name papers that are not there)` : ''}`,
  );
  console.log(`${questions} questions in ${folds} folds that hide ${hide} of the citations each, seed ${seed}\n`);
  const shown = MEASURES.filter((name) => figures[0][name] !== null);
  console.log(row('', [...shown, ...THIRDS.map((third) => `${third}*`)]));
  for (const each of figures)
    console.log(
      row(each.method, [...shown.map((name) => each[name]), ...each.thirds.map((third) => third['recall@20'])]),
    );
  const sizes = figures[0].thirds.map((third) => third.questions).join(', ');
  console.log(`\n* recall@20 by how often the paper asked about is cited (questions: ${sizes})`);
  if (weights.length > 0)
    console.log(`weights: ${fitted.map(([signal, weight]) => `${signal} ${weight.toFixed(3)}`).join('  ')}`);
}

function row(name, values) {
  const cells = values.map((value) => (typeof value === 'string' ? value : value === null ? '–' : value.toFixed(3)));
  return `${name.padEnd(36)}${cells.map((cell) => cell.padStart(13)).join('')}`;
}
