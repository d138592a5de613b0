import { createToken } from '../../src/auth/createToken';
import { readConfig } from '../../src/config';
import { createContext } from '../../src/graphql/context';
import { ResultCache } from '../../src/graphql/resultCache';
import { buildGraphqlSchema } from '../../src/graphql/schema';
import { startServer } from '../../src/http/server';
import { createLog } from '../../src/log';
import type { GraphStore } from '../../src/store/port';

const SECRET = 'a secret of this test with enough bytes';

export interface GraphqlServer {
  readonly url: string;
  /** Sends an operation; the answer's data as they are, so that a test says what it expects of them. */
  ask(query: string, variables?: object, options?: AskOptions): Promise<GraphqlAnswer>;
  close(): Promise<void>;
}

interface AskOptions {
  readonly operationName?: string;
  readonly roles?: readonly string[];
  /** Not of the second server: mutations, and where a test counts what is asked of the engine. */
  readonly once?: boolean;
}

export interface GraphqlAnswer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is the operation's
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: { readonly code: string; readonly details?: Record<string, unknown>; readonly todo: string };
  }[];
  readonly extensions?: { readonly cost?: Record<string, unknown> };
}

/** Servers that run. What fails before it can close its own would keep Jest from ending. */
const running = new Set<GraphqlServer>();
afterAll(async () => {
  for (const server of running) await server.close();
});

/**
 * The product's own server and schema over a store, on a free port. It compiles every query; each is asked a second time
 * of a server that compiles none, and must get the same answer to the letter, errors and all.
 */
export async function startGraphqlServer(
  store: GraphStore,
  env: Readonly<Record<string, string>> = { AUTH_JWT_SECRET: SECRET },
): Promise<GraphqlServer> {
  const results = new ResultCache(store);
  const start = (compileAfter: number) =>
    startServer({
      config: readConfig({ PORT: '0', ...env }),
      store,
      log: createLog({ level: 'error', write: (line) => process.stderr.write(line) }),
      schema: buildGraphqlSchema(),
      createContext: (parts) => createContext({ store, results, ...parts }),
      execution: { compileAfter },
    });
  const [server, reference] = [await start(0), await start(Infinity)];
  const both: GraphqlServer = {
    url: server.url,
    async ask(query, variables = {}, { operationName, roles, once = /\bmutation\b/.test(query) } = {}) {
      const token = roles && (await createToken({ secret: SECRET, subject: 'ada', roles, expiresIn: '1h' }));
      const askServer = async ({ url }: { readonly url: string }): Promise<string> => {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body: JSON.stringify({ query, variables, operationName }),
        });
        return response.text();
      };
      const answer = await askServer(server);
      if (!once) expect(answer).toBe(await askServer(reference));
      return JSON.parse(answer) as GraphqlAnswer;
    },
    close: async () => {
      running.delete(both);
      await server.close();
      await reference.close();
    },
  };
  running.add(both);
  return both;
}

/** The code of each error, with the path of the argument that it is about. */
export function problemsOf({ errors = [] }: GraphqlAnswer): string[] {
  return errors.map(({ extensions: { code, details } }) => {
    const argument = details?.['argument'];
    return typeof argument === 'string' ? `${code} ${argument}` : code;
  });
}
