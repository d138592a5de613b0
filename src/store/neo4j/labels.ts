import { isArticleKind, NODE_KINDS, type NodeKind } from '../../model/kinds';
import { RELATIONSHIP_TYPES, type Direction, type RelationshipType } from '../../model/relationships';

// The only places where a name becomes part of a statement. Each is a member of a closed list of the model, and what
// is not is refused here, whatever the types say: no text that came from outside ever reaches the query language.

/** `Node:Article:Paper`. */
export function labelsOf(kind: NodeKind): string {
  if (!NODE_KINDS.includes(kind)) throw new TypeError('No such kind of node.');
  return isArticleKind(kind) ? `Node:Article:${kind}` : `Node:${kind}`;
}

/** `-[r:ABOUT]->` or `<-[r:ABOUT]-`. */
export function arrow(type: RelationshipType, direction: Direction, variable = ''): string {
  const name = typeName(type);
  return direction === 'OUT' ? `-[${variable}:${name}]->` : `<-[${variable}:${name}]-`;
}

export function typeName(type: RelationshipType): RelationshipType {
  if (!RELATIONSHIP_TYPES.includes(type)) throw new TypeError('No such type of relationship.');
  return type;
}
