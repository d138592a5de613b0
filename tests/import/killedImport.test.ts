import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeeds } from '../../src/import/loadSeeds';
import type { GraphStore } from '../../src/store/port';
import { openSqliteStore, sqlitePath } from '../../src/store/sqlite/store';
import { contentsOf } from '../support/graph';
import { borrowNeo4j, isNeo4jOff, openEmptyNeo4jStore } from '../support/neo4j';

const ROOT = join(__dirname, '..', '..');

/** Runs in a process of its own, on what `npm test` has compiled: loads seeds and prints each file before it begins. */
const LOAD_SEEDS = `
  const { openStore } = require('./dist/store/open');
  const { loadSeeds } = require('./dist/import/loadSeeds');
  const { address, seeds } = JSON.parse(process.argv[1]);
  const store = openStore(address);
  loadSeeds(store, seeds, ({ file }) => process.stdout.write(file + '\\n'));`;

interface Engine {
  readonly name: string;
  /** An empty store, and where another process finds it. */
  readonly open: (folder: string) => Promise<{ readonly store: GraphStore; readonly address: unknown }>;
}

const ENGINES: readonly Engine[] = [
  {
    name: 'sqlite',
    async open(folder) {
      const dataDir = mkdtempSync(join(folder, 'data-'));
      const store = openSqliteStore({ path: sqlitePath(dataDir) });
      await store.migrate();
      return { store, address: { neo4j: null, dataDir } };
    },
  },
  {
    name: 'neo4j',
    async open() {
      const neo4j = await borrowNeo4j();
      return { store: await openEmptyNeo4jStore(), address: { neo4j, dataDir: '' } };
    },
  },
];

describe.each(ENGINES.filter(({ name }) => name !== 'neo4j' || !isNeo4jOff))('on $name', ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const seeds = join(folder, 'seeds');
  beforeAll(() => {
    mkdirSync(seeds);
    for (const name of ['topics.yaml', 'ml-safety-newsletter/7.yaml', 'ml-safety-newsletter/8.yaml'])
      cpSync(join(ROOT, 'seeds', name), join(seeds, name));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('a seed import that is killed at any file and run again leaves the graph that it would have left', async () => {
    const whole = await open(folder);
    await loadSeeds(whole.store, seeds, () => undefined);
    const expected = await contentsOf(whole.store);
    await whole.store.close();
    for (const killAfter of [1, 2, 3]) {
      const { store, address } = await open(folder);
      const files = await loadAndKill({ address, seeds }, killAfter);
      expect(files).toHaveLength(killAfter);
      expect((await contentsOf(store)).length).toBeLessThan(expected.length);
      expect(await loadSeeds(store, seeds, () => undefined)).toBe(true);
      expect(await contentsOf(store)).toEqual(expected);
      expect(await loadSeeds(store, seeds, () => undefined)).toBe(false);
      await store.close();
    }
  }, 240_000);
});

/** Kills the process (SIGKILL) as soon as it has begun with so many files. */
async function loadAndKill(options: object, killAfter: number): Promise<string[]> {
  const child = spawn(process.execPath, ['-e', LOAD_SEEDS, JSON.stringify(options)], { cwd: ROOT });
  let [stdout, stderr] = ['', ''];
  const begun = () => stdout.split('\n').filter((line) => line !== '');
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (begun().length >= killAfter) child.kill('SIGKILL');
  });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`The import was to be killed but ended by itself: ${stderr}`);
  return begun().slice(0, killAfter);
}
