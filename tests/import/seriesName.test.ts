import { withoutSeriesName } from '../../src/import/topics/seriesName';
import { normaliseTitle } from '../../src/model/text';

it.each([
  ['Alignment Newsletter #16', 16, ''],
  ['Alignment Newsletter #79: Recursive reward modeling', 79, 'recursive reward modeling'],
  ['[AN #151]: How sparsity makes debate easier', 151, 'how sparsity makes debate easier'],
  ['MLSN #12: February 2025', 12, 'february 2025'],
  ['Import AI 401: Alignment of agents', 401, 'alignment of agents'],
  ['AI Alignment Weekly: Issue 38: Robustness', 38, 'robustness'],
  ['Calm Alignment, Issue No. 4', 4, ''],
  ['Improving debate (Alignment Newsletter #86)', 86, 'improving debate'],
  ['Robustness - Alignment Digest 5', 5, 'robustness'],
  ['Why 5 of us chose alignment | Safety Weekly #5', 5, 'why 5 of us chose alignment'],
  ['Alignment of GPT-4: what 4.5 people think', 4, 'alignment of gpt 4 what 4 5 people think'],
])('%j, which is number %i, is about %j', (title, number, rest) => {
  expect(normaliseTitle(withoutSeriesName(title, number))).toBe(rest);
});

it.each([
  ['AI Alignment Podcast: Machine Ethics and AI Governance', 'machine ethics and ai governance'],
  ['FLI Podcast- Artificial Intelligence', 'artificial intelligence'],
  ['Alignment Newsletter #84', ''],
  ['Alignment Newsletter, Issue 84: Debate', 'debate'],
  ['Alignment Newsletter One Year Retrospective', 'alignment newsletter one year retrospective'],
  ['Announcing the AI X-risk Podcast', 'announcing the ai x risk podcast'],
  ['Alignment: a podcast', 'alignment a podcast'],
])('%j, of no known number, is about %j', (title, rest) => {
  expect(normaliseTitle(withoutSeriesName(title))).toBe(rest);
});
