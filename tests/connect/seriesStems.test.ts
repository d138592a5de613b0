import { connectArticles } from '../../src/connect/connectArticles';
import { seriesStems } from '../../src/connect/seriesStems';
import type { NodeId } from '../../src/model/ids';
import { issue, paper } from '../support/builders';
import { describeEngines } from '../support/engines';

const idOf = (text: string) => text as NodeId;

it.each([
  ['issue:ml-safety-newsletter/7', ['ml', 'safeti', 'newslett', 'mlsn']],
  ['issue:import-ai/401', ['import', 'ai', 'iai']],
  ['issue:bulletin', ['bulletin', 'b']],
  ['paper:ml-safety-newsletter/7', []],
])('the series of %s', (id, expected) => {
  expect([...seriesStems(idOf(id))].sort()).toEqual([...expected].sort());
});

describeEngines('texts that share a number or the name of their series', (store) => {
  it('are not alike for it', async () => {
    const nodes = [
      issue('ml-safety-newsletter/7', { title: 'ML Safety Newsletter #7' }),
      issue('ml-safety-newsletter/8', { title: 'ML Safety Newsletter #8: grokking' }),
      paper('seven', { title: '7 b' }),
      paper('also-seven', { title: '7 b' }),
      paper('grokking', { title: 'Grokking' }),
    ];
    await store().write({ putNodes: nodes });
    const linksOf = async (id: string) => {
      const found = await connectArticles(store(), [idOf(id)]);
      return found.get(idOf(id))?.links.map(({ article, signals }) => [article, signals[0]?.terms]);
    };
    expect(await linksOf('issue:ml-safety-newsletter/7')).toEqual([]);
    expect(await linksOf('paper:seven')).toEqual([]);
    expect(await linksOf('issue:ml-safety-newsletter/8')).toEqual([['paper:grokking', ['grok']]]);
  });
});
