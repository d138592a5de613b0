import { isPublishedBy } from '../model/dates';
import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import { isArticleKind } from '../model/kinds';
import type { GraphNode } from '../model/nodes';
import { nameOf } from '../model/projection';
import { quote } from '../model/quote';
import type { RelationshipType } from '../model/relationships';
import type { GraphStore, Neighbor, ReadOptions } from '../store/port';

/** A relationship that a walk went over, as its arrow goes, which may be against the walk. */
export interface Step {
  readonly type: RelationshipType;
  readonly from: NodeId;
  readonly to: NodeId;
}

export interface PathStep extends Step {
  /** The step as a sentence. */
  readonly because: string;
}

export interface GraphPath {
  /** How many relationships: 0 when both ends are one node. */
  readonly length: number;
  /** Both ends and all between, in order. */
  readonly nodes: readonly NodeId[];
  readonly relationships: readonly PathStep[];
  /** By `PATH_COST`; what costs less explains more. */
  readonly cost: number;
  readonly cut: PathCut;
}

/** What the search left out, a sentence each; none when it looked at everything that could be on a way. */
type PathCut = readonly string[];

export interface PathAnswer {
  /** `null` when the search found no way of at most `maxLength` relationships. */
  readonly path: GraphPath | null;
  readonly cut: PathCut;
}

export interface PathOptions {
  readonly maxLength: number;
  readonly types?: readonly RelationshipType[] | undefined;
  /** Nothing that was published later, or at no known date, is on the way or at its ends. */
  readonly publishedTo?: string | undefined;
}

const MAX_PATH_LENGTH = 8;

/**
 * What a path costs: `hop` for each relationship, and for each node between its ends ln(2 + popularity), about what it
 * tells that someone came upon that node. So a way over two papers that few cite explains more than one over a topic of
 * ten thousand articles (J. Moore, F. Steinke, V. Tresp, "A Novel Metric for Information Retrieval in Semantic
 * Networks", IRSA 2011: the sum of the logarithms of degrees; G. Pirró, "Explaining and Suggesting Relatedness in
 * Knowledge Graphs", ISWC 2015: informativeness of paths).
 */
export const PATH_COST = { hop: 0.5, node: (popularity: number): number => Math.log(2 + popularity) };

export function checkMaxLength(maxLength: number): void {
  if (!Number.isInteger(maxLength) || maxLength < 1 || maxLength > MAX_PATH_LENGTH)
    throw new GraphError('BAD_INPUT', `maxLength is a whole number from 1 to ${MAX_PATH_LENGTH}, not ${maxLength}.`, {
      argument: 'maxLength',
    });
}

/** Whether every article among the ends was out by then. One round trip, and none where no date is given. */
export async function endsArePublished(
  store: GraphStore,
  ends: readonly NodeId[],
  publishedTo: string | undefined,
  read?: ReadOptions,
): Promise<boolean> {
  if (publishedTo === undefined) return true;
  const nodes = await store.getByIds(ends, read);
  return [...nodes.values()].every(({ kind, facts }) => {
    const publishedOn = 'publishedOn' in facts ? facts.publishedOn : undefined;
    return !isArticleKind(kind) || isPublishedBy(publishedOn, publishedTo);
  });
}

/** The step over which a walk at `from` reaches a neighbor. */
export function stepOver(from: NodeId, { id, type, direction }: Neighbor): Step {
  return direction === 'OUT' ? { type, from, to: id } : { type, from: id, to: from };
}

/** A walk with a sentence for each step. One round trip. */
export async function describePath(
  store: GraphStore,
  nodes: readonly NodeId[],
  steps: readonly Step[],
  cut: PathCut,
  read?: ReadOptions,
): Promise<GraphPath> {
  const byId = await store.getByIds(nodes, read);
  const relationships = steps.map((step) => ({ ...step, because: sentence(step, byId) }));
  const between = nodes.slice(1, -1).map((id) => PATH_COST.node(byId.get(id)?.popularity ?? 0));
  const cost = between.reduce((sum, node) => sum + node, PATH_COST.hop * steps.length);
  return { length: steps.length, nodes, relationships, cost, cut };
}

const VERBS: Readonly<Record<RelationshipType, string>> = {
  ABOUT: 'is about',
  SUBTOPIC_OF: 'is a subtopic of',
  FEATURES: 'features',
  PART_OF: 'is an issue of',
  CITES: 'cites',
  AUTHORED_BY: 'was written by',
  PUBLISHED_IN: 'was published in',
  REFERS_TO: 'refers to',
};

function sentence({ type, from, to }: Step, nodes: ReadonlyMap<NodeId, GraphNode>): string {
  return `${spokenName(nodes.get(from))} ${VERBS[type]} ${spokenName(nodes.get(to))}.`;
}

function spokenName(node: GraphNode | undefined): string {
  if (!node) return 'A node that was removed meanwhile';
  return isArticleKind(node.kind) ? quote(nameOf(node)) : nameOf(node);
}
