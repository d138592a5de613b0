import type { NodeId } from '../model/ids';
import { isArticleKind } from '../model/kinds';
import type { GraphNode } from '../model/nodes';
import type { GraphStore, ReadOptions } from '../store/port';
import type { MapEdge } from './map';

const TOPICS_PER_ARTICLE = 10;
const PARENTS_PER_TOPIC = 5;
/** Steps up the hierarchy; the taxonomy has three. */
const MOST_STEPS_UP = 8;

/** Slugs of areas, each with how much speaks for it. */
type Votes = ReadonlyMap<string, number>;

/**
 * The slug of the area that each node lies in: a topic in the nearest area above it, an article in that of most of its
 * topics, by weight; what has no topics of its own in that of most of what it is joined to here. Nodes without one are
 * left out, also where their neighbors have one: no topic is in an area that the hierarchy does not put it in.
 */
export async function areasOf(
  store: GraphStore,
  nodes: readonly GraphNode[],
  edges: readonly MapEdge[],
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, string>> {
  const about = await store.expand(
    {
      type: 'ABOUT',
      direction: 'OUT',
      ids: nodes.filter(({ kind }) => isArticleKind(kind)).map(({ id }) => id),
      order: { field: 'WEIGHT', direction: 'DESC' },
      first: TOPICS_PER_ARTICLE,
      count: false,
    },
    read,
  );
  const topics = [...nodes, ...[...about.values()].flatMap(({ items }) => items.map(({ node }) => node))];
  const areas = new Map(await areasOfTopics(store, topics, read));
  for (const [article, { items }] of about) {
    const votes = countVotes(
      items.map(({ node, relationship }) => [areas.get(node.id), relationship.facts.weight ?? 1]),
    );
    const area = mostVoted(votes);
    if (area !== null) areas.set(article, area);
  }
  const untold = nodes.filter(({ id, kind }) => kind !== 'Topic' && (about.get(id)?.items.length ?? 0) === 0);
  for (const [id, votes] of votesByNeighbors(untold, edges, areas)) {
    const area = mostVoted(votes);
    if (area !== null) areas.set(id, area);
  }
  return areas;
}

/** Breadth-first up the hierarchy; of several areas equally near, the first by name. */
async function areasOfTopics(
  store: GraphStore,
  nodes: readonly GraphNode[],
  read?: ReadOptions,
): Promise<ReadonlyMap<NodeId, string>> {
  const seen = new Map(nodes.flatMap((node) => (node.kind === 'Topic' ? [[node.id, node] as const] : [])));
  const parents = new Map<NodeId, readonly NodeId[]>();
  let frontier = [...seen.keys()];
  for (let step = 0; step < MOST_STEPS_UP && frontier.length > 0; step++) {
    const above = await store.expand(
      {
        type: 'SUBTOPIC_OF',
        direction: 'OUT',
        ids: frontier,
        order: { field: 'NAME', direction: 'ASC' },
        first: PARENTS_PER_TOPIC,
        count: false,
      },
      read,
    );
    frontier = [];
    for (const [id, { items }] of above) {
      parents.set(
        id,
        items.map(({ node }) => node.id),
      );
      for (const { node } of items) {
        if (node.kind !== 'Topic' || seen.has(node.id)) continue;
        seen.set(node.id, node);
        frontier.push(node.id);
      }
    }
  }
  const areas = new Map<NodeId, string>();
  for (const id of seen.keys()) {
    const area = nearestArea(id);
    if (area !== null) areas.set(id, area);
  }
  return areas;

  function nearestArea(start: NodeId): string | null {
    let level: readonly NodeId[] = [start];
    for (let step = 0; step <= MOST_STEPS_UP; step++) {
      for (const id of level) {
        const topic = seen.get(id);
        if (topic?.facts.topicKind === 'AREA') return topic.facts.slug;
      }
      level = [...new Set(level.flatMap((id) => parents.get(id) ?? []))];
    }
    return null;
  }
}

/** The areas of what the nodes are joined to. */
function votesByNeighbors(
  nodes: readonly GraphNode[],
  edges: readonly MapEdge[],
  areas: ReadonlyMap<NodeId, string>,
): ReadonlyMap<NodeId, Votes> {
  const votes = new Map(nodes.map(({ id }) => [id, new Map<string, number>()]));
  for (const { from, to, score } of edges)
    for (const [id, other] of [
      [from, to],
      [to, from],
    ] as const) {
      const area = areas.get(other);
      const held = votes.get(id);
      if (held && area !== undefined) held.set(area, (held.get(area) ?? 0) + score);
    }
  return votes;
}

function countVotes(votes: readonly (readonly [area: string | undefined, weight: number])[]): Votes {
  const counts = new Map<string, number>();
  for (const [area, weight] of votes) if (area !== undefined) counts.set(area, (counts.get(area) ?? 0) + weight);
  return counts;
}

function mostVoted(votes: Votes): string | null {
  const [best] = [...votes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return best?.[0] ?? null;
}
