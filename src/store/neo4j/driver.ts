/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the driver declares its plain options as classes */
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
const RETRY_TIME_MS = 4_000;
const READ_TIMEOUT_MS = 8_000;
/** A write may wait for another writer's batch. */
const WRITE_TIMEOUT_MS = 60_000;

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
  readonly #bookmarks: BookmarkManager = neo4j.bookmarkManager();

  constructor({ uri, user, password, database }: Neo4jAddress) {
    this.#database = database;
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
    // The driver waits for ever on a network that swallows packets; our own clock does not.
    const limits = [AbortSignal.timeout(READ_TIMEOUT_MS), ...(signal ? [signal] : [])];
    return untilAborted(AbortSignal.any(limits), (limit) =>
      this.#driver.executeQuery(statement, parameters, {
        routing: neo4j.routing.READ,
        database: this.#database,
        bookmarkManager: this.#bookmarks,
        transactionConfig: { timeout: READ_TIMEOUT_MS },
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
    const limits = [AbortSignal.timeout(WRITE_TIMEOUT_MS), ...(signal ? [signal] : [])];
    return untilAborted(AbortSignal.any(limits), async (limit) => {
      const session = this.#openSession();
      const close = () => session.close();
      limit.addEventListener('abort', () => void close().catch(() => undefined), { once: true });
      try {
        return await session.executeWrite((transaction) => work(runIn(transaction)), { timeout: WRITE_TIMEOUT_MS });
      } finally {
        await close();
      }
    });
  }

  /** One statement in a transaction of its own, as changes of the schema need it. */
  async runAlone(statement: string, parameters: Parameters = {}): Promise<void> {
    const session = this.#openSession();
    try {
      await session.run(statement, parameters, { timeout: WRITE_TIMEOUT_MS });
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

/** The work's result, or `TIMEOUT` as soon as the signal aborts, whether or not the driver has noticed. */
async function untilAborted<Result>(
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const isAborted = () => signal.aborted;
  if (isAborted()) throw timeout(signal.reason);
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => {
      reject(timeout(signal.reason));
    };
  });
  signal.addEventListener('abort', onAbort);
  try {
    return await Promise.race([work(signal), aborted]);
  } catch (error) {
    throw isAborted() ? timeout(error) : toGraphError(error);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
