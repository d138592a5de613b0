import { TopicMatcher, type TopicMatch } from '../../src/import/topics/matchTopics';
import type { NodeId } from '../../src/model/ids';

const TOPIC = 'topic:x' as NodeId;

function match(aliases: readonly string[], title: string, body = ''): TopicMatch | undefined {
  const matcher = new TopicMatcher([]);
  matcher.add(TOPIC, { slug: 'x', name: 'Some topic', topicKind: 'TOPIC', aliases });
  return matcher.match(title, body)[0];
}

it('finds a name or alias as whole words, in the singular or the plural', () => {
  expect(match(['adversaries'], 'Robust to an adversary')).toBeDefined();
  expect(match(['adversarial attack'], 'Adversarial attacks')).toBeDefined();
  expect(match(['bias'], 'Biased towards texture')).toBeUndefined();
  expect(match([], 'Some topics')).toBeDefined();
});

it.each([
  ['goal misgeneralization', 'On goal misgeneralisation'],
  ['value specification', 'Value specifications'],
  ['emergent behaviour', 'Emergent behaviors of agents'],
  ['optimised agents', 'An optimized agent'],
  ['generalising', 'Generalizing from one'],
])('finds %s in “%s”: spelled as in Britain or in America', (alias, title) => {
  expect(match([alias], title)?.matched).toHaveLength(1);
});

it('tells what stands in the title from what only stands below it', () => {
  expect(match(['inner alignment'], 'Inner alignment')?.isInTitle).toBe(true);
  expect(match(['inner alignment'], 'Risks', 'Of inner alignment.')?.isInTitle).toBe(false);
  expect(match(['inner alignment'], 'On the inner', 'Alignment of agents')?.isInTitle).toBe(false);
});

it.each([
  ['Unforeseen Adversaries', 'Unforeseen Adversaries'],
  ['Unforeseen adversaries and UNFORESEEN ADVERSARIES', 'Unforeseen adversaries'],
  ['about ‘unforeseen\n  adversaries’, in short', 'unforeseen adversaries'],
])('gives the words of %j as they stand there first', (text, written) => {
  expect(match(['unforeseen adversaries'], text)?.matched).toEqual([written]);
  expect(match(['unforeseen adversaries'], 'Title', text)?.matched).toEqual([written]);
});

it('gives each name and alias that the text has', () => {
  expect(match(["Goodhart's law", 'proxy gaming'], 'Proxy gaming', 'Goodhart’s Law tells why.')?.matched).toEqual([
    'Goodhart’s Law',
    'Proxy gaming',
  ]);
});

it('takes no longer where a text is nothing but punctuation', () => {
  const marks = '!'.repeat(300_000);
  expect(match(['reward hacking'], `reward ${marks} hacking`)?.matched).toHaveLength(1);
});
