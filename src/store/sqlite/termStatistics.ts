import { LRUCache } from 'lru-cache';
import type { TermStatistics } from '../port';
import type { SqliteConnection } from './connection';

const MAX_STEMS = 50_000;

interface GraphRow {
  readonly revision: number;
  readonly articles: number;
  readonly length: number;
}

/** In how many articles stems occur, kept for as long as the graph stays as it is: most texts use the same few thousand. */
export class TermStatisticsReader {
  readonly #articles = new LRUCache<string, number>({ max: MAX_STEMS });
  #revision = -1;

  read(connection: SqliteConnection, stems: readonly string[]): TermStatistics {
    const graph = connection.get<GraphRow>('SELECT revision, articles, length FROM graph');
    const { revision, articles, length } = graph ?? { revision: 0, articles: 0, length: 0 };
    if (revision !== this.#revision) this.#articles.clear();
    this.#revision = revision;
    const found = new Map(stems.map((stem) => [stem, this.#articles.get(stem)]));
    const unknown = [...found].flatMap(([stem, count]) => (count === undefined ? [stem] : []));
    const counted = new Map(unknown.length === 0 ? [] : readArticles(connection, unknown));
    for (const stem of unknown) this.#articles.set(stem, counted.get(stem) ?? 0);
    return {
      articles,
      meanLength: articles === 0 ? 0 : length / articles,
      documentFrequency: new Map([...found].map(([stem, count]) => [stem, count ?? counted.get(stem) ?? 0])),
    };
  }
}

function readArticles(connection: SqliteConnection, stems: readonly string[]): (readonly [string, number])[] {
  return connection.tuples<readonly [string, number]>(
    'stem, articles',
    `SELECT term.stem, term.articles
     FROM json_each(?) AS asked
     CROSS JOIN term ON term.stem = asked.value`,
    [JSON.stringify(stems)],
  );
}
