import type { NodeId } from '../model/ids';
import { NODE_KINDS, type NodeKind } from '../model/kinds';
import type { GraphNode } from '../model/nodes';
import type { Outcome, OutcomeCounts } from '../model/outcomes';
import { nameOf } from '../model/projection';
import { RELATIONSHIP_TYPES, type RelationshipKey, type RelationshipType } from '../model/relationships';
import { factsOf } from './working/facts';
import type { NearMiss } from './identify/identify';
import type { Reject, Warning } from './record';
import type { WorkingSet } from './working/workingSet';

/** What an import would do to a node or relationship. */
export interface PlannedChange {
  readonly outcome: Exclude<Outcome, 'unchanged'>;
  /** A node's id, or a relationship's ends and type. */
  readonly what: string;
  /** A node's title or name; '' for a relationship. */
  readonly name: string;
}

/** What an import did. */
export interface ImportReport {
  readonly source: string;
  readonly format: string;
  readonly dryRun: boolean;
  /** The content is the one that was imported last from this source, so nothing was looked at. */
  readonly skipped: boolean;
  /** The server says so, and was not even asked for the content. */
  readonly isNotModified: boolean;
  readonly records: number;
  readonly nodes: Partial<Record<NodeKind, OutcomeCounts>>;
  readonly relationships: Partial<Record<RelationshipType, OutcomeCounts>>;
  /** Entries and citations whose article is not known: kept, and tried again by a later import. */
  readonly unresolved: { readonly entries: number; readonly citations: number };
  /** For a dry run: what it would do, the first thousand. */
  readonly changes: readonly PlannedChange[];
  readonly rejected: number;
  /** The first thousand. */
  readonly rejects: readonly Reject[];
  readonly nearMisses: readonly NearMiss[];
  /** What was read, but not surely as it was meant, and what was left unread. */
  readonly warnings: readonly Warning[];
  /** Whether the graph is another than before. */
  readonly changed: boolean;
  readonly revision: number;
}

const MOST_LISTED = 1000;
type Counts = Record<Outcome, number>;

/** Adds up a report while an import runs. */
export class ReportBuilder {
  records = 0;
  rejected = 0;
  skipped = false;
  isNotModified = false;
  changed = false;
  revision = 0;
  unresolvedEntries = 0;
  unresolvedCitations = 0;
  readonly rejects: Reject[] = [];
  readonly #nodes = new Map<NodeKind, Counts>();
  readonly #relationships = new Map<RelationshipType, Counts>();
  readonly #changes: PlannedChange[] = [];
  readonly #nearMisses: NearMiss[] = [];
  readonly #warnings: Warning[] = [];

  constructor(
    readonly source: string,
    readonly format: string,
    readonly dryRun: boolean,
  ) {}

  reject(reject: Reject): void {
    this.rejected++;
    if (this.rejects.length < MOST_LISTED) this.rejects.push(reject);
  }

  warn(warning: Warning): void {
    if (this.#warnings.length < MOST_LISTED) this.#warnings.push(warning);
  }

  noteNearMisses(nearMisses: readonly NearMiss[]): void {
    this.#nearMisses.push(...nearMisses.slice(0, MOST_LISTED - this.#nearMisses.length));
  }

  /** Counts what a batch did to the nodes that it spoke of, to what it created beside them, and to relationships. */
  countChanges(working: WorkingSet, spoken: ReadonlySet<NodeId>, source: NodeId): void {
    const told = new Set([...spoken].map((id) => working.currentId(id)));
    const renamed = new Set(
      [...spoken].filter((id) => working.currentId(id) !== id).map((id) => working.currentId(id)),
    );
    for (const { id, kind, claims, before } of working.nodes) {
      if (before === null && claims.length === 0) continue;
      const outcome = outcomeOf(claims, before, source);
      if (outcome !== 'created' && !told.has(id)) continue;
      const counted = outcome === 'created' && renamed.has(id) ? 'updated' : outcome;
      countersOf(this.#nodes, kind)[counted]++;
      this.#plan(counted, id, () => nameOf({ kind, facts: factsOf(kind, claims) } as unknown as GraphNode));
    }
    for (const relationship of working.relationships)
      this.countRelationship(relationship, relationship.claims, relationship.before, source);
  }

  /** Counts what was done to a relationship, unless the source says nothing of it. */
  countRelationship(
    { type, from, to }: RelationshipKey,
    claims: readonly Said[],
    before: readonly Said[] | null,
    source: NodeId,
  ): void {
    const outcome = outcomeOf(claims, before, source);
    const isOwn = outcome !== 'unchanged' || claims.some((claim) => claim.source === source);
    if (!isOwn || (before === null && claims.length === 0)) return;
    countersOf(this.#relationships, type)[outcome]++;
    this.#plan(outcome, `${from} ${type} ${to}`, () => '');
  }

  #plan(outcome: Outcome, what: string, name: () => string): void {
    if (this.dryRun && outcome !== 'unchanged' && this.#changes.length < MOST_LISTED)
      this.#changes.push({ outcome, what, name: name() });
  }

  build(): ImportReport {
    const { source, format, dryRun, skipped, isNotModified, records, rejected, rejects, changed, revision } = this;
    return {
      source,
      format,
      dryRun,
      skipped,
      isNotModified,
      records,
      nodes: inOrder(NODE_KINDS, this.#nodes),
      relationships: inOrder(RELATIONSHIP_TYPES, this.#relationships),
      unresolved: { entries: this.unresolvedEntries, citations: this.unresolvedCitations },
      changes: this.#changes,
      rejected,
      rejects,
      nearMisses: this.#nearMisses,
      warnings: this.#warnings,
      changed,
      revision,
    };
  }
}

interface Said {
  readonly source: NodeId;
}

function outcomeOf(claims: readonly Said[], before: readonly Said[] | null, source: NodeId): Outcome {
  if (before === null) return 'created';
  if (claims.length === 0) return 'deleted';
  if (claims === before || JSON.stringify(claims) === JSON.stringify(before)) return 'unchanged';
  return before.some((claim) => claim.source === source) ? 'updated' : 'merged';
}

function countersOf<Key>(counts: Map<Key, Counts>, key: Key): Counts {
  const present = counts.get(key);
  if (present) return present;
  const counters = { created: 0, updated: 0, merged: 0, unchanged: 0, deleted: 0 };
  counts.set(key, counters);
  return counters;
}

function inOrder<Key extends string>(
  keys: readonly Key[],
  counts: ReadonlyMap<Key, Counts>,
): Partial<Record<Key, OutcomeCounts>> {
  return Object.fromEntries(keys.flatMap((key) => (counts.has(key) ? [[key, counts.get(key)]] : []))) as Partial<
    Record<Key, OutcomeCounts>
  >;
}
