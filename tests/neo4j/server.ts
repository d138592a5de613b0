import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Neo4jAddress } from '../../src/store/neo4j/driver';
import { CACHE, resolveClasspath } from './classpath';

const KEPT_LOGS = 5;
/** Tests are short: a simpler compiler and collector start the server in half the time. */
const JAVA_OPTIONS = ['-Xmx1g', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

export interface Neo4jServer {
  readonly address: Neo4jAddress;
  stop(): Promise<void>;
}

/** The server that NEO4J_URI names, or one that is started here on a free port with an empty database of its own. */
export async function provideServer(): Promise<Neo4jServer> {
  const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE } = process.env;
  if (NEO4J_URI === undefined) return startServer();
  return {
    address: {
      uri: NEO4J_URI,
      user: NEO4J_USER ?? 'neo4j',
      password: NEO4J_PASSWORD ?? '',
      database: NEO4J_DATABASE ?? 'neo4j',
    },
    stop: () => Promise.resolve(),
  };
}

async function startServer(): Promise<Neo4jServer> {
  const classpath = resolveClasspath();
  const data = mkdtempSync(join(tmpdir(), 'neo4j-test-'));
  const logs = makeLogFolder();
  const port = await findFreePort();
  const java = process.env['JAVA_HOME'] === undefined ? 'java' : join(process.env['JAVA_HOME'], 'bin', 'java');
  const server = spawn(java, [...JAVA_OPTIONS, join(__dirname, 'Neo4jServer.java'), data, logs, String(port)], {
    env: { ...process.env, CLASSPATH: classpath },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  server.stderr.pipe(createWriteStream(join(logs, 'stderr.log')));
  const stop = async () => {
    await stopProcess(server);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await untilReady(server);
  } catch (cause) {
    await stop();
    throw new Error(explainFailure(logs), { cause });
  }
  server.once('exit', () => {
    if (server.stdin.writable) process.stderr.write(`The Neo4j server of the tests has stopped. Its logs: ${logs}\n`);
  });
  return { address: { uri: `bolt://127.0.0.1:${port}`, user: 'neo4j', password: '', database: 'neo4j' }, stop };
}

async function untilReady(server: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<void> {
  const lines = createInterface({ input: server.stdout });
  await Promise.race([
    once(lines, 'line'),
    // 'exit' resolves and 'error' (no such program) rejects the same promise.
    once(server, 'exit').then(([code]) => Promise.reject(new Error(`java ended with status ${String(code)}`))),
  ]);
}

async function stopProcess(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const exited = once(server, 'exit');
  server.stdin?.end();
  await exited;
}

function explainFailure(logs: string): string {
  const lastLines = readFileSync(join(logs, 'stderr.log'), 'utf8').trim().split('\n').slice(-15).join('\n');
  return (
    'The Neo4j server of the tests did not start. It needs a JDK 17 or newer (21 or newer for releases named by year) ' +
    `in JAVA_HOME or on the PATH; or set NEO4J_URI to a server that the tests may empty.\nLogs: ${logs}\n${lastLines}`
  );
}

/** Logs outlive the run, so that a failure can be looked into; those of the last few runs are kept. */
function makeLogFolder(): string {
  const all = join(CACHE, 'logs');
  mkdirSync(all, { recursive: true });
  const old = readdirSync(all).sort().slice(0, -KEPT_LOGS);
  for (const name of old) rmSync(join(all, name), { recursive: true, force: true });
  const folder = join(all, `${new Date().toISOString().replace(/:/g, '-')}-${process.pid}`);
  mkdirSync(folder);
  return folder;
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
