import type { ArticleLink, ConnectOptions } from '../connect/connectArticles';
import type { NodeId } from '../model/ids';
import type { ConnectedArgs } from './types/Article';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { RANK_PLACE, type Page } from './page';
import { checkPageSize } from './pages';
import { weightsBySignal } from './signalWeights';

/** A page of the ranking of an article's connections. */
export async function loadConnected(
  { loaders }: GraphContext,
  id: NodeId,
  args: ConnectedArgs,
): Promise<Page<ArticleLink>> {
  const options = connectOptions(args);
  return pageOfLinks({ connected: id, ...options }, args, async () => {
    const { links } = await loaders.connected(options).load(id);
    return links;
  });
}

export function connectOptions({ kinds, signals, weights, asOf }: Omit<ConnectedArgs, 'first'>): ConnectOptions {
  return { kinds, signals, weights: weightsBySignal(weights), publishedTo: asOf };
}

/** A page of ranked links; `ranking` names the ranking for its cursors. */
export async function pageOfLinks(
  ranking: object,
  { first, after }: Pick<ConnectedArgs, 'first' | 'after'>,
  load: () => Promise<readonly ArticleLink[]>,
): Promise<Page<ArticleLink>> {
  const codec = cursorCodec(ranking, RANK_PLACE);
  const place = codec.decode(after);
  const size = checkPageSize(first);
  const links = await load();
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
