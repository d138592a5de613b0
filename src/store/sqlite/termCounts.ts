import type { TermVector } from '../../model/text';
import type { SqliteConnection } from './connection';

/** What a batch changes in the number of articles, their length and how many have each stem. */
export class TermCounts {
  readonly #articlesOf = new Map<string, number>();
  #articles = 0;
  #length = 0;

  add(terms: TermVector): void {
    this.#count(terms, 1);
  }

  remove(terms: TermVector): void {
    this.#count(terms, -1);
  }

  save(connection: SqliteConnection): void {
    const changed = [...this.#articlesOf].filter(([, change]) => change !== 0);
    connection.run('UPDATE graph SET articles = articles + ?, length = length + ?', [this.#articles, this.#length]);
    connection.run(
      `INSERT INTO term (stem, articles)
       SELECT value ->> 0, value ->> 1 FROM json_each(?) WHERE TRUE
       ON CONFLICT (stem) DO UPDATE SET articles = term.articles + excluded.articles`,
      [JSON.stringify(changed)],
    );
    const fewer = changed.flatMap(([stem, change]) => (change < 0 ? [stem] : []));
    if (fewer.length > 0)
      connection.run('DELETE FROM term WHERE articles = 0 AND stem IN (SELECT value FROM json_each(?))', [
        JSON.stringify(fewer),
      ]);
  }

  #count(terms: TermVector, sign: 1 | -1): void {
    this.#articles += sign;
    for (const [stem, count] of Object.entries(terms)) {
      this.#length += sign * count;
      this.#articlesOf.set(stem, (this.#articlesOf.get(stem) ?? 0) + sign);
    }
  }
}
