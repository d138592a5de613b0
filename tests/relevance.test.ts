import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BENCH = join(__dirname, '..', 'bench');
const folder = mkdtempSync(join(tmpdir(), 'relevance-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Figures {
  readonly method: string;
  readonly 'recall@20': number;
  readonly 'nDCG@10': number;
}

function run(script: string, ...options: readonly string[]) {
  return spawnSync(process.execPath, [join(BENCH, script), ...options], { encoding: 'utf8' });
}

describe('hidden citations of a made-up graph', () => {
  let figures: ReadonlyMap<string, Figures>;
  beforeAll(() => {
    expect(run('relevance/generateGraph.mjs', folder, '--papers', '400').status).toBe(0);
    const { stdout, stderr } = run(
      'relevance.mjs',
      join(folder, 'nodes.tsv'),
      join(folder, 'edges.tsv'),
      '--folds',
      '1',
      '--json',
    );
    expect(stderr).toBe('');
    const answer = JSON.parse(stdout) as { readonly figures: readonly Figures[] };
    figures = new Map(answer.figures.map((each) => [each.method, each]));
  }, 60_000);

  it('are found better by all signals together than by any one alone', () => {
    const ours = figures.get('project: all signals')?.['recall@20'] ?? 0;
    const alone = [...figures].filter(([method]) => /^project: .* alone$/u.test(method));
    expect(alone).toHaveLength(4);
    for (const [, { 'recall@20': recall }] of alone) expect(ours).toBeGreaterThan(recall);
  });

  it('are found better than by single methods and by rank fusion of them', () => {
    const ours = figures.get('project: all signals')?.['recall@20'] ?? 0;
    for (const method of ['TF-IDF text', 'Adamic–Adar', 'personalised PageRank', 'reciprocal rank fusion of these'])
      expect(ours).toBeGreaterThan(figures.get(method)?.['recall@20'] ?? 1);
  });
});

it('takes topics of papers and labels in a file of their own', () => {
  const [nodes, edges, labels] = ['topics.jsonl', 'topics.tsv', 'labels.txt'].map((name) => join(folder, name));
  const ids = Array.from({ length: 100 }, (_, index) => index);
  const papers = ids.map((id) => ({ id, title: `Paper ${id}`, topics: [`topic ${id % 4}`] }));
  writeFileSync(nodes ?? '', papers.map((paper) => JSON.stringify(paper)).join('\n'));
  writeFileSync(edges ?? '', ids.map((id) => `${id}\t${(id + 4) % 100}`).join('\n'));
  const ask = (text: string) => {
    writeFileSync(labels ?? '', text);
    return run('relevance.mjs', nodes ?? '', edges ?? '', '--labels', labels ?? '', '--folds', '1', '--json');
  };
  const { figures } = JSON.parse(ask(ids.map((id) => `${id} ${id % 4}`).join('\n')).stdout) as {
    figures: readonly { method: string; 'label@10': number }[];
  };
  expect(figures.find(({ method }) => method === 'project: SHARED_TOPICS alone')?.['label@10']).toBe(1);
  expect(ask('1\n2\n').stderr).toContain('2 labels for 100 papers');
  expect(ask('1 a\n2 b\n').stderr).toContain('no label for the paper "0"');
});

it('names the line of a file that it cannot read', () => {
  const [nodes, edges] = [join(folder, 'bad.jsonl'), join(folder, 'bad.tsv')];
  writeFileSync(nodes, '{"id":"a","title":"A"}\n{"id":"a","title":"B"}\n');
  writeFileSync(edges, 'a\tb\n');
  const { status, stderr } = run('relevance.mjs', nodes, edges);
  expect(status).toBe(1);
  expect(stderr).toContain('bad.jsonl, line 2: gives the id "a" again, after line 1');
});
