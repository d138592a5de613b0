const SMALLEST = 1024;

/**
 * Ids that an import has met, in 16 to 32 bytes each, so that a million of them are no burden. It keeps 64 bits of hash
 * of each: among ten million ids one is mistaken for another with a chance below 1 in 100,000.
 */
export class IdSet {
  /** Pairs of words, at most half of them in use; 0, 0 is a free place. */
  #places = new Uint32Array(2 * SMALLEST);
  #size = 0;

  has(id: string): boolean {
    const [low, high] = hash(id);
    return this.#places[this.#find(low, high)] !== 0;
  }

  add(id: string): void {
    const [low, high] = hash(id);
    if (!this.#put(low, high)) return;
    this.#size++;
    if (this.#size * 4 > this.#places.length) this.#grow();
  }

  #put(low: number, high: number): boolean {
    const place = this.#find(low, high);
    if (this.#places[place] !== 0) return false;
    this.#places[place] = low;
    this.#places[place + 1] = high;
    return true;
  }

  /** Where the pair stands, or the free place where it belongs. */
  #find(low: number, high: number): number {
    const last = this.#places.length - 1;
    let place = (low * 2) & last;
    while (this.#places[place] !== 0 && (this.#places[place] !== low || this.#places[place + 1] !== high))
      place = (place + 2) & last;
    return place;
  }

  #grow(): void {
    const old = this.#places;
    this.#places = new Uint32Array(old.length * 2);
    for (let place = 0; place < old.length; place += 2)
      if (old[place] !== 0) this.#put(old[place] ?? 0, old[place + 1] ?? 0);
  }
}

/** Two independent FNV-1a hashes (Fowler, Noll and Vo), mixed at the end; the first is never 0. */
function hash(text: string): readonly [low: number, high: number] {
  let low = 0x811c9dc5;
  let high = 0x050c5d1f;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x01000197);
  }
  low ^= low >>> 15;
  high ^= high >>> 13;
  return [low >>> 0 || 1, high >>> 0];
}
