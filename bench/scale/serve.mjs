// The product's server over a graph, in a process of its own: `node serve.mjs ADDRESS cold|hot`, where the address is a
// database file or, as JSON, that of a Neo4j server. Cold: no computed result is kept. Tells its URL, and when asked, the
// memory and processor time that it has used.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openGraph } from './openGraph.mjs';

const require = createRequire(import.meta.url);
const built = (path) => require(join(import.meta.dirname, '..', '..', 'dist', path));
const { buildGraphqlSchema } = built('graphql/schema.js');
const { createContext } = built('graphql/context.js');
const { ResultCache } = built('graphql/resultCache.js');
const { readConfig } = built('config.js');
const { createLog } = built('log.js');
const { Metrics } = built('metrics.js');
const { AnswerCache } = built('http/answerCache.js');
const { startServer } = built('http/server.js');

const [address, cache] = process.argv.slice(2);
const store = await openGraph(address);
const results = new ResultCache(store, cache === 'cold' ? { maxItems: 1 } : {});
const server = await startServer({
  config: readConfig({ PORT: '0' }),
  store,
  log: createLog({ level: 'info', write: () => undefined }),
  schema: buildGraphqlSchema(),
  createContext: (parts) => createContext({ store, results, ...parts }),
  readRevision: (read) => results.readRevision(read),
  metrics: new Metrics(),
  ...(cache === 'hot' && { answers: new AnswerCache() }),
});
process.send(server.url);
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ rss: process.memoryUsage.rss(), cpu: (user + system) / 1e6 });
});
process.once('disconnect', () => process.exit());
