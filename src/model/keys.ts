import type { Identifier } from './identifiers';
import type { GraphNode } from './nodes';
import { readPersonName } from './personName';
import { normaliseTitle } from './text';

/**
 * A text under which a node can be found: `arxiv:2212.03827`, `url:https://…`, `title:toy models of superposition`,
 *
 * `name:author:dan klein`, `slug:topic:robustness`.
 */
export type LookupKey = string & { readonly __brand: 'LookupKey' };

export function identifierKey({ scheme, value }: Identifier): LookupKey {
  return `${scheme.toLowerCase()}:${value}` as LookupKey;
}

export function titleKey(title: string): LookupKey {
  return `title:${normaliseTitle(title)}` as LookupKey;
}

export function nameKey(kind: 'Author' | 'Venue' | 'Newsletter' | 'Topic', name: string): LookupKey {
  return `name:${kind.toLowerCase()}:${normaliseTitle(name)}` as LookupKey;
}

/** The keys of all who have the first and family name of this name, whatever stands between: of the bare name, and of longer ones. */
export function namesakeKeys(name: string): LookupKey[] {
  const parts = readPersonName(name);
  if (!parts) return [];
  const bare = nameKey('Author', `${parts.first} ${parts.family}`);
  return [bare, `namesake:${bare}` as LookupKey];
}

export function slugKey(kind: 'Topic' | 'Newsletter', slug: string): LookupKey {
  return `slug:${kind.toLowerCase()}:${slug}` as LookupKey;
}

/** The key of the node that waits for the work of a key. */
export function missingKey(key: LookupKey): LookupKey {
  return `missing:${key}` as LookupKey;
}

/** The key of the source that is the file of a place. */
export function placeKey(place: string): LookupKey {
  return `place:${place}` as LookupKey;
}

/** Titles and names may belong to several nodes, and places to sources of two graphs that became one; every other key to one. */
export function isSharedKey(key: LookupKey): boolean {
  return /^(?:title|name|namesake|place):/.test(key);
}

/** All keys under which a node is found, without repeats. */
export function lookupKeys(node: Pick<GraphNode, 'kind' | 'facts'>): LookupKey[] {
  return [...new Set(keysOf(node as GraphNode))].filter((key) => !key.endsWith(':'));
}

/** The key of the name; for one that is longer than first and family name, also the key of all such. */
function authorKeys(name: string): LookupKey[] {
  const key = nameKey('Author', name);
  const [bare, longer] = namesakeKeys(name);
  return longer === undefined || bare === key ? [key] : [key, longer];
}

function keysOf(node: GraphNode): LookupKey[] {
  switch (node.kind) {
    case 'Paper':
    case 'Resource':
    case 'Issue':
      return [...node.facts.identifiers.map(identifierKey), titleKey(node.facts.title)];
    case 'Topic':
      return [
        slugKey('Topic', node.facts.slug),
        ...[node.facts.name, ...node.facts.aliases].map((name) => nameKey('Topic', name)),
      ];
    case 'Newsletter':
      return [slugKey('Newsletter', node.facts.slug), nameKey('Newsletter', node.facts.name)];
    case 'Author':
      return [
        ...node.facts.identifiers.map(identifierKey),
        ...[node.facts.name, ...node.facts.variants].flatMap(authorKeys),
      ];
    case 'Venue':
      return [node.facts.name, ...node.facts.variants].map((name) => nameKey('Venue', name));
    case 'MissingWork':
      return [missingKey(node.facts.key)];
    case 'Source':
      return node.facts.place === undefined ? [] : [placeKey(node.facts.place)];
    case 'ImportRun':
    case 'NearMiss':
    case 'Decision':
    case 'Replaced':
      return [];
  }
}
