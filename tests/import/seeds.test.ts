import { join } from 'node:path';
import { loadSeeds, type SeedProgress } from '../../src/import/loadSeeds';
import { yearOf } from '../../src/model/dates';
import type { NodeId } from '../../src/model/ids';
import type { Entry } from '../../src/model/nodes';
import type { Relationship } from '../../src/model/relationships';
import type { GraphStore } from '../../src/store/port';
import { topic } from '../support/builders';
import { openEmptyStore } from '../support/graph';

const SEEDS = join(__dirname, '../../seeds');

let store: GraphStore;
const progress: SeedProgress[] = [];
beforeAll(async () => {
  store = await openEmptyStore();
  expect(await loadSeeds(store, SEEDS, (step) => progress.push(step))).toBe(true);
}, 120_000);
afterAll(() => store.close());

async function entriesOf(issue: string): Promise<readonly Entry[]> {
  const node = (await store.getByIds([issue as NodeId])).get(issue as NodeId);
  return node?.kind === 'Issue' ? node.facts.sections.flatMap(({ entries }) => entries) : [];
}

it('holds the taxonomy, both newsletters and everything that they covered', async () => {
  const { nodes, relationships } = await store.stats();
  expect(nodes).toMatchObject({ Topic: 59, Newsletter: 2, Issue: 192 });
  expect(relationships).toMatchObject({ PART_OF: 192, SUBTOPIC_OF: 51 });
  expect(relationships.FEATURES).toBeGreaterThan(1_850);
});

it('tells how far it is, topics first', () => {
  expect(progress[0]).toEqual({ file: 'topics.yaml', done: 0, total: progress.length - 1 });
  expect(progress.at(-1)).toMatchObject({ done: progress.length - 1 });
});

it('is loaded once', async () => {
  const revision = await store.revision();
  expect(await loadSeeds(store, SEEDS, () => undefined)).toBe(false);
  expect(await store.revision()).toBe(revision);
});

it('is not loaded into a graph that has other contents', async () => {
  const other = await openEmptyStore();
  await other.write({ putNodes: [topic('mine')] });
  expect(await loadSeeds(other, SEEDS, () => undefined)).toBe(false);
  expect((await other.stats()).nodes).toMatchObject({ Topic: 1, Issue: 0 });
  await other.close();
});

it('has issue #7 whole: 13 entries in order, nine with their article, four whose link was lost', async () => {
  const issue = 'issue:ml-safety-newsletter/7' as NodeId;
  const entries = await entriesOf(issue);
  expect(entries).toHaveLength(13);
  const page = await store.expand({
    type: 'FEATURES',
    direction: 'OUT',
    ids: [issue],
    order: { field: 'POSITION', direction: 'ASC' },
    first: 20,
    count: true,
  });
  const features = page.get(issue)?.items ?? [];
  expect(features.map(({ relationship }) => relationship.facts.position)).toEqual([1, 2, 3, 5, 6, 8, 10, 12, 13]);
  expect(features.map(({ relationship }) => relationship.key)).toEqual(
    [0, 1, 2, 4, 5, 7, 9, 11, 12].map((index) => entries[index]?.key),
  );
  expect(features[0]?.node.id).toBe('paper:arxiv.2212.03827');
});

it('dates every issue, in their order and in no year before that of an article that it features', async () => {
  const years = new Map<NodeId, number>();
  const numbers = new Map<NodeId, number>();
  const features: Relationship[] = [];
  for await (const { node, relationship } of store.scan()) {
    if (node && 'publishedOn' in node.facts && node.facts.publishedOn)
      years.set(node.id, yearOf(node.facts.publishedOn));
    if (node?.kind === 'Issue') numbers.set(node.id, node.facts.number ?? 0);
    if (relationship?.type === 'FEATURES') features.push(relationship);
  }
  for (const newsletter of ['ml-safety-newsletter', 'alignment-newsletter']) {
    const issues = [...numbers].filter(([id]) => id.startsWith(`issue:${newsletter}/`)).sort(([, a], [, b]) => a - b);
    const yearsOfIssues = issues.map(([id]) => years.get(id) ?? NaN);
    expect(yearsOfIssues).toEqual([...yearsOfIssues].sort());
  }
  const early = features.filter(({ from, to }) => (years.get(from) ?? NaN) < (years.get(to) ?? 0));
  expect(early.map(({ from, to }) => [from, to])).toEqual([]);
});

it('gives every topic that a seed names its place in the taxonomy', async () => {
  const page = await store.list({
    filter: { kinds: ['Topic'], topicKinds: ['TAG'] },
    order: { field: 'NAME', direction: 'ASC' },
    first: 10,
    count: true,
  });
  expect(page.items.map(({ node }) => node.id)).toEqual([]);
});

describe('a seed’s title', () => {
  const topicsOf = new Map<string, string[]>();
  beforeAll(async () => {
    const topics = new Map<NodeId, string[]>();
    for await (const { node, relationship } of store.scan()) {
      if (node && 'title' in node.facts) {
        topics.set(node.id, []);
        topicsOf.set(node.facts.title, topics.get(node.id) ?? []);
      }
      if (relationship?.type === 'ABOUT') topics.get(relationship.from)?.push(relationship.to.slice('topic:'.length));
    }
  });

  it.each([
    ['AI safety via debate', 'scalable-oversight'],
    ['Debate update: Obfuscated arguments problem', 'scalable-oversight'],
    ['Meta-Learning: A Survey', 'survey'],
    ['Algorithmic Fairness from a Non-ideal Perspective', 'fairness'],
    ['Procgen Benchmark', 'datasets-benchmarks'],
    ['Planning with Uncertain Specifications', 'value-learning'],
    ['Draft report on existential risk from power-seeking AI', 'existential-risk'],
  ])('%j gives the topic %s', (title, topic) => {
    expect(topicsOf.get(title)).toContain(topic);
  });

  it.each([
    ['Alignment Newsletter #16', 'alignment'],
    ['AI Alignment Podcast: China’s AI Superpower Dream', 'alignment'],
    ['Podcast: Six Experts Explain the Killer Robots Debate', 'scalable-oversight'],
    ['AI Safety Career Bottlenecks Survey', 'survey'],
    ['Reconciling modern machine learning practice and the bias-variance trade-off', 'fairness'],
    ['Agent57: Outperforming the human Atari benchmark', 'datasets-benchmarks'],
    ['Specification gaming examples in AI', 'value-learning'],
    ['The What-If Tool: Code-Free Probing of Machine Learning Models', 'eliciting-latent-knowledge'],
    ["Self-Fulfilling Prophecies Aren't Always About Self-Awareness", 'situational-awareness'],
    ['Senior Systems Safety Engineer', 'safety-engineering'],
  ])('%j does not give the topic %s', (title, topic) => {
    expect(topicsOf.get(title)).toBeDefined();
    expect(topicsOf.get(title)).not.toContain(topic);
  });
});
