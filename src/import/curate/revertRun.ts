import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { ImportRunNode, SourceFacts } from '../../model/nodes';
import type { GraphStore } from '../../store/port';
import { listNodes } from '../listNodes';
import { takeBack, type TakenBack } from './takeBack';

export interface RevertReport extends TakenBack {
  readonly run: NodeId;
  readonly source: NodeId;
  readonly dryRun: boolean;
}

/**
 * Takes an import back: its source says again what it said after its import before that, or nothing if that was its
 * first. What an import that was killed in between has said goes too. What other sources say stays. Imports of one
 * source are taken back the latest first. `NOT_FOUND`; `CONFLICT` names the later one, or says that it was reverted.
 */
export async function revertRun(
  store: GraphStore,
  id: NodeId,
  { now, dryRun = false }: { readonly now: string; readonly dryRun?: boolean },
): Promise<RevertReport> {
  const run = (await store.getByIds([id])).get(id);
  if (run?.kind !== 'ImportRun')
    throw new GraphError('NOT_FOUND', `There is no import run ${id}.`, { argument: 'run' });
  const { source, revertedAt } = run.facts;
  if (revertedAt !== undefined)
    throw new GraphError('CONFLICT', `${id} was taken back at ${revertedAt} already.`, { argument: 'run' });
  const standing = (await listRuns(store)).filter(
    ({ id: other, facts }) => other !== id && facts.source === source && facts.revertedAt === undefined,
  );
  const later = standing.find(({ facts }) => facts.startedAt > run.facts.startedAt);
  if (later)
    throw new GraphError('CONFLICT', `${later.id} is a later import of the same source: take that back first.`, {
      argument: 'run',
      later: later.id,
    });
  const after = standing.map(({ facts }) => facts.startedAt).reduce((a, b) => (a > b ? a : b), '');
  const taken = await takeBack(store, { source, after, now, dryRun });
  const report = { run: id, source, dryRun, ...taken };
  if (dryRun) return report;
  const stored = (await store.getByIds([source])).get(source);
  const { revision } = await store.write({
    putNodes: [
      { id, kind: 'ImportRun', facts: { ...run.facts, revertedAt: now }, claims: [] },
      // Without the content's mark: the same content can be imported again.
      ...(stored?.kind === 'Source' && after !== ''
        ? [{ id: source, kind: 'Source' as const, facts: withoutContent(stored.facts), claims: [] }]
        : []),
    ],
    deleteNodes: after === '' && stored ? [source] : [],
  });
  return { ...report, revision };
}

function withoutContent(facts: SourceFacts): SourceFacts {
  const { contentHash: _, validators: __, isBeingTakenBack: ___, ...rest } = facts;
  return rest;
}

async function listRuns(store: GraphStore): Promise<ImportRunNode[]> {
  const runs: ImportRunNode[] = [];
  for await (const run of listNodes(store, 'ImportRun', { field: 'PUBLISHED_ON', direction: 'DESC' })) runs.push(run);
  return runs;
}
