// Connected articles of single papers over the seed graph: through HTTP, in the process, and the engine's statement
// alone, in the same run. Prints milliseconds (p50, p99) and their ratios.
//   npm run bench:connected                                      the embedded engine
//   NEO4J_URI=bolt://… NEO4J_PASSWORD=… npm run bench:connected  a Neo4j server; seeds go in if it is empty
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '..');
const built = (path) => require(join(ROOT, 'dist', path));
const { buildGraphqlSchema } = built('graphql/schema.js');
const { createContext } = built('graphql/context.js');
const { ResultCache } = built('graphql/resultCache.js');
const { connectArticles } = built('connect/connectArticles.js');
const { readConfig } = built('config.js');
const { createLog } = built('log.js');
const { loadSeeds } = built('import/loadSeeds.js');
const { openStore } = built('store/open.js');
const { startServer } = built('http/server.js');

const QUERY = `query ($ref: String!) { paper(ref: $ref) { title connectedArticles(first: 10) { edges {
  score because signals { signal score weight contribution } node { __typename id title }
} } } }`;

const dataDir = mkdtempSync(join(tmpdir(), 'bench-connected-'));
const config = readConfig({ ...process.env, PORT: '0', DATA_DIR: dataDir });
const store = openStore(config);
await store.migrate();
const start = performance.now();
const isLoaded = await loadSeeds(store, join(ROOT, 'seeds'), () => undefined);
if (isLoaded) console.log(`seeds loaded in ${((performance.now() - start) / 1000).toFixed(1)} s`);
// Too small for anything to stay, until answers are to be kept.
let results = new ResultCache(store, { maxItems: 1 });
const server = await startServer({
  config,
  store,
  log: createLog({ level: 'error' }),
  schema: buildGraphqlSchema(),
  createContext: (parts) => createContext({ store, results, ...parts }),
});

const ids = await paperIds();
const queries = await recordEvidenceQueries(ids);
const http = await time(ids, askOverHttp);
results = new ResultCache(store);
const again = await time(ids, askOverHttp);
const inside = await time(ids, (id) => connectArticles(store, [id]));
const statement = await time(queries, (query) => store.gatherEvidence(query));
await server.close();
await store.close();
rmSync(dataDir, { recursive: true });

console.log(`${store.engine}, ${ids.length} papers, one question at a time`);
for (const [name, { p50, p99 }] of Object.entries({
  'through HTTP, computed': http,
  'through HTTP, from the cache': again,
  'connectArticles in the process': inside,
  'the evidence statement alone': statement,
}))
  console.log(
    `  ${name.padEnd(32)} p50 ${p50.toFixed(2).padStart(7)} ms   p99 ${p99.toFixed(2).padStart(7)} ms` +
      `   ${(p50 / statement.p50).toFixed(2)} × the statement`,
  );

async function paperIds() {
  const found = [];
  for (let after; ;) {
    const page = await store.list({
      filter: { kinds: ['Paper'] },
      order: { field: 'NAME', direction: 'ASC' },
      first: 100,
      after,
      count: false,
    });
    found.push(...page.items.map(({ node }) => node.id));
    if (!page.hasNextPage) return found;
    after = page.items.at(-1).keyset;
  }
}

/** What connectArticles asks the engine for, so that the bare statement does the same work. */
async function recordEvidenceQueries(ids) {
  const queries = [];
  const recording = new Proxy(store, {
    get(target, name) {
      if (name === 'gatherEvidence')
        return (query, read) => {
          queries.push(query);
          return target.gatherEvidence(query, read);
        };
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  for (const id of ids) await connectArticles(recording, [id]);
  return queries;
}

async function askOverHttp(ref) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY, variables: { ref } }),
  });
  const { errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
}

async function time(items, run) {
  for (const item of items) await run(item);
  const times = [];
  for (const item of items) {
    const begin = performance.now();
    await run(item);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(times.length / 2)], p99: times[Math.floor(times.length * 0.99)] };
}
