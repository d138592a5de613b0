import type { KnownFrequencies } from '../frequencies';
import type { TermStatistics } from '../port';
import type { SqliteConnection } from './connection';

interface GraphRow {
  readonly revision: number;
  readonly articles: number;
  readonly length: number;
}

export function termStatistics(
  connection: SqliteConnection,
  stems: readonly string[],
  known: KnownFrequencies,
): TermStatistics {
  const graph = connection.get<GraphRow>('SELECT revision, articles, length FROM graph');
  const { revision, articles, length } = graph ?? { revision: 0, articles: 0, length: 0 };
  known.remember(revision, []);
  const documentFrequency = known.recall(stems);
  const unknown = new Map(stems.flatMap((stem) => (documentFrequency.has(stem) ? [] : [[stem, 0]])));
  for (const [stem, count] of readArticles(connection, [...unknown.keys()])) unknown.set(stem, count);
  known.remember(revision, unknown);
  for (const [stem, count] of unknown) documentFrequency.set(stem, count);
  return { articles, meanLength: articles === 0 ? 0 : length / articles, documentFrequency };
}

function readArticles(connection: SqliteConnection, stems: readonly string[]): (readonly [string, number])[] {
  if (stems.length === 0) return [];
  return connection.tuples<readonly [string, number]>(
    'stem, articles',
    `SELECT term.stem, term.articles
     FROM json_each(?) AS asked
     CROSS JOIN term ON term.stem = asked.value`,
    [JSON.stringify(stems)],
  );
}
