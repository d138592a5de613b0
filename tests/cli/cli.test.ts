import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { decodeJwt } from 'jose';
import type { ImportReport } from '../../src/import/report';
import { openSqliteStore, sqlitePath } from '../../src/store/sqlite/store';
import { run } from './run';

const GOOD = 'articles:\n  - title: Latent knowledge\n    identifiers: [ "arXiv:2212.03827" ]\n';
const BAD = 'articles:\n  - titel: Latent knowledge\n';

let folder: string;
let env: { readonly DATA_DIR: string };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  env = { DATA_DIR: join(folder, 'data') };
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

interface Outcome {
  readonly file: string;
  readonly report: ImportReport;
}

describe('import', () => {
  it('imports files and says what it did, on standard error', async () => {
    const { status, stdout, stderr } = await run(['import', file('a.yaml', GOOD)], { env });
    expect([status, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/a\.yaml \(seed\): 1 record, the graph is at revision \d+\.\n\s+Paper\s+1 created/);
  });

  it('changes nothing the second time and says so', async () => {
    const path = file('a.yaml', GOOD);
    await run(['import', path], { env });
    const { status, stderr } = await run(['import', path], { env });
    expect(status).toBe(0);
    expect(stderr).toContain('nothing changed');
  });

  it('prints exactly one JSON document with --json', async () => {
    const { status, stdout } = await run(['import', '--json', file('a.yaml', GOOD), file('b.yaml', GOOD)], { env });
    const outcomes = JSON.parse(stdout) as Outcome[];
    expect(status).toBe(0);
    expect(outcomes.map(({ report }) => report.nodes.Paper)).toMatchObject([{ created: 1 }, { merged: 1 }]);
  });

  it('names a source without the folders of this machine', async () => {
    const { stdout } = await run(['import', '--json', file('a.yaml', GOOD)], { env });
    const [outcome] = JSON.parse(stdout) as Outcome[];
    expect(outcome?.report.source).toMatch(/^cli-[^/]+\/a\.yaml$/);
  });

  it('exits with 1 for a refused file, imports the others, and tells place and reason', async () => {
    const [bad, good] = [file('bad.yaml', BAD), file('good.yaml', GOOD)];
    const rejects = join(folder, 'rejects.jsonl');
    const { status, stderr } = await run(['import', bad, good, '--rejects', rejects], { env });
    expect(status).toBe(1);
    expect(stderr).toContain(`${bad}:2:12 /articles/0/titel: unknown field “titel”`);
    const listed = readFileSync(rejects, 'utf8').trim().split('\n');
    expect(JSON.parse(listed[0] ?? '')).toMatchObject({ at: { file: bad, line: 2 } });
    expect(JSON.parse((await run(['stats', '--json'], { env })).stdout)).toMatchObject({ nodes: { Paper: 1 } });
  });

  it('reads standard input, in a format that is given or recognised', async () => {
    const first = await run(['import', '-', '--json'], { env, input: GOOD });
    expect(JSON.parse(first.stdout)).toMatchObject([{ file: '-', report: { format: 'seed', changed: true } }]);
    const second = await run(['import', '-', '--format', 'seed', '--json'], { env, input: GOOD });
    expect(JSON.parse(second.stdout)).toMatchObject([{ report: { skipped: true } }]);
  });

  it('reads a folder, file by file', async () => {
    file('a.yaml', GOOD);
    const { stdout } = await run(['import', '--json', folder], {
      env: { DATA_DIR: mkdtempSync(join(tmpdir(), 'cli-')) },
    });
    expect((JSON.parse(stdout) as Outcome[]).map((outcome) => outcome.file)).toEqual([join(folder, 'a.yaml')]);
  });

  it('reads an address, if it is public or allowed, beside files', async () => {
    const server = createServer((_, response) => response.setHeader('etag', '"one"').end(GOOD)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.yaml`;
    const refused = await run(['import', url, file('b.yaml', GOOD)], { env });
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/a\.yaml: 127\.0\.0\.1 is no public address\.[^]*b\.yaml \(seed\): 1 record/);
    const allowed = { ...env, FETCH_PRIVATE: '127.0.0.0/8' };
    expect((await run(['import', url], { env: allowed })).stderr).toContain(`${url} (seed): 1 record, the graph is at`);
    server.close();
  });

  it('writes nothing on a dry run', async () => {
    const { stdout } = await run(['import', '--dry-run', '--json', file('a.yaml', GOOD)], { env });
    expect(JSON.parse(stdout)).toMatchObject([{ report: { dryRun: true, nodes: { Paper: { created: 1 } } } }]);
    expect(JSON.parse((await run(['stats', '--json'], { env })).stdout)).toMatchObject({ revision: 0 });
  });

  it('says which formats there are when none recognises a file', async () => {
    const { status, stderr } = await run(['import', file('a.bin', 'Nothing that anybody knows.')], { env });
    expect(status).toBe(1);
    expect(stderr.match(/no format recognises|^\S+: \S+:/gm)).toHaveLength(1);
    expect(stderr).toMatch(
      /no format recognises this file\. Name its format, on the command line with --format: export, seed, aggregator/,
    );
  });

  it('works on a database that another process has open', async () => {
    const store = openSqliteStore({ path: sqlitePath(env.DATA_DIR) });
    await store.migrate();
    expect((await run(['import', file('a.yaml', GOOD)], { env })).status).toBe(0);
    expect((await store.stats()).nodes.Paper).toBe(1);
    await store.close();
  });
});

it.each(['sources', 'stats --json', 'export', 'runs', 'review'])(
  'ends %s without a word when its reader has closed the pipe',
  async (command) => {
    await run(['import', file('a.yaml', GOOD)], { env });
    const shell = `("${process.execPath}" dist/cli/main.js ${command}; echo status $? >&2) | true`;
    const { stderr } = spawnSync('sh', ['-c', shell], { env: { PATH: process.env['PATH'], ...env }, encoding: 'utf8' });
    expect(stderr).toBe('status 0\n');
  },
);

it('finishes an import of which nobody reads the messages', async () => {
  const shell = `"${process.execPath}" dist/cli/main.js import "${file('a.yaml', GOOD)}" 2>&1 | true`;
  spawnSync('sh', ['-c', shell], { env: { PATH: process.env['PATH'], ...env } });
  expect(JSON.parse((await run(['stats', '--json'], { env })).stdout)).toMatchObject({ nodes: { Paper: 1 } });
});

it.each<[string, string[]]>([
  ['an unknown command', ['imprt']],
  ['an unknown flag', ['import', '--fast', 'x']],
  ['an unknown format', ['import', '--format', 'docx', 'x']],
  ['no file', ['import']],
  ['a file that is not there', ['import', 'no-such-file']],
  ['an address that nobody can load', ['import', 'ftp://example.org/feed.xml']],
  ['a token without a secret', ['token']],
])('exits with 2 and prints nothing for %s', async (_what, args) => {
  const { status, stdout, stderr } = await run(args, { env });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim()).not.toBe('');
  expect(stderr).not.toMatch(/^\s+at /m);
});

it('exits with 3 when the engine cannot be reached', async () => {
  const { status, stderr } = await run(['stats'], {
    env: { NEO4J_URI: 'bolt://127.0.0.1:1', NEO4J_PASSWORD: 'hunter2' },
  });
  expect(status).toBe(3);
  expect(stderr).not.toMatch(/hunter2|^\s+at /m);
});

it('exits with 0 for help', async () => {
  const { status, stdout } = await run(['--help']);
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /import .*\n[\s\S]*export[\s\S]*Exit status: 0 done, 1 refused input, 2 wrong usage, 3 engine/,
  );
});

describe('check', () => {
  it('finds a graph sound that was imported', async () => {
    await run(['import', 'seeds/topics.yaml', 'seeds/ml-safety-newsletter'], { env });
    const { status, stdout } = await run(['check', '--json'], { env });
    expect([status, JSON.parse(stdout)]).toEqual([0, { isSound: true, findings: [] }]);
  });

  it('exits with 1 and names the counter that is off', async () => {
    await run(['import', file('a.yaml', GOOD)], { env });
    const database = new Database(sqlitePath(env.DATA_DIR));
    database.exec('UPDATE node SET popularity = 7');
    database.close();
    const { status, stdout } = await run(['check'], { env });
    expect(status).toBe(1);
    expect(stdout).toContain('popularity of paper:arxiv.2212.03827: expected 0, found 7');
  });
});

describe('export', () => {
  it('prints every node and relationship with its claims, one a line', async () => {
    await run(['import', 'seeds/topics.yaml'], { env });
    const { stdout } = await run(['export'], { env });
    const items = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { node?: { id: string; claims: unknown[] } });
    expect(items.filter(({ node }) => node?.id.startsWith('topic:'))).toHaveLength(59);
    expect(items.find(({ node }) => node?.id === 'topic:trojans')?.node?.claims).toHaveLength(1);
  });

  it('stops without a complaint when its reader does', async () => {
    await run(['import', 'seeds/topics.yaml', 'seeds/ml-safety-newsletter'], { env });
    const { status, stdout, stderr } = spawnSync('sh', ['-c', 'node dist/cli/main.js export | head -n 1'], {
      env: { PATH: process.env['PATH'], ...env },
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });
});

it('signs a token with role, subject and lifetime', async () => {
  const secret = 'a secret that is long enough for tests';
  const args = ['token', '--role', 'importer', '--subject', 'someone', '--expires', '1h'];
  const { status, stdout } = await run(args, { env: { AUTH_JWT_SECRET: secret } });
  const { sub, roles, exp = 0, iat = 0 } = decodeJwt(stdout.trim());
  expect([status, sub, roles, exp - iat]).toEqual([0, 'someone', ['importer'], 3600]);
});

describe('sources and forget', () => {
  it('list what was imported and undo it', async () => {
    await run(['import', file('a.yaml', GOOD)], { env });
    const listed = JSON.parse((await run(['sources', '--json'], { env })).stdout) as { id: string; name: string }[];
    const source = listed.find(({ name }) => name.endsWith('/a.yaml'));
    const dry = await run(['forget', source?.id ?? '', '--dry-run'], { env });
    expect(dry.stdout).toMatch(/^would forget source:.*: 1 node and 0 relationships go, 0 and 0 stay/);
    const { status, stdout } = await run(['forget', '--json', source?.id ?? ''], { env });
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { deleted: { nodes: 1 }, dryRun: false }]);
    expect(JSON.parse((await run(['stats', '--json'], { env })).stdout)).toMatchObject({ nodes: { Paper: 0 } });
  });

  it('refuse a source that is not there, and what is no id', async () => {
    expect(await run(['forget', 'source:nothing'], { env })).toMatchObject({
      status: 1,
      stderr: 'There is no source source:nothing.\n',
    });
    expect((await run(['forget', '%%%'], { env })).status).toBe(2);
  });
});
