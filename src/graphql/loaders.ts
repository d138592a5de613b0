import DataLoader from 'dataloader';
import { connectArticles, type ConnectOptions, type Ranking } from '../connect/connectArticles';
import { issueCoverage, type IssueCoverage, type LatestIssues } from '../explore/issueTrend';
import { topicNeighborhoods, type NeighborhoodOptions, type TopicNeighborhood } from '../explore/neighborhood';
import { representativePapers, type RepresentativePapers } from '../explore/representativePapers';
import type { Claim } from '../model/claims';
import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import type { NodeKind } from '../model/kinds';
import type { FactsByKind, GraphNode } from '../model/nodes';
import { relationshipKeyText, type RelationshipFacts, type RelationshipKey } from '../model/relationships';
import { HopLoaders } from './hopPages';
import type { ResultCache } from './resultCache';
import type { GraphStore, MonthCounts, ReadOptions } from '../store/port';

/** Articles by month of publication: those about a topic, and all. */
interface TopicMonths {
  readonly topic: MonthCounts;
  readonly all: MonthCounts;
}

/**
 * Collects what the resolvers of one level ask for and asks the engine once, so that the number of round trips depends
 * on the query and never on the number of nodes.
 */
export interface Loaders {
  readonly node: DataLoader<NodeId, GraphNode | null>;
  /** Nodes that a ranking names, kept with it and so of the same revision. */
  readonly linkedNode: DataLoader<NodeId, GraphNode | null>;
  readonly hops: HopLoaders;
  connected(options: ConnectOptions): DataLoader<NodeId, Ranking>;
  neighborhood(options: NeighborhoodOptions): DataLoader<NodeId, TopicNeighborhood>;
  readonly representativePapers: DataLoader<NodeId, RepresentativePapers>;
  readonly months: DataLoader<NodeId, TopicMonths>;
  /** What the latest issues featured: the same for all topics. */
  issueCoverage(issues: LatestIssues): Promise<readonly IssueCoverage[]>;
  readonly nodeClaims: DataLoader<NodeId, readonly Claim<FactsByKind[NodeKind]>[]>;
  readonly relationshipClaims: DataLoader<RelationshipKey, readonly Claim<RelationshipFacts>[], string>;
}

/** What a node takes in the cache, in items of the others: a paper's abstract is as large as ten links. */
const ITEMS_OF_NODE = 10;

export function createLoaders(store: GraphStore, results: ResultCache, read: ReadOptions): Loaders {
  return {
    node: new DataLoader(async (ids) => answerInOrder(ids, await store.getByIds(ids, read), null)),
    linkedNode: new DataLoader(async (ids) => {
      const load = (missing: readonly NodeId[]) => store.getByIds(missing, read);
      return answerInOrder(ids, await results.recall('node', ids, () => ITEMS_OF_NODE, load, read), null);
    }),
    hops: new HopLoaders(store, read),
    connected: perArguments(
      (options: ConnectOptions) =>
        new DataLoader(async (ids) => {
          const rankings = await results.recall(
            `connected ${JSON.stringify(options)}`,
            ids,
            ({ links }: Ranking) => links.length,
            (missing) => connectArticles(store, missing, options, read),
            read,
          );
          return answerInOrder(ids, rankings, { links: [], cut: [] });
        }),
    ),
    neighborhood: perArguments(
      (options: NeighborhoodOptions) =>
        new DataLoader(async (ids) => {
          const neighborhoods = await results.recall(
            `neighborhood ${JSON.stringify(options)}`,
            ids,
            ({ neighbors }: TopicNeighborhood) => neighbors.length,
            (missing) => topicNeighborhoods(store, missing, options, read),
            read,
          );
          return answerInOrder(ids, neighborhoods, { neighbors: [], cut: [] });
        }),
    ),
    representativePapers: new DataLoader(async (ids) => {
      const found = await results.recall(
        'representative papers',
        ids,
        ({ papers }: RepresentativePapers) => papers.length,
        (missing) => representativePapers(store, missing, read),
        read,
      );
      return answerInOrder(ids, found, { papers: [], cut: [] });
    }),
    months: new DataLoader(async (ids) => {
      const { all, byTopic } = await store.articlesByMonth(ids, read);
      return ids.map((id) => ({ all, topic: byTopic.get(id) ?? [] }));
    }),
    issueCoverage: perArguments((issues: LatestIssues) =>
      results.recallOne(
        `issue coverage ${JSON.stringify(issues)}`,
        (found: readonly IssueCoverage[]) => found.reduce((sum, { articles }) => sum + articles.length, 0),
        () => issueCoverage(store, issues, read),
        read,
      ),
    ),
    nodeClaims: new DataLoader(async (ids) =>
      answerInOrder(ids, (await store.getClaims({ nodes: ids }, read)).nodes, []),
    ),
    relationshipClaims: new DataLoader(
      async (keys) => {
        const { relationships } = await store.getClaims({ relationships: keys }, read);
        return keys.map((key) => relationships.get(relationshipKeyText(key)) ?? []);
      },
      { cacheKeyFn: relationshipKeyText },
    ),
  };
}

/** One loader for each set of arguments, found again by their text. */
function perArguments<Arguments, Loader>(create: (args: Arguments) => Loader): (args: Arguments) => Loader {
  const loaders = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(args);
    let loader = loaders.get(key);
    if (!loader) loaders.set(key, (loader = create(args)));
    return loader;
  };
}

function answerInOrder<Key, Answer>(
  keys: readonly Key[],
  answers: ReadonlyMap<Key, Answer>,
  missing: Answer,
): Answer[] {
  return keys.map((key) => answers.get(key) ?? missing);
}

/** The node, or `NOT_FOUND`: for ends of relationships, which exist. */
export async function loadPresent(loader: Loaders['node'], id: NodeId): Promise<GraphNode> {
  const node = await loader.load(id);
  if (!node) throw new GraphError('NOT_FOUND', `The node ${id} was removed while the query ran.`, { id });
  return node;
}

/** The nodes that ids lead to, each once; those that are gone are left out. */
export async function loadNodesOf(loaders: Loaders, ids: readonly NodeId[]): Promise<GraphNode[]> {
  const nodes = await Promise.all(ids.map((id) => loaders.node.load(id)));
  return [...new Map(nodes.flatMap((node) => (node ? [[node.id, node] as const] : []))).values()];
}
