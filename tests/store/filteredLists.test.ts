import type { NodeId } from '../../src/model/ids';
import type { GraphStore, Hop, Keyset, ListQuery } from '../../src/store/port';
import { author, id, link, paper, topic, topicId } from '../support/builders';
import { describeEnginesFilled } from '../support/engines';

// Thousands are many; here more than two, so that a list is looked up from either side on one small graph.
jest.mock('../../src/store/rules', () => ({ ...jest.requireActual<object>('../../src/store/rules'), FEW_JOINED: 2 }));

const PAPERS = 9;
const about = (slug: string) => ({ type: 'ABOUT', direction: 'OUT', ids: [topicId(slug)] }) as const;

const weightOf = (paper: NodeId) => (1 + Number(/\d+$/.exec(paper)?.[0])) / 10;

/** All papers are about `hub`, every third about `small`, every second by Ann; the first is cited by all. */
async function fill(store: GraphStore): Promise<void> {
  const papers = Array.from({ length: PAPERS }, (_, index) =>
    paper(`p${index}`, { title: `Title ${(index * 5) % PAPERS}`, on: `20${10 + ((index * 7) % PAPERS)}` }),
  );
  const [hub, small, ann] = [topic('hub'), topic('small'), author('ann', 'Ann')];
  await store.write({ putNodes: [...papers, hub, small, ann] });
  await store.write({
    putRelationships: papers.flatMap((each, index) => [
      link('ABOUT', each, hub, { weight: weightOf(each.id) }),
      ...(index % 3 === 0 ? [link('ABOUT', each, small)] : []),
      ...(index % 2 === 0 ? [link('AUTHORED_BY', each, ann)] : []),
      ...(index > 0 && papers[0] ? [link('CITES', each, papers[0])] : []),
    ]),
  });
}

describeEnginesFilled('lists with conditions on relationships', fill, (store) => {
  const pagedThrough = async (query: Omit<ListQuery, 'first' | 'after' | 'count'>) => {
    const ids: NodeId[] = [];
    let after: Keyset | undefined;
    for (;;) {
      const page = await store().list({ ...query, first: 2, after, count: true });
      ids.push(...page.items.map(({ node }) => node.id));
      if (!page.hasNextPage) return { ids, totalCount: page.totalCount };
      after = page.items.at(-1)?.keyset;
    }
  };
  const numbersOf = (ids: readonly NodeId[]) => ids.map((id) => Number(/\d+$/.exec(id)?.[0]));

  it.each<[string, ListQuery['filter'], readonly number[]]>([
    ['of many', { kinds: ['Paper'], related: [about('hub')] }, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
    ['of many and few', { kinds: ['Paper'], related: [about('hub'), about('small')] }, [0, 3, 6]],
    ['of few and many', { kinds: ['Paper'], related: [about('small'), about('hub')] }, [0, 3, 6]],
    [
      'of another type and not another topic',
      {
        kinds: ['Paper'],
        related: [{ type: 'AUTHORED_BY', direction: 'OUT', ids: [id('Author', 'ann')] }],
        unrelated: [about('small')],
      },
      [2, 4, 8],
    ],
    [
      'of any of two',
      { kinds: ['Paper'], related: [{ ...about('hub'), ids: [topicId('hub'), topicId('small')] }] },
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    ],
    ['of nothing', { kinds: ['Paper'], related: [about('nowhere')] }, []],
  ])('%s', async (_what, filter, expected) => {
    for (const field of ['PUBLISHED_ON', 'NAME', 'POPULARITY'] as const)
      for (const direction of ['ASC', 'DESC'] as const) {
        const { ids, totalCount } = await pagedThrough({ filter, order: { field, direction } });
        expect([...numbersOf(ids)].sort()).toEqual(expected);
        expect(totalCount).toBe(expected.length);
        const whole = await store().list({ filter, order: { field, direction }, first: 100, count: false });
        expect(whole.items.map(({ node }) => node.id)).toEqual(ids);
      }
  });

  it('and ways to a hub give the same, in every order', async () => {
    for (const field of ['PUBLISHED_ON', 'NAME', 'POPULARITY'] as const)
      for (const direction of ['ASC', 'DESC'] as const) {
        const order = { field, direction };
        const { ids } = await pagedThrough({ filter: { kinds: ['Paper'], related: [about('hub')] }, order });
        const hops: Hop[] = [];
        let after: Keyset | undefined;
        for (;;) {
          const query = {
            type: 'ABOUT',
            direction: 'IN',
            ids: [topicId('hub')],
            order,
            first: 2,
            after,
            count: true,
          } as const;
          const page = (await store().expand(query)).get(topicId('hub'));
          expect(page?.totalCount).toBe(PAPERS);
          hops.push(...(page?.items ?? []));
          after = page?.items.at(-1)?.keyset;
          if (!page?.hasNextPage) break;
        }
        expect(hops.map(({ node }) => node.id)).toEqual(ids);
        expect(hops.map(({ relationship }) => relationship)).toEqual(
          ids.map((from) => ({ type: 'ABOUT', from, to: topicId('hub'), key: '', facts: { weight: weightOf(from) } })),
        );
      }
  });

  it('are in order', async () => {
    const list = (field: 'PUBLISHED_ON' | 'NAME', direction: 'ASC' | 'DESC') =>
      pagedThrough({ filter: { kinds: ['Paper'], related: [about('hub')] }, order: { field, direction } });
    expect(numbersOf((await list('PUBLISHED_ON', 'ASC')).ids)).toEqual([0, 4, 8, 3, 7, 2, 6, 1, 5]);
    expect(numbersOf((await list('NAME', 'DESC')).ids)).toEqual([7, 5, 3, 1, 8, 6, 4, 2, 0]);
  });
});
