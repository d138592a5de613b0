// Throughput and memory of an import through the whole pipeline (importFile): read, parse, identify, merge, match topics,
// write. Papers with abstracts, three topics, three authors and about ten citations each, from one JSON Lines file.
//   npm run bench:import                            the embedded engine, 10,000 papers
//   npm run bench:import -- 10000 100000 1000000    how memory grows with the number of papers
//   NEO4J_URI=bolt://… NEO4J_PASSWORD=… npm run bench:import
//                                                   and a Neo4j server beside a bare UNWIND loader (import/bareLoader.mjs)
//                                                   in turn, twice: the database must be empty, and is emptied
// Every import runs in a process of its own, so that its peak memory is its own. Timings depend on the machine; compare
// what one run prints.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { loadBare } from './import/bareLoader.mjs';
import { writePapers } from './import/generatePapers.mjs';

const NEO4J_ROUNDS = 2;
const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE, ...environment } = process.env;
const address = {
  uri: NEO4J_URI,
  user: NEO4J_USER ?? 'neo4j',
  password: NEO4J_PASSWORD ?? '',
  database: NEO4J_DATABASE ?? 'neo4j',
};
const sizes = process.argv.slice(2).map(Number);
if (sizes.length === 0) sizes.push(10_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-import-'));
try {
  const peaks = sizes.map((size) => measureEmbedded(size));
  if (peaks.length > 1) {
    const ratios = peaks.slice(1).map((peak) => (peak / peaks[0]).toFixed(2));
    console.log(`peak memory against ${sizes[0]} papers: ${ratios.join(', ')}`);
  }
  if (NEO4J_URI !== undefined) await compareNeo4j(sizes[0]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function measureEmbedded(size) {
  const file = fileOf(size);
  const dataDir = join(folder, `embedded-${size}`);
  const result = importOnce(file, dataDir, environment);
  tell(result, file);
  rmSync(dataDir, { recursive: true });
  rmSync(file);
  return result.peak;
}

async function compareNeo4j(size) {
  await requireEmpty();
  const file = fileOf(size);
  for (let round = 1; round <= NEO4J_ROUNDS; round++) {
    const bare = await loadBare(file, address);
    await emptyDatabase();
    const result = importOnce(file, folder, process.env);
    await emptyDatabase();
    tell(result, file);
    console.log(
      `  bare loader, round ${round}: ${(size / bare).toFixed(0)} papers/s in ${bare.toFixed(1)} s; ` +
        `the import has ${(bare / result.seconds).toFixed(2)} of its speed`,
    );
  }
}

function importOnce(file, dataDir, env) {
  const script = join(import.meta.dirname, 'import/importOnce.mjs');
  const { stdout, status } = spawnSync(process.execPath, [script, file, dataDir], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`The import of ${file} failed.`);
  return JSON.parse(stdout);
}

function tell({ engine, seconds, papers, authors, relationships, rejected, unresolved, peak, again }, file) {
  const { ABOUT, AUTHORED_BY, CITES } = relationships;
  const megabytes = statSync(file).size / 1e6;
  console.log(
    `${engine}: ${papers} papers (${megabytes.toFixed(0)} MB), ${authors} authors, ${ABOUT} topics of papers, ` +
      `${AUTHORED_BY} authorships, ${CITES} citations; ${rejected} rejected, ${unresolved} citations unresolved`,
  );
  console.log(
    `  ${(papers / seconds).toFixed(0)} papers/s in ${seconds.toFixed(1)} s, peak memory ${peak.toFixed(0)} MB; ` +
      `again in ${again.seconds.toFixed(1)} s: ${again.changed ? 'THE GRAPH HAS CHANGED' : 'nothing changed'}`,
  );
}

function fileOf(size) {
  const file = join(folder, `papers-${size}.jsonl`);
  writePapers(file, size);
  return file;
}

async function requireEmpty() {
  const [{ nodes }] = await query('MATCH (n) RETURN count(n) AS nodes');
  if (nodes > 0) throw new Error(`The database ${address.database} has ${nodes} nodes. Name an empty one.`);
}

async function emptyDatabase() {
  await query('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  // The indexes of one loader must not slow the other down.
  for (const { name } of await query('SHOW CONSTRAINTS YIELD name')) await query(`DROP CONSTRAINT ${name}`);
  for (const { name } of await query("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"))
    await query(`DROP INDEX ${name}`);
}

async function query(statement) {
  const driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
    disableLosslessIntegers: true,
  });
  const session = driver.session({ database: address.database });
  try {
    const { records } = await session.run(statement);
    return records.map((record) => record.toObject());
  } finally {
    await session.close();
    await driver.close();
  }
}
