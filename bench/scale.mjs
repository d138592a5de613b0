// What questions cost as the graph grows: p50 and p99 inside the process and through HTTP, each with different keys and
// without any cache of results, and their ratio to the smallest size; memory and the rate of one hot question.
//   npm run bench:scale -- [--sizes 10000,100000] [--engines sqlite,neo4j] [--samples 250] [--keep FOLDER]
// A million papers: --sizes 10000,100000,1000000. FOLDER keeps the embedded engine's databases for the next run.
// Neo4j is started as the tests do, or NEO4J_URI names one that may be emptied.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import neo4j from 'neo4j-driver';
import { Pool } from 'undici';
import { ask, load, percentiles, time } from './load.mjs';
import { randomOf } from './random.mjs';
import { generateGraph, paperId, SHAPE, topicId } from './scale/generateGraph.mjs';
import { measureEvidence, measureQuestions } from './scale/measureStore.mjs';
import { openGraph } from './scale/openGraph.mjs';
import { startNeo4j } from './scale/startNeo4j.mjs';

const CONNECTED = `query ($ref: String!) { paper(ref: $ref) { title connectedArticles(first: 10) { edges {
  score because signals { signal score weight contribution } node { __typename id title } } } } }`;
const LOAD_SECONDS = 5;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000' },
    engines: { type: 'string', default: 'sqlite,neo4j' },
    samples: { type: 'string', default: '250' },
    keep: { type: 'string' },
  },
});
const sizes = values.sizes.split(',').map(Number);
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'bench-scale-'));
mkdirSync(folder, { recursive: true });
for (const engine of values.engines.split(',')) await measureEngine(engine);
if (values.keep === undefined) rmSync(folder, { recursive: true });

async function measureEngine(engine) {
  const server = engine === 'neo4j' ? await startNeo4j() : null;
  const columns = [];
  try {
    for (const size of sizes) {
      const address = server ? JSON.stringify(server.address) : join(folder, `papers-${size}.db`);
      if (server) await emptyNeo4j(server.address);
      await fill(address, size);
      columns.push(await measureSize(address, size));
      print(engine, columns);
    }
  } finally {
    await server?.stop();
  }
}

async function fill(address, size) {
  const isKept = existsSync(address);
  const store = await openGraph(address);
  if (!isKept || (await store.stats()).nodes.Paper < size) {
    const start = performance.now();
    for (const batch of generateGraph(size)) await store.write(batch);
    const seconds = (performance.now() - start) / 1000;
    process.stderr.write(
      `${size} papers written in ${seconds.toFixed(0)} s, ${(size / seconds).toFixed(0)} a second\n`,
    );
  }
  await store.close();
}

async function measureSize(address, size) {
  const store = await openGraph(address);
  const samples = await samplesOf(store, size);
  const inside = await measureQuestions(store, samples);
  const evidence = await measureEvidence(store, samples.slice(0, 100), address);
  await store.close();
  return { size, inside, evidence, http: await measureHttp(address, samples) };
}

async function measureHttp(address, samples) {
  const bodies = samples.map(({ paper }) => ({ query: CONNECTED, variables: { ref: paper } }));
  const cold = await startServerProcess(address, 'cold');
  const pool = new Pool(cold.url, { connections: 1 });
  const times = [];
  for (const body of bodies) times.push(await time(() => ask(pool, body)));
  await pool.close();
  let next = 0;
  await load(cold.url, () => bodies[next++ % bodies.length], { seconds: LOAD_SECONDS });
  const { rss } = await cold.usage();
  cold.stop();
  const hot = await startServerProcess(address, 'hot');
  await load(hot.url, () => bodies[0], { seconds: LOAD_SECONDS / 5 });
  const before = await hot.usage();
  const { perSecond } = await load(hot.url, () => bodies[0], { seconds: LOAD_SECONDS });
  const seconds = (await hot.usage()).cpu - before.cpu;
  hot.stop();
  return { ...percentiles(times.slice(times.length / 5)), rss, hotPerCore: (LOAD_SECONDS * perSecond) / seconds };
}

async function startServerProcess(address, cache) {
  const child = fork(join(import.meta.dirname, 'scale', 'serve.mjs'), [address, cache]);
  const [url] = await once(child, 'message');
  return {
    url,
    usage: async () => {
      child.send('usage');
      const [usage] = await once(child, 'message');
      return usage;
    },
    stop: () => child.disconnect(),
  };
}

/** Different papers, topics and words, the same for one size in every run. Words are two that stand in one title. */
async function samplesOf(store, size) {
  const random = randomOf(SHAPE.seed + size);
  const below = (limit) => Math.floor(random() * limit);
  const papers = new Set(Array.from({ length: Number(values.samples) }, () => paperId(below(size))));
  const nodes = await store.getByIds([...papers]);
  return [...nodes.values()].map(({ id, facts }) => ({
    paper: id,
    other: paperId(below(size)),
    topic: topicId(below(Math.round(size / SHAPE.papersPerSubject))),
    words: facts.title.split(' ').slice(0, 2).join(' '),
  }));
}

function print(engine, columns) {
  const [smallest] = columns;
  const cell = ({ p50, p99 }, first) =>
    `${p50.toFixed(2)} / ${p99.toFixed(2)}${first ? `  (${(p50 / first.p50).toFixed(1)} × / ${(p99 / first.p99).toFixed(1)} ×)` : ''}`;
  const rows = [
    ...Object.keys(smallest.inside).map((name) => [name, (column) => column.inside[name]]),
    ['connected articles through HTTP', ({ http }) => http],
    ['evidence statement through the store', ({ evidence }) => evidence.store],
    ...(smallest.evidence.bare ? [['evidence statement by the bare driver', ({ evidence }) => evidence.bare]] : []),
  ];
  const clock = engine === 'sqlite' ? ', of processor time but for HTTP' : '';
  console.log(`\n${engine}, p50 / p99 in ms${clock} (ratio to ${smallest.size} papers)`);
  console.log(
    `| | ${columns.map(({ size }) => `${size} papers`).join(' | ')} |\n|---|${columns.map(() => '---|').join('')}`,
  );
  for (const [name, of] of rows)
    console.log(
      `| ${name} | ${columns.map((column) => cell(of(column), column === smallest ? null : of(smallest))).join(' | ')} |`,
    );
  console.log(`| memory under load | ${columns.map(({ http }) => `${(http.rss / 1e6).toFixed(0)} MB`).join(' | ')} |`);
  console.log(
    `| hot, requests a second of a core | ${columns.map(({ http }) => http.hotPerCore.toFixed(0)).join(' | ')} |`,
  );
}

async function emptyNeo4j({ uri, user, password, database }) {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const session = driver.session({ database });
  await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  await driver.close();
}
