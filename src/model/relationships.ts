import type { NodeId } from './ids';
import type { Coverage, NodeKind } from './kinds';
import { ARTICLE_KINDS } from './kinds';

interface RelationshipRule {
  readonly from: readonly NodeKind[];
  readonly to: readonly NodeKind[];
  /** No path of this type may lead back to its start. */
  readonly acyclic?: true;
}

const CATALOGUE = {
  ABOUT: { from: ARTICLE_KINDS, to: ['Topic'] },
  SUBTOPIC_OF: { from: ['Topic'], to: ['Topic'], acyclic: true },
  FEATURES: { from: ['Issue'], to: ARTICLE_KINDS },
  PART_OF: { from: ['Issue'], to: ['Newsletter'] },
  CITES: { from: ['Paper'], to: ['Paper'] },
  AUTHORED_BY: { from: ARTICLE_KINDS, to: ['Author'] },
  PUBLISHED_IN: { from: ['Paper', 'Resource'], to: ['Venue'] },
  // A citation with an end that the graph does not have yet.
  REFERS_TO: { from: ['Paper', 'MissingWork'], to: ['Paper', 'MissingWork'] },
} as const satisfies Record<string, RelationshipRule>;
export type RelationshipType = keyof typeof CATALOGUE;

/** Every relationship type, with the kinds that it may join. Both engines refuse anything else. */
export const RELATIONSHIPS: Readonly<Record<RelationshipType, RelationshipRule>> = CATALOGUE;
export const RELATIONSHIP_TYPES = Object.keys(RELATIONSHIPS) as readonly RelationshipType[];

/** What readers walk over: every type but that of citations whose work is missing. */
export type ConnectingType = Exclude<RelationshipType, 'REFERS_TO'>;
export const CONNECTING_TYPES = RELATIONSHIP_TYPES.filter((type): type is ConnectingType => type !== 'REFERS_TO');

/** `OUT` follows the arrow, `IN` goes against it. */
export type Direction = 'OUT' | 'IN';

/** What tells one relationship from another. `key` separates several of one type between the same two nodes, else it is ''. */
export interface RelationshipKey {
  readonly type: RelationshipType;
  readonly from: NodeId;
  readonly to: NodeId;
  /** For `FEATURES` the entry's key; '' for every other type. */
  readonly key: string;
}

export interface RelationshipFacts {
  /** For `ABOUT`: how strongly, above 0 and at most 1. */
  readonly weight?: number;
  /** For `AUTHORED_BY` and `FEATURES`: the place in order, from 1. */
  readonly position?: number;
  /** For `FEATURES`: the entry's heading, room and our summary of it. */
  readonly section?: string;
  readonly coverage?: Coverage;
  readonly summary?: string;
  /** For `ABOUT` by alias match: the words in the text that matched. */
  readonly matched?: readonly string[];
}

export interface Relationship extends RelationshipKey {
  readonly facts: RelationshipFacts;
}

/** The relationship whose count is a kind's popularity: what makes one topic, author or paper weigh more than another. */
export const POPULARITY: Readonly<
  Partial<Record<NodeKind, { readonly type: RelationshipType; readonly direction: Direction }>>
> = {
  Paper: { type: 'CITES', direction: 'IN' },
  Issue: { type: 'FEATURES', direction: 'OUT' },
  Resource: { type: 'FEATURES', direction: 'IN' },
  Newsletter: { type: 'PART_OF', direction: 'IN' },
  Topic: { type: 'ABOUT', direction: 'IN' },
  Author: { type: 'AUTHORED_BY', direction: 'IN' },
  Venue: { type: 'PUBLISHED_IN', direction: 'IN' },
  MissingWork: { type: 'REFERS_TO', direction: 'IN' },
};

/** Whether a kind's popularity is the number of its relationships of the type in the direction. */
export function isPopularity(kind: NodeKind, type: RelationshipType, direction: Direction): boolean {
  const counted = POPULARITY[kind];
  return counted?.type === type && counted.direction === direction;
}

/** One text per relationship, for maps and logs. */
export function relationshipKeyText({ type, from, to, key }: RelationshipKey): string {
  return `${type} ${from} ${to} ${key}`;
}
