// One import in a process of its own, so that its peak memory is its own: `node importOnce.mjs <file> <folder>`.
// Loads the taxonomy and then the file through the project's pipeline, twice, into the engine that the environment
// names. Prints one line of JSON: seconds of each run, peak resident memory in MB, counts, and what the second changed.
import { createRequire } from 'node:module';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '../..');
const built = (path) => require(join(ROOT, 'dist', path));
const { readConfig } = built('config.js');
const { openStore } = built('store/open.js');
const { importFile } = built('import/importFile.js');

const [file, dataDir] = process.argv.slice(2);
const store = openStore(readConfig({ ...process.env, DATA_DIR: dataDir }));
await store.migrate();
await run(join(ROOT, 'seeds/topics.yaml'));
const before = await store.stats();
const first = await run(file);
const peak = process.resourceUsage().maxRSS / 1024;
const { nodes, relationships } = await store.stats();
// The same papers in other bytes, so that the content's hash does not end it at once: every fact is looked at again.
appendFileSync(file, '\n');
const second = await run(file);
await store.close();
console.log(
  JSON.stringify({
    engine: store.engine,
    seconds: first.seconds,
    papers: nodes.Paper - before.nodes.Paper,
    authors: nodes.Author,
    relationships,
    rejected: first.report.rejected,
    unresolved: first.report.unresolved.citations,
    peak,
    again: { seconds: second.seconds, changed: second.report.changed },
  }),
);

async function run(path) {
  const start = performance.now();
  const report = await importFile(store, { path, name: path, now: new Date().toISOString() });
  return { report, seconds: (performance.now() - start) / 1000 };
}
