import type { EntryRecord, IssueRecord } from '../../record';

export type SectionRecord = IssueRecord['sections'][number];

/** Sections in the order in which their first entries come; entries under one heading stand together. */
export class SectionList {
  readonly #sections: { readonly heading: string; readonly entries: EntryRecord[] }[] = [];

  add(heading: string, entry: EntryRecord): void {
    const section = this.#sections.find((each) => each.heading === heading);
    if (section) section.entries.push(entry);
    else this.#sections.push({ heading, entries: [entry] });
  }

  toRecords(): SectionRecord[] {
    return this.#sections;
  }
}
