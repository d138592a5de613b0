import { GraphError } from '../../model/errors';
import { nodeId, shortHash, slugify, type NodeId } from '../../model/ids';
import { identifierKey } from '../../model/keys';
import type { Identifier } from '../../model/identifiers';
import type { GraphNode } from '../../model/nodes';
import { nameOf } from '../../model/projection';
import { RELATIONSHIP_TYPES } from '../../model/relationships';
import type { GraphStore } from '../../store/port';
import { articleId } from '../drafts/articleId';
import { Decisions } from '../identify/decisions';
import { followUp, loadWhole, requireEditable, writePlanned, type Editor } from './editNodes';
import { factsOf, type NodeClaim } from '../working/facts';
import { decisionId, recordDecision } from './mergeNodes';
import { settleIds } from '../plan/settleIds';
import { sourcesToReadAgain } from '../sources';
import { WorkingSet } from '../working/workingSet';

/** The two nodes that there are after a split, and the graph's revision. */
export interface SplitAnswer {
  readonly node: NodeId;
  readonly split: NodeId;
  readonly revision: number;
}

/**
 * Makes two nodes of one: what the sources said of it is said of a new node from now on, and imports of these sources
 * keep to it. An identifier that others give the node too stays with it, and so does a name, if the sources know another.
 * `NOT_FOUND`; `BAD_INPUT` when nothing would go
 * or nothing would stay.
 */
export async function splitNode(
  store: GraphStore,
  id: NodeId,
  sources: readonly NodeId[],
  { name, now }: Editor,
): Promise<SplitAnswer> {
  let answer: Omit<SplitAnswer, 'revision'> = { node: id, split: id };
  const { revision } = await writePlanned(store, async () => {
    const [node] = await requireEditable(store, [id]);
    if (!node) throw new Error('The id has its node.');
    const working = new WorkingSet(store);
    await loadWhole(working, [node.id]);
    const claims = working.node(node.id)?.claims ?? [];
    const { going, staying } = divide(claims, node.id, sources);
    const split = await freeId(store, node, going, sources);
    working.putNode(split, node.kind, going);
    working.putNode(node.id, node.kind, staying);
    moveWord(working, node.id, split, sources);
    await settleIds(working, [node.id], new Map(), await Decisions.fromStore(store));
    const kept = working.currentId(node.id);
    const told = [
      ...(await followUp(store, working, [kept, split], now)),
      ...(await sourcesToReadAgain(store, claims)),
    ];
    const decision = recordDecision({
      verdict: 'SPLIT',
      nodes: [kept, split],
      sources: [...sources].sort(),
      decidedBy: name,
      decidedAt: now,
    });
    const changes = working.changes();
    answer = { node: kept, split };
    return {
      ...changes,
      putNodes: [...told, ...changes.putNodes, decision],
      // What was merged and is two again is no longer one by decision.
      deleteNodes: [...changes.deleteNodes, decisionId('SAME', [node.id, split])],
    };
  });
  return { ...answer, revision };
}

function divide(claims: readonly NodeClaim[], id: NodeId, sources: readonly NodeId[]) {
  const going = claims.filter(({ source }) => sources.includes(source));
  const staying = claims.filter(({ source }) => !sources.includes(source));
  const tellers = claims.map(({ source }) => source);
  if (going.length === 0)
    throw new GraphError(
      'BAD_INPUT',
      `None of these sources speaks of ${id}; it is told of by ${tellers.join(', ')}.`,
      {
        argument: 'sources',
        sources: tellers,
      },
    );
  if (staying.length === 0)
    throw new GraphError('BAD_INPUT', `Only these sources speak of ${id}: nothing would stay.`, {
      argument: 'sources',
      sources: tellers,
    });
  const slugs = new Set(staying.map(({ facts }) => facts['slug']));
  const shared = going.find(({ facts }) => facts['slug'] !== undefined && slugs.has(facts['slug']));
  if (shared)
    throw new GraphError(
      'BAD_INPUT',
      `All sources call ${id} “${String(shared.facts['slug'])}”: two cannot be called so.`,
      {
        argument: 'sources',
      },
    );
  const kept = new Set(staying.flatMap(({ facts }) => identifiersOf(facts).map(identifierKey)));
  const held = new Set(staying.flatMap(({ facts }) => namesOf(facts)));
  return {
    staying,
    going: going.map((claim) => ({
      ...claim,
      facts: {
        ...claim.facts,
        ...('identifiers' in claim.facts
          ? { identifiers: identifiersOf(claim.facts).filter((identifier) => !kept.has(identifierKey(identifier))) }
          : {}),
        ...namesBut(held, claim.facts),
      },
    })),
  };
}

/** The names of one who goes by several, without those that are the other's. */
function namesBut(held: ReadonlySet<string>, facts: NodeClaim['facts']): NodeClaim['facts'] {
  const [name, ...variants] = namesOf(facts).filter((each) => !held.has(each));
  return name === undefined ? {} : { name, variants };
}

function namesOf({ name, variants }: NodeClaim['facts']): readonly string[] {
  return Array.isArray(variants) ? [name as string, ...(variants as readonly string[])] : [];
}

function identifiersOf(facts: NodeClaim['facts']): readonly Identifier[] {
  return (facts['identifiers'] as readonly Identifier[] | undefined) ?? [];
}

/** The id that an import would give it, unless another node has that. */
async function freeId(
  store: GraphStore,
  node: GraphNode,
  going: readonly NodeClaim[],
  sources: readonly NodeId[],
): Promise<NodeId> {
  const facts = factsOf(node.kind, going);
  const name = nameOf({ ...node, facts } as GraphNode);
  const proposed =
    node.kind === 'Paper' || node.kind === 'Resource'
      ? articleId(node.kind, name, identifiersOf({ ...facts }))
      : nodeId(node.kind, slugify(name));
  const present = (await store.getByIds([proposed])).get(proposed);
  // An id that only leads to the node was merged into it, and becomes a node again.
  if (!present || (present.id === node.id && proposed !== node.id)) return proposed;
  return `${proposed}-${shortHash([node.id, ...sources].join(' '))}` as NodeId;
}

/** What the sources said of the node's relationships they said of the other's. */
function moveWord(working: WorkingSet, from: NodeId, to: NodeId, sources: readonly NodeId[]): void {
  for (const type of RELATIONSHIP_TYPES)
    for (const direction of ['OUT', 'IN'] as const)
      for (const relationship of working.relationshipsAt(from, type, direction)) {
        const going = relationship.claims.filter(({ source }) => sources.includes(source));
        if (going.length === 0) continue;
        working.putClaims(
          relationship,
          relationship.claims.filter((claim) => !going.includes(claim)),
        );
        const ends = direction === 'OUT' ? { from: to } : { to };
        for (const claim of going) working.say({ ...relationship, ...ends }, claim);
      }
}
