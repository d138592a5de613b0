import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Compiled by `npm test` before Jest starts. */
const MAIN = join(__dirname, '..', '..', '..', 'dist', 'main.js');

interface Exit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ServerProcess {
  /** The server's address, as soon as it is printed; rejects when the process ends before that. */
  readonly url: Promise<string>;
  /** How the process ended. */
  readonly exit: Promise<Exit>;
  /** Resolves when the text has been written to standard error. */
  written(text: string): Promise<void>;
  stop(): Promise<Exit>;
}

/** The real program in a process of its own, with a data folder that is removed when it ends. */
export function startProcess(env: Readonly<Record<string, string>> = {}): ServerProcess {
  const dataDir = mkdtempSync(join(tmpdir(), 'graph-'));
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [MAIN], { env: { PATH, PORT: '0', DATA_DIR: dataDir, SEED: 'none', ...env } });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    notify();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    notify();
  });
  const exit = once(child, 'close').then(([code]): Exit => {
    rmSync(dataDir, { recursive: true, force: true });
    return { code: code as number | null, stdout, stderr };
  });

  const find = <Value>(look: () => Value | undefined) =>
    new Promise<Value>((resolve, reject) => {
      const check = () => {
        const value = look();
        if (value === undefined) return;
        listeners.delete(check);
        resolve(value);
      };
      listeners.add(check);
      check();
      void exit.then(({ code }) => {
        reject(new Error(`The server ended with status ${String(code)}:\n${stderr}`));
      });
    });
  const url = find(() => /front page\s+(?<url>\S+)\/\n/u.exec(stdout)?.groups?.['url']);
  url.catch(() => undefined);

  return {
    url,
    exit,
    written: (text) => find(() => (stderr.includes(text) ? true : undefined)).then(() => undefined),
    stop: () => {
      child.kill('SIGTERM');
      return exit;
    },
  };
}
