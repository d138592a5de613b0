import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { LookupKey } from '../../model/keys';
import type { ArticleLikeness, FactsByKind } from '../../model/nodes';
import type { RelationshipFacts, RelationshipType } from '../../model/relationships';
import type { Location, Warning } from '../record';

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

const NOTHING_MORE: RelationshipFacts = {};

/** Everything that one or more records say. */
export class Drafts {
  readonly nodes: NodeDraft[] = [];
  readonly relationships: RelationshipDraft[] = [];
  readonly citations: CitationDraft[] = [];
  /** Entries whose article the source did not name. */
  unresolvedEntries = 0;
  readonly warnings: Warning[] = [];
  readonly #named = new Map<string, NodeDraft>();
  readonly #whole: Drafts | null;

  /** What one record says, apart until it is known that all of it can be used; `whole` is what others say. */
  constructor(whole: Drafts | null = null) {
    this.#whole = whole;
  }

  /** The draft of something of which records say no more than its name: one for all that name it alike. */
  named<Kind extends NodeKind>(kind: Kind, name: string, make: () => NodeDraft<Kind>): NodeDraft<Kind> {
    const key = `${kind} ${name}`;
    // What stands under a kind's name is a draft of the kind.
    const known = (this.#named.get(key) ?? (this.#whole ?? this).#named.get(key)) as NodeDraft<Kind> | undefined;
    if (known) return known;
    const draft = this.addNode(make());
    this.#named.set(key, draft);
    return draft;
  }

  addNode<Kind extends NodeKind>(draft: NodeDraft<Kind>): NodeDraft<Kind> {
    // A draft of one kind is a draft; TypeScript does not see that through the kind's facts.
    this.nodes.push(draft);
    return draft;
  }

  relate(
    type: RelationshipType,
    from: NodeDraft<never> | NodeDraft,
    to: NodeDraft<never> | NodeDraft,
    facts: RelationshipFacts = NOTHING_MORE,
    key = '',
  ): void {
    this.relationships.push({ type, from: from, to: to, key, facts });
  }

  addAll(more: Drafts): void {
    for (const node of more.nodes) this.nodes.push(node);
    for (const relationship of more.relationships) this.relationships.push(relationship);
    for (const citation of more.citations) this.citations.push(citation);
    for (const [key, draft] of more.#named) this.#named.set(key, draft);
    this.unresolvedEntries += more.unresolvedEntries;
    this.warnings.push(...more.warnings);
  }
}
