import fc from 'fast-check';
import { explanatoryPath, moreExplanatory } from '../../src/explore/explanatoryPath';
import { shortestPath } from '../../src/explore/shortestPath';
import type { NodeId } from '../../src/model/ids';
import type { GraphStore, NodeRecord } from '../../src/store/port';
import { author, issue, link, paper, paperId, topic } from '../support/builders';
import { describeEngines } from '../support/engines';

function numbered(count: number): NodeRecord[] {
  return Array.from({ length: count }, (_, index) => paper(`n${index}`, { title: `Number ${index}` }));
}

describeEngines('the most explanatory path', (store) => {
  const [a, b] = [paper('a', { title: 'First' }), paper('b', { title: 'Second' })];

  it('goes a longer way where the short one says nothing, over whatever kinds of nodes', async () => {
    const hub = topic('ml', { name: 'Machine learning' });
    const [middle, ada, letter] = [
      paper('m', { title: 'Middle' }),
      author('ada', 'Ada'),
      issue('i', { title: 'Issue 1' }),
    ];
    const crowd = numbered(200);
    await store().write({
      putNodes: [a, b, hub, middle, ada, letter, ...crowd],
      putRelationships: [
        ...[a, b, ...crowd].map((each) => link('ABOUT', each, hub)),
        link('AUTHORED_BY', a, ada),
        link('AUTHORED_BY', middle, ada),
        link('FEATURES', letter, middle, {}, 'one'),
        link('FEATURES', letter, b, {}, 'two'),
      ],
    });
    const shortest = await shortestPath(store(), a.id, b.id, { maxLength: 6 });
    expect(shortest.path?.nodes).toEqual([a.id, hub.id, b.id]);
    const { path, cut } = await explanatoryPath(store(), a.id, b.id, { maxLength: 6 });
    expect(path?.nodes).toEqual([a.id, ada.id, middle.id, letter.id, b.id]);
    expect(path?.relationships.map(({ because }) => because)).toEqual([
      '“First” was written by Ada.',
      '“Middle” was written by Ada.',
      '“Issue 1” features “Middle”.',
      '“Issue 1” features “Second”.',
    ]);
    // The topic is crossed, not emptied.
    expect(cut).toEqual([expect.stringContaining('100 to the rarest')]);
    const within = await explanatoryPath(store(), a.id, b.id, { maxLength: 3 });
    expect(within.path?.nodes).toEqual([a.id, hub.id, b.id]);
    const byTopic = await explanatoryPath(store(), a.id, b.id, { maxLength: 6, types: ['ABOUT'] });
    expect(byTopic.path?.nodes).toEqual([a.id, hub.id, b.id]);
  });

  it('costs least of all there are, whatever the graph', async () => {
    const nodes = numbered(8);
    await store().write({ putNodes: nodes });
    const pair = fc.tuple(fc.nat({ max: 7 }), fc.nat({ max: 7 })).filter(([from, to]) => from !== to);
    let before: ReturnType<typeof link>[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(pair, { selector: String, maxLength: 16 }),
        fc.integer({ min: 1, max: 7 }),
        async (pairs, maxLength) => {
          const links = pairs.map(([from, to]) => link('CITES', paperId(`n${from}`), paperId(`n${to}`)));
          await store().write({ deleteRelationships: before, putRelationships: links });
          before = links;
          const { path } = await explanatoryPath(store(), paperId('n0'), paperId('n7'), { maxLength });
          const found = path && (await costOf(store(), path.nodes));
          const least = await leastCost(store(), pairs, maxLength);
          expect(found === null ? null : Number(found.toFixed(6))).toBe(
            least === null ? null : Number(least.toFixed(6)),
          );
          expect(path === null || path.length <= maxLength).toBe(true);
        },
      ),
      { numRuns: store().engine === 'sqlite' ? 60 : 6, seed: 5 },
    );
  });

  it('is the shortest where that is all that was found, or costs less', async () => {
    const [one, other] = [topic('one'), topic('other')];
    // Cited, so that it is not among the hundred rarest of either topic.
    const [between, citing, crowd] = [paper('between'), paper('citing'), numbered(240)];
    await store().write({
      putNodes: [a, b, one, other, between, citing, ...crowd],
      putRelationships: [
        ...[a, between, ...crowd.slice(0, 120)].map((each) => link('ABOUT', each, one)),
        ...[b, between, ...crowd.slice(120)].map((each) => link('ABOUT', each, other)),
        link('CITES', citing, between),
      ],
    });
    const [shortest, explanatory] = [
      await shortestPath(store(), a.id, b.id, { maxLength: 4 }),
      await explanatoryPath(store(), a.id, b.id, { maxLength: 4 }),
    ];
    const way = [a.id, one.id, between.id, other.id, b.id];
    expect([shortest.path?.nodes, explanatory.path]).toEqual([way, null]);
    const chosen = moreExplanatory(explanatory, shortest);
    expect(chosen.path).toMatchObject({ nodes: way, cut: [expect.stringContaining('100 to the rarest')] });
    expect(chosen.path?.cost).toBeCloseTo(await costOf(store(), way));
    expect(moreExplanatory(chosen, { path: null, cut: [] })).toBe(chosen);
  });

  it('as of a date goes over nothing that came later, and does not start or end there', async () => {
    const dated = (slug: string, on: string) => paper(slug, { on });
    const [old, older, late] = [dated('old', '2019'), dated('older', '2018'), dated('late', '2022')];
    const subject = topic('t');
    await store().write({
      putNodes: [old, older, late, subject],
      putRelationships: [
        link('CITES', late, old),
        link('CITES', late, older),
        ...[old, older].map((each) => link('ABOUT', each, subject)),
      ],
    });
    for (const search of [shortestPath, explanatoryPath]) {
      const pathOf = async (from: NodeId, to: NodeId, options: object) =>
        (await search(store(), from, to, { maxLength: 6, ...options })).path?.nodes ?? null;
      expect(await pathOf(old.id, older.id, {})).toEqual([old.id, late.id, older.id]);
      expect(await pathOf(old.id, older.id, { publishedTo: '2021' })).toEqual([old.id, subject.id, older.id]);
      expect(await pathOf(old.id, late.id, { publishedTo: '2021' })).toBeNull();
      expect(await pathOf(old.id, subject.id, { publishedTo: '2018' })).toBeNull();
    }
  });

  it('is of length 0 from a node to itself, and none where there is none', async () => {
    await store().write({ putNodes: [a, b] });
    expect((await explanatoryPath(store(), a.id, a.id, { maxLength: 4 })).path).toMatchObject({
      length: 0,
      nodes: [a.id],
    });
    expect(await explanatoryPath(store(), a.id, b.id, { maxLength: 4 })).toEqual({ path: null, cut: [] });
    await expect(explanatoryPath(store(), a.id, b.id, { maxLength: 9 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});

async function costOf(store: GraphStore, ids: readonly NodeId[]): Promise<number> {
  const nodes = await store.getByIds(ids);
  const between = ids.slice(1, -1).map((id) => Math.log(2 + (nodes.get(id)?.popularity ?? 0)));
  return between.reduce((sum, cost) => sum + cost, 0.5 * (ids.length - 1));
}

/** Over all ways without a repeated node, one by one. */
async function leastCost(
  store: GraphStore,
  links: readonly (readonly [number, number])[],
  maxLength: number,
): Promise<number | null> {
  const costs: number[] = [];
  const ways: number[][] = [[0]];
  for (let way = ways.pop(); way; way = ways.pop()) {
    const at = way.at(-1);
    if (at === 7)
      costs.push(
        await costOf(
          store,
          way.map((index) => paperId(`n${index}`)),
        ),
      );
    else if (way.length <= maxLength)
      for (const [from, to] of links)
        for (const [here, there] of [
          [from, to],
          [to, from],
        ] as const)
          if (here === at && !way.includes(there)) ways.push([...way, there]);
  }
  return costs.length === 0 ? null : Math.min(...costs);
}
