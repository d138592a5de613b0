import type { NodeRecord } from '../../src/store/port';
import { link, paper, resource, topic, topicId } from '../support/builders';
import { describeEngines } from '../support/engines';

// A hub has thousands of articles; here it has more than two, so that both ways of looking are tried on one small graph.
jest.mock('../../src/store/rules', () => ({ ...jest.requireActual<object>('../../src/store/rules'), HUB_TOPIC: 2 }));

describeEngines('the most cited papers of a topic', (store) => {
  it('are found alike for a hub and for any other topic', async () => {
    const papers = ['old', 'mid', 'new', 'off'].map((slug) => paper(slug));
    const [old, mid, recent, off] = papers as [NodeRecord, NodeRecord, NodeRecord, NodeRecord];
    await store().write({
      putNodes: [...papers, resource('post'), topic('a'), topic('small'), topic('alone')],
      putRelationships: [
        ...[old, mid, recent].map((each) => link('ABOUT', each, topicId('a'), { weight: 0.5 })),
        ...[recent, mid].map((each) => link('ABOUT', each, topicId('small'))),
        link('ABOUT', resource('post'), topicId('a')),
        ...[mid, recent, off].map((each) => link('CITES', each, old)),
        link('CITES', recent, mid),
        link('CITES', recent, off),
      ],
    });
    const top = await store().topPapers({ topics: ['a', 'small', 'alone', 'nowhere'].map(topicId), perTopic: 2 });
    expect(top).toEqual(
      new Map([
        [
          topicId('a'),
          [
            { id: old.id, popularity: 3, weight: 0.5 },
            { id: mid.id, popularity: 1, weight: 0.5 },
          ],
        ],
        [
          topicId('small'),
          [
            { id: mid.id, popularity: 1, weight: 1 },
            { id: recent.id, popularity: 0, weight: 1 },
          ],
        ],
        [topicId('alone'), []],
      ]),
    );
  });
});
