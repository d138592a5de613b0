import type { ClaimRank } from '../model/claims';
import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import type { SourceFacts } from '../model/nodes';
import type { GraphStore, NodeRecord, WriteBatch } from '../store/port';
import { relationshipKeyText } from '../model/relationships';
import { CitationQueue } from './citationQueue';
import { Decisions } from './decisions';
import { IdSet } from './idSet';
import { TopicMatcher } from './matchTopics';
import { planBatch, type BatchPlan, type ImportState } from './planBatch';
import { planCitations } from './planCitations';
import { planTopics, type TopicsPlan } from './planTopics';
import type { ImportRecord, Reject } from './record';
import { recordRun } from './recordRun';
import { ReportBuilder, type ImportReport } from './report';
import { findSource, sourceIdOf } from './sources';

export interface ImportOptions {
  /** `name` is the path or address as it was given: the same name is the same source, whose word is replaced. */
  readonly source: Pick<SourceFacts, 'name' | 'format' | 'contentHash' | 'validators'>;
  readonly rank: ClaimRank;
  /** When the import began: ISO 8601 with time zone Z. */
  readonly now: string;
  /** Records per transaction. */
  readonly batchSize?: number | undefined;
  /** All or nothing: one transaction, and none when there is a reject. */
  readonly strict?: boolean | undefined;
  /** Works out what would change and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** What the records leave out stays as the source said it before: an edit, not a new edition. */
  readonly partial?: boolean | undefined;
  readonly onProgress?: ((records: number) => void) | undefined;
}

const BATCH_SIZE = 1000;
const CITATIONS = 20_000;
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
  const { source, dryRun = false } = options;
  const report = new ReportBuilder(source.name, source.format, dryRun);
  const sourceId = sourceIdOf(source.name);
  report.revision = await store.revision();
  const stored = await findSource(store, source.name);
  const isSame = stored?.contentHash === source.contentHash && stored?.format === source.format;
  if (source.contentHash !== undefined && isSame) {
    report.skipped = true;
    return report.build();
  }
  const [decisions, { nodes: counts }, topics] = await Promise.all([
    Decisions.fromStore(store),
    store.stats(),
    TopicMatcher.fromStore(store),
  ]);
  const state: ImportState = {
    voice: { source: sourceId, rank: options.rank, at: options.now },
    source: sourceRecord(sourceId, { name: source.name, format: source.format, importedAt: options.now }),
    // A hash left behind from other content is taken off first: killed half-way, this content is not yet the graph's.
    hasSource: stored !== null && stored.contentHash === undefined,
    isPartial: options.partial ?? false,
    spokenOf: new IdSet(),
    decisions,
    hasMissing: counts.MissingWork > 0,
    topics,
    hasTopics: false,
    refused: new Map(),
    citations: new CitationQueue(),
  };
  try {
    return await runImport(store, records, options, state, report);
  } finally {
    state.citations.close();
  }
}

async function runImport(
  store: GraphStore,
  records: AsyncIterable<ImportRecord | Reject>,
  options: ImportOptions,
  state: ImportState,
  report: ReportBuilder,
): Promise<ImportReport> {
  const { source, strict = false, dryRun = false } = options;
  const size = strict || dryRun ? Infinity : (options.batchSize ?? BATCH_SIZE);
  let done = 0;
  for await (const batch of readAhead(batchesOf(records, size, report))) {
    if (strict && report.rejected > 0) return report.build();
    await applyPlan(store, report, () => planBatch(store, batch, state), state, strict);
    done += batch.length;
    options.onProgress?.(done);
  }
  if (strict && report.rejected > 0) return report.build();
  for await (const citations of state.citations.take(CITATIONS))
    await applyPlan(store, report, () => planCitations(store, citations, state), state, strict);
  if (state.hasTopics && !dryRun) await matchAgain(store, report, state);
  const isRemembered = source.contentHash !== undefined && report.rejected === 0;
  if (!dryRun && (report.changed || isRemembered))
    await leaveRecord(store, report, isRemembered ? source : null, options.now);
  return report.build();
}

/** Reads the next batch while the present one is written: a server works on it in a process of its own. */
async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  const reader = items[Symbol.asyncIterator]();
  try {
    for (let next = reader.next(); ;) {
      const item = await next;
      if (item.done === true) return;
      next = reader.next();
      // Whoever stops early leaves it unread, and its failure with it.
      next.catch(() => undefined);
      yield item.value;
    }
  } finally {
    await reader.return?.();
  }
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

/** The taxonomy is another than before: what is in the graph already may name its topics, or no longer name them. */
async function matchAgain(store: GraphStore, report: ReportBuilder, state: ImportState): Promise<void> {
  state.topics = await TopicMatcher.fromStore(store);
  const pages: TopicsPlan['next'][] = [undefined];
  for (const after of pages) {
    let next: TopicsPlan['next'];
    const plan = async () => {
      const planned = await planTopics(store, after, state);
      next = planned.next;
      return planned;
    };
    await applyPlan(store, report, plan, state, false);
    if (next) pages.push(next);
  }
}

/**
 * Plans and writes. When another writer came between the two, plans again on what it left; when a relationship would
 * close a cycle, plans again without it.
 */
async function applyPlan(
  store: GraphStore,
  report: ReportBuilder,
  plan: () => Promise<BatchPlan>,
  state: ImportState,
  strict: boolean,
): Promise<void> {
  for (let attempt = 1; ;) {
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
      if (refuseCycle(error, planned.batch, state)) continue;
      const isOvertaken =
        error instanceof GraphError && error.code === 'CONFLICT' && 'expectedRevision' in error.details;
      if (!isOvertaken || attempt++ === ATTEMPTS) throw error;
    }
  }
}

/** Of the relationships that close a cycle the batch's last one is refused; that makes one less at each attempt. */
function refuseCycle(error: unknown, batch: WriteBatch, { refused }: ImportState): boolean {
  if (!(error instanceof GraphError) || error.code !== 'CYCLE') return false;
  const { cycle } = error.details as { readonly cycle: readonly NodeId[] };
  const steps = new Set(cycle.map((from, index) => `${from} ${cycle[(index + 1) % cycle.length] ?? ''}`));
  const closing = batch.putRelationships?.findLast(
    ({ type, from, to }) => type === 'SUBTOPIC_OF' && steps.has(`${from} ${to}`),
  );
  if (!closing) return false;
  refused.set(relationshipKeyText(closing), { reason: error.message, cycle });
  return true;
}

async function writeIfAny(store: GraphStore, batch: WriteBatch, revision: number) {
  const { expectedRevision = revision, ...changes } = batch;
  const isEmpty = Object.values(changes).every((items) => items.length === 0);
  return isEmpty ? { revision: expectedRevision, changed: false } : store.write(batch);
}

/**
 * The last write of an import: what it did and, only if it was whole, its content's hash, so that a killed one is done
 * again.
 */
async function leaveRecord(
  store: GraphStore,
  report: ReportBuilder,
  whole: ImportOptions['source'] | null,
  now: string,
): Promise<void> {
  const run = recordRun(report.build(), now);
  const source = whole && sourceRecord(sourceIdOf(whole.name), { ...whole, importedAt: now });
  const answer = await store.write({ putNodes: source ? [source, run] : [run] });
  report.revision = answer.revision;
}

function sourceRecord(id: NodeId, facts: SourceFacts): NodeRecord & { readonly facts: SourceFacts } {
  return { id, kind: 'Source', facts, claims: [] };
}
