import { GraphError } from '../model/errors';
import { isArticleId, kindOfId, type NodeId } from '../model/ids';
import { isArticleKind, SEARCHABLE_KINDS, type NodeKind } from '../model/kinds';
import type { GraphNode } from '../model/nodes';
import { RELATIONSHIPS, type RelationshipType } from '../model/relationships';
import type { ArticleLink } from '../connect/connectArticles';
import { connectArticles } from '../connect/connectArticles';
import type { GraphStore, ReadOptions } from '../store/port';
import { areasOf } from './areas';
import { arrangeMap } from './arrangeMap';
import { searchGraph } from './search';

/** Where a map starts: a node, a topic, a search, or nothing for an overview of the graph. */
export type MapStart =
  { readonly center: NodeId } | { readonly topic: NodeId } | { readonly query: string } | { readonly overview: true };

export interface MapOptions {
  /** Rounds of growth from the start: 1 to 3. */
  readonly depth: number;
  /** At most this many nodes: 1 to 500. */
  readonly limit: number;
}

export interface MapEdge {
  readonly from: NodeId;
  readonly to: NodeId;
  /** `CONNECTED` joins two articles by their score; the others are the graph's own relationships. */
  readonly relation: 'CONNECTED' | RelationshipType;
  /** 0…1; 1 for the graph's own relationships. */
  readonly score: number;
  /** What a `CONNECTED` edge is made of. */
  readonly link: ArticleLink | null;
}

export interface MapNode {
  readonly node: GraphNode;
  /** 0…1 over the map: how much the node is joined to, here and in the whole graph. */
  readonly importance: number;
  /** A number from 0; nodes of one community are joined more densely to each other (Louvain, Blondel et al. 2008). */
  readonly community: number;
  /** A first place to draw the node at, in no unit, the same at every call. */
  readonly x: number;
  readonly y: number;
  /** The slug of the area that the node lies in, by the hierarchy of its topics. */
  readonly area: string | null;
}

export interface KnowledgeMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Whether the limit left nodes out, or a node has more articles than its newest that are here. */
  readonly truncated: boolean;
}

const MAX_MAP_NODES = 500;
const MAX_MAP_DEPTH = 3;
const LINKS_PER_ARTICLE = 6;
const NEIGHBORS_PER_NODE = 12;
const ARTICLES_PER_NODE = 30;
/** What a map grows along, away from articles. */
const GROWN_RELATIONSHIPS: readonly RelationshipType[] = ['ABOUT', 'SUBTOPIC_OF', 'FEATURES'];
/** The relationship by which articles belong to a node that is none. */
const BELONGINGS: Readonly<Partial<Record<NodeKind, RelationshipType>>> = {
  Topic: 'ABOUT',
  Author: 'AUTHORED_BY',
  Venue: 'PUBLISHED_IN',
  Newsletter: 'PART_OF',
};
const DRAWN_RELATIONSHIPS: readonly RelationshipType[] = [
  ...GROWN_RELATIONSHIPS,
  'AUTHORED_BY',
  'PUBLISHED_IN',
  'PART_OF',
];

/**
 * Nodes and edges for drawing: what the start leads to within `depth` rounds, never more nodes than `limit`, and only
 * edges whose ends are both on the map. Deterministic for a state of the graph; a constant number of round trips per round.
 */
export async function knowledgeMap(
  store: GraphStore,
  start: MapStart,
  { depth, limit }: MapOptions,
  read?: ReadOptions,
): Promise<KnowledgeMap> {
  checkRange('depth', depth, MAX_MAP_DEPTH);
  checkRange('limit', limit, MAX_MAP_NODES);
  const growth = new Growth(limit);
  const rankings = new Rankings(store, read);
  growth.add(await startNodes(store, start, limit, read));
  // Who asks for the surroundings of an author asks for all articles; each round has its share of the limit.
  const mostArticles = 'center' in start ? Math.max(ARTICLES_PER_NODE, Math.floor(limit / depth)) : ARTICLES_PER_NODE;
  let areArticlesCut = false;
  for (let round = 0; round < depth && !growth.wasCut; round++) {
    const frontier = growth.takeFrontier();
    if (frontier.length === 0) break;
    const [linked, adjacent, articles] = await Promise.all([
      linkedArticles(rankings, frontier),
      adjacentNodes(store, frontier, read),
      newestArticles(store, frontier, mostArticles, read),
    ]);
    growth.add([...adjacent, ...articles.ids, ...linked]);
    areArticlesCut ||= articles.areCut;
  }
  const nodes = await store.getByIds([...growth.ids], read);
  const present = [...growth.ids].flatMap((id) => nodes.get(id) ?? []);
  const edges = await edgesAmong(store, rankings, present, read);
  const areas = await areasOf(store, present, edges, read);
  return { ...arrangeMap(present, edges, areas), edges, truncated: growth.wasCut || areArticlesCut };
}

function checkRange(argument: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new GraphError('BAD_INPUT', `${argument} is a whole number from 1 to ${most}, not ${value}.`, { argument });
}

/** The ids on the map in the order in which they came, and those from which it has not grown yet. */
class Growth {
  readonly ids = new Set<NodeId>();
  /** Whether there was a node that the limit left no room for. */
  wasCut = false;
  readonly #limit: number;
  #frontier: NodeId[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(ids: readonly NodeId[]): void {
    for (const id of ids) {
      if (this.ids.has(id)) continue;
      if (this.ids.size >= this.#limit) {
        this.wasCut = true;
        return;
      }
      this.ids.add(id);
      this.#frontier.push(id);
    }
  }

  takeFrontier(): readonly NodeId[] {
    const frontier = this.#frontier;
    this.#frontier = [];
    return frontier;
  }
}

/** The links of articles, computed once for each: a map grows along them and draws them. */
class Rankings {
  readonly #store: GraphStore;
  readonly #read: ReadOptions | undefined;
  readonly #links = new Map<NodeId, readonly ArticleLink[]>();

  constructor(store: GraphStore, read?: ReadOptions) {
    this.#store = store;
    this.#read = read;
  }

  async of(articles: readonly NodeId[]): Promise<ReadonlyMap<NodeId, readonly ArticleLink[]>> {
    const unknown = articles.filter((id) => !this.#links.has(id));
    const found = await connectArticles(this.#store, unknown, {}, this.#read);
    for (const [id, { links }] of found) this.#links.set(id, links);
    return new Map(articles.map((id) => [id, this.#links.get(id) ?? []]));
  }
}

async function startNodes(
  store: GraphStore,
  start: MapStart,
  limit: number,
  read?: ReadOptions,
): Promise<readonly NodeId[]> {
  if ('center' in start) return [...(await store.getByIds([start.center], read)).values()].map(({ id }) => id);
  if ('topic' in start) {
    const topics = await store.getByIds([start.topic], read);
    return [...topics.values()].flatMap(({ id, kind }) => (kind === 'Topic' ? [id] : []));
  }
  if ('query' in start) {
    const filter = { kinds: SEARCHABLE_KINDS };
    const query = { query: start.query, filter, first: Math.max(1, Math.floor(limit / 2)) };
    return (await searchGraph(store, query, read)).hits.map(({ node }) => node.id);
  }
  return overviewNodes(store, limit, read);
}

/** The topics and articles that most of the graph hangs on. */
async function overviewNodes(store: GraphStore, limit: number, read?: ReadOptions): Promise<readonly NodeId[]> {
  const share = Math.max(1, Math.floor(limit / 4));
  const pages = await Promise.all(
    (['Topic', 'Paper', 'Resource'] as const).map((kind) =>
      store.list(
        {
          filter: { kinds: [kind] },
          order: { field: 'POPULARITY', direction: 'DESC' },
          first: share,
          count: false,
        },
        read,
      ),
    ),
  );
  return pages.flatMap(({ items }) => items.map(({ node }) => node.id));
}

async function linkedArticles(rankings: Rankings, ids: readonly NodeId[]): Promise<readonly NodeId[]> {
  const found = await rankings.of(ids.filter(isArticleId));
  const links = [...found.values()].flatMap((ofArticle) => ofArticle.slice(0, LINKS_PER_ARTICLE));
  return [...links].sort((a, b) => b.score - a.score || compare(a.article, b.article)).map(({ article }) => article);
}

async function adjacentNodes(
  store: GraphStore,
  ids: readonly NodeId[],
  read?: ReadOptions,
): Promise<readonly NodeId[]> {
  const topics = ids.filter(isTopic);
  const others = ids.filter((id) => !isTopic(id));
  const [hierarchy, neighbors] = await Promise.all([
    store.neighbors({ ids: topics, types: ['SUBTOPIC_OF'], perNode: NEIGHBORS_PER_NODE }, read),
    store.neighbors({ ids: others, types: GROWN_RELATIONSHIPS, perNode: NEIGHBORS_PER_NODE }, read),
  ]);
  return ids.flatMap((id) => ((isTopic(id) ? hierarchy : neighbors).get(id) ?? []).map((neighbor) => neighbor.id));
}

/** Of topics, authors, venues and newsletters the newest articles: the rarest, as neighbors come, say little of them. */
async function newestArticles(
  store: GraphStore,
  ids: readonly NodeId[],
  most: number,
  read?: ReadOptions,
): Promise<{ readonly ids: readonly NodeId[]; readonly areCut: boolean }> {
  const hops = await Promise.all(
    Object.entries(BELONGINGS).flatMap(([kind, type]) => {
      const owners = ids.filter((id) => kindOfId(id) === kind);
      if (owners.length === 0) return [];
      // A few stand for a topic, which has its neighbors besides.
      const first = kind === 'Topic' ? ARTICLES_PER_NODE : most;
      const order = { field: 'PUBLISHED_ON', direction: 'DESC' } as const;
      return [store.expand({ type, direction: 'IN', ids: owners, order, first, count: false }, read)];
    }),
  );
  const pages = hops.flatMap((hop) => [...hop.values()]);
  return {
    ids: pages.flatMap(({ items }) => items.map(({ node }) => node.id)),
    areCut: pages.some(({ hasNextPage }) => hasNextPage),
  };
}

async function edgesAmong(
  store: GraphStore,
  rankings: Rankings,
  nodes: readonly GraphNode[],
  read?: ReadOptions,
): Promise<readonly MapEdge[]> {
  const ids = new Set(nodes.map(({ id }) => id));
  const articles = nodes.filter(({ kind }) => isArticleKind(kind)).map(({ id }) => id);
  // Articles have many authors, which are read only where one is on the map.
  const types = DRAWN_RELATIONSHIPS.filter((type) => nodes.some(({ kind }) => RELATIONSHIPS[type].to.includes(kind)));
  const [links, neighbors] = await Promise.all([
    rankings.of(articles),
    store.neighbors({ ids: [...ids], types, perNode: MAX_MAP_NODES }, read),
  ]);
  const edges = new Map<string, MapEdge>();
  for (const [from, ofArticle] of links) {
    for (const link of ofArticle.filter(({ article }) => ids.has(article)).slice(0, LINKS_PER_ARTICLE)) {
      const key = [from, link.article].sort().join(' ');
      const held = edges.get(key);
      if (!held || held.score < link.score)
        edges.set(key, { from, to: link.article, relation: 'CONNECTED', score: link.score, link });
    }
  }
  for (const [id, around] of neighbors) {
    for (const { id: other, type, direction } of around) {
      if (!ids.has(other)) continue;
      const [from, to] = direction === 'OUT' ? [id, other] : [other, id];
      edges.set(`${type} ${from} ${to}`, { from, to, relation: type, score: 1, link: null });
    }
  }
  return [...edges.values()].sort(
    (a, b) => compare(a.from, b.from) || compare(a.to, b.to) || compare(a.relation, b.relation),
  );
}

function isTopic(id: NodeId): boolean {
  return kindOfId(id) === 'Topic';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
