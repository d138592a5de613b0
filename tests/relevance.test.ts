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

it('names the line of a file that it cannot read', () => {
  const [nodes, edges] = [join(folder, 'bad.jsonl'), join(folder, 'bad.tsv')];
  writeFileSync(nodes, '{"id":"a","title":"A"}\n{"id":"a","title":"B"}\n');
  writeFileSync(edges, 'a\tb\n');
  const { status, stderr } = run('relevance.mjs', nodes, edges);
  expect(status).toBe(1);
  expect(stderr).toContain('bad.jsonl, line 2: gives the id "a" again, after line 1');
});
