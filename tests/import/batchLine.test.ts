import type { GraphStore } from '../../src/store/port';
import { describeEngines } from '../support/engines';
import { contentsOf, empty, tell, withWrite, type Told } from '../support/graph';

/** One source whose records speak of each other's nodes: of the same papers, people, topics and titles. */
const SOURCE: Told = {
  source: 'papers.jsonl',
  records: [
    { type: 'topic', topic: { slug: 'robustness', name: 'Robustness' } },
    article('Reward models under pressure of search', { authors: [{ name: 'Ann Lee' }] }),
    article('Latent knowledge without labels', {
      identifiers: ['arXiv:2212.03827'],
      authors: [{ name: 'C. Burns' }],
      topics: [{ name: 'red teaming' }],
      cites: ['arXiv:2301.00001', 'arXiv:1606.06565'],
    }),
    article('Reward models under pressure of search', {
      identifiers: ['arXiv:2301.00001'],
      authors: [{ name: 'Ann Lee' }, { name: 'Bo Chan' }],
      abstract: 'On robustness and red teaming.',
    }),
    { type: 'topic', topic: { slug: 'jailbreaks', name: 'Jailbreaks', aliases: ['red teaming'] } },
    article('Latent knowledge without labels', {
      identifiers: ['arXiv:2212.03827', 'doi:10.48550/arXiv.2212.03827'],
      topics: [{ name: 'honesty' }],
      abstract: 'Jailbreaks are not looked at.',
    }),
    article('Latent knowledge without labels', { authors: [{ name: 'C. Burns' }] }),
    { type: 'citation', citation: { from: 'arXiv:2301.00001', to: 'arXiv:2212.03827' } },
    { type: 'topic', topic: { slug: 'honesty', name: 'Honesty', parents: ['robustness'] } },
  ],
};

function article(title: string, more: object): Told['records'][number] {
  return { type: 'article', article: { title, ...more } };
}

describeEngines('an import whose next batch is planned while one is written', (opened) => {
  it('makes the same graph of batches of any size', async () => {
    const store = slow(opened());
    await tell(store, SOURCE, { batchSize: 100 });
    const expected = await contentsOf(store);
    for (const batchSize of [1, 2, 3]) {
      await empty(store);
      await tell(store, SOURCE, { batchSize });
      expect(await contentsOf(store)).toEqual(expected);
      await tell(store, SOURCE, { batchSize });
      expect(await contentsOf(store)).toEqual(expected);
    }
  });

  it('plans again what was planned on a batch before which another writer came', async () => {
    const store = slow(opened());
    await tell(store, SOURCE, { batchSize: 1 });
    const expected = await contentsOf(store);
    await empty(store);
    let writes = 0;
    const disturbed = withWrite(store, async (batch) => {
      if (++writes % 2 === 0)
        await store.write({
          putNodes: [
            { id: 'venue:other' as never, kind: 'Venue', facts: { name: `${writes}`, variants: [] }, claims: [] },
          ],
        });
      return store.write(batch);
    });
    await tell(disturbed, SOURCE, { batchSize: 1 });
    await store.write({ deleteNodes: ['venue:other' as never] });
    expect(await contentsOf(store)).toEqual(expected);
  });

  it('ends also where another writer comes before it many times in a row', async () => {
    const store = opened();
    let disturbances = 12;
    const disturbed = withWrite(store, async (batch) => {
      if (disturbances-- > 0) await tell(store, { source: `note-${disturbances}`, records: [article('A note', {})] });
      return store.write(batch);
    });
    const report = await tell(disturbed, SOURCE);
    expect(report).toMatchObject({ changed: true, rejects: [] });
    expect(disturbances).toBeLessThan(0);
  });

  it('ends with the failure of a write, and the batch that was planned on it is not written', async () => {
    const store = opened();
    let writes = 0;
    const failing = withWrite(slow(store), (batch) =>
      ++writes === 2 ? Promise.reject(new Error('The disk is full.')) : store.write(batch),
    );
    await expect(tell(failing, SOURCE, { batchSize: 1 })).rejects.toThrow('The disk is full.');
    expect(writes).toBe(2);
  });
});

/** Writes begin only after many turns of the event loop, so that the next batch is planned before. */
function slow(store: GraphStore): GraphStore {
  return withWrite(store, async (batch) => {
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    return store.write(batch);
  });
}
