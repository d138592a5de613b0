import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Store from '../../src/store/sqlite/store';
import type { GraphStore, NodeRecord, WriteBatch } from '../../src/store/port';

// The thread is there only where the sources are compiled: this is about what `npm test` has compiled.
const ROOT = join(__dirname, '..', '..');
// eslint-disable-next-line @typescript-eslint/no-require-imports -- JavaScript without types beside it
const { openSqliteStore } = require(join(ROOT, 'dist/store/sqlite/store.js')) as typeof Store;

let folder: string;
let store: GraphStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'batch-writer-'));
  store = openSqliteStore({ path: join(folder, 'graph.db') });
  await store.migrate();
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** So many that they are written in the thread. */
function venues(prefix: string, count = 1000): NodeRecord[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `venue:${prefix}-${n}` as never,
    kind: 'Venue',
    facts: { name: `${prefix} ${n}`, variants: [] },
    claims: [],
  }));
}

it('answers reads while a large batch is written, and shows it when the write has answered', async () => {
  const written = store.write({ putNodes: venues('large') });
  expect((await store.stats()).nodes.Venue).toBe(0);
  expect(await written).toEqual({ revision: 1, changed: true });
  expect((await store.stats()).nodes.Venue).toBe(1000);
  expect(await store.write({ putNodes: venues('large') })).toEqual({ revision: 1, changed: false });
});

it('writes large and small batches that are handed over at once, each whole', async () => {
  const answers = await Promise.all([
    store.write({ putNodes: venues('a') }),
    store.write({ putNodes: venues('b', 1) }),
    store.write({ putNodes: venues('c') }),
  ]);
  expect(answers.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
  expect((await store.stats()).nodes.Venue).toBe(2001);
});

it.each<[name: string, code: string, batch: WriteBatch]>([
  ['a revision that has passed', 'CONFLICT', { putNodes: venues('x'), expectedRevision: 7 }],
  [
    'a relationship without its end',
    'BAD_INPUT',
    {
      putNodes: venues('x'),
      putRelationships: [
        { type: 'PUBLISHED_IN', from: 'paper:x' as never, to: 'venue:x-1' as never, key: '', facts: {}, claims: [] },
      ],
    },
  ],
])('refuses %s as a small batch is refused', async (_name, code, batch) => {
  await expect(store.write(batch)).rejects.toMatchObject({ name: 'GraphError', code });
  expect((await store.stats()).nodes.Venue).toBe(0);
});

it('writes what was handed over before it is closed', async () => {
  const written = store.write({ putNodes: venues('late') });
  await store.close();
  expect(await written).toEqual({ revision: 1, changed: true });
  store = openSqliteStore({ path: join(folder, 'graph.db') });
  expect((await store.stats()).nodes.Venue).toBe(1000);
});

it('lets a process end that has not closed its store, once all is written', () => {
  const script = `
    const { openSqliteStore } = require('./dist/store/sqlite/store');
    const store = openSqliteStore({ path: ${JSON.stringify(join(folder, 'graph.db'))} });
    const putNodes = ${JSON.stringify(venues('left'))};
    store.write({ putNodes }).then(({ revision }) => process.stdout.write('revision ' + revision));`;
  const { stdout, status } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: 'revision 1', status: 0 });
});
