import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { Relationship, RelationshipFacts, RelationshipType } from '../../model/relationships';

/** The columns of a node `m` and its content `c` that `readNode` reads. */
export const NODE_COLUMNS = 'm.id, m.kind, c.facts, m.popularity';

export interface NodeRow {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly facts: string;
  readonly popularity: number;
}

export function readNode({ id, kind, facts, popularity }: NodeRow): GraphNode {
  return { id, kind, facts: JSON.parse(facts) as never, popularity };
}

export interface RelationshipRow {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly key: string;
  readonly facts: string;
}

export function readRelationship(type: RelationshipType, { from, to, key, facts }: RelationshipRow): Relationship {
  return { type, from, to, key, facts: JSON.parse(facts) as RelationshipFacts };
}
