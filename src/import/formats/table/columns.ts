import { fold } from '../../../model/text';
import type { HeaderMap } from '../../record';

/** What a column of a table of works can hold. */
export type Column =
  | 'title'
  | 'abstract'
  | 'date'
  | 'year'
  | 'url'
  | 'doi'
  | 'arxiv'
  | 'openreview'
  | 'pmid'
  | 'semanticScholar'
  | 'openAlex'
  | 'identifiers'
  | 'authors'
  | 'venue'
  | 'topics'
  | 'cites';

/** Headers without blanks and punctuation, as spreadsheets, Zotero, Scopus and Web of Science write them. */
const HEADERS: Readonly<Record<Column, string>> = {
  title: 'title papertitle articletitle documenttitle primarytitle paper name',
  abstract: 'abstract abstractnote summary description',
  date: 'date published publishdate publishedon publisheddate publicationdate datepublished releasedate',
  year: 'year publicationyear pubyear yearpublished',
  url: 'url link address href website paperurl paperlink sourceurl',
  doi: 'doi',
  arxiv: 'arxiv arxivid eprint',
  openreview: 'openreview openreviewid',
  pmid: 'pmid pubmed pubmedid',
  semanticScholar: 'semanticscholar semanticscholarid s2 s2id s2paperid',
  openAlex: 'openalex openalexid',
  identifiers: 'id ids identifier identifiers',
  authors: 'authors author authornames authorfullnames creator creators by',
  venue: 'venue journal conference publication publicationtitle sourcetitle booktitle publishedin',
  topics: 'topics topic tags tag keywords keyword authorkeywords manualtags categories category subjects subject',
  cites: 'cites references citedpapers',
};

const COLUMN_OF = new Map(
  Object.entries(HEADERS).flatMap(([column, names]) => names.split(' ').map((name) => [name, column as Column])),
);

/** Which column stands where, by the header; a column that nobody knows is `null`, and so is a second of its kind. */
export function columnsOf(header: readonly string[], headers?: HeaderMap): readonly (Column | null)[] {
  const given = new Map([...(headers ?? [])].map(([name, column]) => [plain(name), column as Column]));
  const taken = new Set(given.values());
  const seen = new Set<Column>();
  return header.map((cell) => {
    const known = COLUMN_OF.get(plain(cell));
    const column = given.get(plain(cell)) ?? (known !== undefined && taken.has(known) ? undefined : known);
    if (column === undefined || seen.has(column)) return null;
    seen.add(column);
    return column;
  });
}

const MOST_NAMED = 10;
const MOST_SHOWN = 40;

function plain(header: string): string {
  return fold(header).replace(/[^\p{L}\p{N}]/gu, '');
}

/** The columns that a header can be said to stand for. */
export const COLUMNS = Object.keys(HEADERS) as readonly Column[];

/** What is said of columns that have contents and that no header explains. */
export function describeUnread(headers: readonly string[], columns: readonly (Column | null)[]): string {
  const free = COLUMNS.filter((column) => !columns.includes(column));
  return `not read: the columns ${nameHeaders(headers)}. ${howToMap(headers, free)}`;
}

export function nameHeaders(headers: readonly string[]): string {
  const named = headers.slice(0, MOST_NAMED).map((header) => `“${header.slice(0, MOST_SHOWN)}”`);
  return `${named.join(', ')}${headers.length > named.length ? ` and ${headers.length - named.length} more` : ''}`;
}

/** How to say what a header stands for. */
export function howToMap([header = '']: readonly string[], columns: readonly Column[] = COLUMNS): string {
  return `Say what they hold with --map COLUMN=${header.slice(0, MOST_SHOWN)},… (in the API with \`columns\`); COLUMN is one of ${columns.join(', ')}`;
}

/** Whether a text is a table by its form, whatever its columns are called: the first lines have as many cells. */
export function looksLikeTable(head: string, fileName: string): boolean {
  const [first = '', second = ''] = head.replace(/^\ufeff?\s*/, '').split(/\r?\n/, 2);
  const cells = headerCells(first).length;
  return /\.(?:csv|tsv|tab)$/i.test(fileName) || (cells > 2 && second.split(delimiterOf(first)).length === cells);
}

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The delimiter of a header line: the one that parts it into most cells. */
export function delimiterOf(header: string): string {
  const count = (delimiter: string) => header.split(delimiter).length;
  return [...DELIMITERS].sort((a, b) => count(b) - count(a))[0] ?? ',';
}

/** The first line that is not blank. */
export function firstLine(head: string): string {
  return /^\ufeff?\s*([^\r\n]{0,10000})/.exec(head)?.[1] ?? '';
}

/** The cells of a header line. */
export function headerCells(line: string): string[] {
  return line.split(delimiterOf(line)).map((cell) => cell.trim().replace(/^"|"$/g, ''));
}
