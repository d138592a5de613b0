import type { NodeId } from '../model/ids';
import type { NodeKind } from '../model/kinds';
import type { LookupKey } from '../model/keys';
import type { ArticleLikeness, FactsByKind } from '../model/nodes';
import type { RelationshipFacts, RelationshipType } from '../model/relationships';
import type { Location } from './record';
import type { Warning } from './report';

/** A node that a record speaks of, before it is known which node of the graph that is. */
export interface NodeDraft<Kind extends NodeKind = NodeKind> {
  readonly kind: Kind;
  /** What the source says of it. */
  readonly facts: Partial<FactsByKind[Kind]>;
  /** Keys that name it, the strongest first: one hit identifies the node. */
  readonly keys: readonly LookupKey[];
  /** For described topics: names and aliases. Tags of these names are the topic. */
  readonly otherNames?: readonly LookupKey[];
  /** Its id if the graph does not have it yet. */
  readonly proposedId: NodeId;
  /** For articles: what a node without a common identifier is recognised by. */
  readonly likeness?: ArticleLikeness;
  /** Only mentioned (a topic's name, say): it is created where it is missing, and nothing is said of it otherwise. */
  readonly isMention?: true;
  readonly at: Location;
}

export interface RelationshipDraft {
  readonly type: RelationshipType;
  readonly from: NodeDraft;
  readonly to: NodeDraft;
  readonly key: string;
  readonly facts: RelationshipFacts;
}

/** A citation by identifier of a paper that the graph may not have (yet). */
export interface CitationDraft {
  readonly from: NodeDraft | LookupKey;
  readonly to: LookupKey;
  readonly at: Location;
}

/** Everything that one or more records say. */
export class Drafts {
  readonly nodes: NodeDraft[] = [];
  readonly relationships: RelationshipDraft[] = [];
  readonly citations: CitationDraft[] = [];
  /** Entries whose article the source did not name. */
  unresolvedEntries = 0;
  readonly warnings: Warning[] = [];

  addNode<Kind extends NodeKind>(draft: NodeDraft<Kind>): NodeDraft<Kind> {
    // A draft of one kind is a draft; TypeScript does not see that through the kind's facts.
    this.nodes.push(draft);
    return draft;
  }

  relate(
    type: RelationshipType,
    from: NodeDraft<never> | NodeDraft,
    to: NodeDraft<never> | NodeDraft,
    facts: RelationshipFacts = {},
    key = '',
  ): void {
    this.relationships.push({ type, from: from, to: to, key, facts });
  }

  addAll(more: Drafts): void {
    this.nodes.push(...more.nodes);
    this.relationships.push(...more.relationships);
    this.citations.push(...more.citations);
    this.unresolvedEntries += more.unresolvedEntries;
    this.warnings.push(...more.warnings);
  }
}
