import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GraphError } from '../model/errors';
import { parseHttpUrl } from '../model/urls';
import type { GraphStore } from '../store/port';
import { download, type FetchLimits } from './fetch/download';
import { importFile, type FileImportOptions } from './importFile';
import { ReportBuilder, type ImportReport } from './report';
import { findSource, isSettled } from './sources';

export interface UrlImportOptions extends Pick<
  FileImportOptions,
  'format' | 'readAgain' | 'headers' | 'strict' | 'dryRun' | 'now' | 'onProgress' | 'onRead'
> {
  readonly url: string;
  readonly limits: FetchLimits;
  /** Aborting it ends the download; what is loaded already is imported to its end. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Imports what stands at an http(s) address: loads all of it first, so that a download that breaks off changes nothing,
 * and only if the server has other content than at the last import. `BAD_INPUT` for what cannot be loaded.
 */
export async function importUrl(
  store: GraphStore,
  { url, limits, signal, ...options }: UrlImportOptions,
): Promise<ImportReport> {
  const name = nameOfAddress(url);
  const stored = await findSource(store, name);
  // Only what was imported whole has its hash in the graph; anything else is loaded and tried again.
  const isKnown =
    options.readAgain !== true &&
    stored !== null &&
    isSettled(stored) &&
    stored.format === (options.format ?? stored.format);
  const folder = await mkdtemp(join(tmpdir(), 'graph-import-'));
  try {
    const path = join(folder, 'content');
    const loaded = await download(name, path, { limits, signal, validators: isKnown ? stored.validators : undefined });
    if (loaded) return await importFile(store, { ...options, ...loaded, path, name, shownAs: name });
    const report = new ReportBuilder(name, stored?.format ?? '', options.dryRun ?? false);
    report.isNotModified = true;
    report.skipped = true;
    report.revision = await store.revision();
    return report.build();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same page is the same source, whatever part of it the address points to. */
function nameOfAddress(address: string): string {
  const url = parseHttpUrl(address);
  if (!url) throw new GraphError('BAD_INPUT', `${address}: this is no http or https address.`, { file: address });
  url.hash = '';
  return url.href;
}
