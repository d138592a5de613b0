import type { ArticleLink } from '../connect/connectArticles';
import type { PartialDate } from '../model/dates';
import { kindOfId, type NodeId } from '../model/ids';
import type { Hop } from '../store/port';
import type { GraphContext } from './context';
import type { HopList } from './hopPages';
import { loadHops } from './pages';

/** An entry of an issue on an article that is connected to another. */
export interface Coverage {
  /** From the issue to the covered article. */
  readonly hop: Hop;
  readonly link: ArticleLink;
}

/** Connected articles whose coverage is looked up: the closest. */
const CLOSEST = 40;
/** Issues for each of them: the latest. */
const PER_ARTICLE = 3;

/**
 * What issues of any newsletter brought on connected work before a date, the newest first, then the closest. Two calls
 * to the engine, whatever the number of articles.
 */
export async function loadPriorCoverage(
  context: GraphContext,
  id: NodeId,
  before: PartialDate | undefined,
): Promise<Coverage[]> {
  const { links } = await context.loaders.connected({}).load(id);
  const closest = links.filter(({ article }) => kindOfId(article) !== 'Issue').slice(0, CLOSEST);
  const features: HopList = {
    type: 'FEATURES',
    direction: 'IN',
    order: { field: 'PUBLISHED_ON', direction: 'DESC' },
    filter: before === undefined ? undefined : { publishedTo: before },
  };
  const covered = await Promise.all(
    closest.map(async (link) => {
      const { items } = await loadHops(context, link.article, features, { first: PER_ARTICLE });
      return items.filter((hop) => before === undefined || dateOf(hop) < before).map((hop) => ({ hop, link }));
    }),
  );
  return covered.flat().sort(newestFirst);
}

function dateOf({ node }: Hop): string {
  return node.kind === 'Issue' ? (node.facts.publishedOn ?? '') : '';
}

function newestFirst(a: Coverage, b: Coverage): number {
  const [x, y] = [dateOf(a.hop), dateOf(b.hop)];
  if (x !== y) return x > y ? -1 : 1;
  return b.link.score - a.link.score || (a.link.article < b.link.article ? -1 : 1);
}
