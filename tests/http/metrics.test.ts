import { readConfig } from '../../src/config';
import { createContext } from '../../src/graphql/context';
import { ResultCache } from '../../src/graphql/resultCache';
import { buildGraphqlSchema } from '../../src/graphql/schema';
import { AnswerCache } from '../../src/http/answerCache';
import { startServer, type RunningServer } from '../../src/http/server';
import { createLog } from '../../src/log';
import { Metrics } from '../../src/metrics';
import { GraphError } from '../../src/model/errors';
import { measureStore } from '../../src/store/measureStore';
import type { GraphStore } from '../../src/store/port';
import { link, paper } from '../support/builders';
import { openEmptySqliteStore } from '../support/engines';

const CONNECTED =
  'query ($first: Int = 20) { article(ref: "paper:a") { connectedArticles(first: $first) { edges { score } } } }';

let raw: GraphStore;
let server: RunningServer;
beforeEach(async () => {
  raw = await openEmptySqliteStore();
  const [a, b] = [paper('a'), paper('b')];
  await raw.write({ putNodes: [a, b], putRelationships: [link('CITES', a, b)] });
  const metrics = new Metrics();
  const store = measureStore(raw, metrics.observeCall);
  metrics.watchRevision(() => raw.revision());
  const results = new ResultCache(store, { onRecall: metrics.observeRecall });
  server = await startServer({
    config: readConfig({ PORT: '0' }),
    store,
    log: createLog({ level: 'silent' }),
    schema: buildGraphqlSchema(),
    createContext: (parts) => createContext({ store, results, ...parts }),
    metrics,
    answers: new AnswerCache({ onRecall: metrics.observeAnswer }),
    execution: { onRun: metrics.observeRun, onCompile: metrics.observeCompilation },
  });
});
afterEach(async () => {
  await server.close();
  await raw.close();
});

async function post(query: string, variables = {}): Promise<void> {
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  await answer.text();
}

/** The samples by name and labels. */
async function readMetrics(): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(`${server.url}/metrics`);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

it('counts operations by kind and outcome, round trips, what was kept and what was compiled', async () => {
  for (const first of [1, 2, 3, 4, 4]) await post(CONNECTED, { first });
  await post('{ topics(first: 1, after: "no cursor") { totalCount } }');
  const metrics = await readMetrics();
  expect(metrics.get('graph_operation_duration_seconds_count{kind="query",outcome="ok"}')).toBe(5);
  expect(metrics.get('graph_operation_duration_seconds_count{kind="query",outcome="errors"}')).toBe(1);
  expect(metrics.get('graph_http_requests_total{method="POST",route="/graphql",status="200"}')).toBe(6);
  expect(metrics.get('graph_engine_call_duration_seconds_count{call="gatherEvidence",outcome="ok"}')).toBe(1);
  expect(metrics.get('graph_result_cache_total{result="miss"}')).toBe(1);
  expect(metrics.get('graph_result_cache_total{result="hit"}')).toBe(3);
  expect(metrics.get('graph_answer_cache_total{result="miss"}')).toBe(5);
  expect(metrics.get('graph_answer_cache_total{result="hit"}')).toBe(1);
  expect(metrics.get('graph_operations_run_total{by="graphql-js"}')).toBe(3);
  expect(metrics.get('graph_operations_run_total{by="compiled"}')).toBe(2);
  expect(metrics.get('graph_operations_compiled_total{result="compiled"}')).toBe(1);
  expect(metrics.get('graph_revision')).toBe(await raw.revision());
  expect(metrics.has('nodejs_eventloop_lag_p99_seconds')).toBe(true);
});

it('has no label that a client could make new values of', async () => {
  await post('query SecretName { paper(ref: "secret title") { id } }');
  await fetch(`${server.url}/papers/secret-paper`);
  await fetch(`${server.url}/no/secret/route?q=secret`);
  const names = [...(await readMetrics()).keys()];
  expect(names.filter((name) => /secret/i.test(name))).toEqual([]);
});

it('tells of calls that failed, and answers while the engine is away', async () => {
  jest.spyOn(raw, 'getByIds').mockRejectedValue(new GraphError('SERVICE_UNAVAILABLE', 'away'));
  jest.spyOn(raw, 'revision').mockRejectedValue(new GraphError('SERVICE_UNAVAILABLE', 'away'));
  await post(CONNECTED);
  const metrics = await readMetrics();
  expect(metrics.get('graph_engine_call_duration_seconds_count{call="getByIds",outcome="failed"}')).toBe(1);
  expect(metrics.get('graph_operation_duration_seconds_count{kind="query",outcome="errors"}')).toBe(1);
  expect(metrics.get('graph_revision')).toBe(0);
});
