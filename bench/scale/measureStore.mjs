// What the questions that must not grow with the graph take inside the process, without any cache of results.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { percentiles, time, timeProcessor } from '../load.mjs';

const require = createRequire(import.meta.url);
const built = (path) => require(join(import.meta.dirname, '..', '..', 'dist', path));
const { connectArticles } = built('connect/connectArticles.js');
const { topicNeighborhoods } = built('explore/neighborhood.js');
const { searchGraph } = built('explore/search.js');
const { shortestPath } = built('explore/shortestPath.js');
const { Neo4jConnection } = built('store/neo4j/driver.js');

const SEARCHED_KINDS = ['Paper', 'Issue', 'Resource', 'Topic', 'Author', 'Venue', 'Newsletter'];

/** What a page about a paper lists, each with its count. */
const LISTS = [
  { type: 'ABOUT', direction: 'OUT', order: { field: 'WEIGHT', direction: 'DESC' } },
  { type: 'AUTHORED_BY', direction: 'OUT', order: { field: 'POSITION', direction: 'ASC' } },
  { type: 'CITES', direction: 'OUT', order: { field: 'PUBLISHED_ON', direction: 'DESC' } },
  { type: 'CITES', direction: 'IN', order: { field: 'PUBLISHED_ON', direction: 'DESC' } },
];

/** Each takes the sample's keys, all different. */
const QUESTIONS = {
  'connected articles': (store, { paper }) => connectArticles(store, [paper]),
  'topics, authors and citations of a paper': (store, { paper }) =>
    Promise.all(LISTS.map((list) => store.expand({ ...list, ids: [paper], first: 20, count: true }))),
  'neighborhood, depth 2': (store, { topic }) => topicNeighborhoods(store, [topic], { depth: 2 }),
  'shortest path': (store, { paper, other }) => shortestPath(store, paper, other, { maxLength: 6 }),
  search: (store, { words }) => searchGraph(store, { query: words, filter: { kinds: SEARCHED_KINDS }, first: 10 }),
};

/** @returns p50 and p99 in milliseconds of each question */
export async function measureQuestions(store, samples) {
  // The embedded engine works in this process: its processor time does not depend on what else the machine does.
  const clock = store.engine === 'sqlite' ? timeProcessor : time;
  const measured = {};
  for (const [name, ask] of Object.entries(QUESTIONS)) {
    for (const sample of samples.slice(0, samples.length / 5)) await ask(store, sample);
    const times = [];
    for (const sample of samples.slice(samples.length / 5)) times.push(await clock(() => ask(store, sample)));
    measured[name] = percentiles(times);
  }
  return measured;
}

/** The evidence statement of connected articles: through the store, and the same by the bare driver, in turns. */
export async function measureEvidence(store, samples, address) {
  const queries = [];
  const recording = new Proxy(store, {
    get(target, name) {
      const member = Reflect.get(target, name, target);
      if (name === 'gatherEvidence') return (query, read) => (queries.push(query), target.gatherEvidence(query, read));
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  for (const { paper } of samples) await connectArticles(recording, [paper]);
  const bare = store.engine === 'neo4j' ? await recordStatements(store, queries, JSON.parse(address)) : null;
  const [through, alone] = [[], []];
  for (const [index, query] of queries.entries()) {
    through.push(await (bare ? time : timeProcessor)(() => store.gatherEvidence(query)));
    if (bare) alone.push(await time(() => bare.run(index)));
  }
  await bare?.close();
  return { store: percentiles(through), ...(bare && { bare: percentiles(alone) }) };
}

async function recordStatements(store, queries, { uri, user, password, database }) {
  const statements = [];
  const { read } = Neo4jConnection.prototype;
  Neo4jConnection.prototype.read = function (statement, parameters, options) {
    statements.push({ statement, parameters });
    return read.call(this, statement, parameters, options);
  };
  for (const query of queries) await store.gatherEvidence(query);
  Neo4jConnection.prototype.read = read;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  return {
    run: async (index) => {
      const { statement, parameters } = statements[index];
      const { records } = await driver.executeQuery(statement, parameters, { database, routing: neo4j.routing.READ });
      return records.map((record) => record.toObject());
    },
    close: () => driver.close(),
  };
}
