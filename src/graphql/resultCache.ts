import { LRUCache } from 'lru-cache';
import type { GraphStore, ReadOptions } from '../store/port';

export interface ResultCacheOptions {
  /** How long the graph's revision is taken for granted, in milliseconds: so old can an answer be. */
  readonly revisionMs?: number;
  /** How many items (links of rankings, neighbors of topics) all results together may hold. */
  readonly maxItems?: number;
  /** Told how many results were there and how many had to be computed. */
  readonly onRecall?: (hits: number, misses: number) => void;
}

const REVISION_MS = 1000;
const MAX_ITEMS = 200_000;
/** Questions take room too, and clients write them: so much of one counts as an item. */
const CHARACTERS_PER_ITEM = 200;

interface Result {
  readonly items: number;
  readonly value: unknown;
}

/**
 * Results that are computed from the graph, kept under the revision that they were computed from: the next revision
 * finds none of them. The revision is read again after `revisionMs`, and at once after a change that this process made.
 */
export class ResultCache {
  readonly #store: GraphStore;
  readonly #revisionMs: number;
  readonly #onRecall: ResultCacheOptions['onRecall'];
  readonly #results: LRUCache<string, Result>;
  #revision: { readonly value: Promise<number>; readonly until: number } | null = null;

  constructor(
    store: GraphStore,
    { revisionMs = REVISION_MS, maxItems = MAX_ITEMS, onRecall }: ResultCacheOptions = {},
  ) {
    this.#store = store;
    this.#revisionMs = revisionMs;
    this.#onRecall = onRecall;
    this.#results = new LRUCache({
      maxSize: maxItems,
      sizeCalculation: ({ items }, place) => 1 + items + Math.floor(place.length / CHARACTERS_PER_ITEM),
    });
  }

  /** A result for each key: those that are kept, and the others from one call of `compute`. */
  async recall<Key extends string, Value>(
    question: string,
    keys: readonly Key[],
    sizeOf: (value: Value) => number,
    compute: (missing: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
    read?: ReadOptions,
  ): Promise<ReadonlyMap<Key, Value>> {
    const revision = await this.readRevision(read);
    const place = (key: Key): string => JSON.stringify([revision, question, key]);
    const answers = new Map<Key, Value>();
    const missing: Key[] = [];
    for (const key of keys) {
      const kept = this.#results.get(place(key));
      if (kept) answers.set(key, kept.value as Value);
      else missing.push(key);
    }
    this.#onRecall?.(answers.size, missing.length);
    if (missing.length === 0) return answers;
    for (const [key, value] of await compute(missing)) {
      answers.set(key, value);
      this.#results.set(place(key), { items: sizeOf(value), value });
    }
    return answers;
  }

  /** The one result of a question that has no keys. */
  async recallOne<Value>(
    question: string,
    sizeOf: (value: Value) => number,
    compute: () => Promise<Value>,
    read?: ReadOptions,
  ): Promise<Value> {
    const answers = await this.recall(question, [''], sizeOf, async () => new Map([['', await compute()]]), read);
    return answers.get('') as Value;
  }

  /** To be called after a change that went through this process. */
  forgetRevision(): void {
    this.#revision = null;
  }

  /** The revision that results are taken of at the moment. */
  async readRevision(read?: ReadOptions): Promise<number> {
    if (this.#revision && this.#revision.until > performance.now()) return this.#revision.value;
    const value = this.#store.revision(read);
    const asked = { value, until: performance.now() + this.#revisionMs };
    this.#revision = asked;
    value.catch(() => {
      // A caller who gave up, or an engine that is away: the next one asks again.
      if (this.#revision === asked) this.#revision = null;
    });
    return value;
  }
}
