// How many requests the GraphQL layer answers when all data are in hand: with operations compiled and run by graphql-js,
// in turns in one run. The server has a process of its own; its rate is requests per second of processor time, so that what
// else runs on the machine matters less.
//   npm run bench:graphql
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load } from './load.mjs';
import { generateGraph, paperId } from './scale/generateGraph.mjs';

const SECONDS = 5;
const ROUNDS = 3;
const QUERIES = {
  '50 papers with 3 topics and 3 authors each': {
    query: `{ papers(first: 50) { edges { node { id title year
      topics(first: 3) { edges { weight node { id name } } }
      authors(first: 3) { edges { position node { id name } } } } } } }`,
  },
  'connected articles of a paper': {
    query: `query ($ref: String!) { paper(ref: $ref) { id title connectedArticles(first: 10) { edges {
      score because signals { signal score weight contribution } node { id title } } } } }`,
    variables: { ref: paperId(400) },
  },
  'a paper': {
    query: `query ($ref: String!) { paper(ref: $ref) { id title year } }`,
    variables: { ref: paperId(400) },
  },
};

if (process.send) await serve();
else await measure();

async function measure() {
  const servers = await Promise.all(['compiled', 'graphql-js'].map(startServerProcess));
  for (const [name, body] of Object.entries(QUERIES)) {
    const best = new Map();
    for (let round = 0; round < ROUNDS; round++)
      for (const { execution, url, child } of servers) {
        await load(url, () => body, { seconds: 1 });
        const before = await cpuOf(child);
        const { perSecond, p50, p99 } = await load(url, () => body, { seconds: SECONDS });
        const perCore = (SECONDS * perSecond) / ((await cpuOf(child)) - before);
        if (perCore > (best.get(execution)?.perCore ?? 0)) best.set(execution, { perCore, p50, p99 });
      }
    console.log(name);
    for (const [execution, { perCore, p50, p99 }] of best)
      console.log(
        `  ${execution.padEnd(12)} ${perCore.toFixed(0).padStart(6)} requests/s of a core   p50 ${p50.toFixed(2)} ms   p99 ${p99.toFixed(2)} ms` +
          `   ${(perCore / best.get('graphql-js').perCore).toFixed(2)} ×`,
      );
  }
  for (const { child } of servers) child.disconnect();
}

/** @returns seconds of a core that the process has used so far */
async function cpuOf(child) {
  child.send('cpu');
  const [{ user, system }] = await once(child, 'message');
  return (user + system) / 1e6;
}

async function startServerProcess(execution) {
  const child = fork(import.meta.filename, [execution]);
  const [url] = await once(child, 'message');
  return { execution, url, child };
}

async function serve() {
  const require = createRequire(import.meta.url);
  const built = (path) => require(join(import.meta.dirname, '..', 'dist', path));
  const { buildGraphqlSchema } = built('graphql/schema.js');
  const { createContext } = built('graphql/context.js');
  const { ResultCache } = built('graphql/resultCache.js');
  const { readConfig } = built('config.js');
  const { createLog } = built('log.js');
  const { openSqliteStore } = built('store/sqlite/store.js');
  const { startServer } = built('http/server.js');
  const store = openSqliteStore({ path: ':memory:' });
  await store.migrate();
  for (const batch of generateGraph(1000)) await store.write(batch);
  const inHand = keepAnswers(store);
  const results = new ResultCache(inHand);
  const server = await startServer({
    config: readConfig({ PORT: '0' }),
    store: inHand,
    log: createLog({ level: 'info', write: () => undefined }),
    schema: buildGraphqlSchema(),
    createContext: (parts) => createContext({ store: inHand, results, ...parts }),
    execution: { compileAfter: process.argv[2] === 'compiled' ? undefined : Infinity },
  });
  process.send(server.url);
  process.on('message', () => process.send(process.cpuUsage()));
  process.once('disconnect', () => process.exit());
}

/** The store with every answer kept, so that only what lies above it takes time. */
function keepAnswers(store) {
  const kept = new Map();
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args) => {
        const key = JSON.stringify([name, ...args.filter((arg) => !arg?.signal)]);
        if (!kept.has(key)) kept.set(key, value.apply(target, args));
        return kept.get(key);
      };
    },
  });
}
