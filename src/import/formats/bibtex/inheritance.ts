import type { BibtexEntry } from './entries';

/** Volumes are remembered for their papers, which mostly stand before them. */
const MAX_HELD = 5_000;

/** A volume's title is its papers' `booktitle`; these other fields mean the same in both. */
const INHERITED = ['date', 'year', 'month', 'booktitle', 'journal', 'journaltitle', 'eventtitle', 'publisher'];

/**
 * Gives entries with `crossref` or `xdata` what they leave out and the entry that they name says. Papers wait for their
 * volume to the end of the file; beyond 5,000 that wait, or 5,000 volumes, an entry stays as it is written.
 */
export class Inheritance {
  readonly #volumes = new Map<string, BibtexEntry>();
  #waiting: BibtexEntry[] = [];

  /** The entry, complete; `null` while it waits. */
  complete(entry: BibtexEntry): BibtexEntry | null {
    if (/^(?:proceedings|mvproceedings|collection|mvcollection|book|mvbook|xdata|periodical)$/.test(entry.type))
      if (entry.key !== '' && this.#volumes.size < MAX_HELD) this.#volumes.set(entry.key.toLowerCase(), entry);
    const volume = nameOfVolume(entry);
    if (volume === undefined) return entry;
    if (this.#volumes.has(volume) || this.#waiting.length >= MAX_HELD) return this.#withInherited(entry);
    this.#waiting.push(entry);
    return null;
  }

  /** At the end of the file: those that still wait, in their order. */
  completeRest(): BibtexEntry[] {
    const rest = this.#waiting.map((entry) => this.#withInherited(entry));
    this.#waiting = [];
    return rest;
  }

  #withInherited(entry: BibtexEntry): BibtexEntry {
    const volume = this.#volumes.get(nameOfVolume(entry) ?? '');
    if (!volume || volume.key === entry.key) return entry;
    const fields = new Map(entry.fields);
    const inherit = (name: string, value: string | undefined) => {
      if (value !== undefined && !fields.has(name)) fields.set(name, value);
    };
    if (!['date', 'year'].some((name) => fields.has(name)))
      for (const name of ['date', 'year', 'month']) inherit(name, volume.fields.get(name));
    for (const name of INHERITED.slice(3)) inherit(name, volume.fields.get(name));
    if (volume.type !== 'xdata') inherit('booktitle', volume.fields.get('title'));
    return { ...entry, fields };
  }
}

function nameOfVolume({ fields }: BibtexEntry): string | undefined {
  return (fields.get('crossref') ?? fields.get('xdata'))?.trim().toLowerCase();
}
