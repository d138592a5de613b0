// Writes a small made-up citation graph with texts, for trying the measurement without outside data.
//   node bench/relevance/generateGraph.mjs FOLDER [--papers 1000] [--references 2] [--seed 1]
// Papers come one after the other. Each belongs to a field (its label) and to a subject in it, sometimes to a second
// one, and says words of all of them among common ones; the same word can belong to several subjects. A paper cites
// earlier ones: mostly of its subject, rather those that are cited already, and often what a cited one cites (R. Albert
// and A.-L. Barabási 1999; P. Holme and B. J. Kim, "Growing scale-free networks with tunable clustering", 2002). It takes
// over some of their words, and of papers that it read and does not cite: so texts and citations tell of each other.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { randomOf } from '../random.mjs';

const SHAPE = {
  fields: 6,
  subjectsPerField: 20,
  words: 3000,
  wordsPerField: 120,
  wordsPerSubject: 60,
  /** In a text, title and abstract together. */
  wordsPerText: 60,
  titleWords: 7,
  /** Of a text's words: shares that come from what it read, from its subject and from its field; the others are common. */
  fromRead: 0.14,
  fromSubject: 0.15,
  fromField: 0.2,
  /** Papers that are read for each one that is cited. */
  readPerCited: 1.25,
  minRead: 2,
  /** Papers that have a second subject, from anywhere. */
  withSecond: 0.2,
  /** Of what is read: that which a read paper cites, and of the others those within the subject and the field. */
  copied: 0.5,
  withinSubject: 0.65,
  withinField: 0.25,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    papers: { type: 'string', default: '1000' },
    references: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});
const [folder] = positionals;
const [count, references, seed] = [values.papers, values.references, values.seed].map(Number);
if (!folder || !(count > 1) || !(references > 0) || !Number.isInteger(seed)) {
  process.stderr.write('Name a folder; --papers and --references are above 0, --seed is whole.\n');
  process.exit(2);
}
const random = randomOf(seed);
const fields = times(SHAPE.fields, () => sampleWords(SHAPE.wordsPerField));
const subjects = times(SHAPE.fields * SHAPE.subjectsPerField, (index) => ({
  field: index % SHAPE.fields,
  words: sampleWords(SHAPE.wordsPerSubject),
  papers: [],
}));
const papers = [];
const citations = [];
for (let index = 0; index < count; index++) addPaper(index);
mkdirSync(folder, { recursive: true });
const lines = papers.map(({ id, text, label, year }) =>
  [id, text.slice(0, SHAPE.titleWords).join(' '), text.slice(SHAPE.titleWords).join(' '), label, year].join('\t'),
);
writeFileSync(join(folder, 'nodes.tsv'), ['id\ttitle\tabstract\tlabel\tyear', ...lines, ''].join('\n'));
writeFileSync(join(folder, 'edges.tsv'), [...citations.map((pair) => pair.join('\t')), ''].join('\n'));
console.log(`${papers.length} papers, ${citations.length} citations: ${join(folder, 'nodes.tsv')}, edges.tsv`);

function addPaper(index) {
  const subject = any(subjects);
  const second = random() < SHAPE.withSecond ? any(subjects) : subject;
  const paper = {
    id: `p${index}`,
    label: `field ${subject.field + 1}`,
    year: 1990 + Math.floor((30 * index) / count),
    field: subject.field,
    cited: new Set(),
    citations: 0,
  };
  // Many cite little and some a lot (geometric, with that mean).
  const wanted = Math.floor(Math.log(1 - random()) / Math.log(references / (1 + references)));
  const toRead = Math.max(SHAPE.minRead, Math.round(wanted * SHAPE.readPerCited));
  const read = new Set();
  for (let tries = 0; read.size < toRead && tries < 20 * toRead; tries++) {
    const other = readNext(paper, read, random() < 0.7 ? subject : second);
    if (other) read.add(other);
  }
  paper.cited = new Set([...read].slice(0, wanted));
  paper.text = times(SHAPE.wordsPerText, () => {
    const source = random();
    if (source < SHAPE.fromRead) return read.size > 0 ? any(any([...read]).text) : frequent(subject.words);
    if (source < SHAPE.fromRead + SHAPE.fromSubject) return frequent(random() < 0.6 ? subject.words : second.words);
    if (source < SHAPE.fromRead + SHAPE.fromSubject + SHAPE.fromField) return frequent(fields[subject.field]);
    return `w${Math.floor(SHAPE.words * random() ** 3)}`;
  });
  for (const other of paper.cited) {
    other.citations += 1;
    citations.push([paper.id, other.id]);
  }
  papers.push(paper);
  subject.papers.push(paper);
}

/** A paper to read, undefined where there is none yet. */
function readNext({ field }, read, subject) {
  const known = read.size > 0 ? [...any([...read]).cited] : [];
  if (known.length > 0 && random() < SHAPE.copied) return any(known);
  const where = random();
  if (where < SHAPE.withinSubject) return ratherCited(subject.papers);
  const inField = subjects.filter((each) => each.field === field);
  return ratherCited(where < SHAPE.withinSubject + SHAPE.withinField ? any(inField).papers : papers);
}

/** The most cited of three. */
function ratherCited(from) {
  if (from.length === 0) return undefined;
  return times(3, () => any(from)).reduce((best, each) => (each.citations > best.citations ? each : best));
}

function sampleWords(size) {
  return times(size, () => `w${Math.floor(SHAPE.words * random())}`);
}

/** Early words of a list come more often than late ones. */
function frequent(words) {
  return words[Math.floor(words.length * random() ** 2)];
}

function any(items) {
  return items[Math.floor(items.length * random())];
}

function times(size, make) {
  return Array.from({ length: size }, (_each, index) => make(index));
}
