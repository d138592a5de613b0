import { GraphError } from '../model/errors';
import { kindOfId, type NodeId } from '../model/ids';
import { SEARCHABLE_KINDS } from '../model/kinds';
import { RELATIONSHIPS, type RelationshipKey, type RelationshipType } from '../model/relationships';
import type { FacetName, Facets, MatchQuery, NodeFilter } from './port';

/** Refuses a relationship between kinds that its type does not join. */
export function checkKinds({ type, from, to }: RelationshipKey): void {
  const rule = RELATIONSHIPS[type];
  const [start, end] = [kindOfId(from), kindOfId(to)];
  if (start !== null && end !== null && rule.from.includes(start) && rule.to.includes(end)) return;
  throw new GraphError(
    'BAD_INPUT',
    `${type} goes from ${rule.from.join(', ')} to ${rule.to.join(', ')}, not from ${from} to ${to}.`,
    { type, from, to },
  );
}

export function missingEnd({ type, from, to }: RelationshipKey): GraphError {
  return new GraphError('BAD_INPUT', `${type} cannot join ${from} and ${to}: one of them does not exist.`, {
    type,
    from,
    to,
  });
}

/** `cycle` names each node once; the last leads to the first. */
export function closesCycle(type: RelationshipType, cycle: readonly NodeId[]): GraphError {
  return new GraphError('CYCLE', `${type} would lead in a circle: ${[...cycle, cycle[0]].join(' → ')}.`, {
    type,
    cycle,
  });
}

export function passedRevision(expectedRevision: number, revision: number): GraphError {
  return new GraphError('CONFLICT', `The graph has gone on from revision ${expectedRevision} to ${revision}.`, {
    expectedRevision,
    revision,
  });
}

/** Where a chain of redirects ends. */
export function followRedirects(to: NodeId, next: ReadonlyMap<NodeId, NodeId>): NodeId {
  const seen = new Set<NodeId>();
  let end = to;
  for (let after = next.get(end); after !== undefined; after = next.get(end)) {
    if (seen.has(after)) throw new GraphError('BAD_INPUT', `The redirect of ${to} leads in a circle.`, { id: to });
    seen.add(after);
    end = after;
  }
  return end;
}

/**
 * Of what leads to a node that is more popular than this, only the newest so many are looked at where neighbors or
 * co-citations are asked for: nobody can wait for all that cite a paper that everybody cites.
 */
export const NEWEST_AT_HUB = 300;

/**
 * A topic with more articles than this is a hub: its most cited papers are found sooner among the most cited of the
 * graph. Of N papers with a share s about a topic, one way looks at s · N papers, the other at about k / s, for k papers.
 */
export const HUB_TOPIC = 5000;

/** A list's filter that joins no more nodes than this is looked up from their side, a larger one by the order's index. */
export const FEW_JOINED = 5000;

export const NO_FACETS: Facets = { kind: [], topic: [], year: [] };
export const FACET_NAMES = ['kind', 'topic', 'year'] as const satisfies readonly FacetName[];

/** Of what has texts: a filter by all the kinds that have some says nothing. */
export function withoutAllKinds(filter: MatchQuery['filter']): NodeFilter {
  return SEARCHABLE_KINDS.every((kind) => filter.kinds.includes(kind)) ? { ...filter, kinds: undefined } : filter;
}

/**
 * So many of a search's matches are ranked. Where more have all its words, nothing that they say tells them apart, and
 * reading all of a large graph's would take as long as the graph is large.
 */
export const RANKED_MATCHES = 2000;
