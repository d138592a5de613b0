import { parseArxivId } from '../../model/identifiers';
import type { ResourceKind } from '../../model/kinds';
import type { Format } from '../record';
import { readBibtex, type BibtexEntry } from './bibtex/entries';
import { Inheritance } from './bibtex/inheritance';
import { bibtexNames } from './bibtex/names';
import { latexToText } from './syntax/latexToText';
import { articleRecords, presentText, type FoundArticle } from './values/articleRecords';
import { addressOfDoi, addressOfField, arxivIdsIn, doiText } from './values/identifiersIn';
import { plainText } from './values/plainText';
import { tagsOf } from './values/tags';
import { kindOfWork } from './values/workKind';

const ENTRY_WITH_FIELD =
  /^\s{0,20}@[a-z]{2,40}\s{0,5}[{(]\s{0,5}(?:[^\s{},="]{1,200}\s{0,5},)?\s{0,100}[\w-]{1,40}\s{0,20}=/im;

/** BibTeX and BibLaTeX bibliographies. */
export const bibtex: Format = {
  name: 'bibtex',
  description: 'Bibliography in BibTeX or BibLaTeX',
  detect(head, fileName) {
    if (!/^\s{0,20}@[a-z]{2,40}\s{0,5}[{(]/im.test(head)) return 0;
    return /\.bib(?:tex)?$/i.test(fileName) || ENTRY_WITH_FIELD.test(head) ? 0.9 : 0;
  },
  async *read({ file, text }) {
    const inheritance = new Inheritance();
    let volumes = 0;
    for await (const found of readBibtex(text)) {
      if ('problem' in found) yield { at: { file, line: found.line }, reason: found.problem };
      else {
        const entry = inheritance.complete(found);
        if (VOLUME.test(found.type)) volumes++;
        if (entry && isWork(entry)) yield* articleRecords({ file, line: entry.line }, articleOf(entry));
      }
    }
    for (const entry of inheritance.completeRest())
      if (isWork(entry)) yield* articleRecords({ file, line: entry.line }, articleOf(entry));
    if (volumes > 0)
      yield {
        at: { file },
        notice: `left out: ${volumes} of proceedings or periodicals as a whole, which are no works`,
      };
  },
};

const VOLUME = /^(?:proceedings|mvproceedings|periodical)$/;

/** A set names other entries, and a volume of proceedings is no work that anybody features. */
function isWork({ type }: BibtexEntry): boolean {
  return !VOLUME.test(type) && !/^(?:set|bibnote|xdata|control)$/.test(type);
}

function articleOf({ type, fields }: BibtexEntry): FoundArticle {
  const plain = (...names: readonly string[]) => firstText(names, fields);
  const [title, subtitle] = [plain('title'), plain('subtitle')];
  const identifiers = identifiersOf(fields);
  const url = addressIn(fields);
  const venue = plain('journaltitle', 'journal', 'booktitle', 'eventtitle', 'maintitle');
  return {
    ...kindOfWork({
      resourceKind: RESOURCE_TYPES.get(type),
      isPage: /^(?:misc|online|electronic|www|webpage|manual)$/.test(type),
      identifiers,
      url,
    }),
    title: title !== undefined && subtitle !== undefined ? `${title}: ${subtitle}` : title,
    abstract: plain('abstract'),
    date: dateOf(fields),
    url: url ?? addressOfDoi(verbatim(fields.get('doi')).trim()),
    identifiers,
    authors: bibtexNames(fields.get('author') ?? ''),
    venue: venue === undefined || NO_VENUE.test(venue) ? undefined : venue,
    topics: tagsOf((plain('keywords', 'keyword') ?? '').split(/[,;]/)),
  };
}

/** What stands in `journal` when there is none. */
const NO_VENUE = /\barxiv\b|^corr$|^ssrn\b|\bpreprints?\b|\bgithub\b|^url\b|^https?:/i;

/** Mendeley writes the braces that keep capitals as if they were part of the title: `{\{}Graphs{\}}`. */
function withoutEscapedBraces(value: string): string {
  return value.replace(/\{\\\{\}([^]{0,300}?)\{\\\}\}/g, '$1');
}

const RESOURCE_TYPES: ReadonlyMap<string, ResourceKind> = new Map([
  ['book', 'BOOK'],
  ['mvbook', 'BOOK'],
  ['collection', 'BOOK'],
  ['dataset', 'DATASET'],
  ['software', 'TOOL'],
  ['video', 'VIDEO'],
  ['audio', 'PODCAST'],
]);

function firstText(names: readonly string[], fields: ReadonlyMap<string, string>): string | undefined {
  return names
    .map((name) => presentText(plainText(latexToText(withoutEscapedBraces(fields.get(name) ?? '')))))
    .find((text) => text !== undefined);
}

function identifiersOf(fields: ReadonlyMap<string, string>): string[] {
  const dois = verbatim(fields.get('doi')).split(/[\s,;]+/);
  const pmid = verbatim(fields.get('pmid')).trim();
  // `journal = {arXiv preprint arXiv:2408.11791}` and the like.
  const mentions = ['journal', 'journaltitle', 'note', 'howpublished', 'volume', 'number', 'pages'];
  return [
    ...dois.filter((doi) => !/^(?:doi:?)?$/i.test(doi)).map((doi) => doiText(doi)),
    ...eprintOf(fields),
    ...(pmid === '' ? [] : [`pmid:${pmid}`]),
    ...mentions.flatMap((name) => arxivIdsIn(verbatim(fields.get(name)))),
    ...corrOf(fields),
  ];
}

function eprintOf(fields: ReadonlyMap<string, string>): string[] {
  const eprint = verbatim(fields.get('eprint')).trim();
  const archive = verbatim(fields.get('eprinttype') ?? fields.get('archiveprefix'))
    .trim()
    .toLowerCase();
  if (eprint === '') return [];
  if (archive === 'pubmed') return [`pmid:${eprint}`];
  if (parseArxivId(eprint) !== null) return [`arXiv:${eprint.replace(/^arxiv:/i, '')}`];
  return archive === 'arxiv' && !/^https?:/i.test(eprint) ? [`arXiv:${eprint}`] : [];
}

/** DBLP writes `journal = {CoRR}, volume = {abs/1706.03762}`. */
function corrOf(fields: ReadonlyMap<string, string>): string[] {
  const id = /^abs\/(.{1,40})$/.exec(verbatim(fields.get('volume')).trim())?.[1] ?? '';
  return parseArxivId(id) === null ? [] : [`arXiv:${id}`];
}

/** The `url`, or an address in the fields where people put one. */
function addressIn(fields: ReadonlyMap<string, string>): string | undefined {
  const url = verbatim(fields.get('url')).trim();
  if (url !== '') return addressOfField(url);
  for (const name of ['howpublished', 'link', 'eprint', 'note', 'publisher']) {
    const text = verbatim(fields.get(name)).slice(0, 4_000);
    const address = /https?:\/\/[^\s"<>\\,]{1,1000}/i.exec(text)?.[0];
    if (address !== undefined) return address.replace(/[.;)]+$/, '');
  }
  return undefined;
}

/** Addresses and identifiers with LaTeX's escapes undone, and nothing else changed. */
function verbatim(value = ''): string {
  return (
    value
      .replace(/\\(?:url|href|path)\b/g, ' ')
      // A line break within Mendeley's addresses.
      .replace(/\$?\{?\\backslash\}?\$?n(?=https?:)/g, ' ')
      .replace(/\{?\\textunderscore\s?\}?/g, '_')
      .replace(/\{?\\textasciitilde\s?\}?/g, '~')
      .replace(/\\([_%&#$~{}])/g, '$1')
      .replace(/\}\s{0,5}\{/g, ' ')
      .replace(/[{}]/g, '')
  );
}

function dateOf(fields: ReadonlyMap<string, string>): string | undefined {
  // A range begins with its beginning; `~` and `?` are doubts about the date.
  const date = presentText(
    verbatim(fields.get('date'))
      .split('/')[0]
      ?.replace(/[~?%]$/, ''),
  );
  if (date !== undefined) return date;
  const year = presentText(latexToText(fields.get('year') ?? ''));
  const month = latexToText(fields.get('month') ?? '').trim();
  const day = latexToText(fields.get('day') ?? '').trim();
  if (year === undefined || month === '' || !/^\d{4}$/.test(year)) return year;
  if (/^\d{1,2}$/.test(month)) return /^\d{1,2}$/.test(day) ? `${year}-${month}-${day}` : `${year}-${month}`;
  return `${day} ${month} ${year}`.trim();
}
