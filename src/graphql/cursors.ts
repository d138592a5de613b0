import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GraphError } from '../model/errors';

/**
 * Cursors are opaque: a place in a list and a mark of the list, so that one of another list or order is refused instead
 * of giving a page of nonsense. They hold no secret and are checked like any input.
 */
export interface CursorCodec<Place> {
  encode(place: Place): string;
  /** The place, or `undefined` for no cursor. Throws `BAD_CURSOR`. */
  decode(cursor: string | undefined): Place | undefined;
}

const MAX_CURSOR_LENGTH = 4096;

/**
 * Cursors for the list that the arguments describe (everything but `first` and `after`). Made for every node that has a
 * list, so nothing is computed before it is needed.
 */
export function cursorCodec<Place>(list: unknown, schema: z.ZodType<Place>): CursorCodec<Place> {
  let mark: string | undefined;
  const markOf = () => (mark ??= createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 6));
  return {
    encode: (place) => Buffer.from(JSON.stringify([markOf(), place])).toString('base64url'),
    decode(cursor) {
      if (cursor === undefined) return undefined;
      const parsed = z.tuple([z.literal(markOf()), schema]).safeParse(parse(cursor));
      if (parsed.success) return parsed.data[1];
      throw new GraphError('BAD_CURSOR', 'This cursor is not one of this list in this order.', { argument: 'after' });
    },
  };
}

function parse(cursor: string): unknown {
  if (cursor.length > MAX_CURSOR_LENGTH || !/^[\w-]+$/.test(cursor)) return null;
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
