import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { Relationship, RelationshipFacts, RelationshipType } from '../../model/relationships';
import type { TermCounts } from '../../model/text';
import type { TermVector } from '../port';

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

/** A stored term vector: ` stem=count` for each stem. Stems are letters and digits. */
export function writeTerms(terms: TermCounts): string {
  let text = '';
  for (const [stem, count] of terms) text += ` ${stem}=${count}`;
  return text;
}

/** Reads a stored term vector, of which only the wanted stems are kept. */
export function readTerms(text: string, wanted?: ReadonlySet<string>): TermVector {
  const terms = new Map<string, number>();
  let length = 0;
  for (let start = 1; start < text.length;) {
    const end = text.indexOf('=', start);
    const next = text.indexOf(' ', end);
    const after = next === -1 ? text.length : next;
    const count = after - end === 2 ? text.charCodeAt(end + 1) - ZERO : Number(text.slice(end + 1, after));
    const stem = text.slice(start, end);
    length += count;
    if (wanted === undefined || wanted.has(stem)) terms.set(stem, count);
    start = after + 1;
  }
  return { terms, length };
}

const ZERO = '0'.charCodeAt(0);
