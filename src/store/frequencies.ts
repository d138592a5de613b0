import { LRUCache } from 'lru-cache';

const MAX_STEMS = 50_000;

/** In how many articles stems occur, kept for as long as the graph stays as it is: most texts use the same few thousand. */
export class KnownFrequencies {
  readonly #articles = new LRUCache<string, number>({ max: MAX_STEMS });
  #revision = -1;

  /** Of the graph that the frequencies are of. */
  get revision(): number {
    return this.#revision;
  }

  /** Those of the stems that are known. */
  recall(stems: Iterable<string>): Map<string, number> {
    const known = new Map<string, number>();
    for (const stem of stems) {
      const articles = this.#articles.get(stem);
      if (articles !== undefined) known.set(stem, articles);
    }
    return known;
  }

  /** Forgets what was known of the graph at another revision. */
  remember(revision: number, frequencies: Iterable<readonly [stem: string, articles: number]>): void {
    if (revision !== this.#revision) this.#articles.clear();
    this.#revision = revision;
    for (const [stem, articles] of frequencies) this.#articles.set(stem, articles);
  }
}
