import type { NodeId } from '../../model/ids';
import type { NodeKind } from '../../model/kinds';
import type { GraphNode } from '../../model/nodes';
import type { Relationship, RelationshipFacts, RelationshipType } from '../../model/relationships';
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

/**
 * Reads a stored term vector, of which only the wanted stems are kept. Stems are letters and digits, so JSON's own reader
 * is needed only where it would have to decode something; it makes an object with keys of its own of every text, which
 * takes ten times as long.
 */
export function readTerms(json: string, wanted?: ReadonlySet<string>): TermVector {
  const terms = new Map<string, number>();
  let length = 0;
  const add = (stem: string, count: number): void => {
    length += count;
    if (wanted === undefined || wanted.has(stem)) terms.set(stem, count);
  };
  if (json.includes('\\')) for (const [stem, count] of Object.entries(JSON.parse(json) as Terms)) add(stem, count);
  else
    for (let start = 2; start < json.length;) {
      const end = json.indexOf('"', start);
      const comma = json.indexOf(',', end);
      const next = comma === -1 ? json.length - 1 : comma;
      add(json.slice(start, end), Number(json.slice(end + 2, next)));
      start = next + 2;
    }
  return { terms, length };
}

type Terms = Readonly<Record<string, number>>;
