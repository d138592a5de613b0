import type { ClaimRank } from '../../src/model/claims';
import type { NodeKind } from '../../src/model/kinds';
import { importRecords } from '../../src/import/importRecords';
import type { ImportRecord, Reject } from '../../src/import/record';
import type { ImportReport } from '../../src/import/report';
import type { GraphStore } from '../../src/store/port';
import { openSqliteStore } from '../../src/store/sqlite/store';

/** What one source says, for tests that build it in code. */
export interface Told {
  readonly source: string;
  readonly rank?: ClaimRank;
  readonly records: readonly (WithoutPlace<ImportRecord> | Reject)[];
}
type WithoutPlace<Record> = Record extends { readonly at: unknown } ? Omit<Record, 'at'> : never;

export async function openEmptyStore(): Promise<GraphStore> {
  const store = openSqliteStore({ path: ':memory:' });
  await store.migrate();
  return store;
}

export async function tell(
  store: GraphStore,
  { source, rank = 'CURATED', records }: Told,
  options: {
    readonly now?: string;
    readonly batchSize?: number;
    readonly strict?: boolean;
    readonly dryRun?: boolean;
    readonly partial?: boolean;
  } = {},
): Promise<ImportReport> {
  return importRecords(store, stream(source, records), {
    source: { name: source, format: 'test' },
    rank,
    now: '2026-01-01T00:00:00Z',
    ...options,
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is there already
async function* stream(file: string, records: Told['records']): AsyncIterable<ImportRecord | Reject> {
  for (const [index, record] of records.entries())
    yield 'reason' in record ? record : { ...record, at: { file, line: index + 1 } };
}

/** How the graph came to be and what editors look at: no part of what it says. */
const HISTORY: readonly NodeKind[] = ['Source', 'ImportRun', 'NearMiss', 'Decision', 'Replaced'];

/** All that the graph says, in one order: what two graphs have in common when they are the same. */
export async function contentsOf(store: GraphStore): Promise<string[]> {
  const contents: string[] = [];
  for await (const { node, relationship } of store.scan()) {
    if (node && HISTORY.includes(node.kind)) continue;
    if (node) contents.push(`${node.id} ${JSON.stringify(node.facts)}`);
    if (relationship) {
      const { type, from, to, key, facts } = relationship;
      contents.push(`${from} ${type} ${to} ${key} ${JSON.stringify(facts)}`);
    }
  }
  return contents.sort();
}

/** The store, but for how it writes. */
export function withWrite(store: GraphStore, write: GraphStore['write']): GraphStore {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

export async function empty(store: GraphStore): Promise<void> {
  const ids = [];
  for await (const { node } of store.scan()) if (node) ids.push(node.id);
  await store.write({ deleteNodes: ids });
}
