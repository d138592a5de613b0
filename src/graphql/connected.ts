import type { ArticleLink } from '../connect/connectArticles';
import type { NodeId } from '../model/ids';
import type { ConnectedArgs } from './types/Article';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { RANK_PLACE, type Page } from './page';
import { checkPageSize } from './pages';

/** A page of the ranking of an article's connections. */
export async function loadConnected(
  { loaders }: GraphContext,
  id: NodeId,
  { first, after, kinds, signals }: ConnectedArgs,
): Promise<Page<ArticleLink>> {
  const codec = cursorCodec({ connected: id, kinds, signals }, RANK_PLACE);
  const place = codec.decode(after);
  const size = checkPageSize(first);
  const { links } = await loaders.connected({ kinds, signals }).load(id);
  const rest = place
    ? links.filter(({ score, article }) => score < place.score || (score === place.score && article > place.id))
    : links;
  return {
    items: rest.slice(0, size),
    hasNextPage: rest.length > size,
    hasPreviousPage: place !== undefined,
    cursorOf: ({ score, article }) => codec.encode({ score, id: article }),
    count: () => Promise.resolve(links.length),
  };
}
