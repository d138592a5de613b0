import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config';
import { encodingOf } from '../import/fetch/encoding';
import { importFile, importText, type FileImportOptions } from '../import/importFile';
import type { ImportReport } from '../import/report';
import { shortHash } from '../model/ids';
import { parseHttpUrl } from '../model/urls';
import type { GraphStore } from '../store/port';
import { describeReport } from './describeReport';
import { exitStatusOf, REFUSED_INPUT, UsageError } from './exitStatus';
import { readHeaderMap } from './readHeaderMap';
import { progressWriter } from './showProgress';
import { printJson, withStore } from './withStore';

export interface ImportFlags {
  readonly format?: string;
  readonly map?: string;
  readonly again?: true;
  readonly strict?: true;
  readonly dryRun?: true;
  readonly rejects?: string;
  readonly json?: true;
}

const STDIN = '-';

interface FileOutcome {
  readonly file: string;
  readonly report?: ImportReport;
  readonly error?: string;
}

/** Imports files and what stands at addresses one after the other; one that is refused does not stop the others. */
export async function importFiles(paths: readonly string[], flags: ImportFlags): Promise<void> {
  if (flags.map !== undefined) readHeaderMap(flags.map);
  const files = (await Promise.all(paths.map(filesOf))).flat();
  const outcomes = await withStore(async (store) => {
    const done: FileOutcome[] = [];
    for (const file of files) {
      const outcome = await importOne(store, file, flags);
      process.stderr.write(`${outcome.report ? describeReport(outcome.report) : refusalOf(file, outcome.error)}\n`);
      done.push(outcome);
    }
    return done;
  });
  const rejects = outcomes.flatMap(({ report }) => report?.rejects ?? []);
  if (flags.rejects !== undefined)
    await writeFile(flags.rejects, rejects.map((reject) => `${JSON.stringify(reject)}\n`).join(''));
  if (flags.json) printJson(outcomes);
  const isRefused = outcomes.some(({ report, error }) => error !== undefined || (report?.rejected ?? 0) > 0);
  if (isRefused) process.exitCode = REFUSED_INPUT;
}

async function importOne(store: GraphStore, file: string, flags: ImportFlags): Promise<FileOutcome> {
  const options = {
    format: flags.format,
    headers: flags.map === undefined ? undefined : readHeaderMap(flags.map),
    readAgain: flags.again,
    strict: flags.strict,
    dryRun: flags.dryRun,
    now: new Date().toISOString(),
    ...reportProgress(file),
  };
  try {
    return { file, report: await importFrom(store, file, options) };
  } catch (error) {
    const { status, message } = exitStatusOf(error);
    if (status !== REFUSED_INPUT) throw error;
    return { file, error: message };
  }
}

/** Most refusals name the file themselves. */
function refusalOf(file: string, error = ''): string {
  return error.startsWith(file) ? error : `${file}: ${error}`;
}

function reportProgress(file: string): Pick<FileImportOptions, 'onProgress' | 'onRead'> {
  const show = progressWriter(file, process.stderr.isTTY, (text) => process.stderr.write(text));
  let [read, total] = [0, 0];
  return {
    onRead(bytes, size) {
      [read, total] = [bytes, size];
    },
    onProgress(records) {
      show({ records, read, total });
    },
  };
}

async function importFrom(
  store: GraphStore,
  file: string,
  options: Omit<FileImportOptions, 'path'>,
): Promise<ImportReport> {
  if (file === STDIN) return importStdin(store, options);
  if (parseHttpUrl(file)) {
    // Only now, because the HTTP client takes longer to load than most commands to run.
    const { importUrl } = await import('../import/importUrl.js');
    return importUrl(store, { ...options, url: file, limits: readConfig(process.env).fetch });
  }
  return importFile(store, { ...options, path: file });
}

/** An address or a file is itself; a folder is all files in it and below, by name. */
async function filesOf(path: string): Promise<string[]> {
  if (path === STDIN || parseHttpUrl(path)) return [path];
  if (/^\w[\w+.-]*:\/\//.test(path))
    throw new UsageError(`${path}: of addresses only those with http and https can be imported.`);
  const found = await stat(path).catch(() => null);
  if (!found) throw new UsageError(`${path}: there is no such file or folder.`);
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What comes through a pipe has no name: the same content is the same source. */
async function importStdin(store: GraphStore, options: Omit<FileImportOptions, 'path'>): Promise<ImportReport> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return importText(store, text, { ...options, name: `<stdin> ${shortHash(text)}` });
}
