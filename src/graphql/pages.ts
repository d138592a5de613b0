import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import type { Hop, ListQuery, NodeFilter, NodePage, Order } from '../store/port';
import type { ArticleFilter, ArticleOrder, NodeOrder, PageArgs } from './args';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import type { HopList } from './hopPages';
import { KEYSET, type Page } from './page';
import { requireIds } from './references';

export const MAX_PAGE_SIZE = 100;

/** `BAD_PAGE` for a page size that nobody may ask for. */
export function checkPageSize(first: number): number {
  if (first >= 1 && first <= MAX_PAGE_SIZE) return first;
  throw new GraphError('BAD_PAGE', `first is ${first}; it is from 1 to ${MAX_PAGE_SIZE}.`, {
    argument: 'first',
    minimum: 1,
    maximum: MAX_PAGE_SIZE,
  });
}

/** A page of a node's relationships, batched with all other nodes that ask for the same page. */
export function loadHops({ loaders }: GraphContext, id: NodeId, list: HopList, args: PageArgs): Promise<Page<Hop>> {
  checkPageSize(args.first);
  return loaders.hops.page(list, args).load(id);
}

/** A page of all nodes of the filter. */
export async function loadList(
  { store, read }: GraphContext,
  filter: ListQuery['filter'],
  order: Order,
  { first, after }: PageArgs,
): Promise<Page<NodePage['items'][number]>> {
  const codec = cursorCodec({ filter, order }, KEYSET);
  const place = codec.decode(after);
  const query: ListQuery = { filter, order, first: checkPageSize(first), after: place, count: false };
  const { items, hasNextPage } = await store.list(query, read);
  return {
    items,
    hasNextPage,
    hasPreviousPage: place !== undefined,
    cursorOf: ({ keyset }) => codec.encode(keyset),
    count: async () => {
      const counted = await store.list({ filter, order, first: 1, count: true }, read);
      return counted.totalCount ?? 0;
    },
  };
}

const ARTICLE_ORDER = { PUBLISHED_ON: 'PUBLISHED_ON', TITLE: 'NAME', POPULARITY: 'POPULARITY' } as const;

/** The newest first, unless the client orders otherwise. */
export function articleOrder(orderBy: ArticleOrder | undefined): Order {
  return orderBy
    ? { field: ARTICLE_ORDER[orderBy.field], direction: orderBy.direction }
    : { field: 'PUBLISHED_ON', direction: 'DESC' };
}

export function nodeOrder(orderBy: NodeOrder | undefined): Order {
  return orderBy ? { field: orderBy.field, direction: orderBy.direction } : { field: 'NAME', direction: 'ASC' };
}

const REFERENCE_FILTERS = [
  { argument: 'topics', kind: 'Topic', type: 'ABOUT' },
  { argument: 'authors', kind: 'Author', type: 'AUTHORED_BY' },
  { argument: 'venues', kind: 'Venue', type: 'PUBLISHED_IN' },
  { argument: 'newsletters', kind: 'Newsletter', type: 'PART_OF' },
] as const;

/** A client's filter as the engine takes it: its topics, authors, venues and newsletters looked up. */
export async function articleFilter(
  context: GraphContext,
  filter: ArticleFilter | undefined,
  path = 'filter.',
): Promise<NodeFilter | undefined> {
  if (!filter) return undefined;
  const { kinds, resourceKinds, publishedFrom, publishedTo } = filter;
  const related = await Promise.all(
    REFERENCE_FILTERS.map(async ({ argument, kind, type }) => {
      const references = filter[argument];
      if (!references) return [];
      const place = `${path}${argument}`;
      if (references.length > MAX_PAGE_SIZE)
        throw new GraphError('BAD_INPUT', `${place} has at most ${MAX_PAGE_SIZE} entries.`, { argument: place });
      const ids = await requireIds(context, place, references, [kind]);
      return [{ type, direction: 'OUT' as const, ids }];
    }),
  );
  return { kinds, resourceKinds, publishedFrom, publishedTo, related: related.flat() };
}
