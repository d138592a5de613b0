// Compiles src/ to dist/ (swc) and web/ to dist/web/ (vite), and only what changed since the last time.
//   node scripts/build.mjs [server|web]
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

const ROOT = join(import.meta.dirname, '..');
const TARGETS = {
  server: {
    inputs: ['src', '.swcrc', 'package-lock.json'],
    output: 'dist/main.js',
    command: ['swc', 'src', '--out-dir', 'dist', '--strip-leading-paths', '--quiet'],
    clean: (name) => name !== 'web' && !name.startsWith('.built-'),
  },
  web: {
    inputs: ['web', 'src/model', 'vite.config.mts', 'package-lock.json'],
    output: 'dist/web',
    command: ['vite', 'build', '--logLevel', 'error'],
    clean: (name) => name === 'web',
  },
};

/** A hash of the names, sizes and times of all files below the inputs. */
function fingerprint(inputs) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(join(ROOT, path), { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) return hash.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
    for (const name of readdirSync(join(ROOT, path)).sort()) visit(join(path, name));
  };
  inputs.forEach(visit);
  return hash.digest('hex');
}

for (const name of process.argv[2] ? [process.argv[2]] : Object.keys(TARGETS)) {
  const { inputs, output, command, clean } = TARGETS[name];
  if (!existsSync(join(ROOT, inputs[0]))) continue;
  const stamp = join(ROOT, 'dist', `.built-${name}`);
  const present = fingerprint(inputs);
  const isFresh = existsSync(join(ROOT, output)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === present;
  if (isFresh) continue;
  process.stderr.write(`building ${name} …\n`);
  if (existsSync(join(ROOT, 'dist')))
    for (const entry of readdirSync(join(ROOT, 'dist')))
      if (clean(entry)) rmSync(join(ROOT, 'dist', entry), { recursive: true });
  const [tool, ...args] = command;
  const { status, error } = spawnSync(join(ROOT, 'node_modules', '.bin', tool), args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) {
    process.stderr.write(`build of ${name} failed${error ? `: ${error.message}` : ''}\n`);
    process.exit(1);
  }
  writeFileSync(stamp, present);
}
