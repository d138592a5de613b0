import { GraphError } from '../../model/errors';
import { nodeId, shortHash, type NodeId } from '../../model/ids';
import { titleKey } from '../../model/keys';
import { aKind, isArticleKind } from '../../model/kinds';
import type { DecisionFacts, GraphNode } from '../../model/nodes';
import type { GraphStore, NodeRecord } from '../../store/port';
import { pairText } from '../identify/decisions';
import { followUp, loadWhole, requireEditable, writePlanned, type Editor } from './editNodes';
import { uniteClaims, type NodeClaim } from '../working/facts';
import { readLikenesses } from '../identify/likeness';
import { nearMissOf } from '../plan/planNearMisses';
import { sourcesToReadAgain } from '../sources';
import { WorkingSet } from '../working/workingSet';

/**
 * Makes one node of two: what was said of `gone` is said of `kept`, whose id stays; the other id goes on to lead there,
 * and imports keep to it. Returns the revision. `NOT_FOUND`; `BAD_INPUT` for two nodes that cannot be one.
 */
export async function mergeNodes(store: GraphStore, kept: NodeId, gone: NodeId, editor: Editor): Promise<number> {
  const { revision } = await writePlanned(store, async () => {
    const [stays, goes] = await requireEditable(store, [kept, gone]);
    if (!stays || !goes) throw new Error('Each id has its node.');
    checkMergeable(stays, goes);
    const working = new WorkingSet(store);
    await loadWhole(working, [stays.id, goes.id]);
    const claims = working.node(stays.id)?.claims ?? [];
    const said = working.node(goes.id)?.claims ?? [];
    const names = namesOf(goes, editor);
    const more = [...said, ...names];
    working.rename(goes.id, stays.id, uniteClaims(claims, more));
    const sources = [
      ...(await followUp(store, working, [stays.id], editor.now)),
      ...(names.length > 0 ? [await editorSource(store, editor)] : []),
      ...(await sourcesToReadAgain(store, [...claims, ...said])),
    ];
    const decision = await recordMerge(store, stays.id, goes, editor);
    const changes = working.changes();
    const settled = [
      nearMissOf(kept, gone),
      nearMissOf(stays.id, goes.id),
      decisionId('DISTINCT', [stays.id, goes.id]),
    ];
    return {
      ...changes,
      putNodes: [...sources, ...changes.putNodes, decision],
      deleteNodes: [...changes.deleteNodes, ...settled],
    };
  });
  return revision;
}

function checkMergeable(stays: GraphNode, goes: GraphNode): void {
  const details = { argument: 'merge', nodes: [stays.id, goes.id] };
  if (stays.id === goes.id) throw new GraphError('BAD_INPUT', `Both are ${stays.id} already.`, details);
  if (stays.kind === goes.kind || (stays.kind === 'Paper' && goes.kind === 'Resource')) return;
  if (stays.kind === 'Resource' && goes.kind === 'Paper')
    throw new GraphError('BAD_INPUT', `${goes.id} is a paper and ${stays.id} is not: keep the paper.`, details);
  throw new GraphError(
    'BAD_INPUT',
    `${stays.id} is ${aKind(stays.kind)} and ${goes.id} is ${aKind(goes.kind)}.`,
    details,
  );
}

/** A topic's name is none of the other topic's unless somebody says so: the editor does. */
function namesOf(goes: GraphNode, { name, now }: Editor): NodeClaim[] {
  if (goes.kind !== 'Topic') return [];
  const aliases = [goes.facts.name, ...goes.facts.aliases];
  return [{ source: editorSourceId(name), rank: 'CURATED', at: now, facts: { aliases } }];
}

function editorSourceId(name: string): NodeId {
  return nodeId('Source', `decisions-${shortHash(name)}`);
}

async function editorSource(store: GraphStore, { name, now }: Editor): Promise<NodeRecord> {
  const id = editorSourceId(name);
  const present = (await store.getByIds([id])).get(id);
  if (present?.kind === 'Source') return { id, kind: 'Source', facts: present.facts, claims: [] };
  return {
    id,
    kind: 'Source',
    facts: { name: `Decisions by ${name}`, format: 'decision', importedAt: now },
    claims: [],
  };
}

async function recordMerge(
  store: GraphStore,
  kept: NodeId,
  goes: GraphNode,
  { name, now }: Editor,
): Promise<NodeRecord> {
  const nodes = [kept, goes.id] as const;
  const likeness = isArticleKind(goes.kind) ? await likenessOf(store, goes) : undefined;
  return recordDecision({
    verdict: 'SAME',
    nodes,
    ...(likeness ? { likeness } : {}),
    decidedBy: name,
    decidedAt: now,
  });
}

async function likenessOf(store: GraphStore, node: GraphNode) {
  if (!('title' in node.facts)) return undefined;
  const key = titleKey(node.facts.title);
  const found = await readLikenesses(store, [key], new Map([[key, [node.id]]]), new Map([[node.id, node]]));
  return found.get(node.id);
}

export function recordDecision(facts: DecisionFacts): NodeRecord {
  return { id: decisionId(facts.verdict, facts.nodes), kind: 'Decision', facts, claims: [] };
}

export function decisionId(verdict: DecisionFacts['verdict'], [a, b]: DecisionFacts['nodes']): NodeId {
  const text = verdict === 'DISTINCT' ? pairText(a, b) : `${a} ${b}`;
  return nodeId('Decision', `${verdict.toLowerCase()}-${shortHash(text)}${shortHash(`${text} again`)}`);
}
