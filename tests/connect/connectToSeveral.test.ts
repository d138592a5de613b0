import { becauseOf, evidenceToLoad } from '../../src/connect/becauseOf';
import { connectToSeveral, type SeveralSeeds } from '../../src/connect/connectToSeveral';
import { author, link, paper, topic } from '../support/builders';
import { describeEngines } from '../support/engines';

const [a, b, c] = [
  paper('a', { title: 'Attention' }),
  paper('b', { title: 'Beamforming' }),
  paper('c', { title: 'Beamforming Rubik’s honesty' }),
];
const [honesty, ada] = [topic('honesty', { name: 'Honesty' }), author('ada', 'Ada Lovelace')];

describeEngines('what is connected to several articles', (store) => {
  beforeEach(async () => {
    await store().write({
      putNodes: [a, b, c, honesty, ada],
      putRelationships: [
        link('ABOUT', a, honesty),
        link('ABOUT', c, honesty),
        link('AUTHORED_BY', a, ada),
        link('AUTHORED_BY', c, ada),
      ],
    });
  });

  async function linkToC(seeds: SeveralSeeds) {
    const { links } = await connectToSeveral(store(), seeds, {});
    const found = links.find(({ article }) => article === c.id);
    if (!found) throw new Error('not connected');
    return { ...found, because: becauseOf(found, await store().getByIds(evidenceToLoad(found))) };
  }

  it('is told of the closest, and each part rests on what joins it to one of them', async () => {
    const { because, signals } = await linkToC({ seeds: [a.id, b.id], notSeeds: [] });
    expect(because).toBe('Closest to “Attention”: both are about Honesty, and they share the author Ada Lovelace.');
    expect(signals.map(({ signal, seed, evidence, terms }) => [signal, seed, [...evidence, ...terms]])).toEqual([
      ['SHARED_TOPICS', a.id, [honesty.id]],
      ['TEXT_SIMILARITY', b.id, ['beamform']],
      ['SHARED_AUTHORS', a.id, [ada.id]],
    ]);
  });

  it('is not told by what speaks against it', async () => {
    await store().write({ putNodes: [{ ...b, facts: { ...b.facts, title: 'Rubik’s beamforming honesty' } as never }] });
    const { because, signals } = await linkToC({ seeds: [b.id], notSeeds: [a.id] });
    expect(because).toBe('Their texts share the words “Beamforming”, “honesty” and “Rubik’s”.');
    expect(signals.map(({ signal, seed, contribution }) => [signal, seed, Math.sign(contribution)])).toEqual([
      ['TEXT_SIMILARITY', b.id, 1],
      ['SHARED_AUTHORS', a.id, -1],
      ['SHARED_TOPICS', a.id, -1],
    ]);
  });
});
