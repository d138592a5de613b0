import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { GraphStore } from '../../store/port';
import { takeBack, type TakenBack } from './takeBack';

/** What taking a source's word back did, or would do. */
export interface ForgetReport extends TakenBack {
  readonly source: NodeId;
  readonly dryRun: boolean;
}

/**
 * Undoes the imports of a source: every claim of it goes, and with it what no other source says. Killed half-way and run
 * again it comes to the same end: the source itself goes last. `NOT_FOUND` for a source that is not there.
 */
export async function forgetSource(
  store: GraphStore,
  source: NodeId,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<ForgetReport> {
  const node = (await store.getByIds([source])).get(source);
  if (node?.kind !== 'Source')
    throw new GraphError('NOT_FOUND', `There is no source ${source}.`, { argument: 'source' });
  const taken = await takeBack(store, { source, after: '', now: new Date().toISOString(), dryRun });
  if (dryRun) return { source, dryRun, ...taken };
  const { revision } = await store.write({ deleteNodes: [source] });
  return { source, dryRun, ...taken, revision };
}
