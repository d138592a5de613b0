import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphStore } from '../../src/store/port';
import { NEWEST_AT_HUB } from '../../src/store/rules';
import { Neo4jConnection } from '../../src/store/neo4j/driver';
import { SqliteConnection } from '../../src/store/sqlite/connection';
import { openSqliteStore } from '../../src/store/sqlite/store';
import { id, issue, link, newsletter } from '../support/builders';
import { borrowNeo4j, isNeo4jOff, openEmptyNeo4jStore } from '../support/neo4j';

const LETTER = newsletter('letter');

async function fill(store: GraphStore): Promise<void> {
  const issues = [
    ...[1, 10, 2].map((number) => issue(`letter/${number}`, { number })),
    ...[8, 9, 11].map((number) => issue(`letter/${number}`, { number, on: '2020' })),
    issue('letter/special'),
    // So many that the newsletter is a hub.
    ...Array.from({ length: NEWEST_AT_HUB }, (_, index) => issue(`letter/without-number-${index}`)),
  ];
  await store.write({
    putNodes: [LETTER, ...issues],
    putRelationships: issues.map((each) => link('PART_OF', each, LETTER)),
  });
}

/** The newsletter's issues as a list and as its relationships, the newest first. */
async function orders(store: GraphStore): Promise<string[][]> {
  const page = { order: { field: 'PUBLISHED_ON', direction: 'DESC' }, first: 7, count: false } as const;
  const listed = await store.list({ filter: { kinds: ['Issue'] }, ...page });
  const joined = await store.expand({ type: 'PART_OF', direction: 'IN', ids: [LETTER.id], ...page });
  return [listed.items, joined.get(LETTER.id)?.items ?? []].map((items) => items.map(({ node }) => node.id));
}

/** How many issues a walk finds that were published by then. */
async function countDated(store: GraphStore): Promise<number | undefined> {
  const walk = { ids: [LETTER.id], types: ['PART_OF'], perNode: 9, publishedTo: '2030' } as const;
  return (await store.neighbors(walk)).get(LETTER.id)?.length;
}

const [BY_NUMBER, BY_ID] = [
  ['11', '9', '8', '10', '2', '1', 'special'],
  ['11', '8', '9', '1', '10', '2', 'special'],
].map((slugs) => slugs.map((slug) => id('Issue', `letter/${slug}`)));

describe('issues of one date that an earlier release stored in the order of their ids', () => {
  it('are brought into that of their numbers in an embedded database, once', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'undated-'));
    const path = join(directory, 'graph.db');
    const filled = openSqliteStore({ path });
    try {
      await filled.migrate();
      await fill(filled);
      const connection = new SqliteConnection(path);
      connection.execute(
        `UPDATE node SET published_on = rtrim(rtrim(published_on, '0123456789'), '#') WHERE published_on LIKE '%#%';
        PRAGMA user_version = 7;`,
      );
      connection.close();
      expect(await orders(filled)).toEqual([BY_ID, BY_ID]);
      const revision = await filled.revision();
      for (let times = 1; times <= 2; times++) {
        const store = openSqliteStore({ path });
        await store.migrate();
        expect(await orders(store)).toEqual([BY_NUMBER, BY_NUMBER]);
        expect(await countDated(store)).toBe(3);
        expect(await store.revision()).toBe(revision + 1);
        await store.close();
      }
    } finally {
      await filled.close();
      await rm(directory, { recursive: true });
    }
  });

  (isNeo4jOff ? it.skip : it)('and in Neo4j', async () => {
    const store = await openEmptyNeo4jStore();
    const connection = new Neo4jConnection(await borrowNeo4j());
    try {
      await fill(store);
      await connection.runAlone(
        `MATCH (n:Issue)-[r:PART_OF]->()
         SET n.publishedOn = split(n.publishedOn, '#')[0], r.published = split(r.published, '#')[0]`,
      );
      expect(await orders(store)).toEqual([BY_ID, BY_ID]);
      const revision = await store.revision();
      for (let times = 1; times <= 2; times++) {
        await connection.runAlone('MATCH (g:Graph) SET g.schemaVersion = 4');
        await store.migrate();
        expect(await orders(store)).toEqual([BY_NUMBER, BY_NUMBER]);
        expect(await countDated(store)).toBe(3);
        expect(await store.revision()).toBe(revision + 1);
      }
    } finally {
      await connection.close();
      await store.close();
    }
  });
});
