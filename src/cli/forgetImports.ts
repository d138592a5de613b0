import { forgetSource } from '../import/curate/forgetSource';
import { isNodeId } from '../model/ids';
import { plural } from '../model/plural';
import { UsageError } from './exitStatus';
import { printJson, withStore } from './withStore';

/** Takes back what a source said and tells what that changed. */
export async function forgetImports(
  source: string,
  { dryRun = false, json }: { readonly dryRun?: boolean; readonly json?: true },
): Promise<void> {
  if (!isNodeId(source)) throw new UsageError(`${source} is no id of a source; \`safety-graph sources\` lists them.`);
  const report = await withStore((store) => forgetSource(store, source, { dryRun }));
  if (json) {
    printJson(report);
    return;
  }
  const { deleted, kept } = report;
  process.stdout.write(
    `${dryRun ? 'would forget' : 'forgot'} ${source}: ` +
      `${plural(deleted.nodes, 'node')} and ${plural(deleted.relationships, 'relationship')} go, ` +
      `${kept.nodes} and ${kept.relationships} stay with what others say\n`,
  );
}
