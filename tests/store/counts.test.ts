import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { recordRun } from '../../src/import/recordRun';
import { ReportBuilder } from '../../src/import/report';
import type { GraphStore, NodeRecord, RelationshipRecord, ScanItem } from '../../src/store/port';
import { Neo4jConnection } from '../../src/store/neo4j/driver';
import { SqliteConnection } from '../../src/store/sqlite/connection';
import { openSqliteStore } from '../../src/store/sqlite/store';
import { link, paper, paperId, topic, topicId } from '../support/builders';
import { describeEngines } from '../support/engines';
import { borrowNeo4j, isNeo4jOff, openEmptyNeo4jStore } from '../support/neo4j';

const TOPICS = ['a', 'b', 'c'];
const DATES = [undefined, '2020', '2020-05', '2020-05-31', '2021-02-03'];

/** What each paper is about and when it was published, as it should be counted. */
type Papers = Map<string, { readonly on: string | undefined; readonly topics: readonly string[] }>;

function monthsOf(papers: Papers, isCounted: (topics: readonly string[]) => boolean) {
  const months = new Map<string, number>();
  for (const { on, topics } of papers.values()) {
    const month = on?.slice(0, 7);
    if (month !== undefined && isCounted(topics)) months.set(month, (months.get(month) ?? 0) + 1);
  }
  return [...months].sort().map(([month, articles]) => ({ month, articles }));
}

async function expectCounts(store: GraphStore, papers: Papers): Promise<void> {
  const { all, byTopic } = await store.articlesByMonth(TOPICS.map(topicId));
  expect(all).toEqual(monthsOf(papers, () => true));
  for (const slug of TOPICS)
    expect([slug, byTopic.get(topicId(slug)) ?? []]).toEqual([
      slug,
      monthsOf(papers, (topics) => topics.includes(slug)),
    ]);
  const pairs = TOPICS.flatMap((a) => TOPICS.filter((b) => b !== a).map((b) => [a, b] as const));
  const about = (of: readonly string[], until: string) =>
    [...papers.values()].filter(({ on, topics }) => of.every((slug) => topics.includes(slug)) && (on ?? '~') < until)
      .length;
  expect(await store.countShared(pairs.map(([a, b]) => [topicId(a), topicId(b)]))).toEqual(
    pairs.map((pair) => about(pair, '~~')),
  );
  for (const [publishedTo, until] of [
    ['2020', '2020~'],
    ['2020-05-30', '2020-05'],
    ['2020-05-31', '2020-05~'],
  ] as const) {
    const links = await store.topicLinks({ ids: TOPICS.map(topicId), coOccurring: 9, publishedTo });
    const told = [...links].flatMap(([id, found]) =>
      found.map(({ id: other, support, articleCount }) => [id, other, support, articleCount]),
    );
    const expected = pairs.map(([a, b]) => [topicId(a), topicId(b), about([a, b], until), about([b], until)]);
    expect(told.sort()).toEqual(expected.filter(([, , support]) => support !== 0).sort());
  }
}

describeEngines('counts by month', (store) => {
  it('stay right whatever is put, moved to another date, deleted and joined', async () => {
    const run = recordRun(new ReportBuilder('a feed', 'feed', false).build(), '2020-05-31T00:00:00.000Z');
    await store().write({ putNodes: [run, ...TOPICS.map((slug) => topic(slug))] });
    const papers: Papers = new Map();
    const change = fc.record({
      slug: fc.constantFrom('p', 'q', 'r'),
      on: fc.constantFrom(...DATES),
      topics: fc.subarray(TOPICS),
      isDeleted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(change, { selector: ({ slug }) => slug, minLength: 1 }), async (changes) => {
        const putNodes: NodeRecord[] = [];
        const putRelationships: RelationshipRecord[] = [];
        const deleteRelationships: RelationshipRecord[] = [];
        const deleteNodes = changes.filter(({ isDeleted }) => isDeleted).map(({ slug }) => paperId(slug));
        for (const { slug, on, topics, isDeleted } of changes) {
          const before = papers.get(slug)?.topics ?? [];
          const links = (slugs: readonly string[]) => slugs.map((each) => link('ABOUT', paperId(slug), topicId(each)));
          deleteRelationships.push(...links(before.filter((each) => !topics.includes(each))));
          papers.delete(slug);
          if (isDeleted) continue;
          papers.set(slug, { on, topics });
          putNodes.push(paper(slug, on === undefined ? {} : { on }));
          putRelationships.push(...links(topics));
        }
        await store().write({ deleteNodes, deleteRelationships, putNodes, putRelationships });
        await expectCounts(store(), papers);
      }),
      { numRuns: store().engine === 'sqlite' ? 40 : 4, seed: 7 },
    );
  });
});

describeEngines('a topic that is deleted and put again', (store) => {
  it('counts what is about it now, also when the batch deletes an article that was about it', async () => {
    const [kept, lost] = [paper('kept', { on: '2001-05' }), paper('lost', { on: '2001-05' })];
    const about = (each: NodeRecord) => link('ABOUT', each, topicId('a'));
    await store().write({ putNodes: [topic('a'), kept, lost], putRelationships: [about(kept), about(lost)] });
    await store().write({
      deleteNodes: [topicId('a'), lost.id],
      putNodes: [topic('a')],
      putRelationships: [about(kept)],
    });
    const { byTopic } = await store().articlesByMonth([topicId('a')]);
    expect(byTopic.get(topicId('a'))).toEqual([{ month: '2001-05', articles: 1 }]);
  });
});

async function fill(store: GraphStore): Promise<Papers> {
  const papers: Papers = new Map(
    DATES.map((on, index) => [`p${index}`, { on, topics: TOPICS.slice(0, (index % 3) + 1) }]),
  );
  await store.write({
    putNodes: [
      ...TOPICS.map((slug) => topic(slug)),
      ...[...papers].map(([slug, { on }]) => paper(slug, on === undefined ? {} : { on })),
    ],
    putRelationships: [...papers].flatMap(([slug, { topics }]) =>
      topics.map((each) => link('ABOUT', paperId(slug), topicId(each))),
    ),
  });
  return papers;
}

(isNeo4jOff ? describe.skip : describe)('a Neo4j database of the first schema', () => {
  it('is brought to counts by month', async () => {
    const store = await openEmptyNeo4jStore();
    const connection = new Neo4jConnection(await borrowNeo4j());
    try {
      const papers = await fill(store);
      const months = `[key IN keys(x) WHERE key < ':']`;
      for (const pattern of ['(x:Graph)', '(x:Topic)', '()-[x:CO_OCCURS]->()'])
        await connection.runAlone(`MATCH ${pattern} FOREACH (month IN ${months} | SET x[month] = null)`);
      expect(await store.articlesByMonth(TOPICS.map(topicId))).toEqual({ all: [], byTopic: new Map() });
      await connection.runAlone('MATCH (g:Graph) SET g.schemaVersion = 1');
      await store.migrate();
      await expectCounts(store, papers);
    } finally {
      await connection.close();
      await store.close();
    }
  });
});

/** Fills an embedded database, takes it back to an earlier schema by hand, and opens it again, migrated. */
async function withEarlierDatabase(
  takeBack: (connection: SqliteConnection) => void,
  promise: (store: GraphStore, papers: Papers) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'counts-'));
  const path = join(directory, 'graph.db');
  try {
    const filled = openSqliteStore({ path });
    await filled.migrate();
    const papers = await fill(filled);
    await filled.close();
    const connection = new SqliteConnection(path);
    connection.execute(TERMS_WITH_CONTENT);
    connection.execute(TEXTS_WITH_RELATIONSHIPS);
    takeBack(connection);
    connection.close();
    const store = openSqliteStore({ path });
    await store.migrate();
    await promise(store, papers);
    await store.close();
  } finally {
    await rm(directory, { recursive: true });
  }
}

describe('an embedded database of the first schema', () => {
  it('is brought to counts by month', async () => {
    await withEarlierDatabase((connection) => {
      const later = connection.all<{ type: string; name: string }>(
        `SELECT type, name FROM sqlite_schema WHERE name GLOB '*_month'`,
        [],
      );
      for (const { type, name } of later) connection.execute(`DROP ${type} ${name}`);
      // The third schema's relationship type.
      connection.execute('DELETE FROM relationship_count WHERE type = 8');
      connection.execute('PRAGMA user_version = 1');
    }, expectCounts);
  });
});

describe('an embedded database that counted by triggers', () => {
  it('counts each article once after it is migrated', async () => {
    await withEarlierDatabase(
      (connection) => {
        for (const trigger of TRIGGERS_OF_THE_THIRD_SCHEMA) connection.execute(trigger);
        connection.execute('PRAGMA user_version = 3');
      },
      async (store, papers) => {
        papers.set('later', { on: '2020-05', topics: ['a', 'b'] });
        await store.write({
          putNodes: [paper('later', { on: '2020-05' })],
          putRelationships: ['a', 'b'].map((slug) => link('ABOUT', paperId('later'), topicId(slug))),
        });
        await expectCounts(store, papers);
        expect((await store.stats()).nodes.Paper).toBe(papers.size);
      },
    );
  });
});

describe('an embedded database that had the texts of a relationship with each, and term vectors as JSON', () => {
  it('says the same after it is migrated', async () => {
    await withEarlierDatabase(
      (connection) => {
        connection.execute('PRAGMA user_version = 5');
      },
      async (store, papers) => {
        const fresh = openSqliteStore({ path: ':memory:' });
        await fresh.migrate();
        await fill(fresh);
        expect(await linksOf(store)).toEqual(await linksOf(fresh));
        const ids = [...papers.keys()].map(paperId);
        const vectors = await store.termVectors({ ids });
        expect(vectors).toEqual(await fresh.termVectors({ ids }));
        expect(vectors.get(paperId('p0'))?.length).toBeGreaterThan(0);
        const words = { words: [['p0']], mode: 'ALL', first: 9, count: true, facets: [] } as const;
        const found = await store.match({ ...words, filter: { kinds: ['Paper'] } });
        expect(found).toEqual(await fresh.match({ ...words, filter: { kinds: ['Paper'] } }));
        expect(found.matches).toMatchObject([{ id: paperId('p0'), vector: { terms: new Map([['p0', 3]]) } }]);
        await fresh.close();
        await expectCounts(store, papers);
      },
    );
  });
});

async function linksOf(store: GraphStore): Promise<ScanItem[]> {
  const links: ScanItem[] = [];
  for await (const item of store.scan()) if (item.relationship) links.push(item);
  return links;
}

/** Undoes the seventh schema. */
const TERMS_WITH_CONTENT = `
  ALTER TABLE content ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';
  UPDATE content
  SET terms = '{"' || replace(replace(substr(v.terms, 2), '=', '":'), ' ', ',"') || '}'
  FROM term_vector AS v
  WHERE v.n = content.n AND v.terms <> '';
  DROP TABLE term_vector;`;

/** Undoes the sixth schema. */
const TEXTS_WITH_RELATIONSHIPS = `
  ALTER TABLE relationship ADD COLUMN facts TEXT NOT NULL DEFAULT '';
  ALTER TABLE relationship ADD COLUMN claims TEXT NOT NULL DEFAULT '';
  UPDATE relationship SET facts = said.facts, claims = said.claims FROM said WHERE said.t = relationship.said;
  ALTER TABLE relationship DROP COLUMN said;
  DROP TABLE said;`;

const TRIGGERS_OF_THE_THIRD_SCHEMA = [
  `CREATE TRIGGER node_inserted AFTER INSERT ON node BEGIN
     INSERT INTO node_count VALUES (NEW.kind, 1) ON CONFLICT (kind) DO UPDATE SET count = count + 1;
   END`,
  `CREATE TRIGGER about_inserted AFTER INSERT ON relationship WHEN NEW.type = 1 BEGIN
     INSERT INTO topic_pair (a, b, support)
     SELECT to_n, NEW.to_n, 1 FROM relationship WHERE type = 1 AND from_n = NEW.from_n AND to_n <> NEW.to_n
     ON CONFLICT (a, b) DO UPDATE SET support = support + 1;
   END`,
  `CREATE TRIGGER dated_about_inserted AFTER INSERT ON relationship WHEN NEW.type = 1 BEGIN
     INSERT INTO topic_month VALUES (NEW.to_n, substr(NEW.from_published, 1, 7), 1)
     ON CONFLICT (topic, month) DO UPDATE SET articles = articles + 1;
   END`,
];
