import type { Signal } from '../api/operations';
import type { NodeKind } from '../model/filters';

export const SIGNAL_NAMES: Readonly<Record<Signal, string>> = {
  SHARED_TOPICS: 'Shared topics',
  CITATION: 'Citation',
  BIBLIOGRAPHIC_COUPLING: 'Bibliographic coupling',
  CO_CITATION: 'Co-citation',
  SHARED_AUTHORS: 'Shared authors',
  CO_FEATURED: 'Featured together',
  TEXT_SIMILARITY: 'Similar text',
};

/** One and many of each kind. */
export const KIND_NAMES: Readonly<Record<NodeKind, readonly [one: string, many: string]>> = {
  Paper: ['Paper', 'Papers'],
  Resource: ['Resource', 'Resources'],
  Issue: ['Newsletter issue', 'Newsletter issues'],
  Topic: ['Topic', 'Topics'],
  Author: ['Author', 'Authors'],
  Newsletter: ['Newsletter', 'Newsletters'],
  Venue: ['Venue', 'Venues'],
};

const PAGES: Readonly<Record<NodeKind, string>> = {
  Paper: 'papers',
  Resource: 'resources',
  Issue: 'issues',
  Topic: 'topics',
  Author: 'authors',
  Newsletter: 'newsletters',
  Venue: 'venues',
};

/** The address of the page to read about a node. */
export function pageOf(kind: NodeKind, id: string): string {
  return `/${PAGES[kind]}/${encodeURIComponent(id.slice(id.indexOf(':') + 1))}`;
}

export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
