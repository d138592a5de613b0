import { GraphError } from '../../model/errors';
import { startOfDate } from '../../model/dates';
import type { NodeFilter, Order } from '../port';
import type { Parameters } from './driver';
import { arrow } from './labels';

/** A filter on a node `n`, as pieces of a statement. All values are parameters. */
export interface FilterClauses {
  /** Stands first in the statement: looks up the nodes that the conditions name. */
  readonly bind: string;
  /** Variables that `bind` makes, to be handed into subqueries: `related0, related1`, or nothing. */
  readonly scope: string;
  /** The same after others: `, related0, related1`, or nothing. */
  readonly carried: string;
  /** `AND` conditions, or nothing. */
  readonly and: string;
  readonly parameters: Parameters;
}

/** Sorts after every continuation of a date: `2022` < `2022-12-31` < `2022~`. */
const AFTER_ANY_DATE = '~';

export function filterClauses(filter: NodeFilter = {}, n = 'n'): FilterClauses {
  const conditions: string[] = [];
  const parameters: Record<string, unknown> = {};
  if (filter.kinds) {
    conditions.push(`${n}.kind IN $kinds`);
    parameters['kinds'] = filter.kinds;
  }
  if (filter.resourceKinds) {
    conditions.push(`${n}.resourceKind IN $resourceKinds`);
    parameters['resourceKinds'] = filter.resourceKinds;
  }
  if (filter.topicKinds) {
    conditions.push(`${n}.topicKind IN $topicKinds`);
    parameters['topicKinds'] = filter.topicKinds;
  }
  if (filter.publishedFrom !== undefined) {
    conditions.push(`${n}.publishedOn >= $publishedFrom`);
    parameters['publishedFrom'] = startOfDate(filter.publishedFrom);
  }
  if (filter.publishedTo !== undefined) {
    conditions.push(`${n}.publishedOn >= '0' AND ${n}.publishedOn < $publishedBefore`);
    parameters['publishedBefore'] = endOfDate(filter.publishedTo);
  }
  const related = [
    ...(filter.related ?? []).map((each) => ({ ...each, quantifier: 'any' })),
    ...(filter.unrelated ?? []).map((each) => ({ ...each, quantifier: 'none' })),
  ];
  related.forEach(({ type, direction, ids, quantifier }, index) => {
    // From node to node, so that the engine looks at the side with fewer relationships and a hub costs nothing.
    const isJoined = `EXISTS { MATCH (${n})${arrow(type, direction)}(other) }`;
    conditions.push(`${quantifier}(other IN related${index} WHERE ${isJoined})`);
    parameters[`related${index}`] = ids;
  });
  return {
    bind: related
      .map(
        (_, index) => `CALL () { MATCH (x:Node) WHERE x.id IN $related${index} RETURN collect(x) AS related${index} }`,
      )
      .join('\n'),
    scope: related.map((_, index) => `related${index}`).join(', '),
    carried: related.map((_, index) => `, related${index}`).join(''),
    and: conditions.map((condition) => `AND ${condition}`).join('\n        '),
    parameters,
  };
}

/** The first text after all dates that lie within a year, month or day. */
export function endOfDate(date: string): string {
  return date + AFTER_ANY_DATE;
}

interface SortValue {
  readonly expression: string;
  /** What no value lies below; says to the planner that an index of the property has every node. */
  readonly least: string;
}

/** What each order sorts by, of a node `n` and a relationship `r`. */
export function sortValue({ field }: Order): SortValue {
  switch (field) {
    case 'PUBLISHED_ON':
      return { expression: 'n.publishedOn', least: `''` };
    case 'NAME':
      return { expression: 'n.sortName', least: `''` };
    case 'POPULARITY':
      return { expression: 'n.popularity', least: '0' };
    case 'POSITION':
      return { expression: 'coalesce(r.position, 0)', least: '0' };
    case 'WEIGHT':
      return { expression: 'coalesce(r.weight, 0)', least: '0' };
  }
}

/** `ASC` or `DESC`, and the comparison that goes on in that direction; nothing else comes out, whatever goes in. */
export function sortDirection({ direction }: Order): { readonly word: string; readonly beyond: string } {
  return direction === 'DESC' ? { word: 'DESC', beyond: '<' } : { word: 'ASC', beyond: '>' };
}

/** Refuses orders by a relationship's value where there is no relationship. */
export function checkNodeOrder({ field }: Order): void {
  if (field === 'POSITION' || field === 'WEIGHT')
    throw new GraphError('BAD_INPUT', `A list of nodes has no order by ${field}; only the way from a node has.`);
}
