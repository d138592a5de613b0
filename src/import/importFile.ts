import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { ClaimRank } from '../model/claims';
import { GraphError } from '../model/errors';
import type { Validators } from '../model/nodes';
import type { GraphStore } from '../store/port';
import { detectFormat, formatNamed } from './formats/detectFormat';
import { encodingOf } from './fetch/encoding';
import { csv } from './formats/csv';
import { graphExport, readGraphExport } from './formats/graphExport';
import { importRecords, type ImportOptions } from './importRecords';
import type { Format, HeaderMap } from './record';
import type { ImportReport } from './report';
import { restoreGraph } from './restoreGraph';
import { nameOfFile } from './sources';

/** By so much of a file its format is recognised. */
export const HEAD_LENGTH = 64 * 1024;

export interface FileImportOptions extends Omit<ImportOptions, 'source' | 'rank'> {
  readonly path: string;
  /** What the source is called; when left out, by the path, as `nameOfFile` gives it. */
  readonly name?: string | undefined;
  /** The format's name; detected from the content when left out. */
  readonly format?: string | undefined;
  readonly rank?: ClaimRank | undefined;
  /** What places and messages call the file; its path when left out. */
  readonly shownAs?: string | undefined;
  /** The encoding that whoever sent the file gave it; the file's own word and its bytes are trusted more. */
  readonly charset?: string | null | undefined;
  /** For tables: which columns the file's own headers stand for; makes the file one where no format is named. */
  readonly headers?: HeaderMap | undefined;
  /** Told how many bytes of the file are read, and how many there are. */
  readonly onRead?: ((bytes: number, size: number) => void) | undefined;
  /** What the server said of the content, for a file that was downloaded. */
  readonly validators?: Validators | undefined;
}

/** Imports one file. It is read once to recognise its content and its format, and once, in a stream, to import it. */
export async function importFile(store: GraphStore, options: FileImportOptions): Promise<ImportReport> {
  const { path, name, shownAs = path, format: wanted, rank, charset, validators, headers, onRead, ...rest } = options;
  const { head, encoding, contentHash, size } = await inspectFile(path, charset);
  const format = chooseFormat(wanted, headers, head, shownAs);
  const input = { file: shownAs, text: readText(path, encoding, size, onRead), headers };
  const shortName = name ?? shortNameOf(path);
  if (format === graphExport) return restoreGraph(store, readGraphExport(input), { ...rest, name: shortName });
  const place = name === undefined ? await placeOf(path) : undefined;
  const mark = markOf(contentHash, headers);
  return importRecords(store, format.read(input), {
    ...rest,
    source: {
      ...(place === undefined
        ? { name: shortName }
        : { name: await nameOfFile(store, { name: shortName, place, contentHash: mark }), place }),
      format: format.name,
      contentHash: mark,
      ...(validators ? { validators } : {}),
    },
    rank: rank ?? format.rank ?? 'FEED',
  });
}

/** The same content under other headers is read as something else. */
function markOf(contentHash: string, headers: HeaderMap | undefined): string {
  if (!headers) return contentHash;
  return createHash('sha256')
    .update(JSON.stringify([contentHash, [...headers].sort()]))
    .digest('hex');
}

/** The format of a text by its beginning. Who says what the headers of a table mean says that it is a table. */
export function chooseFormat(
  wanted: string | undefined,
  headers: HeaderMap | undefined,
  head: string,
  file: string,
): Format {
  if (wanted !== undefined) return formatNamed(wanted);
  return headers ? csv : detectFormat(head, file);
}

/**
 * No folder of this machine gets into the graph: the path from the working folder, or the file's name and its folder's
 * for a file elsewhere.
 */
function shortNameOf(path: string): string {
  const parts = relative(process.cwd(), resolve(path)).split(sep);
  return (parts[0] === '..' ? parts.slice(-2) : parts).join('/');
}

/** The same for a file however its path is written, and another for every other file. */
async function placeOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await realpath(path))
    .digest('hex');
}

type TextImportOptions = Omit<FileImportOptions, 'path' | 'shownAs' | 'charset' | 'validators' | 'onRead'> & {
  readonly name: string;
};

/** Imports text that is in memory or comes from a pipe. */
export async function importText(
  store: GraphStore,
  text: string,
  { name, format: wanted, headers, rank, ...rest }: TextImportOptions,
): Promise<ImportReport> {
  const format = chooseFormat(wanted, headers, text.slice(0, HEAD_LENGTH), name);
  // eslint-disable-next-line @typescript-eslint/require-await -- one piece, in the form of a stream
  const pieces = async function* () {
    yield text;
  };
  const input = { file: name, text: pieces(), headers };
  if (format === graphExport) return restoreGraph(store, readGraphExport(input), { ...rest, name });
  return importRecords(store, format.read(input), {
    ...rest,
    source: {
      name,
      format: format.name,
      contentHash: markOf(createHash('sha256').update(text).digest('hex'), headers),
    },
    rank: rank ?? format.rank ?? 'FEED',
  });
}

interface Inspected {
  readonly head: string;
  readonly encoding: string;
  readonly contentHash: string;
  /** In bytes. */
  readonly size: number;
}

async function inspectFile(path: string, charset: string | null | undefined): Promise<Inspected> {
  try {
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of createReadStream(path)) {
      hash.update(piece as Buffer);
      size += (piece as Buffer).length;
    }
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_LENGTH), 0, HEAD_LENGTH, 0);
      const bytes = buffer.subarray(0, bytesRead);
      const encoding = encodingOf(bytes, charset ?? undefined);
      const head = new TextDecoder(encoding).decode(bytes, { stream: true });
      return { head, encoding, contentHash: hash.digest('hex'), size };
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new GraphError('BAD_INPUT', `${path}: cannot be read (${code}).`, { file: path }, { cause: error });
  }
}

async function* readText(
  path: string,
  encoding: string,
  size: number,
  onRead: FileImportOptions['onRead'],
): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding);
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    bytes += (piece as Buffer).length;
    onRead?.(bytes, size);
    yield decoder.decode(piece as Buffer, { stream: true });
  }
  yield decoder.decode();
}
