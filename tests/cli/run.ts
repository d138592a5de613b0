import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** Compiled by `npm test` before Jest starts. */
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** Called with what the program has written to standard error so far. */
  readonly onStderr?: (text: string, kill: () => void) => void;
  /** Called with what the program has written to standard output so far. */
  readonly onStdout?: (text: string, signal: (name: NodeJS.Signals) => void) => void;
}

/** Runs the real program in a process of its own, in the project's folder. */
export async function run(
  args: readonly string[],
  { env = {}, input = '', onStderr, onStdout }: RunOptions = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: ROOT, env: { PATH: process.env['PATH'], ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onStdout?.(stdout, (name) => child.kill(name));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    onStderr?.(stderr, () => child.kill('SIGKILL'));
  });
  child.stdin.end(input);
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, stdout, stderr };
}
