import type { GraphStore } from '../store/port';
import { connectArticles } from './connectArticles';

/** A server that has just started may take as long as one question may for its first plan, and be quick from the second on. */
const ATTEMPTS = 3;

/**
 * Asks for the connected articles of one paper, so that the engine has read and planned what that takes before a reader
 * asks: Neo4j plans the statement for seconds when it has just started. What keeps failing here, questions will tell.
 */
export async function warmUp(store: GraphStore): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++)
    try {
      const order = { field: 'POPULARITY', direction: 'DESC' } as const;
      const { items } = await store.list({ filter: { kinds: ['Paper'] }, order, first: 1, count: false });
      await connectArticles(
        store,
        items.map(({ node }) => node.id),
      );
      return;
    } catch {
      // The next attempt is the answer to it.
    }
}
