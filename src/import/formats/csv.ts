import { parseIdentifier } from '../../model/identifiers';
import { parseHttpUrl } from '../../model/urls';
import type { Format, Location } from '../record';
import { readCsv } from './syntax/csvRecords';
import { peek } from './syntax/peek';
import { columnsOf, delimiterOf, describeUnread, firstLine, headerCells, howToMap, type Column } from './table/columns';
import { articleRecords, presentText, type FoundArticle } from './values/articleRecords';
import { cleanName, splitAuthors } from './values/authors';
import { addressOfDoi, addressOfField, doiText } from './values/identifiersIn';
import { plainText } from './values/plainText';
import { tagsOf } from './values/tags';
import { kindOfWork } from './values/workKind';

/** The header is within it. */
const HEAD_LENGTH = 16 * 1024;

/** Tables of works in CSV, TSV or with semicolons. The header says what the columns are. */
export const csv: Format = {
  name: 'csv',
  description: 'Table of works in CSV or TSV; the header names the columns: title, authors, year, doi, url …',
  detect(head, fileName) {
    if (/^\ufeff?\s*[[{]/.test(head)) return 0;
    const columns = columnsOf(headerCells(firstLine(head)));
    const known = columns.filter((column) => column !== null).length;
    if (!columns.includes('title') || known < 2) return 0;
    return /\.(?:csv|tsv|tab)$/i.test(fileName) ? 0.9 : 0.65;
  },
  async *read({ file, text, headers }) {
    const start = await peek(text, HEAD_LENGTH);
    let header: Header | null = null;
    for await (const row of readCsv(start.text, delimiterOf(firstLine(start.head)))) {
      const at = { file, line: row.line };
      if ('problem' in row) {
        yield { at, reason: row.problem };
      } else if (header === null) {
        header = new Header(row.cells, columnsOf(row.cells, headers), at);
        if (header.columns.includes('title')) continue;
        yield { at, reason: `the header names no column “title”. ${howToMap(row.cells)}` };
        return;
      } else {
        header.lookAt(row.cells);
        yield* articleRecords(at, articleOf(valuesOf(header.columns, row.cells)));
      }
    }
    const unread = header?.unread ?? [];
    if (header && unread.length > 0) yield { at: header.at, notice: describeUnread(unread, header.columns) };
  },
};

/** The header of a table, and which columns hold something that was not read. */
class Header {
  readonly #unread = new Set<number>();
  readonly #read = new Set<number>();

  constructor(
    readonly cells: readonly string[],
    readonly columns: readonly (Column | null)[],
    readonly at: Location,
  ) {}

  lookAt(cells: readonly string[]): void {
    for (const [index, cell] of cells.entries()) {
      const column = this.columns[index];
      if (this.#read.has(index) || cell.trim() === '') continue;
      const isRead = column !== null && (column !== 'cites' || citedIn(cell).length > 0);
      (isRead ? this.#read : this.#unread).add(index);
    }
  }

  get unread(): readonly string[] {
    return this.cells.filter((cell, index) => this.#unread.has(index) && !this.#read.has(index) && cell.trim() !== '');
  }
}

function valuesOf(columns: readonly (Column | null)[], cells: readonly string[]): ReadonlyMap<Column, string> {
  return new Map(
    columns.flatMap((column, index) => {
      const value = presentText(cells[index]);
      return column === null || value === undefined ? [] : [[column, value]];
    }),
  );
}

/** How the ids of each column are prefixed, for `parseIdentifier`. */
const PREFIXES: readonly (readonly [column: Column, prefix: string])[] = [
  ['arxiv', 'arXiv'],
  ['openreview', 'openreview'],
  ['pmid', 'pmid'],
  ['semanticScholar', 's2'],
  ['openAlex', 'openalex'],
];

function articleOf(values: ReadonlyMap<Column, string>): FoundArticle {
  const doi = values.get('doi');
  const link = presentText(addressOfField(values.get('url') ?? ''));
  const isIdentifier = link !== undefined && !parseHttpUrl(link) && parseIdentifier(link) !== null;
  const url = isIdentifier ? undefined : link;
  const identifiers = [
    ...(doi === undefined ? [] : [doiText(doi)]),
    ...(isIdentifier ? [link] : []),
    ...PREFIXES.flatMap(([column, prefix]) => {
      const id = values.get(column);
      return id === undefined ? [] : [isPrefixed(id) ? id : `${prefix}:${id}`];
    }),
    ...listed(values.get('identifiers')).filter((id) => isPrefixed(id)),
  ];
  const authors = values.get('authors') ?? '';
  const byBars = authors.split('|');
  const cites = citedIn(values.get('cites'));
  return {
    // What has references is a paper, also where its address alone names it.
    ...kindOfWork({ resourceKind: undefined, isPage: cites.length === 0, identifiers, url }),
    title: plainText(values.get('title') ?? ''),
    abstract: plainText(values.get('abstract') ?? ''),
    date: values.get('date') ?? values.get('year')?.replace(/\.0$/, ''),
    url: url ?? addressOfDoi(doi ?? link),
    identifiers,
    authors: byBars.length > 1 ? byBars.map((name) => cleanName(name)) : splitAuthors(authors, true),
    venue: values.get('venue'),
    topics: tagsOf((values.get('topics') ?? '').split(/[,;|]/)),
    cites,
  };
}

/** `arXiv:…`, `doi:…` or an address. A row's running number is no identifier. */
function isPrefixed(id: string): boolean {
  return /^[a-z][a-z0-9]{1,15}\s{0,3}:/i.test(id) || /^10\.\d{4,9}\//.test(id);
}

/** What a cell cites by identifier or address. Scopus writes references in words there, other tools how often it is cited. */
function citedIn(cell: string | undefined): string[] {
  return listed(cell)
    .map((each) => doiText(each))
    .filter((each) => parseIdentifier(each) !== null);
}

function listed(cell = ''): string[] {
  return cell.split(/[;|\s]\s*/).filter((each) => each !== '');
}
