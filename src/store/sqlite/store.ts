import { join } from 'node:path';
import { GraphError } from '../../model/errors';
import type { NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
import { takeTurn } from '../../turns';
import { KnownFrequencies } from '../frequencies';
import type {
  ClaimsQuery,
  EvidenceQuery,
  ExpandQuery,
  GraphStore,
  ListQuery,
  MatchQuery,
  NeighborsQuery,
  PrefixQuery,
  ReadOptions,
  SuggestQuery,
  TermVectorsQuery,
  TopicLinksQuery,
  TopicPair,
  TopPapersQuery,
  WriteBatch,
} from '../port';
import { checkAborted, SqliteConnection } from './connection';
import { gatherEvidence } from './evidence';
import { expand } from './hops';
import { list } from './lists';
import { isMigrated, migrate } from './migrations';
import { neighbors } from './neighbors';
import { findByPrefix, getByIds, getClaims, resolveKeys, revision, stats } from './nodes';
import { scan } from './scan';
import { termStatistics } from './termStatistics';
import { match, suggest, termVectors } from './text';
import { articlesByMonth, countShared, topicLinks, topPapers } from './topics';
import { write } from './write';
import { BatchWriter } from './writer';

/** Opens (and creates, where missing) the embedded database. `path` is a file, or `:memory:` for one that is not kept. */
export function openSqliteStore({ path }: { readonly path: string }): GraphStore {
  return new SqliteStore(new SqliteConnection(path));
}

/** The database's file in a data folder. */
export function sqlitePath(dataDir: string): string {
  return join(dataDir, 'graph.db');
}

/** What one turn answers of a long question: some twenty milliseconds of work. */
const IN_A_TURN = { seeds: 4, ids: 200 };

class SqliteStore implements GraphStore {
  readonly engine = 'sqlite';
  readonly #connection: SqliteConnection;
  readonly #writer: BatchWriter;
  readonly #frequencies = new KnownFrequencies();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    this.#writer = new BatchWriter(connection.path);
  }

  async migrate() {
    await this.#answer(migrate);
  }
  async checkHealth(options?: ReadOptions) {
    const ready = await this.#answer(isMigrated, options);
    if (!ready) throw new GraphError('SERVICE_UNAVAILABLE', 'The embedded database is not migrated yet.');
  }
  async close() {
    await this.#writer.close();
    this.#connection.close();
  }

  revision(options?: ReadOptions) {
    return this.#answer(revision, options);
  }
  stats(options?: ReadOptions) {
    return this.#answer(stats, options);
  }
  getByIds(ids: readonly NodeId[], options?: ReadOptions) {
    return this.#answer((connection) => getByIds(connection, ids), options);
  }
  resolveKeys(keys: readonly LookupKey[], options?: ReadOptions) {
    return this.#answer((connection) => resolveKeys(connection, keys), options);
  }
  findByPrefix(query: PrefixQuery, options?: ReadOptions) {
    return this.#answer((connection) => findByPrefix(connection, query), options);
  }
  getClaims(query: ClaimsQuery, options?: ReadOptions) {
    return this.#answer((connection) => getClaims(connection, query), options);
  }
  list(query: ListQuery, options?: ReadOptions) {
    return this.#answer((connection) => list(connection, query), options);
  }
  expand(query: ExpandQuery, options?: ReadOptions) {
    return this.#answer((connection) => expand(connection, query), options);
  }
  async neighbors(query: NeighborsQuery, options?: ReadOptions) {
    const answer = (connection: SqliteConnection, ids: readonly NodeId[]) => neighbors(connection, { ...query, ids });
    return joined(await this.#inTurns(query.ids, IN_A_TURN.ids, answer, options));
  }
  match(query: MatchQuery, options?: ReadOptions) {
    return this.#answer((connection) => match(connection, query), options);
  }
  suggest(query: SuggestQuery, options?: ReadOptions) {
    return this.#answer((connection) => suggest(connection, query), options);
  }
  termStatistics(stems: readonly string[], options?: ReadOptions) {
    return this.#answer((connection) => termStatistics(connection, stems, this.#frequencies), options);
  }
  async termVectors(query: TermVectorsQuery, options?: ReadOptions) {
    const answer = (connection: SqliteConnection, ids: readonly NodeId[]) => termVectors(connection, { ...query, ids });
    return joined(await this.#inTurns(query.ids, IN_A_TURN.ids, answer, options));
  }
  async gatherEvidence(query: EvidenceQuery, options?: ReadOptions) {
    const answer = (connection: SqliteConnection, seeds: EvidenceQuery['seeds']) =>
      gatherEvidence(connection, { ...query, seeds });
    return (await this.#inTurns(query.seeds, IN_A_TURN.seeds, answer, options)).flat();
  }
  topicLinks(query: TopicLinksQuery, options?: ReadOptions) {
    return this.#answer((connection) => topicLinks(connection, query), options);
  }
  articlesByMonth(topics: readonly NodeId[], options?: ReadOptions) {
    return this.#answer((connection) => articlesByMonth(connection, topics), options);
  }
  countShared(pairs: readonly TopicPair[], options?: ReadOptions) {
    return this.#answer((connection) => countShared(connection, pairs), options);
  }
  topPapers(query: TopPapersQuery, options?: ReadOptions) {
    return this.#answer((connection) => topPapers(connection, query), options);
  }
  write(batch: WriteBatch) {
    if (this.#writer.accepts(batch)) return this.#writer.write(batch);
    return this.#answer((connection) => write(connection, batch));
  }
  scan(options?: ReadOptions) {
    return scan(this.#connection, options);
  }

  /** Questions of one part never wait, so that what is asked together is answered together and loaders batch what follows. */
  async #inTurns<Item, Answer>(
    items: readonly Item[],
    size: number,
    work: (connection: SqliteConnection, items: readonly Item[]) => Answer,
    options?: ReadOptions,
  ): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let at = 0; at < items.length; at += size) {
      if (at > 0) await takeTurn();
      answers.push(await this.#answer((connection) => work(connection, items.slice(at, at + size)), options));
    }
    return answers;
  }

  /** SQLite answers at once; what it throws is a rejection, as with any other engine. */
  // eslint-disable-next-line @typescript-eslint/require-await -- throws must become rejections
  async #answer<Answer>(work: (connection: SqliteConnection) => Answer, options?: ReadOptions): Promise<Answer> {
    checkAborted(options);
    return work(this.#connection);
  }
}

function joined<Key, Value>(maps: readonly ReadonlyMap<Key, Value>[]): ReadonlyMap<Key, Value> {
  return new Map(maps.flatMap((map) => [...map]));
}
