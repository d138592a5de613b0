import { PER_SIGNAL, type ArticleLink, type ConnectOptions, type Ranking } from '../connect/connectArticles';
import { weightsOf, type SignalWeights } from '../connect/weights';
import type { NodeId } from '../model/ids';
import { SIGNALS, type Signal } from '../model/signals';
import type { ConnectedArgs } from './types/Article';
import type { GraphContext } from './context';
import { cursorCodec } from './cursors';
import { RANK_PLACE, type BoundedPage } from './page';
import { checkPageSize } from './pages';
import { weightsBySignal } from './signalWeights';

/** A page of a ranking, with the weights that made it. */
export interface LinkPage extends BoundedPage<ArticleLink> {
  readonly weights: SignalWeights;
}

/** A page of the ranking of an article's connections. */
export async function loadConnected({ loaders }: GraphContext, id: NodeId, args: ConnectedArgs): Promise<LinkPage> {
  const options = connectOptions(args);
  return pageOfLinks({ connected: id }, options, args, () => loaders.connected(options).load(id));
}

export function connectOptions({ kinds, signals, weights, asOf }: Omit<ConnectedArgs, 'first'>): ConnectOptions {
  return { kinds, signals, weights: weightsBySignal(weights), publishedTo: asOf };
}

/** A page of ranked links; `list` and the options name the ranking for its cursors. */
export async function pageOfLinks(
  list: object,
  options: ConnectOptions,
  { first, after }: Pick<ConnectedArgs, 'first' | 'after'>,
  load: () => Promise<Ranking>,
): Promise<LinkPage> {
  const codec = cursorCodec({ ...list, ...options }, RANK_PLACE);
  const place = codec.decode(after);
  const size = checkPageSize(first);
  const { links, cut } = await load();
  const rest = place
    ? links.filter(({ score, article }) => score < place.score || (score === place.score && article > place.id))
    : links;
  return {
    items: rest.slice(0, size),
    hasNextPage: rest.length > size,
    hasPreviousPage: place !== undefined,
    cursorOf: ({ score, article }) => codec.encode({ score, id: article }),
    count: () => Promise.resolve(links.length),
    cut: cut.map(sentenceOfCut),
    weights: weightsOf(options.signals ?? SIGNALS, options.weights),
  };
}

function sentenceOfCut(signal: Signal): string {
  return `${signal}: at most the ${PER_SIGNAL} strongest candidates were looked at, and none over what is too common.`;
}
