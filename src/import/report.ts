import type { NodeKind } from '../model/kinds';
import type { NearMiss } from './identify';
import type { Reject } from './record';
import type { Outcome } from './statements';

export type OutcomeCounts = Record<Outcome, number>;

/** What an import did. */
export interface ImportReport {
  readonly source: string;
  readonly format: string;
  readonly dryRun: boolean;
  /** The content is the one that was imported last from this source, so nothing was looked at. */
  readonly skipped: boolean;
  readonly records: number;
  readonly nodes: Partial<Record<NodeKind, OutcomeCounts>>;
  readonly relationships: OutcomeCounts & { readonly deleted: number };
  /** Entries and citations whose article is not known: kept, and tried again by a later import. */
  readonly unresolved: { readonly entries: number; readonly citations: number };
  readonly rejected: number;
  /** The first thousand. */
  readonly rejects: readonly Reject[];
  readonly nearMisses: readonly NearMiss[];
  /** Whether the graph is another than before. */
  readonly changed: boolean;
  readonly revision: number;
}

const MOST_LISTED = 1000;

/** Adds up a report while an import runs. */
export class ReportBuilder {
  records = 0;
  rejected = 0;
  deleted = 0;
  skipped = false;
  changed = false;
  revision = 0;
  unresolvedEntries = 0;
  unresolvedCitations = 0;
  readonly rejects: Reject[] = [];
  readonly #nodes: Partial<Record<NodeKind, OutcomeCounts>> = {};
  readonly #relationships: OutcomeCounts = { created: 0, updated: 0, unchanged: 0 };
  readonly #nearMisses: NearMiss[] = [];

  constructor(
    readonly source: string,
    readonly format: string,
    readonly dryRun: boolean,
  ) {}

  reject(reject: Reject): void {
    this.rejected++;
    if (this.rejects.length < MOST_LISTED) this.rejects.push(reject);
  }

  countNode(kind: NodeKind, outcome: Outcome): void {
    (this.#nodes[kind] ??= { created: 0, updated: 0, unchanged: 0 })[outcome]++;
  }

  countRelationship(outcome: Outcome): void {
    this.#relationships[outcome]++;
  }

  noteNearMisses(nearMisses: readonly NearMiss[]): void {
    this.#nearMisses.push(...nearMisses.slice(0, MOST_LISTED - this.#nearMisses.length));
  }

  build(): ImportReport {
    const { source, format, dryRun, skipped, records, rejected, rejects, changed, revision } = this;
    return {
      source,
      format,
      dryRun,
      skipped,
      records,
      nodes: this.#nodes,
      relationships: { ...this.#relationships, deleted: this.deleted },
      unresolved: { entries: this.unresolvedEntries, citations: this.unresolvedCitations },
      rejected,
      rejects,
      nearMisses: this.#nearMisses,
      changed,
      revision,
    };
  }
}
