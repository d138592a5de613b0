import { connectArticles } from '../../src/connect/connectArticles';
import type { NodeId } from '../../src/model/ids';
import type { GraphStore, Keyset } from '../../src/store/port';
import { NEWEST_AT_HUB } from '../../src/store/rules';
import { link, paper, paperId, topic, topicId } from '../support/builders';
import { describeEnginesFilled } from '../support/engines';

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
    const seen: NodeId[] = [];
    let after: Keyset | undefined;
    do {
      const pages = await store().expand({
        type: 'ABOUT',
        direction: 'IN',
        ids: [topicId('everything')],
        order: NEWEST_FIRST,
        first: 100,
        after,
        count: false,
      });
      const page = pages.get(topicId('everything'));
      seen.push(...(page?.items.map(({ node }) => node.id) ?? []));
      after = page?.hasNextPage ? page.items.at(-1)?.keyset : undefined;
    } while (after);
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
