import { GraphError } from '../model/errors';
import type { NodeId } from '../model/ids';
import { relationshipKeyText } from '../model/relationships';
import type { GraphStore, WriteAnswer, WriteBatch } from '../store/port';
import { GraphAhead, isAdditive, type GraphReads } from './working/graphAhead';
import { TopicMatcher } from './topics/matchTopics';
import { waitIfOvertaken } from './overtaken';
import type { BatchPlan, ImportState } from './plan/planBatch';
import type { ReportBuilder } from './report';

/** Works out a batch on the graph that it is given; made again when the graph has become another. */
export type Plan = (graph: GraphReads) => Promise<BatchPlan>;

interface Writing {
  readonly plan: Plan;
  readonly planned: BatchPlan;
  /** Never rejects. */
  readonly outcome: Promise<{ readonly answer: WriteAnswer } | { readonly error: unknown }>;
}

/**
 * Batches are written one after the other, each in a transaction. While one is written the next is planned on the graph
 * that it will leave; when it cannot be written as it was planned, both are planned again in turn.
 */
export class BatchLine {
  readonly #store: GraphStore;
  readonly #state: ImportState;
  readonly #report: ReportBuilder;
  readonly #strict: boolean;
  #writing: Writing | null = null;

  constructor(store: GraphStore, state: ImportState, report: ReportBuilder, strict: boolean) {
    this.#store = store;
    this.#state = state;
    this.#report = report;
    this.#strict = strict;
  }

  /** Returns when the batch is planned and its write has begun. */
  async apply(plan: Plan): Promise<void> {
    const ahead = this.#writing;
    if (ahead && isAdditive(ahead.planned.batch)) {
      const graph = new GraphAhead(this.#store, ahead.planned.batch, ahead.outcome);
      const [planned] = await Promise.allSettled([plan(graph)]);
      if (await this.finish()) {
        if (planned.status === 'rejected') throw planned.reason;
        this.#begin(plan, planned.value);
        return;
      }
    } else await this.finish();
    this.#begin(plan, await plan(this.#store));
  }

  /** Plans, writes and returns when it is written. */
  async applyAlone(plan: Plan): Promise<void> {
    await this.apply(plan);
    await this.finish();
  }

  /** Waits for the batch that is being written. Returns whether it was written as it was planned first. */
  async finish(): Promise<boolean> {
    let isAsPlanned = true;
    for (let attempt = 1; this.#writing;) {
      const { plan, planned, outcome } = this.#writing;
      const ended = await outcome;
      this.#writing = null;
      this.#state.beingSaid = NOTHING;
      if ('answer' in ended) {
        this.#note(planned, ended.answer);
        break;
      }
      isAsPlanned = false;
      if (!refuseCycle(ended.error, planned.batch, this.#state) && !(await waitIfOvertaken(ended.error, attempt++)))
        throw ended.error;
      // The next batch may have been planned already, and have told of topics that are not there yet.
      this.#state.topics = await TopicMatcher.fromStore(this.#store);
      this.#begin(plan, await plan(this.#store));
    }
    return isAsPlanned;
  }

  /** Waits for what is being written, and leaves it at that. */
  async abandon(): Promise<void> {
    await this.#writing?.outcome;
  }

  #begin(plan: Plan, planned: BatchPlan): void {
    if (this.#strict && planned.rejects.length > 0) {
      for (const reject of planned.rejects) this.#report.reject(reject);
      return;
    }
    const { expectedRevision: revision = this.#report.revision, ...changes } = planned.batch;
    if (this.#report.dryRun || Object.values(changes).every((items) => items.length === 0)) {
      this.#note(planned, { revision: this.#report.dryRun ? this.#report.revision : revision, changed: false });
      return;
    }
    const outcome = this.#store.write(planned.batch).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    );
    this.#writing = { plan, planned, outcome };
    this.#state.beingSaid = planned.spoken;
  }

  #note(planned: BatchPlan, { revision, changed }: WriteAnswer): void {
    this.#report.revision = revision;
    this.#report.changed ||= changed;
    planned.tellReport(this.#report);
    planned.commit();
  }
}

const NOTHING: ReadonlySet<NodeId> = new Set();

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
