import type { ClaimRank } from '../model/claims';
import { GraphError } from '../model/errors';
import { nodeId, shortHash, slugify, type NodeId } from '../model/ids';
import type { SourceFacts } from '../model/nodes';
import type { GraphStore, NodeRecord, WriteBatch } from '../store/port';
import { planBatch, type BatchPlan, type ImportState } from './planBatch';
import { planCitations } from './planCitations';
import { TopicMatcher } from './matchTopics';
import type { ImportRecord, Reject } from './record';
import { ReportBuilder, type ImportReport } from './report';

export interface ImportOptions {
  /** `name` is the path or address as it was given: the same name is the same source, whose word is replaced. */
  readonly source: { readonly name: string; readonly format: string; readonly contentHash?: string | undefined };
  readonly rank: ClaimRank;
  /** When the import began: ISO 8601 with time zone Z. */
  readonly now: string;
  /** Records per transaction. */
  readonly batchSize?: number | undefined;
  /** All or nothing: one transaction, and none when there is a reject. */
  readonly strict?: boolean | undefined;
  /** Works out what would change and writes nothing. */
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: ((records: number) => void) | undefined;
}

const BATCH_SIZE = 200;
const ATTEMPTS = 8;

/**
 * Brings records into the graph: identify → merge → write, a batch in a transaction. The same source twice changes
 * nothing; killed half-way and run again, the end is the same as without the kill. What cannot be read or written is in
 * the report's rejects, and the rest lands (with `strict`: nothing does).
 */
export async function importRecords(
  store: GraphStore,
  records: AsyncIterable<ImportRecord | Reject>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { source, strict = false, dryRun = false } = options;
  const report = new ReportBuilder(source.name, source.format, dryRun);
  const sourceId = nodeId('Source', `${slugify(source.name)}-${shortHash(source.name)}`);
  report.revision = await store.revision();
  const stored = (await store.getByIds([sourceId])).get(sourceId);
  const storedFacts = stored?.kind === 'Source' ? stored.facts : null;
  if (source.contentHash !== undefined && storedFacts?.contentHash === source.contentHash) {
    report.skipped = true;
    return report.build();
  }
  const state: ImportState = {
    voice: { source: sourceId, rank: options.rank, at: options.now },
    source: sourceRecord(sourceId, { name: source.name, format: source.format, importedAt: options.now }),
    hasSource: storedFacts !== null,
    spokenOf: new Set(),
    topics: await TopicMatcher.fromStore(store),
    citations: [],
  };
  const size = strict || dryRun ? Infinity : (options.batchSize ?? BATCH_SIZE);
  for await (const batch of batchesOf(records, size, report)) {
    if (strict && report.rejected > 0) return report.build();
    await applyPlan(store, report, () => planBatch(store, batch, state), strict);
    options.onProgress?.(report.records);
  }
  if (strict && report.rejected > 0) return report.build();
  await applyPlan(store, report, () => planCitations(store, state), strict);
  if (source.contentHash !== undefined && !dryRun && report.rejected === 0)
    await rememberContent(store, report, { ...state.source.facts, contentHash: source.contentHash }, sourceId);
  return report.build();
}

async function* batchesOf(
  records: AsyncIterable<ImportRecord | Reject>,
  size: number,
  report: ReportBuilder,
): AsyncIterable<ImportRecord[]> {
  let batch: ImportRecord[] = [];
  for await (const record of records) {
    if ('reason' in record) {
      report.reject(record);
      continue;
    }
    report.records++;
    batch.push(record);
    if (batch.length >= size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Plans and writes; when another writer came between the two, plans again on what it left. */
async function applyPlan(
  store: GraphStore,
  report: ReportBuilder,
  plan: () => Promise<BatchPlan>,
  strict: boolean,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const planned = await plan();
    if (strict && planned.rejects.length > 0) {
      planned.rejects.forEach((reject) => {
        report.reject(reject);
      });
      return;
    }
    try {
      const answer = report.dryRun
        ? { revision: report.revision, changed: false }
        : await writeIfAny(store, planned.batch, report.revision);
      report.revision = answer.revision;
      report.changed ||= answer.changed;
      planned.tellReport(report);
      planned.commit();
      return;
    } catch (error) {
      const isOvertaken =
        error instanceof GraphError && error.code === 'CONFLICT' && 'expectedRevision' in error.details;
      if (!isOvertaken || attempt === ATTEMPTS) throw error;
    }
  }
}

async function writeIfAny(store: GraphStore, batch: WriteBatch, revision: number) {
  const isEmpty =
    batch.putNodes?.length === 0 && batch.putRelationships?.length === 0 && batch.deleteRelationships?.length === 0;
  return isEmpty ? { revision: batch.expectedRevision ?? revision, changed: false } : store.write(batch);
}

/** The last write of an import: only a whole one leaves its content's hash behind, so that a killed one is done again. */
async function rememberContent(
  store: GraphStore,
  report: ReportBuilder,
  facts: SourceFacts,
  id: NodeId,
): Promise<void> {
  const answer = await store.write({ putNodes: [sourceRecord(id, facts)] });
  report.revision = answer.revision;
}

function sourceRecord(id: NodeId, facts: SourceFacts): NodeRecord & { readonly facts: SourceFacts } {
  return { id, kind: 'Source', facts, claims: [] };
}
