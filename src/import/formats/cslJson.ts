import { parseIdentifier } from '../../model/identifiers';
import type { ResourceKind } from '../../model/kinds';
import type { AuthorRecord, Format } from '../record';
import { readJsonValues } from './syntax/jsonValues';
import { articleRecords, presentText, type FoundArticle } from './values/articleRecords';
import { cleanName } from './values/authors';
import { field, fieldsIn, isFields, listField, orcidIn, textField, textsField, type Fields } from './values/fields';
import { addressOfDoi, addressOfField, arxivIdsIn, doiText } from './values/identifiersIn';
import { plainText } from './values/plainText';
import { tagsOf } from './values/tags';
import { kindOfWork } from './values/workKind';

const LISTS = new Set(['items', 'references']);
/** Types that hardly any other JSON has. */
const CSL_TYPE =
  /"type"\s{0,5}:\s{0,5}"(?:article-journal|article-magazine|article-newspaper|paper-conference|journal-article|proceedings-article|posted-content|article|chapter|webpage|post-weblog|report|thesis|book|manuscript|dataset|software|speech|motion_picture)"/;

/** Bibliographies in CSL-JSON, as Zotero, pandoc and the content negotiation of DOIs write them. */
export const cslJson: Format = {
  name: 'csl-json',
  description: 'Bibliography in CSL-JSON',
  detect(head) {
    if (!/^\s*[[{]/.test(head)) return 0;
    const isDated = /"date-parts"\s{0,5}:/.test(head);
    if (CSL_TYPE.test(head))
      return isDated ? 0.9 : /"(?:container-title|issued|author|DOI|URL)"\s{0,5}:/.test(head) ? 0.7 : 0;
    return isDated ? 0.5 : 0;
  },
  async *read({ file, text }) {
    for await (const found of readJsonValues(text, LISTS)) {
      const at = { file, line: found.line };
      if ('problem' in found) yield { at, reason: found.problem };
      else
        for (const item of worksIn(found.value))
          if (isFields(item)) yield* articleRecords(at, articleOf(item));
          else yield { at, reason: 'an item of CSL-JSON is an object' };
    }
  },
};

/** Crossref wraps what it answers: `{"status": "ok", "message": {"items": […]}}`, or one work as the message. */
function worksIn(value: unknown): readonly unknown[] {
  const message = isFields(value) ? fieldsIn(value, 'message') : undefined;
  if (!message) return [value];
  const items = field(message, 'items');
  return Array.isArray(items) ? (items as readonly unknown[]) : [message];
}

function articleOf(item: Fields): FoundArticle {
  // Crossref writes titles as lists.
  const first = (name: string) => textsField(item, name)[0];
  const doi = textField(item, 'DOI');
  const pmid = textField(item, 'PMID');
  const url = presentText(addressOfField(textField(item, 'URL') ?? ''));
  const identifiers = [
    ...(doi === undefined ? [] : [doiText(doi)]),
    ...(pmid === undefined ? [] : [`pmid:${pmid}`]),
    ...['number', 'archive_location', 'container-title', 'note', 'id'].flatMap((name) => arxivIdsIn(first(name) ?? '')),
  ];
  const type = textField(item, 'type') ?? '';
  const venue = plainText(first('container-title') ?? textField(item, 'event-title') ?? textField(item, 'event') ?? '');
  return {
    ...kindOfWork({
      resourceKind: RESOURCE_TYPES.get(type),
      isPage: /^(?:webpage|document|interview|graphic)$/.test(type),
      identifiers,
      url,
    }),
    title: plainText(first('title') ?? ''),
    abstract: plainText(textField(item, 'abstract') ?? ''),
    date: dateOf(fieldsIn(item, 'issued') ?? fieldsIn(item, 'published')),
    url: url ?? addressOfDoi(doi),
    identifiers,
    authors: listField(item, 'author').flatMap((name) => authorOf(name)),
    venue: /^arxiv\b/i.test(venue) ? undefined : venue,
    topics: tagsOf([...(textField(item, 'keyword') ?? '').split(/[,;]/), ...textsField(item, 'subject')]),
    cites: listField(item, 'reference').flatMap((reference) => citedDoi(reference)),
  };
}

/** Crossref knows the DOI of many references; the others are words. */
function citedDoi(reference: Fields): string[] {
  const doi = doiText(textField(reference, 'DOI') ?? '');
  return parseIdentifier(doi) === null ? [] : [doi];
}

function authorOf(name: Fields): AuthorRecord[] {
  const whole = textField(name, 'literal') ?? textField(name, 'name');
  const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'].flatMap(
    (part) => textField(name, part) ?? [],
  );
  const clean = cleanName(whole ?? parts.join(' '));
  return clean === '' ? [] : [{ name: clean, ...orcidIn(textField(name, 'ORCID')) }];
}

/** `{"date-parts": [[2019, 5, 3]]}`; of a range the beginning. */
function dateOf(issued: Fields | undefined): string | undefined {
  if (!issued) return undefined;
  const parts = elementsOf(elementsOf(field(issued, 'date-parts'))[0])
    .map((part) => String(part))
    .filter((part) => /^\d{1,4}$/.test(part));
  if (parts.length > 0) return parts.slice(0, 3).join('-');
  return textField(issued, 'raw') ?? textField(issued, 'literal') ?? textField(issued, 'date-time');
}

function elementsOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}

const RESOURCE_TYPES: ReadonlyMap<string, ResourceKind> = new Map([
  ['book', 'BOOK'],
  ['monograph', 'BOOK'],
  ['dataset', 'DATASET'],
  ['software', 'TOOL'],
  ['motion_picture', 'VIDEO'],
  ['broadcast', 'VIDEO'],
  ['song', 'PODCAST'],
  ['article-newspaper', 'NEWS'],
  ['article-magazine', 'NEWS'],
  ['post-weblog', 'POST'],
  ['post', 'POST'],
]);
