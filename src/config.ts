import { BlockList, isIP, isIPv6 } from 'node:net';
import { z } from 'zod';
import type { FetchLimits } from './import/fetch/download';

/** What an operation may ask for. The names and defaults of the limits stand in `VARIABLES`. */
export interface Limits {
  readonly depth: number;
  readonly listDepth: number;
  readonly tokens: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: number;
  readonly pageSize: number;
  readonly errors: number;
  readonly bodyBytes: number;
  readonly queryMs: number;
  readonly mutationMs: number;
}

/** Everything that the environment decides, read and checked once at start. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where the public reaches the server; `null`: at whatever address it asked for. */
  readonly publicUrl: string | null;
  /** Origins whose pages may ask `/graphql` from a browser; `*` is any. */
  readonly corsOrigins: readonly string[];
  readonly dataDir: string;
  /** `null`: the embedded engine keeps the graph in `dataDir`. */
  readonly neo4j: Neo4jConfig | null;
  readonly auth: { readonly jwtSecret: string | null; readonly jwksUrl: string | null };
  readonly seed: 'auto' | 'none';
  readonly logLevel: string;
  readonly limits: Limits;
  /** What importers may load from http(s) addresses. */
  readonly fetch: FetchLimits;
  /** What `watch` polls when it is not told, and how often. */
  readonly watch: { readonly feeds: readonly string[]; readonly everyMs: number };
}

interface Neo4jConfig {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** The environment holds a value that is not allowed. The message is one line for the terminal. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const SECRET_BYTES = 32;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

interface Variable<Schema extends z.ZodType> {
  /** What the variable decides, for the documentation. */
  readonly purpose: string;
  /** What is allowed, for the documentation and for the refusal. */
  readonly allowed: string;
  readonly schema: Schema;
}

function whole(purpose: string, fallback: number, min: number, max: number) {
  const schema = z
    .string()
    .regex(/^\d{1,12}$/u)
    .transform(Number)
    .pipe(z.number().min(min).max(max))
    .default(fallback);
  return { purpose, allowed: `a whole number from ${min} to ${max}`, schema } satisfies Variable<z.ZodType>;
}

function text(purpose: string, fallback: string) {
  return { purpose, allowed: 'text', schema: z.string().default(fallback) } satisfies Variable<z.ZodType>;
}

function choice<Value extends string>(purpose: string, values: readonly Value[], fallback: NoInfer<Value>) {
  const schema = z.enum(values as readonly [Value, ...Value[]]).default(() => fallback);
  return { purpose, allowed: values.map((value) => `\`${value}\``).join(', '), schema } satisfies Variable<z.ZodType>;
}

function isAddressOf(schemes: readonly string[]): (value: string) => boolean {
  return (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1));
}

const SPAN = /^(?<count>\d{1,6})(?<unit>[smhd])$/;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_SPAN = 7 * 86_400_000;
export const SPANS = 'a span from 1s to 7d, such as 90s, 30m or 12h';

/** A span such as `30m` in milliseconds; `null` for what is no span, or a shorter or longer one than anyone waits. */
export function readSpan(span: string): number | null {
  const { count = '0', unit = '' } = SPAN.exec(span)?.groups ?? {};
  const milliseconds = Number(count) * (UNITS[unit] ?? 0);
  return milliseconds > 0 && milliseconds <= LONGEST_SPAN ? milliseconds : null;
}

function listed(text: string, separator: RegExp): string[] {
  return text.split(separator).filter((part) => part !== '');
}

const NETWORK = /^(?<address>[\d.]+|[\da-f:.]+)(?:\/(?<bits>\d{1,3}))?$/i;

/** `null` when a part of the list is no IP address and no network. */
function readNetworks(list: string): BlockList | null {
  const networks = new BlockList();
  for (const network of listed(list, /[\s,]+/)) {
    const { address = '', bits } = NETWORK.exec(network)?.groups ?? {};
    const [family, most] = isIPv6(address) ? (['ipv6', 128] as const) : (['ipv4', 32] as const);
    if (isIP(address) === 0 || Number(bits ?? 0) > most) return null;
    networks.addSubnet(address, Number(bits ?? most), family);
  }
  return networks;
}

function isOrigin(value: string): boolean {
  return isAddressOf(['http', 'https'])(value) && new URL(value).origin === value;
}

const NEO4J_SCHEMES = ['neo4j', 'neo4j+s', 'neo4j+ssc', 'bolt', 'bolt+s', 'bolt+ssc'];

const VARIABLES = {
  PORT: whole('The port to listen on; 0 takes any free one.', 4000, 0, 65_535),
  HOST: text('The address to listen on; `0.0.0.0` for all.', '127.0.0.1'),
  PUBLIC_URL: {
    purpose: 'The address that pages give as their own; without it, the one that each request came to.',
    allowed: 'an http or https address',
    schema: z
      .string()
      .refine(isAddressOf(['http', 'https']))
      .optional(),
  },
  CORS_ORIGINS: {
    purpose: 'Whose pages, on other origins, may use `/graphql` from a browser.',
    allowed: '`*` for all, or origins such as `https://example.org`, separated by blanks',
    schema: z
      .string()
      .refine((value) => value === '*' || listed(value, /\s+/).every(isOrigin))
      .default(''),
  },
  DATA_DIR: text('Where the embedded engine keeps the graph.', './data'),
  NEO4J_URI: {
    purpose: 'The Neo4j server or cluster to use instead of the embedded engine.',
    allowed: `an address with one of the schemes ${NEO4J_SCHEMES.join(', ')}`,
    schema: z.string().refine(isAddressOf(NEO4J_SCHEMES)).optional(),
  },
  NEO4J_USER: text('The user of the Neo4j server.', 'neo4j'),
  NEO4J_PASSWORD: text('That user’s password; empty for a server without authentication.', ''),
  NEO4J_DATABASE: text('The database on the Neo4j server.', 'neo4j'),
  AUTH_JWT_SECRET: {
    purpose: 'Verifies bearer tokens that are signed with HS256. Without it and AUTH_JWKS_URL, mutations are off.',
    allowed: `a text of at least ${SECRET_BYTES} bytes`,
    schema: z
      .string()
      .refine((value) => Buffer.byteLength(value) >= SECRET_BYTES)
      .optional(),
  },
  AUTH_JWKS_URL: {
    purpose: 'The key set that verifies bearer tokens signed with RS256, ES256 or EdDSA.',
    allowed: 'an http or https address',
    schema: z
      .string()
      .refine(isAddressOf(['http', 'https']))
      .optional(),
  },
  SEED: choice('`auto` loads `seeds/` into an empty graph; `none` starts empty.', ['auto', 'none'], 'auto'),
  LOG_LEVEL: choice('The least serious messages to log, on standard error.', LOG_LEVELS, 'info'),
  LIMIT_DEPTH: whole('How deep fields may be nested, introspection too.', 15, 1, 100),
  LIMIT_LIST_DEPTH: whole('How deep lists may be nested in lists.', 4, 1, 20),
  LIMIT_TOKENS: whole('How many tokens a document may have.', 2000, 1, 100_000),
  LIMIT_ALIASES: whole('How many aliases a document may have.', 30, 0, 10_000),
  LIMIT_DIRECTIVES: whole('How many directives a document may have.', 8, 0, 10_000),
  LIMIT_COST: whole('How many nodes an operation may ask for, page sizes multiplied.', 50_000, 1, 100_000_000),
  LIMIT_PAGE_SIZE: whole('The largest `first`.', 100, 1, 10_000),
  LIMIT_ERRORS: whole('How many errors one answer holds at most.', 20, 2, 1000),
  LIMIT_BODY_BYTES: whole('How large the body of a request may be.', 2_000_000, 1000, 1_000_000_000),
  LIMIT_QUERY_MS: whole('How long a query may run, in milliseconds.', 10_000, 1, 3_600_000),
  LIMIT_MUTATION_MS: whole('How long a mutation may run, in milliseconds.', 60_000, 1, 3_600_000),
  LIMIT_FETCH_BYTES: whole(
    'How large a file may be that is imported from an address.',
    100_000_000,
    1,
    100_000_000_000,
  ),
  LIMIT_FETCH_MS: whole('How long loading it may take, in milliseconds.', 60_000, 1, 3_600_000),
  LIMIT_FETCH_REDIRECTS: whole('How often an address may lead to another.', 5, 0, 50),
  FETCH_PRIVATE: {
    purpose: 'Addresses and networks that importers may load although they are not public.',
    allowed: 'IP addresses and networks such as `127.0.0.1` and `10.0.0.0/8`, separated by commas',
    schema: z
      .string()
      .refine((value) => readNetworks(value) !== null)
      .default(''),
  },
  WATCH_FEEDS: {
    purpose: 'The feeds that `watch` polls when none is named.',
    allowed: 'http and https addresses, separated by blanks',
    schema: z
      .string()
      .refine((value) => listed(value, /\s+/).every(isAddressOf(['http', 'https'])))
      .default(''),
  },
  WATCH_EVERY: {
    purpose: 'How often `watch` polls them.',
    allowed: SPANS,
    schema: z
      .string()
      .refine((value) => readSpan(value) !== null)
      .default('30m'),
  },
};
type VariableName = keyof typeof VARIABLES;
const NAMES = Object.keys(VARIABLES) as VariableName[];
type Values = { readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> };

/** The rows of the documented table, in its order. `fallback` is the value of a variable that is not set. */
export const CONFIG_TABLE = NAMES.map((name) => {
  const { purpose, allowed, schema } = VARIABLES[name];
  return { name, purpose, allowed, fallback: String(schema.parse(undefined) ?? '') };
});

/** Reads the environment; an empty variable counts as not set. Throws a `ConfigError` for a value that is not allowed. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const unknown = Object.keys(env).find((name) => name.startsWith('LIMIT_') && !Object.hasOwn(VARIABLES, name));
  if (unknown) {
    const limits = NAMES.filter((name) => name.startsWith('LIMIT_'));
    throw new ConfigError(`${unknown} is no limit of this server. Allowed: ${limits.join(', ')}.`);
  }
  const values = Object.fromEntries(NAMES.map((name) => [name, readValue(name, env[name])])) as unknown as Values;
  return {
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL ?? null,
    corsOrigins: listed(values.CORS_ORIGINS, /\s+/),
    dataDir: values.DATA_DIR,
    neo4j: readNeo4j(values),
    auth: { jwtSecret: values.AUTH_JWT_SECRET ?? null, jwksUrl: values.AUTH_JWKS_URL ?? null },
    seed: values.SEED,
    logLevel: values.LOG_LEVEL,
    limits: readLimits(values),
    fetch: {
      bytes: values.LIMIT_FETCH_BYTES,
      ms: values.LIMIT_FETCH_MS,
      redirects: values.LIMIT_FETCH_REDIRECTS,
      privateAllowed: readNetworks(values.FETCH_PRIVATE) ?? new BlockList(),
    },
    watch: { feeds: listed(values.WATCH_FEEDS, /\s+/), everyMs: readSpan(values.WATCH_EVERY) ?? LONGEST_SPAN },
  };
}

function readValue(name: VariableName, value: string | undefined): unknown {
  const { schema, allowed } = VARIABLES[name];
  const answer = schema.safeParse(value === '' ? undefined : value);
  if (answer.success) return answer.data;
  // A value may be a secret, so only those that cannot be are shown.
  const shown = /SECRET|PASSWORD|URI|URL/u.test(name) ? 'The value of it' : JSON.stringify(value);
  throw new ConfigError(`${name}: ${shown} is not allowed. Allowed: ${allowed}.`);
}

function readNeo4j(values: Values): Neo4jConfig | null {
  if (values.NEO4J_URI === undefined) return null;
  return {
    uri: values.NEO4J_URI,
    user: values.NEO4J_USER,
    password: values.NEO4J_PASSWORD,
    database: values.NEO4J_DATABASE,
  };
}

function readLimits(values: Values): Limits {
  return {
    depth: values.LIMIT_DEPTH,
    listDepth: values.LIMIT_LIST_DEPTH,
    tokens: values.LIMIT_TOKENS,
    aliases: values.LIMIT_ALIASES,
    directives: values.LIMIT_DIRECTIVES,
    cost: values.LIMIT_COST,
    pageSize: values.LIMIT_PAGE_SIZE,
    errors: values.LIMIT_ERRORS,
    bodyBytes: values.LIMIT_BODY_BYTES,
    queryMs: values.LIMIT_QUERY_MS,
    mutationMs: values.LIMIT_MUTATION_MS,
  };
}
