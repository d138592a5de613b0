import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ObserveCall } from './store/measureStore';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What the process tells of itself, in the Prometheus text format. Every label has a fixed set of values: routes, kinds,
 * names of the port's operations, and never anything that a client sends.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = this.#counter('http_requests_total', 'HTTP requests that were answered.', [
    'method',
    'route',
    'status',
  ]);
  readonly #operations = this.#histogram(
    'operation_duration_seconds',
    'From the request of an operation to its answer.',
    ['kind', 'outcome'],
  );
  readonly #runs = this.#counter('operations_run_total', 'Operations by what ran them.', ['by']);
  readonly #compilations = this.#counter('operations_compiled_total', 'Operations that were compiled, or cannot be.', [
    'result',
  ]);
  readonly #calls = this.#histogram('engine_call_duration_seconds', 'Round trips to the storage engine.', [
    'call',
    'outcome',
  ]);
  readonly #cache = this.#counter('result_cache_total', 'Results that were asked of the cache of computed results.', [
    'result',
  ]);
  readonly #answers = this.#counter('answer_cache_total', 'Whole answers that were asked of the cache of answers.', [
    'result',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  /** Reads the graph's revision when it is asked for metrics; an engine that is away leaves it as it was. */
  watchRevision(readRevision: () => Promise<number>): void {
    new Gauge({
      name: 'graph_revision',
      help: 'The graph’s revision.',
      registers: [this.#registry],
      async collect() {
        const revision = await readRevision().catch(() => null);
        if (revision !== null) this.set(revision);
      },
    });
  }

  readonly observeRequest = (method: string, route: string, status: number): void => {
    this.#requests.inc({ method, route, status });
  };

  readonly observeOperation = (kind: string, outcome: 'ok' | 'errors', seconds: number): void => {
    this.#operations.observe({ kind, outcome }, seconds);
  };

  readonly observeRun = (by: 'compiled' | 'graphql-js'): void => {
    this.#runs.inc({ by });
  };

  readonly observeCompilation = (result: 'compiled' | 'refused'): void => {
    this.#compilations.inc({ result });
  };

  readonly observeCall: ObserveCall = (call, seconds, outcome) => {
    this.#calls.observe({ call, outcome }, seconds);
  };

  readonly observeRecall = (hits: number, misses: number): void => {
    this.#cache.inc({ result: 'hit' }, hits);
    this.#cache.inc({ result: 'miss' }, misses);
  };

  readonly observeAnswer = (isKept: boolean): void => {
    this.#answers.inc({ result: isKept ? 'hit' : 'miss' });
  };

  get contentType(): string {
    return this.#registry.contentType;
  }

  print(): Promise<string> {
    return this.#registry.metrics();
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name: `graph_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram<Label extends string>(name: string, help: string, labelNames: Label[]): Histogram<Label> {
    return new Histogram({ name: `graph_${name}`, help, labelNames, buckets: SECONDS, registers: [this.#registry] });
  }
}
