import type { NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
import type { ArticleLikeness, DecisionFacts, GraphNode } from '../../model/nodes';
import type { GraphStore } from '../../store/port';
import { listNodes } from '../listNodes';

/** A node that is no more, and what it was recognised by. */
export interface MergedAway {
  readonly id: NodeId;
  readonly likeness: ArticleLikeness;
}

/**
 * What editors decided about which nodes are one, as imports need it. Ids stand as they were when it was decided: where
 * they lead now is asked for together with the nodes of a batch.
 */
export class Decisions {
  readonly #merged = new Set<NodeId>();
  readonly #byTitle = new Map<LookupKey, MergedAway[]>();
  readonly #splits: DecisionFacts[] = [];
  readonly #apart: (readonly [NodeId, NodeId])[] = [];

  static async fromStore(store: GraphStore): Promise<Decisions> {
    const decisions = new Decisions();
    const inOrder = { field: 'PUBLISHED_ON', direction: 'ASC' } as const;
    for await (const { facts } of listNodes(store, 'Decision', inOrder)) decisions.#add(facts);
    return decisions;
  }

  #add(decision: DecisionFacts): void {
    const { verdict, nodes, likeness } = decision;
    switch (verdict) {
      case 'SAME':
        this.#merged.add(nodes[1]);
        if (likeness) {
          const namesakes = this.#byTitle.get(likeness.titleKey) ?? [];
          namesakes.push({ id: nodes[1], likeness });
          this.#byTitle.set(likeness.titleKey, namesakes);
        }
        break;
      case 'SPLIT':
        this.#splits.push(decision);
        this.#apart.push(nodes);
        break;
      case 'DISTINCT':
        this.#apart.push(nodes);
        break;
    }
  }

  /** Whether an editor made the node of this id another. */
  isMerged(id: NodeId): boolean {
    return this.#merged.has(id);
  }

  /** Whether editors have decided nothing. */
  get isEmpty(): boolean {
    return this.#merged.size === 0 && this.#apart.length === 0;
  }

  get hasMerged(): boolean {
    return this.#merged.size > 0;
  }

  mergedWithTitle(key: LookupKey): readonly MergedAway[] {
    return this.#byTitle.get(key) ?? [];
  }

  /** The nodes that were said to be two, whose present ids `splitsOf` and `isApart` need. */
  get apartIds(): readonly NodeId[] {
    return this.#apart.flat();
  }

  /** For a source: the node to which its word of a node goes; and the nodes that are none of its business. */
  splitsOf(source: NodeId, nodes: ReadonlyMap<NodeId, GraphNode>): Splits {
    const goesTo = new Map<NodeId, NodeId>();
    const closed = new Set<NodeId>();
    for (const { nodes: ends, sources = [] } of this.#splits) {
      const [from, to] = ends.map((id) => nodes.get(id)?.id ?? id);
      if (from === undefined || to === undefined || from === to) continue;
      if (sources.includes(source)) goesTo.set(from, to);
      else closed.add(to);
    }
    return { goesTo, closed };
  }

  /** Whether an editor said that the two are not one. `presentId` tells where the id of an earlier day leads now. */
  isApart(one: NodeId, other: NodeId, presentId: (id: NodeId) => NodeId): boolean {
    const pair = pairText(one, other);
    return this.#apart.some(([a, b]) => pairText(presentId(a), presentId(b)) === pair);
  }

  /** The same for pairs of any nodes. */
  async areApart(
    store: Pick<GraphStore, 'getByIds'>,
    pairs: readonly (readonly [NodeId, NodeId])[],
  ): Promise<readonly boolean[]> {
    if (this.#apart.length === 0) return pairs.map(() => false);
    const nodes = await store.getByIds([...new Set(this.#apart.flat())]);
    const apart = new Set(this.#apart.map(([a, b]) => pairText(nodes.get(a)?.id ?? a, nodes.get(b)?.id ?? b)));
    return pairs.map(([a, b]) => apart.has(pairText(a, b)));
  }
}

export interface Splits {
  readonly goesTo: ReadonlyMap<NodeId, NodeId>;
  readonly closed: ReadonlySet<NodeId>;
}

/** The same text for two nodes in either order. */
export function pairText(a: NodeId, b: NodeId): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
