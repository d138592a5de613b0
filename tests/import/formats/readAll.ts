import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleRecord, Format, ImportRecord, IssueRecord, Notice, Reject } from '../../../src/import/record';

const FIXTURES = join(__dirname, '../../fixtures/formats');
const SHARED = join(__dirname, '../../../../shared/data');

export function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

/** The real data beside the project. Where it must be there (CI) its absence fails the tests that need it. */
export const hasShared = existsSync(SHARED) || process.env['CI'] !== undefined;
export const describeWithShared = hasShared ? describe : describe.skip;

export function sharedPath(name: string): string {
  return join(SHARED, name);
}

export function shared(name: string): string {
  return readFileSync(sharedPath(name), 'utf8');
}

/** The text in pieces, as files and sockets give it. */
async function* inPieces(text: string, length = 10_000): AsyncGenerator<string, void, undefined> {
  for (let start = 0; start < text.length; start += length)
    yield await Promise.resolve(text.slice(start, start + length));
}

export interface Read {
  readonly records: readonly ImportRecord[];
  readonly articles: readonly ArticleRecord[];
  readonly rejects: readonly Reject[];
  readonly notices: readonly Notice[];
}

/** Everything that a format reads from a text. */
export async function readAll(format: Format, text: string, file = 'test'): Promise<Read> {
  const records: ImportRecord[] = [];
  const rejects: Reject[] = [];
  const notices: Notice[] = [];
  for await (const found of format.read({ file, text: inPieces(text) })) {
    if ('reason' in found) rejects.push(found);
    else if ('notice' in found) notices.push(found);
    else records.push(found);
  }
  const articles = records.flatMap((each) => (each.type === 'article' ? [each.article] : []));
  return { records, rejects, notices, articles };
}

/** The one issue that a text holds. */
export async function readIssue(format: Format, text: string, file = 'test'): Promise<IssueRecord> {
  const { records, rejects } = await readAll(format, text, file);
  const [record, ...more] = records;
  if (record?.type !== 'issue' || more.length > 0 || rejects.length > 0)
    throw new Error(`expected one issue, found ${JSON.stringify({ records, rejects }).slice(0, 500)}`);
  return record.issue;
}
