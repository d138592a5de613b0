import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { Relationship, RelationshipFacts, RelationshipType } from '../../model/relationships';
import type { TermCounts } from '../../model/text';

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

/**
 * A stored term vector. Stems are letters and digits, so JSON's own reader is needed only where it would have to decode
 * something; it makes an object with keys of its own of every text, which takes ten times as long.
 */
export function readTerms(json: string): TermCounts {
  if (json.includes('\\')) return new Map(Object.entries(JSON.parse(json) as Record<string, number>));
  const terms = new Map<string, number>();
  if (json.length <= 2) return terms;
  for (const entry of json.slice(1, -1).split(',')) {
    const colon = entry.lastIndexOf(':');
    terms.set(entry.slice(1, colon - 1), Number(entry.slice(colon + 1)));
  }
  return terms;
}
