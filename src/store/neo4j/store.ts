import type { NodeId } from '../../model/ids';
import type { LookupKey } from '../../model/keys';
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
import { Neo4jConnection, type Neo4jAddress, type TimeLimits } from './driver';
import { gatherEvidence } from './evidence';
import { expand } from './hops';
import { list } from './lists';
import { neighbors } from './neighbors';
import { checkHealth, migrate } from './migrations';
import { findByPrefix, getByIds, getClaims, resolveKeys, revision, stats } from './nodes';
import { scan } from './scan';
import { match, suggest, termStatistics, termVectors } from './text';
import { articlesByMonth, countShared, topicLinks, topPapers } from './topics';
import { write } from './write';

/** Does not connect yet: the first call does, and every later one connects anew where the server has been away. */
export function openNeo4jStore(address: Neo4jAddress, limits: Partial<TimeLimits> = {}): GraphStore {
  return new Neo4jStore(new Neo4jConnection(address, limits));
}

class Neo4jStore implements GraphStore {
  readonly engine = 'neo4j';
  readonly #connection: Neo4jConnection;

  readonly #frequencies = new KnownFrequencies();

  constructor(connection: Neo4jConnection) {
    this.#connection = connection;
  }

  migrate() {
    return migrate(this.#connection);
  }
  checkHealth(options?: ReadOptions) {
    return checkHealth(this.#connection, options);
  }
  close() {
    return this.#connection.close();
  }

  revision(options?: ReadOptions) {
    return revision(this.#connection, options);
  }
  stats(options?: ReadOptions) {
    return stats(this.#connection, options);
  }
  getByIds(ids: readonly NodeId[], options?: ReadOptions) {
    return getByIds(this.#connection, ids, options);
  }
  resolveKeys(keys: readonly LookupKey[], options?: ReadOptions) {
    return resolveKeys(this.#connection, keys, options);
  }
  findByPrefix(query: PrefixQuery, options?: ReadOptions) {
    return findByPrefix(this.#connection, query, options);
  }
  getClaims(query: ClaimsQuery, options?: ReadOptions) {
    return getClaims(this.#connection, query, options);
  }
  scan(options?: ReadOptions) {
    return scan(this.#connection, options);
  }

  list(query: ListQuery, options?: ReadOptions) {
    return list(this.#connection, query, options);
  }
  expand(query: ExpandQuery, options?: ReadOptions) {
    return expand(this.#connection, query, options);
  }
  neighbors(query: NeighborsQuery, options?: ReadOptions) {
    return neighbors(this.#connection, query, options);
  }

  match(query: MatchQuery, options?: ReadOptions) {
    return match(this.#connection, query, options);
  }
  suggest(query: SuggestQuery, options?: ReadOptions) {
    return suggest(this.#connection, query, options);
  }
  termStatistics(stems: readonly string[], options?: ReadOptions) {
    return termStatistics(this.#connection, stems, this.#frequencies, options);
  }
  termVectors(query: TermVectorsQuery, options?: ReadOptions) {
    return termVectors(this.#connection, query, options);
  }

  gatherEvidence(query: EvidenceQuery, options?: ReadOptions) {
    return gatherEvidence(this.#connection, query, options);
  }
  topicLinks(query: TopicLinksQuery, options?: ReadOptions) {
    return topicLinks(this.#connection, query, options);
  }
  articlesByMonth(topics: readonly NodeId[], options?: ReadOptions) {
    return articlesByMonth(this.#connection, topics, options);
  }
  countShared(pairs: readonly TopicPair[], options?: ReadOptions) {
    return countShared(this.#connection, pairs, options);
  }
  topPapers(query: TopPapersQuery, options?: ReadOptions) {
    return topPapers(this.#connection, query, options);
  }

  write(batch: WriteBatch) {
    return write(this.#connection, batch);
  }
}
