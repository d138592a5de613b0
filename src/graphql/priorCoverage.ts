import type { ArticleLink } from '../connect/connectArticles';
import { kindOfId, newsletterOfIssue, type NodeId } from '../model/ids';
import type { IssueNode } from '../model/nodes';
import type { Hop } from '../store/port';
import type { GraphContext } from './context';
import type { HopList } from './hopPages';
import { loadHops } from './pages';

/** An entry of an issue on an article that is connected to another, or on that article itself. */
export interface Coverage {
  /** From the issue to the covered article. */
  readonly hop: Hop;
  readonly article: NodeId;
  /** `null` for the article itself. */
  readonly link: ArticleLink | null;
}

/** Connected articles whose coverage is looked up: the closest. */
const CLOSEST = 40;
/** Issues for each of them: the latest; more, where the issue has no day to look before. */
const PER_ARTICLE = 3;
const PER_ARTICLE_UNDATED = 20;
const DAY = 'yyyy-mm-dd'.length;

/**
 * What earlier issues of any newsletter brought on an article of an issue and on work that is connected to it, the newest
 * first, then the closest. Two calls to the engine, whatever the number of articles.
 */
export async function loadPriorCoverage(context: GraphContext, id: NodeId, issue: IssueNode): Promise<Coverage[]> {
  const { publishedOn } = issue.facts;
  const { links } = await context.loaders.connected({}).load(id);
  const closest = links.filter(({ article }) => kindOfId(article) !== 'Issue').slice(0, CLOSEST);
  const features: HopList = {
    type: 'FEATURES',
    direction: 'IN',
    order: { field: 'PUBLISHED_ON', direction: 'DESC' },
    filter: publishedOn === undefined ? undefined : { publishedTo: publishedOn },
  };
  const first = publishedOn?.length === DAY ? PER_ARTICLE : PER_ARTICLE_UNDATED;
  const works = [{ article: id, link: null }, ...closest.map((link) => ({ article: link.article, link }))];
  const covered = await Promise.all(
    works.map(async (work) => {
      const { items } = await loadHops(context, work.article, features, { first });
      const earlier = items.filter(({ node }) => node.kind === 'Issue' && isEarlier(node, issue));
      return earlier.slice(0, PER_ARTICLE).map((hop) => ({ hop, ...work }));
    }),
  );
  return covered.flat().sort(newestFirst);
}

/** By number within a newsletter, and by date between two; where neither is known, or too vaguely, it is not. */
function isEarlier(a: IssueNode, b: IssueNode): boolean {
  const isOneSeries = newsletterOfIssue(a.id) === newsletterOfIssue(b.id);
  if (isOneSeries && a.facts.number !== undefined && b.facts.number !== undefined)
    return a.facts.number < b.facts.number;
  const [x, y] = [a.facts.publishedOn, b.facts.publishedOn];
  // A year neither precedes nor follows its own months.
  return x !== undefined && y !== undefined && x < y && !y.startsWith(x);
}

/** How close the covered article is: 1 for the article itself. */
export function scoreOf({ link }: Coverage): number {
  return link?.score ?? 1;
}

function dateOf({ node }: Hop): string {
  return node.kind === 'Issue' ? (node.facts.publishedOn ?? '') : '';
}

function newestFirst(a: Coverage, b: Coverage): number {
  const [x, y] = [dateOf(a.hop), dateOf(b.hop)];
  if (x !== y) return x > y ? -1 : 1;
  return scoreOf(b) - scoreOf(a) || (a.article < b.article ? -1 : 1);
}
