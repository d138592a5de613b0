import { GraphError } from '../../model/errors';
import { startOfDate } from '../../model/dates';
import type { NodeFilter, Order, RelatedFilter } from '../port';
import type { SqlValue } from './connection';
import { typeNumber } from './migrations';

/** Conditions on a node `m`: each starts with `AND`; values are always parameters. */
export interface Conditions {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

const NONE: Conditions = { sql: '', parameters: [] };

export function filterConditions(filter: NodeFilter | undefined): Conditions {
  if (!filter) return NONE;
  const parts: Conditions[] = [];
  if (filter.kinds) parts.push(isOneOf('m.kind', filter.kinds));
  if (filter.resourceKinds)
    parts.push({ sql: `AND m.kind = 'Resource'`, parameters: [] }, isOneOf('m.subkind', filter.resourceKinds));
  if (filter.topicKinds)
    parts.push({ sql: `AND m.kind = 'Topic'`, parameters: [] }, isOneOf('m.subkind', filter.topicKinds));
  parts.push(publishedWithin('m.published_on', filter));
  for (const related of filter.related ?? []) parts.push(isJoined('AND EXISTS', related));
  for (const unrelated of filter.unrelated ?? []) parts.push(isJoined('AND NOT EXISTS', unrelated));
  return allOf(parts);
}

/** Conditions on the column of a date, by which an index of it is read from the date on. */
export function publishedWithin(column: string, { publishedFrom, publishedTo }: NodeFilter): Conditions {
  const parts: Conditions[] = [];
  if (publishedFrom !== undefined) parts.push({ sql: `AND ${column} >= ?`, parameters: [startOfDate(publishedFrom)] });
  // What has no date is before all digits; the beginning is said once, since an index takes only one.
  else if (publishedTo !== undefined) parts.push({ sql: `AND ${column} >= '0'`, parameters: [] });
  if (publishedTo !== undefined) parts.push({ sql: `AND ${column} < ?`, parameters: [endOfDate(publishedTo)] });
  return allOf(parts);
}

function allOf(parts: readonly Conditions[]): Conditions {
  return {
    sql: parts.flatMap(({ sql }) => (sql === '' ? [] : sql)).join('\n  '),
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function isJoined(condition: 'AND EXISTS' | 'AND NOT EXISTS', { type, direction, ids }: RelatedFilter): Conditions {
  const [here, there] = direction === 'OUT' ? ['from_n', 'to_n'] : ['to_n', 'from_n'];
  return {
    sql: `${condition} (
        SELECT 1 FROM relationship AS f
        WHERE f.type = ? AND f.${here} = m.n AND f.${there} IN (SELECT n FROM node WHERE id IN (SELECT value FROM json_each(?)))
      )`,
    parameters: [typeNumber(type), JSON.stringify(ids)],
  };
}

/** The nodes that a condition joins, as a statement; one may come several times. */
export function joinedNodes({ type, direction, ids }: RelatedFilter): Conditions {
  const [here, there] = direction === 'OUT' ? ['from_n', 'to_n'] : ['to_n', 'from_n'];
  return {
    sql: `SELECT f.${here} AS n
      FROM node AS o
      CROSS JOIN relationship AS f ON f.type = ? AND f.${there} = o.n
      WHERE o.id IN (SELECT value FROM json_each(?))`,
    parameters: [typeNumber(type), JSON.stringify(ids)],
  };
}

function isOneOf(column: string, values: readonly string[]): Conditions {
  const [only] = values;
  return values.length === 1 && only !== undefined
    ? { sql: `AND ${column} = ?`, parameters: [only] }
    : { sql: `AND ${column} IN (SELECT value FROM json_each(?))`, parameters: [JSON.stringify(values)] };
}

/** Sorts after every continuation of a date: `2022` < `2022-12-31` < `2022~`. */
export function endOfDate(date: string): string {
  return `${date}~`;
}

/** What each order sorts by, of a node `m` and a relationship `e`. */
export function sortExpression({ field }: Order): string {
  switch (field) {
    case 'PUBLISHED_ON':
      return 'm.published_on';
    case 'NAME':
      return 'm.sort_name';
    case 'POPULARITY':
      return 'm.popularity';
    case 'POSITION':
      return 'coalesce(e.position, 0)';
    case 'WEIGHT':
      return 'coalesce(e.weight, 0)';
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
