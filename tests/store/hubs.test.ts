import { connectArticles } from '../../src/connect/connectArticles';
import type { NodeId } from '../../src/model/ids';
import { Neo4jConnection } from '../../src/store/neo4j/driver';
import type { GraphStore, Keyset, NodeFilter } from '../../src/store/port';
import { NEWEST_AT_HUB } from '../../src/store/rules';
import { link, paper, paperId, topic, topicId } from '../support/builders';
import { describeEngines, describeEnginesFilled } from '../support/engines';
import { borrowNeo4j, isNeo4jOff, openEmptyNeo4jStore } from '../support/neo4j';

const CITING = NEWEST_AT_HUB + 20;
const NEWEST_FIRST = { field: 'PUBLISHED_ON', direction: 'DESC' } as const;
const nameOf = (index: number) => `citing-${String(index).padStart(4, '0')}`;

/** A paper that all others cite, and a topic that all are about; the later a paper's number, the newer it is. */
async function fill(store: GraphStore): Promise<void> {
  const citing = Array.from({ length: CITING }, (_, index) =>
    paper(nameOf(index), { on: `${2000 + Math.floor(index / 100)}-${String(1 + (index % 12)).padStart(2, '0')}` }),
  );
  const [hub, second, everything] = [
    paper('hub', { on: '1999' }),
    paper('second', { on: '1999' }),
    topic('everything'),
  ];
  await store.write({ putNodes: [hub, second, everything, ...citing] });
  await store.write({
    putRelationships: citing.flatMap((each) => [
      link('CITES', each, hub),
      link('CITES', each, second),
      link('ABOUT', each, everything),
    ]),
  });
}

describeEnginesFilled('hubs', fill, (store) => {
  const newest = async (): Promise<NodeId[]> => {
    const page = await store().list({
      filter: { kinds: ['Paper'] },
      order: NEWEST_FIRST,
      first: NEWEST_AT_HUB,
      count: false,
    });
    return page.items.map(({ node }) => node.id);
  };

  it('have the newest of their neighbors looked at, and give the rarest of these', async () => {
    const found = await store().neighbors({ ids: [paperId('hub')], types: ['CITES'], perNode: CITING });
    const ids = found.get(paperId('hub'))?.map(({ id }) => id);
    expect(ids).toEqual((await newest()).sort());
    const few = await store().neighbors({ ids: [paperId('hub')], types: ['CITES'], perNode: 3 });
    expect(few.get(paperId('hub'))?.map(({ id }) => id)).toEqual(ids?.slice(0, 3));
  });

  it('have neighbors as of a date, too', async () => {
    const query = { ids: [paperId('hub')], types: ['CITES'], perNode: CITING, publishedTo: '2000' } as const;
    const found = await store().neighbors(query);
    expect(found.get(paperId('hub'))).toHaveLength(100);
  });

  it('are counted whole, however many there are', async () => {
    const cited = { type: 'CITES', direction: 'IN', ids: [paperId('hub')], order: NEWEST_FIRST } as const;
    const counted = await store().expand({ ...cited, first: 0, count: true });
    expect(counted.get(paperId('hub'))?.totalCount).toBe(CITING);
    const about = [{ type: 'ABOUT', direction: 'OUT', ids: [topicId('everything')] }] as const;
    const listed = await store().list({
      filter: { kinds: ['Paper'], related: about },
      order: NEWEST_FIRST,
      first: 1,
      count: true,
    });
    expect(listed.totalCount).toBe(CITING);
    const node = (await store().getByIds([topicId('everything')])).get(topicId('everything'));
    expect(node?.popularity).toBe(CITING);
  });

  it('are paged to the end, each neighbor once', async () => {
    const seen = await listed(store(), topicId('everything'), 'DESC');
    expect(seen).toHaveLength(CITING);
    expect(new Set(seen).size).toBe(CITING);
  });

  it('have connected articles that say what was cut, from evidence of the newest', async () => {
    const ranking = (await connectArticles(store(), [paperId('hub')])).get(paperId('hub'));
    expect(ranking?.cut).toEqual(expect.arrayContaining(['CITATION', 'CO_CITATION']));
    const second = ranking?.links.find(({ article }) => article === paperId('second'));
    const together = second?.signals.find(({ signal }) => signal === 'CO_CITATION');
    expect([...(together?.evidence ?? [])].sort()).toEqual((await newest()).sort());
  });

  it('join others as evidence and propose nobody themselves', async () => {
    const seed = paperId(nameOf(0));
    const ranking = (await connectArticles(store(), [seed], { signals: ['SHARED_TOPICS'] })).get(seed);
    expect(ranking?.links).toEqual([]);
    const pair = await connectArticles(store(), [seed], {
      signals: ['SHARED_TOPICS'],
      candidates: [paperId(nameOf(1))],
    });
    expect(pair.get(seed)?.links).toMatchObject([{ signals: [{ evidence: [topicId('everything')] }] }]);
  });
});

describeEngines('a hub that changes', (store) => {
  it('has the newest looked at and listed by date, after new ones, deleted, said anew and dated anew', async () => {
    await fill(store());
    const dates = new Map<string, string>();
    for (let index = 0; index < CITING; index++) {
      const year = 2000 + Math.floor(index / 100);
      dates.set(nameOf(index), `${year}-${String(1 + (index % 12)).padStart(2, '0')}`);
    }
    const everything = topicId('everything');
    const about = (slug: string, weight: number) => link('ABOUT', paperId(slug), everything, { weight });
    const redated = [
      paper(nameOf(0), { on: '2030' }),
      paper(nameOf(319), { on: '1980' }),
      paper('late', { on: '2020' }),
    ];
    await store().write({
      putNodes: redated,
      putRelationships: [about('late', 1), about(nameOf(1), 0.5)],
      deleteRelationships: [about(nameOf(318), 1)],
    });
    for (const [slug, on] of [
      [nameOf(0), '2030'],
      [nameOf(319), '1980'],
      ['late', '2020'],
    ] as const)
      dates.set(slug, on);
    dates.delete(nameOf(318));
    const oldestFirst = [...dates]
      .sort(([a, x], [b, y]) => compare(x, y) || compare(a, b))
      .map(([slug]) => paperId(slug));
    const newestFirst = [...dates]
      .sort(([a, x], [b, y]) => compare(y, x) || compare(a, b))
      .map(([slug]) => paperId(slug));

    const found = await store().neighbors({ ids: [everything], types: ['ABOUT', 'SUBTOPIC_OF'], perNode: CITING });
    expect(found.get(everything)?.map(({ id }) => id)).toEqual(newestFirst.slice(0, NEWEST_AT_HUB).sort());
    expect(await listed(store(), everything, 'DESC')).toEqual(newestFirst);
    expect(await listed(store(), everything, 'ASC')).toEqual(oldestFirst);
    const old = newestFirst.filter((id) => (dates.get(id.slice('paper:'.length)) ?? '') < '2001');
    expect(await listed(store(), everything, 'DESC', { publishedTo: '2000' })).toEqual(old);
  });
});

(isNeo4jOff ? describe.skip : describe)('a Neo4j database of an earlier release', () => {
  it('has its hubs marked', async () => {
    const store = await openEmptyNeo4jStore();
    const connection = new Neo4jConnection(await borrowNeo4j());
    try {
      await fill(store);
      const before = await listed(store, topicId('everything'), 'DESC');
      await connection.runAlone('MATCH (n:Node) SET n.hub = null');
      await connection.runAlone('MATCH ()-[r]->() SET r.into = null, r.published = null');
      expect(await listed(store, topicId('everything'), 'DESC')).toEqual([]);
      await connection.runAlone('MATCH (g:Graph) SET g.schemaVersion = 3');
      await store.migrate();
      expect(await listed(store, topicId('everything'), 'DESC')).toEqual(before);
      expect(before).toHaveLength(CITING);
    } finally {
      await connection.close();
      await store.close();
    }
  });

  it('knows what occurs with a topic in a graph whose pairs bore no names of their ends', async () => {
    const store = await openEmptyNeo4jStore();
    const connection = new Neo4jConnection(await borrowNeo4j());
    const ask = async () => (await store.topicLinks({ ids: [topicId('m')], coOccurring: 3 })).get(topicId('m'));
    try {
      const others = ['a', 'y', 'z', 'z'];
      await store.write({
        putNodes: [...['a', 'm', 'y', 'z'].map((slug) => topic(slug)), ...others.map((_, index) => paper(`p${index}`))],
        putRelationships: others.flatMap((slug, index) =>
          [slug, 'm'].map((about) => link('ABOUT', paperId(`p${index}`), topicId(about))),
        ),
      });
      const before = await ask();
      expect(before?.map(({ id, support }) => [id, support])).toEqual([
        [topicId('z'), 2],
        [topicId('a'), 1],
        [topicId('y'), 1],
      ]);
      await connection.runAlone('MATCH ()-[r:CO_OCCURS]->() SET r.first = null, r.second = null');
      expect(await ask()).toEqual([]);
      await connection.runAlone('MATCH (g:Graph) SET g.schemaVersion = 5');
      await store.migrate();
      expect(await ask()).toEqual(before);
    } finally {
      await connection.close();
      await store.close();
    }
  });
});

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All articles about a topic by date, page by page. */
async function listed(
  store: GraphStore,
  hub: NodeId,
  direction: 'ASC' | 'DESC',
  filter?: NodeFilter,
): Promise<NodeId[]> {
  const seen: NodeId[] = [];
  let after: Keyset | undefined;
  do {
    const order = { field: 'PUBLISHED_ON', direction } as const;
    const pages = await store.expand({
      type: 'ABOUT',
      direction: 'IN',
      ids: [hub],
      filter,
      order,
      first: 100,
      after,
      count: false,
    });
    const page = pages.get(hub);
    seen.push(...(page?.items.map(({ node }) => node.id) ?? []));
    after = page?.hasNextPage ? page.items.at(-1)?.keyset : undefined;
  } while (after);
  return seen;
}
