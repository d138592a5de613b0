import neo4j, { type BookmarkManager, type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import type { ReadOptions } from '../port';
import { timeout, toGraphError } from './errors';

export interface Neo4jAddress {
  /** `bolt://` for one server, `neo4j://` for a cluster, `+s` for TLS. */
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** All below the 10 s that a request may take, so that a caller hears why before the connection ends. */
const CONNECTION_TIMEOUT_MS = 2_000;
const ACQUISITION_TIMEOUT_MS = 4_000;
const RETRY_TIME_MS = 2_000;

/** How long one transaction may take, in milliseconds. */
export interface TimeLimits {
  readonly read: number;
  /** Longer, because a write may wait for another writer's batch. */
  readonly write: number;
}
const TIME_LIMITS: TimeLimits = { read: 8_000, write: 60_000 };

export type Parameters = Readonly<Record<string, unknown>>;

/** Runs one statement of a write transaction. `Row` is what its RETURN names. */
export type Run = <Row>(statement: string, parameters?: Parameters) => Promise<Row[]>;

/**
 * Sessions, routing and time limits in one place. All work of one instance shares its bookmarks: what it wrote it
 * reads, also from another member of a cluster.
 */
export class Neo4jConnection {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #limits: TimeLimits;
  readonly #bookmarks: BookmarkManager = neo4j.bookmarkManager();

  constructor({ uri, user, password, database }: Neo4jAddress, limits: Partial<TimeLimits> = {}) {
    this.#database = database;
    this.#limits = { ...TIME_LIMITS, ...limits };
    this.#driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      connectionAcquisitionTimeout: ACQUISITION_TIMEOUT_MS,
      maxTransactionRetryTime: RETRY_TIME_MS,
      disableLosslessIntegers: true,
      telemetryDisabled: true,
      notificationFilter: { minimumSeverityLevel: 'OFF' },
    });
  }

  /** One statement in a read transaction, on any member of a cluster: one round trip for all its rows. */
  async read<Row>(statement: string, parameters: Parameters, { signal }: ReadOptions = {}): Promise<Row[]> {
    return withinLimits(this.#limits.read, signal, (limit) =>
      this.#driver.executeQuery(statement, parameters, {
        routing: neo4j.routing.READ,
        database: this.#database,
        bookmarkManager: this.#bookmarks,
        transactionConfig: { timeout: this.#limits.read },
        resultTransformer: neo4j.resultTransformers.mapped<Row, Row[]>({
          map: (record) => record.toObject() as Row,
          collect: (rows) => rows,
        }),
        signal: limit,
      }),
    );
  }

  /** Work in one write transaction, repeated when the server asks for it, so it must not have effects of its own. */
  async write<Result>(work: (run: Run) => Promise<Result>, { signal }: ReadOptions = {}): Promise<Result> {
    return withinLimits(this.#limits.write, signal, async (limit) => {
      const session = this.#openSession();
      const close = () => session.close();
      limit.addEventListener('abort', () => void close().catch(() => undefined), { once: true });
      try {
        return await session.executeWrite((transaction) => work(runIn(transaction)), { timeout: this.#limits.write });
      } finally {
        await close();
      }
    });
  }

  /** One statement in a transaction of its own and without a time limit, as changes of the schema need it. */
  async runAlone(statement: string, parameters: Parameters = {}): Promise<void> {
    const session = this.#openSession();
    try {
      await session.run(statement, parameters, { timeout: 0 });
    } finally {
      await session.close();
    }
  }

  close(): Promise<void> {
    return this.#driver.close();
  }

  #openSession(): Session {
    return this.#driver.session({ database: this.#database, bookmarkManager: this.#bookmarks });
  }
}

function runIn(transaction: ManagedTransaction): Run {
  return async <Row>(statement: string, parameters: Parameters = {}) => {
    const { records } = await transaction.run(statement, parameters);
    return records.map((record) => record.toObject() as Row);
  };
}

/**
 * The work's result, or `TIMEOUT` as soon as the caller leaves or the time is over. The driver would wait for ever on a
 * network that swallows packets, so our own clock runs beside the server's.
 */
async function withinLimits<Result>(
  milliseconds: number,
  caller: AbortSignal | undefined,
  work: (limit: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = new AbortController();
  const stopped = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => {
      reject(timeout(limit.signal.reason));
    });
  });
  const onLeave = () => {
    limit.abort(caller?.reason);
  };
  caller?.addEventListener('abort', onLeave);
  const clock = setTimeout(() => {
    limit.abort();
  }, milliseconds);
  try {
    if (caller?.aborted) throw timeout(caller.reason);
    return await Promise.race([work(limit.signal), stopped]);
  } catch (error) {
    throw limit.signal.aborted ? timeout(error) : toGraphError(error);
  } finally {
    clearTimeout(clock);
    caller?.removeEventListener('abort', onLeave);
  }
}
