import { int } from 'neo4j-driver';
import type { NodeKind } from '../../model/kinds';
import type { Keyset, ListQuery, NodeFilter, NodePage, Order, ReadOptions, RelatedFilter } from '../port';
import { FEW_JOINED } from '../rules';
import type { Neo4jConnection } from './driver';
import { checkNodeOrder, filterClauses, sortDirection, sortValue } from './filters';
import { arrow } from './labels';
import { NODE_ROW, readNode, type NodeRow } from './records';

export async function list(connection: Neo4jConnection, query: ListQuery, options?: ReadOptions): Promise<NodePage> {
  checkNodeOrder(query.order);
  const { bind, scope, parameters } = filterClauses(query.filter);
  const { word } = sortDirection(query.order);
  const narrowest = await findNarrowest(connection, query.filter, options);
  const byIndex = inIndexOrder(query);
  const { page, count } = narrowest
    ? { ...amongNeighbors(query, narrowest), ...(narrowest.size > FEW_JOINED && { page: byIndex.page }) }
    : byIndex;
  const [row] = await connection.read<{ items: { node: NodeRow; value: string | number }[]; total: number | null }>(
    `
    ${bind}
    CALL (${scope}) {
      ${page}
      WITH n, ${sortValue(query.order).expression} AS value
      ORDER BY value ${word}, n.id
      LIMIT $limit
      RETURN collect({node: ${NODE_ROW}, value: value}) AS items
    }
    CALL (${scope}) {
      ${query.count ? count : 'RETURN null AS total'}
    }
    RETURN items, total`,
    { ...parameters, kinds: [...new Set(query.filter.kinds)], after: query.after, limit: int(query.first + 1) },
    options,
  );
  const items = (row?.items ?? []).map(({ node, value }) => ({
    node: readNode(node),
    keyset: { value, id: node.id, key: '' },
  }));
  return {
    items: items.slice(0, query.first),
    hasNextPage: items.length > query.first,
    totalCount: row?.total ?? null,
  };
}

/** Two parts of the list's statement: one finds the nodes `n` that a page may hold, one counts all. */
interface ListParts {
  readonly page: string;
  readonly count: string;
}

/** Each kind is one range of an index, read in order, so that a page costs little more than what it shows. */
function inIndexOrder({ filter, order, after }: ListQuery): ListParts {
  const { and, carried } = filterClauses(filter);
  const { kinds, ...others } = filter;
  const { expression, least } = sortValue(order);
  const { word } = sortDirection(order);
  return {
    page: `
      UNWIND $kinds AS kind
      CALL (kind${carried}) {
        MATCH (n:Node)                                               // index node_published, node_name, node_popularity
        WHERE n.kind = kind AND ${expression} >= ${least}
        ${and}
        ${afterKeyset(order, after)}
        RETURN n
        ORDER BY n.kind ${word}, ${expression} ${word}, n.id
        LIMIT $limit
      }`,
    count:
      filterClauses(others).and === ''
        ? countOfKinds(kinds)
        : `
      UNWIND $kinds AS kind
      MATCH (n:Node)                                                 // index node_published, node_name, node_popularity
      WHERE n.kind = kind AND ${expression} >= ${least}
        ${and}
      RETURN count(n) AS total`,
  };
}

/** How many nodes of a label there are is kept by the engine. */
function countOfKinds(kinds: readonly NodeKind[]): string {
  const each = [...new Set(kinds)];
  const counts = each.map((kind) => `CALL () { MATCH (n:${kind}) RETURN count(n) AS of${kind} }`);
  return `${counts.join('\n      ')}
      RETURN ${['0', ...each.map((kind) => `of${kind}`)].join(' + ')} AS total`;
}

/** One of a filter's conditions on relationships: its place among them, and how many nodes it joins. */
interface Condition {
  readonly related: RelatedFilter;
  readonly index: number;
  readonly size: number;
}

/** The condition that joins the fewest nodes. */
async function findNarrowest(
  connection: Neo4jConnection,
  filter: NodeFilter,
  options?: ReadOptions,
): Promise<Condition | undefined> {
  const { related = [] } = filter;
  if (related.length === 0) return undefined;
  const { bind, parameters } = filterClauses({ related });
  // The number of a node's relationships is stored with it.
  const sizes = related.map(
    (each, index) => `reduce(size = 0, x IN related${index} | size + COUNT { (x)${towards(each)}() })`,
  );
  const [row] = await connection.read<{ sizes: readonly number[] }>(
    `
    ${bind}
    RETURN [${sizes.join(', ')}] AS sizes`,
    parameters,
    options,
  );
  const conditions = related.map((each, index) => ({ related: each, index, size: row?.sizes[index] ?? 0 }));
  return conditions.sort((a, b) => a.size - b.size)[0];
}

/** From the nodes that a condition names to those that it joins. */
function towards({ type, direction }: RelatedFilter): string {
  return arrow(type, direction === 'OUT' ? 'IN' : 'OUT');
}

/** Where the nodes are joined to others that are known and to few, those others are the shortest way to them. */
function amongNeighbors({ filter, order, after }: ListQuery, { related, index }: Condition): ListParts {
  const { and } = filterClauses(filter);
  const found = `
      UNWIND related${index} AS start
      MATCH (start)${towards(related)}(n:Node)
      WITH DISTINCT n
      WHERE true
        ${and}`;
  return {
    page: `${found}
        ${afterKeyset(order, after)}`,
    count: `${found}
      RETURN count(n) AS total`,
  };
}

function afterKeyset(order: Order, after: Keyset | undefined): string {
  const { expression } = sortValue(order);
  const { beyond } = sortDirection(order);
  return after
    ? `AND ${expression} ${beyond}= $after.value
        AND (${expression} ${beyond} $after.value OR n.id > $after.id)`
    : '';
}
