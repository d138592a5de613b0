import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteConnection } from '../../src/store/sqlite/connection';
import { openSqliteStore } from '../../src/store/sqlite/store';
import { link, paper, paperId } from '../support/builders';

const search = {
  words: [['grok']],
  mode: 'ALL',
  filter: { kinds: ['Paper'] },
  first: 1,
  count: true,
  facets: [],
} as const;

describe('a search of the embedded engine for more texts than it returns', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'frequent-words-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('takes the best by BM25, and the most popular where the words are frequent in the graph', async () => {
    const path = join(folder, 'graph.db');
    const store = openSqliteStore({ path });
    await store.migrate();
    const [short, cited] = [paper('1', { title: 'Grokking' }), paper('2', { title: 'Grokking and much else besides' })];
    const others = ['3', '4'].map((slug) => paper(slug, { title: 'A citing paper' }));
    await store.write({
      putNodes: [short, cited, ...others],
      putRelationships: others.map((each) => link('CITES', each, cited)),
    });
    const best = async () => {
      const { matches, totalCount } = await store.match(search);
      return [totalCount, ...matches.map(({ id, popularity }) => [id, popularity])];
    };
    expect(await best()).toEqual([2, [paperId('1'), 0]]);
    const connection = new SqliteConnection(path);
    connection.run("UPDATE term SET articles = 100000 WHERE stem = 'grok'");
    connection.close();
    expect(await best()).toEqual([2, [paperId('2'), 2]]);
    await store.close();
  });
});
