import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';

/** A citation whose ends are not looked up yet: the citing paper by id or key, the cited one by key. */
export interface PendingCitation {
  readonly from: NodeId | LookupKey;
  readonly to: LookupKey;
}

const MOST_IN_MEMORY = 20_000;

/**
 * Citations wait here until all papers of an import are in the graph, because a paper may cite one that comes later.
 * Beyond the first twenty thousand they wait in a nameless temporary file, so that their number costs no memory.
 */
export class CitationQueue {
  #waiting: PendingCitation[] = [];
  #file: number | null = null;

  push(citation: PendingCitation): void {
    this.#waiting.push(citation);
    if (this.#waiting.length >= MOST_IN_MEMORY) this.#spill();
  }

  /** All of them in the order in which they came, `count` at a time. */
  async *take(count: number): AsyncGenerator<PendingCitation[], void, undefined> {
    let batch: PendingCitation[] = [];
    for await (const citation of this.#all()) {
      batch.push(citation);
      if (batch.length < count) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
    this.#file = null;
    this.#waiting = [];
  }

  async *#all(): AsyncGenerator<PendingCitation, void, undefined> {
    if (this.#file !== null) {
      const input = createReadStream('', { fd: this.#file, start: 0, autoClose: false });
      for await (const line of createInterface({ input, crlfDelay: Infinity })) {
        const [from = '', to = ''] = line.split('\t');
        yield { from: from as NodeId | LookupKey, to: to as LookupKey };
      }
    }
    yield* this.#waiting;
  }

  /** Ids and keys hold neither tabs nor line ends. */
  #spill(): void {
    this.#file ??= openNameless();
    writeSync(this.#file, this.#waiting.map(({ from, to }) => `${from}\t${to}\n`).join(''));
    this.#waiting = [];
  }
}

/** Without a name the file goes with the process, however it ends. */
function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'citations-'));
  const file = openSync(join(folder, 'waiting'), 'w+');
  rmSync(folder, { recursive: true, force: true });
  return file;
}
