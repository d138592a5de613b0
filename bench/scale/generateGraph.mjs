// A made-up graph of any size whose shape grows as real ones do: one topic on 30 % of all papers, a few papers that are
// cited by thousands, citations that rather go to papers of the same subject and to what those cite, words of a Zipf
// distribution with some of their own for each subject. The same size and seed give the same graph.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { randomOf } from '../random.mjs';

const require = createRequire(import.meta.url);
const built = (path) => require(join(import.meta.dirname, '..', '..', 'dist', path));
const { nodeId } = built('model/ids.js');

export const SHAPE = {
  seed: 1,
  hubTopicShare: 0.3,
  /** Papers that many cite: each of the others cites one of them with this probability. */
  hubPapers: 5,
  citesHub: 0.3,
  papersPerSubject: 60,
  citations: 8,
  withinSubject: 0.7,
  authors: 3,
  papersPerAuthor: 4,
  topicsBesidesHub: 2.5,
  venues: 50,
  /** Of 10,000 papers; it grows with the square root of their number (Heaps' law). */
  vocabulary: 40_000,
  wordsPerSubject: 40,
  titleWords: 8,
  abstractWords: 70,
  fromSubject: 0.3,
  papersPerBatch: 2000,
};

const HUB_TOPIC = nodeId('Topic', 'hub');
export const paperId = (index) => nodeId('Paper', `made-up.${String(index).padStart(8, '0')}`);
export const topicId = (subject) => nodeId('Topic', `subject-${subject}`);
const wordOf = (rank) => `${LETTERS[rank % 20]}${VOWELS[rank % 5]}${rank.toString(36)}q`;
const LETTERS = 'bcdfghjklmnprstvwxyz';
const VOWELS = 'aeiou';

/** @yields batches for `store.write`, in an order in which every end exists before its relationships */
export function* generateGraph(papers) {
  const random = randomOf(SHAPE.seed);
  const below = (limit) => Math.floor(random() * limit);
  const subjects = Math.max(20, Math.round(papers / SHAPE.papersPerSubject));
  const authors = Math.max(10, Math.round((papers * SHAPE.authors) / SHAPE.papersPerAuthor));
  const vocabulary = Math.round(SHAPE.vocabulary * Math.sqrt(papers / 10_000));
  const papersOf = Array.from({ length: subjects }, () => []);
  const cited = new Int32Array(papers * SHAPE.citations).fill(-1);

  yield* inBatches([
    topic(HUB_TOPIC, 'Hub'),
    ...Array.from({ length: subjects }, (_, subject) => topic(topicId(subject), `Subject ${subject}`)),
    ...Array.from({ length: SHAPE.venues }, (_, index) => ({
      id: nodeId('Venue', `venue-${index}`),
      kind: 'Venue',
      facts: { name: `Venue ${index}`, variants: [] },
      claims: [],
    })),
    ...Array.from({ length: authors }, (_, index) => ({
      id: nodeId('Author', `author-${index}`),
      kind: 'Author',
      facts: { name: `${wordOf(index % 997)} ${wordOf(index)}`, variants: [], identifiers: [] },
      claims: [],
    })),
  ]);
  for (let start = 0; start < papers; start += SHAPE.papersPerBatch) {
    const batch = { putNodes: [], putRelationships: [] };
    for (let index = start; index < Math.min(papers, start + SHAPE.papersPerBatch); index++) addPaper(batch, index);
    yield batch;
  }

  function addPaper({ putNodes, putRelationships }, index) {
    const subject = below(subjects);
    const id = paperId(index);
    const [year, month] = [2005 + Math.floor((20 * index) / papers), 1 + below(12)];
    putNodes.push({
      id,
      kind: 'Paper',
      facts: {
        title: text(subject, SHAPE.titleWords),
        abstract: text(subject, SHAPE.abstractWords),
        publishedOn: `${year}-${String(month).padStart(2, '0')}`,
        identifiers: [],
      },
      claims: [],
    });
    const link = (type, to, facts = {}) => putRelationships.push({ type, from: id, to, key: '', facts, claims: [] });
    for (const to of chooseTopics(subject)) link('ABOUT', to, { weight: (1 + below(10)) / 10 });
    // Who writes once on a subject writes on it again.
    const group = new Set(
      Array.from({ length: SHAPE.authors }, () => (subject * 37 + Math.floor(random() ** 2 * 60)) % authors),
    );
    [...group].forEach((author, place) =>
      link('AUTHORED_BY', nodeId('Author', `author-${author}`), { position: place + 1 }),
    );
    link('PUBLISHED_IN', nodeId('Venue', `venue-${below(SHAPE.venues)}`));
    for (const to of chooseCited(subject, index)) link('CITES', paperId(to));
    papersOf[subject].push(index);
  }

  function chooseTopics(subject) {
    const topics = new Set([topicId(subject)]);
    if (random() < SHAPE.hubTopicShare) topics.add(HUB_TOPIC);
    while (topics.size < SHAPE.topicsBesidesHub && random() < 0.75) topics.add(topicId(near(subject)));
    return topics;
  }

  function chooseCited(subject, index) {
    if (index < SHAPE.hubPapers) return [];
    const found = new Set();
    if (random() < SHAPE.citesHub) found.add(below(SHAPE.hubPapers));
    for (let tries = 0; tries < SHAPE.citations; tries++) {
      const from = papersOf[random() < SHAPE.withinSubject ? subject : near(subject)];
      if (from.length === 0) continue;
      const read = from[below(from.length)];
      const copied = cited[read * SHAPE.citations + below(SHAPE.citations)];
      found.add(random() < 0.5 && copied >= 0 ? copied : read);
    }
    const list = [...found].slice(0, SHAPE.citations);
    list.forEach((to, place) => (cited[index * SHAPE.citations + place] = to));
    return list;
  }

  function near(subject) {
    return (subject + 1 + below(5)) % subjects;
  }

  function text(subject, length) {
    const words = Array.from({ length }, () =>
      random() < SHAPE.fromSubject
        ? wordOf(500 + ((subject * 7919 + below(SHAPE.wordsPerSubject) * 104_729) % (vocabulary - 500)))
        : wordOf(Math.floor(vocabulary ** random()) - 1),
    );
    return words.join(' ');
  }
}

function topic(id, name) {
  const slug = id.slice(id.indexOf(':') + 1);
  return { id, kind: 'Topic', facts: { slug, name, topicKind: 'TOPIC', aliases: [] }, claims: [] };
}

function* inBatches(nodes) {
  for (let at = 0; at < nodes.length; at += SHAPE.papersPerBatch)
    yield { putNodes: nodes.slice(at, at + SHAPE.papersPerBatch) };
}
