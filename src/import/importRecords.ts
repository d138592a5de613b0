import { setFlagsFromString } from 'node:v8';
import type { ClaimRank } from '../model/claims';
import type { NodeId } from '../model/ids';
import type { SourceFacts } from '../model/nodes';
import type { GraphStore, NodeRecord } from '../store/port';
import { BatchLine } from './batchLine';
import { CitationQueue } from './plan/citationQueue';
import { Decisions } from './identify/decisions';
import { IdSet } from './plan/idSet';
import { TopicMatcher } from './topics/matchTopics';
import { planBatch, type ImportState } from './plan/planBatch';
import { planCitations } from './plan/planCitations';
import { planTopics, type TopicsPlan } from './plan/planTopics';
import type { ImportRecord, Notice, Reject } from './record';
import { recordRun } from './recordRun';
import { ReportBuilder, type ImportReport } from './report';
import { findSource, isSettled, sourceIdOf } from './sources';

export interface ImportOptions {
  /** The same name is the same source, whose word is replaced. */
  readonly source: Omit<SourceFacts, 'importedAt'>;
  readonly rank: ClaimRank;
  /** When the import began: ISO 8601 with time zone Z. */
  readonly now: string;
  /** Records per transaction. */
  readonly batchSize?: number | undefined;
  /** Also content that is the same as at the last import: readers may read more of it than they did. */
  readonly readAgain?: boolean | undefined;
  /** All or nothing: one transaction, and none when there is a reject. */
  readonly strict?: boolean | undefined;
  /** Works out what would change and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** What the records leave out stays as the source said it before: an edit, not a new edition. */
  readonly partial?: boolean | undefined;
  readonly onProgress?: ((records: number) => void) | undefined;
}

/** Larger batches are less work for a server, and more memory here; for the embedded engine they make no difference. */
const BATCH_SIZE = { sqlite: 1000, neo4j: 2000 };
const CITATIONS = 20_000;

/**
 * V8 lets a heap grow to several times of what lives in it before it looks for what does not. An import leaves much
 * behind, in the thread that writes as well: to look when half as much is there again costs no time that one could
 * measure, and a third of the peak less.
 */
const COLLECT_EARLIER = '--heap-growing-percent=50';

/**
 * Brings records into the graph: identify → merge → write, a batch in a transaction. The same source twice changes
 * nothing; killed half-way and run again, the end is the same as without the kill. What cannot be read or written is in
 * the report's rejects, and the rest lands (with `strict`: nothing does).
 */
export async function importRecords(
  store: GraphStore,
  records: AsyncIterable<ImportRecord | Reject | Notice>,
  options: ImportOptions,
): Promise<ImportReport> {
  setFlagsFromString(COLLECT_EARLIER);
  const { dryRun = false } = options;
  const stored = await findSource(store, options.source.name);
  const source = { ...placeOf(stored), ...options.source };
  const report = new ReportBuilder(source.name, source.format, dryRun);
  const sourceId = sourceIdOf(source.name);
  report.revision = await store.revision();
  const isSame = stored?.contentHash === source.contentHash && stored?.format === source.format;
  if (stored && isSettled(stored) && isSame && options.readAgain !== true) {
    report.skipped = true;
    if (!dryRun && stored.place === undefined && source.place !== undefined) {
      const placed = sourceRecord(sourceId, { ...stored, ...placeOf(source) });
      report.revision = (await store.write({ putNodes: [placed] })).revision;
    }
    return report.build();
  }
  const [decisions, { nodes: counts }, topics] = await Promise.all([
    Decisions.fromStore(store),
    store.stats(),
    TopicMatcher.fromStore(store),
  ]);
  const state: ImportState = {
    voice: { source: sourceId, rank: options.rank, at: options.now },
    source: sourceRecord(sourceId, {
      name: source.name,
      ...placeOf(source),
      format: source.format,
      importedAt: options.now,
    }),
    // A hash left behind from other content is taken off first: killed half-way, this content is not yet the graph's.
    hasSource: stored !== null && stored.contentHash === undefined && stored.place === source.place,
    isPartial: options.partial ?? false,
    isSecondLook: stored?.contentHash !== undefined && isSame,
    spokenOf: new IdSet(),
    beingSaid: new Set(),
    decisions,
    hasMissing: counts.MissingWork > 0,
    topics,
    hasTopics: false,
    refused: new Map(),
    citations: new CitationQueue(),
  };
  const line = new BatchLine(store, state, report, options.strict ?? false);
  try {
    return await runImport(store, records, { ...options, source }, state, line, report);
  } finally {
    await line.abandon();
    state.citations.close();
  }
}

async function runImport(
  store: GraphStore,
  records: AsyncIterable<ImportRecord | Reject | Notice>,
  options: ImportOptions,
  state: ImportState,
  line: BatchLine,
  report: ReportBuilder,
): Promise<ImportReport> {
  const { source, strict = false, dryRun = false } = options;
  const size = strict || dryRun ? Infinity : (options.batchSize ?? BATCH_SIZE[store.engine]);
  let done = 0;
  for await (const batch of readAhead(batchesOf(records, size, report))) {
    if (strict && report.rejected > 0) return report.build();
    await line.apply((graph) => planBatch(graph, batch, state));
    done += batch.length;
    options.onProgress?.(done);
  }
  await line.finish();
  if (strict && report.rejected > 0) return report.build();
  for await (const citations of state.citations.take(CITATIONS))
    await line.apply((graph) => planCitations(graph, citations, state));
  await line.finish();
  if (state.hasTopics && !dryRun) await matchAgain(store, line, state);
  const isRemembered = source.contentHash !== undefined && report.rejected === 0;
  if (!dryRun && (report.changed || isRemembered))
    await leaveRecord(store, report, isRemembered ? source : null, options.now, state.isSecondLook);
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
  records: AsyncIterable<ImportRecord | Reject | Notice>,
  size: number,
  report: ReportBuilder,
): AsyncIterable<ImportRecord[]> {
  let batch: ImportRecord[] = [];
  for await (const record of records) {
    if ('reason' in record) {
      report.reject(record);
      continue;
    }
    if ('notice' in record) {
      report.warn({ at: record.at, reason: record.notice });
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
async function matchAgain(store: GraphStore, line: BatchLine, state: ImportState): Promise<void> {
  state.topics = await TopicMatcher.fromStore(store);
  const pages: TopicsPlan['next'][] = [undefined];
  for (const after of pages) {
    let next: TopicsPlan['next'];
    const plan = async () => {
      const planned = await planTopics(store, after, state);
      next = planned.next;
      return planned;
    };
    await line.applyAlone(plan);
    if (next) pages.push(next);
  }
}

/**
 * The last write of an import: what it did and, only if it was whole, its content's hash, so that a killed one is done
 * again. A second look at what was whole before did nothing if it changed nothing.
 */
async function leaveRecord(
  store: GraphStore,
  report: ReportBuilder,
  whole: ImportOptions['source'] | null,
  now: string,
  isSecondLook: boolean,
): Promise<void> {
  const runs = isSecondLook && !report.changed ? [] : [recordRun(report.build(), now)];
  const sources = whole ? [sourceRecord(sourceIdOf(whole.name), { ...whole, importedAt: now })] : [];
  const answer = await store.write({ putNodes: [...sources, ...runs] });
  report.revision = answer.revision;
}

function placeOf(source: Pick<SourceFacts, 'place'> | null): Pick<SourceFacts, 'place'> {
  return source?.place === undefined ? {} : { place: source.place };
}

function sourceRecord(id: NodeId, facts: SourceFacts): NodeRecord & { readonly facts: SourceFacts } {
  return { id, kind: 'Source', facts, claims: [] };
}
