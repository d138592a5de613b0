import { didYouMean } from '../../src/explore/didYouMean';
import { countFound, facetsOf, searchGraph } from '../../src/explore/search';
import { SEARCHABLE_KINDS } from '../../src/model/kinds';
import { author, link, paper, topic } from '../support/builders';
import { describeEngines } from '../support/engines';

describeEngines('a search for a word that Britain and America spell differently', (store) => {
  const answer = async (query: string) => {
    const search = { query, filter: { kinds: SEARCHABLE_KINDS } };
    const { hits } = await searchGraph(store(), { ...search, first: 9 });
    return {
      hits: hits.map(({ node, score, highlights }) => [node.id, score, highlights]),
      total: await countFound(store(), search),
      facets: await facetsOf(store(), search),
      didYouMean: await didYouMean(store(), search),
    };
  };

  beforeEach(async () => {
    const t = topic('optimisation', { name: 'Optimisation', aliases: ['optimiser'] });
    const papers = [
      paper('british', {
        title: 'Emergent behaviour',
        abstract: 'What optimisers learn.',
        on: '2021',
        arxiv: '2301.00001',
      }),
      paper('american', { title: 'Emergent behavior', abstract: 'What optimizers learn.', on: '2022' }),
      paper('both', { title: 'Behavior of agents', abstract: 'A behaviour is optimized.', on: '2022' }),
      paper('other', { title: 'Emergent language' }),
    ];
    await store().write({
      putNodes: [t, ...papers, author('ada', 'Ada')],
      putRelationships: papers.map((each) => link('ABOUT', each, t)),
    });
  });

  it.each([
    ['behaviour', 'behavior'],
    ['optimisation', 'optimization'],
    ['emergent behaviours', 'emergent behaviors'],
    ['optimised behavioural language', 'optimized behavioral language'],
    ['arXiv:2301.00001', 'https://arxiv.org/abs/2301.00001'],
  ])('is answered alike for “%s” and “%s”', async (british, american) => {
    const answered = await answer(british);
    expect(answered.hits).not.toEqual([]);
    expect(await answer(american)).toEqual(answered);
  });

  it('finds, counts and divides the texts of both spellings, and ranks them by all else', async () => {
    const { hits, total, facets } = await answer('emergent behaviour');
    const [first, second] = hits;
    expect(hits.map(([id]) => id)).toEqual(['paper:american', 'paper:british']);
    expect(first?.[1]).toBe(second?.[1]);
    expect(total).toBe(2);
    expect(facets).toEqual({
      kind: [{ value: 'Paper', count: 2 }],
      topic: [{ value: 'optimisation', count: 2 }],
      year: [
        { value: 2021, count: 1 },
        { value: 2022, count: 1 },
      ],
    });
  });

  it('marks the word as each text spells it', async () => {
    const { hits } = await answer('behavior');
    expect(hits.map(([, , highlights]) => highlights)).toEqual([
      [
        { field: 'title', fragment: '«Behavior» of agents' },
        { field: 'abstract', fragment: 'A «behaviour» is optimized.' },
      ],
      [{ field: 'title', fragment: 'Emergent «behavior»' }],
      [{ field: 'title', fragment: 'Emergent «behaviour»' }],
    ]);
  });

  it('takes one spelling for both words of a query that has both, and corrects neither', async () => {
    const both = await answer('behaviour behavior');
    expect(both).toEqual({ ...(await answer('behaviour')), didYouMean: null });
    expect((await answer('optimization')).hits.map(([id]) => id)).toContain('topic:optimisation');
  });

  it('finds texts with all words, each in a spelling of its own, before texts with any', async () => {
    expect((await answer('behaviour optimising')).hits.map(([id]) => id)).toEqual([
      'paper:both',
      'paper:american',
      'paper:british',
    ]);
    expect((await answer('emergent optimisation')).total).toBe(2);
  });
});
