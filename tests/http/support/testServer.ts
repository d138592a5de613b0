import { readConfig } from '../../../src/config';
import type { AnswerCache } from '../../../src/http/answerCache';
import type { ExecutorOptions } from '../../../src/http/execution/createExecutor';
import { startServer } from '../../../src/http/server';
import { createLog } from '../../../src/log';
import type { GraphStore } from '../../../src/store/port';
import { openSqliteStore } from '../../../src/store/sqlite/store';
import { createProbe, type Probe } from './probeSchema';

export interface TestServer {
  readonly url: string;
  readonly probe: Probe;
  readonly store: GraphStore;
  /** Everything that was logged so far. */
  readonly logged: string[];
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(parameters: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  close(graceMs?: number): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly AnswerError[];
    readonly extensions?: { readonly cost: Record<string, unknown> };
  };
}

interface AnswerError {
  readonly message: string;
  readonly path?: readonly unknown[];
  readonly extensions: {
    readonly code: string;
    readonly todo: string;
    readonly requestId?: string;
    readonly details?: unknown;
  };
}

export interface TestServerOptions {
  readonly env?: Record<string, string>;
  readonly store?: GraphStore;
  readonly isSeeded?: () => boolean;
  readonly execution?: ExecutorOptions;
  readonly answers?: AnswerCache;
}

/** Servers that run. A test that fails does not come to its end, and one that it leaves open would keep Jest from its own. */
const running = new Set<TestServer>();
afterAll(async () => {
  for (const server of running) {
    server.probe.open();
    await server.close();
  }
});

/** A real server on a free port, over a real embedded store and the probe's schema. */
export async function startTestServer({
  env,
  store: given,
  isSeeded,
  execution,
  answers,
}: TestServerOptions = {}): Promise<TestServer> {
  const config = readConfig({ PORT: '0', ...env });
  const store = given ?? openSqliteStore({ path: ':memory:' });
  if (!given) await store.migrate();
  const probe = createProbe();
  const logged: string[] = [];
  const log = createLog({ level: 'info', write: (line) => logged.push(line) });
  const createContext = <Parts>(parts: Parts) => ({ ...parts });
  const server = await startServer({
    config,
    store,
    log,
    schema: probe.schema,
    createContext,
    ...(isSeeded && { isSeeded }),
    ...(execution && { execution }),
    ...(answers && { answers }),
  });
  const endpoint = `${server.url}/graphql`;
  const testServer: TestServer = {
    url: server.url,
    probe,
    store,
    logged,
    post: (body, headers) =>
      ask(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (parameters, headers) =>
      ask(`${endpoint}?${new URLSearchParams(parameters).toString()}`, {
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
      }),
    close: async (graceMs) => {
      running.delete(testServer);
      await server.close(graceMs);
      if (!given) await store.close();
    },
  };
  running.add(testServer);
  return testServer;
}

async function ask(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body = (text.startsWith('{') ? JSON.parse(text) : {}) as Answer['body'];
  return { status: response.status, headers: response.headers, text, body };
}

/** The codes of an answer's errors, in order. */
export function codesOf({ body }: Answer): readonly string[] {
  return (body.errors ?? []).map(({ extensions }) => extensions.code);
}
