import type { NodeId } from '../model/ids';
import type { GraphNode } from '../model/nodes';
import type { GraphStore, ReadOptions } from '../store/port';
import { linearTrend, shareOf, type LinearTrend } from './linearTrend';

/** What an issue featured: of each article the topics that it is about. */
export interface IssueCoverage {
  readonly issue: GraphNode;
  readonly articles: readonly ReadonlySet<NodeId>[];
}

export interface LatestIssues {
  readonly newsletter: NodeId | undefined;
  /** How many: the latest dated ones. */
  readonly first: number;
}

export interface IssueTrend extends LinearTrend {
  /** The oldest first. */
  readonly points: readonly {
    readonly issue: GraphNode;
    /** Articles about the topic that the issue features. */
    readonly articles: number;
    /** All articles that it features. */
    readonly all: number;
    /** articles / all, 0 for an issue that features none. */
    readonly share: number;
  }[];
}

/** Of an issue and of an article's topics, so many are looked at. */
const PER_NODE = 100;

/**
 * What the latest dated issues featured (of one newsletter, or of all), the oldest first. Three round trips, whatever
 * the number of issues.
 */
export async function issueCoverage(
  store: GraphStore,
  { newsletter, first }: LatestIssues,
  read?: ReadOptions,
): Promise<readonly IssueCoverage[]> {
  const related = newsletter && [{ type: 'PART_OF', direction: 'OUT', ids: [newsletter] } as const];
  const { items } = await store.list(
    {
      filter: { kinds: ['Issue'], publishedFrom: '0', related },
      order: { field: 'PUBLISHED_ON', direction: 'DESC' },
      first,
      count: false,
    },
    read,
  );
  const hop = { direction: 'OUT', first: PER_NODE, count: false } as const;
  const features = await store.expand(
    { ...hop, type: 'FEATURES', ids: items.map(({ node }) => node.id), order: { field: 'POSITION', direction: 'ASC' } },
    read,
  );
  const featured = new Set([...features.values()].flatMap((page) => page.items.map(({ node }) => node.id)));
  const topics = await store.expand(
    { ...hop, type: 'ABOUT', ids: [...featured], order: { field: 'WEIGHT', direction: 'DESC' } },
    read,
  );
  const aboutOf = (article: NodeId) => new Set(topics.get(article)?.items.map(({ node }) => node.id));
  return items
    .map(({ node }) => {
      const articles = new Set(features.get(node.id)?.items.map((feature) => feature.node.id));
      return { issue: node, articles: [...articles].map(aboutOf) };
    })
    .reverse();
}

/** How a topic's share of what issues feature changes from one issue to the next. */
export function issueTrend(topic: NodeId, coverage: readonly IssueCoverage[]): IssueTrend {
  const points = coverage.map(({ issue, articles }) => {
    const share = { of: articles.filter((topics) => topics.has(topic)).length, all: articles.length };
    return { issue, articles: share.of, all: share.all, share: shareOf(share) };
  });
  return { points, ...linearTrend(points.map(({ articles, all }) => ({ of: articles, all }))) };
}
