import 'reflect-metadata';
import closeWithGrace from 'close-with-grace';
import { join } from 'node:path';
import { ConfigError, readConfig, type Config } from './config';
import { warmUp } from './connect/warmUp';
import { createContext } from './graphql/context';
import { ResultCache } from './graphql/resultCache';
import { buildGraphqlSchema } from './graphql/schema';
import { AnswerCache } from './http/answerCache';
import { startServer } from './http/server';
import { isToBeSeeded } from './import/seedState';
import { createLog } from './log';
import { Metrics } from './metrics';
import { GraphError } from './model/errors';
import { measureStore } from './store/measureStore';
import { openStore } from './store/open';
import type { GraphStore } from './store/port';

/** Exit statuses besides 0 and 1; the same as the command line's. */
const WRONG_USAGE = 2;
const ENGINE_UNREACHABLE = 3;

const SEEDS = join(__dirname, '..', 'seeds');
/** How long a connection that is open but idle when the server is told to stop may still bring a last request. */
const GRACE_MS = 250;

void main();

async function main(): Promise<void> {
  const config = readConfigOrExit();
  const secrets = [config.neo4j?.password ?? '', config.auth.jwtSecret ?? ''];
  const log = createLog({ level: config.logLevel, secrets });
  const metrics = new Metrics();
  const store = await openOrExit(config, metrics);
  metrics.watchRevision(() => store.revision());

  let isSeeded = config.seed === 'none';
  const results = new ResultCache(store, { onRecall: metrics.observeRecall });
  const server = await startServer({
    config,
    store,
    log,
    schema: buildGraphqlSchema(),
    createContext: (parts) => createContext({ store, results, ...parts }),
    readRevision: (read) => results.readRevision(read),
    metrics,
    execution: { onRun: metrics.observeRun, onCompile: metrics.observeCompilation },
    answers: new AnswerCache({ onRecall: metrics.observeAnswer }),
    isSeeded: () => isSeeded,
  }).catch(exitWithoutServer);

  const stop = new AbortController();
  // The last running operation may take as long as a mutation may.
  closeWithGrace({ delay: config.limits.mutationMs + 5_000, logger: log }, async ({ err, signal }) => {
    stop.abort();
    if (err) log.fatal({ err }, 'stopping after an error that nothing caught');
    else log.info({ signal }, 'stopping');
    await server.close(GRACE_MS);
    await store.close();
  });
  process.stdout.write(`${describeServer(server.url, config, store)}\n`);

  try {
    if (!isSeeded && (await isToBeSeeded(store))) {
      // The importers take a tenth of a second to load, which a start with data does not need.
      const { loadSeeds } = await import('./import/loadSeeds.js');
      await loadSeeds(store, SEEDS, showProgress);
    }
    isSeeded = true;
    await warmUp(store);
  } catch (error) {
    // Cut off by a stop, loading goes on at the next start.
    if (!stop.signal.aborted) throw error;
  }
}

function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (error instanceof ConfigError) exit(WRONG_USAGE, error.message);
    throw error;
  }
}

/** The engine that the configuration names, with its schema up to date. */
async function openOrExit(config: Config, metrics: Metrics): Promise<GraphStore> {
  let store: GraphStore | undefined;
  try {
    store = measureStore(openStore(config), metrics.observeCall);
    await store.migrate();
    return store;
  } catch (error) {
    await store?.close().catch(() => undefined);
    if (!(error instanceof GraphError)) throw error;
    const engine = config.neo4j ? 'neo4j' : 'sqlite';
    return exit(ENGINE_UNREACHABLE, `The storage engine (${engine}) cannot be used: ${error.message}`);
  }
}

/** What keeps a server from listening, by the system's code, and what to do about it. */
const CANNOT_LISTEN: Readonly<Record<string, (message: string) => string>> = {
  EADDRINUSE: (message) => `Something else listens there already (${message}). Set PORT to a free port.`,
  EACCES: (message) => `The system does not let this user listen there (${message}). Set PORT to 1024 or more.`,
  EADDRNOTAVAIL: (message) => `HOST is no address of this machine (${message}). Set it to one, or to 0.0.0.0 for all.`,
  ENOTFOUND: (message) => `HOST is no address (${message}). Set it to one of this machine, or to 0.0.0.0 for all.`,
};

function exitWithoutServer(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const describe = CANNOT_LISTEN[code];
  if (describe) exit(1, describe((error as Error).message));
  throw error;
}

function exit(status: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(status);
}

function describeServer(url: string, { neo4j, dataDir }: Config, store: GraphStore): string {
  const place = neo4j ? `database "${neo4j.database}"` : dataDir;
  return [
    `Safety Research Graph, engine ${store.engine} (${place})`,
    `  front page  ${url}/`,
    `  GraphQL     ${url}/graphql`,
    `  playground  ${url}/playground`,
  ].join('\n');
}

/** One line that is written over on a terminal; only the last one elsewhere. */
function showProgress({ file, done, total }: { readonly file: string; readonly done: number; readonly total: number }) {
  const isLast = done === total;
  if (!process.stderr.isTTY && !isLast) return;
  const line = isLast ? `Seeds: all ${total} files loaded.` : `Seeds: ${done} of ${total} files, ${file}`;
  process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
}
