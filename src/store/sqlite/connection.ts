import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { GraphError } from '../../model/errors';
import type { ReadOptions } from '../port';

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, SqlValue>>;

/**
 * One connection to the database file. Statements are compiled once and kept by their text. SQLite runs inside this
 * process: a read is a function call of microseconds, so reads run where they are called and need no pool.
 */
export class SqliteConnection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #isOpen = true;

  /** `cacheKilobytes` of pages are kept besides what the system keeps of the file: reads hardly gain by more. */
  constructor(
    readonly path: string,
    { cacheKilobytes = 32_000 }: { readonly cacheKilobytes?: number } = {},
  ) {
    this.#database = openDatabase(path, cacheKilobytes);
  }

  // The statement decides what a row is; the caller names it.

  all<Result = Row>(sql: string, parameters: readonly SqlValue[] = []): Result[] {
    return this.#run(() => this.#statement(sql).all(...parameters) as Result[]);
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  get<Result = Row>(sql: string, parameters: readonly SqlValue[] = []): Result | undefined {
    return this.#run(() => this.#statement(sql).get(...parameters) as Result | undefined);
  }

  /**
   * The rows as tuples of the named columns, in no promised order: as one piece of JSON they cross into JavaScript
   * several times faster than row by row. Numbers keep 15 digits.
   */
  tuples<Tuple extends readonly unknown[]>(columns: string, sql: string, parameters: readonly SqlValue[]): Tuple[] {
    const row = this.get<{ tuples: string }>(
      `SELECT json_group_array(json_array(${columns})) AS tuples FROM (${sql})`,
      parameters,
    );
    return JSON.parse(row?.tuples ?? '[]') as Tuple[];
  }

  run(sql: string, parameters: readonly SqlValue[] = []): { readonly changes: number; readonly rowid: number } {
    return this.#run(() => {
      const { changes, lastInsertRowid } = this.#statement(sql).run(...parameters);
      return { changes, rowid: Number(lastInsertRowid) };
    });
  }

  /** Runs statements that take no parameters, for migrations. */
  execute(sql: string): void {
    this.#run(() => this.#database.exec(sql));
  }

  /** All or nothing: takes the write lock first, so that what the body reads is what it writes on. */
  transaction<Result>(body: () => Result): Result {
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = body();
      this.execute('COMMIT');
      return result;
    } catch (error) {
      if (this.#database.inTransaction) this.execute('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run<Result>(work: () => Result): Result {
    if (!this.#isOpen) throw new GraphError('SERVICE_UNAVAILABLE', 'The embedded database is closed.');
    try {
      return work();
    } catch (error) {
      throw toGraphError(error);
    }
  }
}

/** Rejects before any work when the caller has given up. A statement that runs cannot be stopped: all are bounded. */
export function checkAborted(options?: ReadOptions): void {
  if (options?.signal?.aborted) throw new GraphError('TIMEOUT', 'The request was given up before the engine began.');
}

function openDatabase(path: string, cacheKilobytes: number): Database.Database {
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const database = new Database(path, { timeout: 5_000 });
    // WAL: readers never wait for a writer. NORMAL: a power cut may lose the last commits, never the file's integrity;
    // every import can be repeated, so that is worth ten times the write speed.
    for (const pragma of [
      'journal_mode = WAL',
      'synchronous = NORMAL',
      'busy_timeout = 5000',
      `cache_size = ${-cacheKilobytes}`,
      'temp_store = MEMORY',
      // Pages that many transactions change go to the file once: a batch of an import changes 30 to 80 MB of them.
      'wal_autocheckpoint = 32000',
    ])
      database.exec(`PRAGMA ${pragma}`);
    return database;
  } catch (error) {
    throw new GraphError(
      'SERVICE_UNAVAILABLE',
      'The embedded database cannot be opened. Check that DATA_DIR can be written and that its graph.db is a database.',
      {},
      { cause: error },
    );
  }
}

function toGraphError(error: unknown): unknown {
  if (error instanceof GraphError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (/SQLITE_BUSY|database is locked/i.test(message))
    return new GraphError('SERVICE_UNAVAILABLE', 'Another process holds the embedded database.', {}, { cause: error });
  if (/SQLITE_FULL|disk is full/i.test(message))
    return new GraphError('SERVICE_UNAVAILABLE', 'The disk that DATA_DIR is on is full.', {}, { cause: error });
  if (/SQLITE_(?:CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN)|malformed|not a database|disk|readonly/i.test(message))
    return new GraphError(
      'SERVICE_UNAVAILABLE',
      'The embedded database cannot be read or written.',
      {},
      { cause: error },
    );
  return error;
}
