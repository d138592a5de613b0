import { z } from 'zod';
import type { NodeId } from '../model/ids';
import type { Keyset } from '../store/port';

export type CursorOf<Item> = (item: Item) => string;

/** A page of a list, however it came about: what a connection type needs. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly hasNextPage: boolean;
  /** Whether a cursor was given, so that there are items before. */
  readonly hasPreviousPage: boolean;
  readonly cursorOf: CursorOf<Item>;
  /** Counts all items of the list; called only when the client asks. */
  readonly count: () => Promise<number>;
}

/** A page of a list that was found within bounds. */
export interface BoundedPage<Item> extends Page<Item> {
  /** What the bounds left out, a sentence each. */
  readonly cut: readonly string[];
}

const nodeId = z.string().max(1024) as unknown as z.ZodType<NodeId>;

/** The place of an item in a list that the engine orders. */
export const KEYSET: z.ZodType<Keyset> = z.strictObject({
  value: z.union([z.string().max(1024), z.number()]),
  id: nodeId,
  key: z.string().max(1024),
});

/** The place of an item in a list that is ranked here: its score and id. */
export const RANK_PLACE: z.ZodType<{ readonly score: number; readonly id: NodeId }> = z.strictObject({
  score: z.number(),
  id: nodeId,
});

/** A page of a list that is in memory as a whole; the cursor is the id of its last item. */
export function pageOfList<Item>(
  items: readonly Item[],
  { first, after }: { readonly first: number; readonly after: string | undefined },
  idOf: (item: Item) => string,
  cursorOf: (item: Item) => string,
): Page<Item> {
  const start = after === undefined ? 0 : items.findIndex((item) => idOf(item) === after) + 1;
  return {
    items: items.slice(start, start + first),
    hasNextPage: items.length > start + first,
    hasPreviousPage: after !== undefined,
    cursorOf,
    count: () => Promise.resolve(items.length),
  };
}
