import { parseIdentifier } from '../../model/identifiers';
import type { ResourceKind } from '../../model/kinds';
import type { AuthorRecord, Format, ImportRecord, Location, Reject, TopicMention } from '../record';
import { readJsonValues } from './syntax/jsonValues';
import { articleRecords, type FoundArticle } from './values/articleRecords';
import { cleanName } from './values/authors';
import { field, fieldsIn, isFields, listField, orcidIn, textField, textsField, type Fields } from './values/fields';
import { addressOfDoi, doiText } from './values/identifiersIn';
import { plainText } from './values/plainText';

const LISTS = new Set(['results']);
const OPENALEX_WORK =
  /"(?:abstract_inverted_index|referenced_works|authorships)"\s{0,5}:|"id"\s{0,5}:\s{0,5}"https:\/\/openalex\.org\/W\d/;
/** The longest abstracts have a few thousand words. */
const MAX_WORDS = 20_000;
/** Below this OpenAlex itself is not sure. */
const MIN_TOPIC_SCORE = 0.3;
const MAX_TOPICS = 30;

/** Works of OpenAlex: an answer of its API, one work, or JSON Lines of its snapshot. */
export const openAlex: Format = {
  name: 'openalex',
  description: 'Works of OpenAlex (JSON or JSON Lines)',
  rank: 'REGISTRY',
  detect: (head) => (/^\s*[[{]/.test(head) && OPENALEX_WORK.test(head) ? 0.95 : 0),
  async *read({ file, text }) {
    for await (const found of readJsonValues(text, LISTS)) {
      const at = { file, line: found.line };
      if ('problem' in found) yield { at, reason: found.problem };
      else if (!isFields(found.value)) yield { at, reason: 'a work of OpenAlex is an object' };
      else yield* workRecords(at, found.value);
    }
  },
};

function* workRecords(at: Location, work: Fields): Generator<ImportRecord | Reject, void, undefined> {
  const error = textField(work, 'message') ?? textField(work, 'error');
  if (error !== undefined && textField(work, 'title') === undefined)
    yield { at, reason: `OpenAlex answered with an error: ${error.slice(0, 200)}` };
  else yield* articleRecords(at, articleOf(work));
}

function articleOf(work: Fields): FoundArticle {
  const ids = fieldsIn(work, 'ids') ?? {};
  const location = fieldsIn(work, 'primary_location') ?? {};
  const source = fieldsIn(location, 'source') ?? fieldsIn(work, 'host_venue') ?? {};
  const doi = textField(work, 'doi') ?? textField(ids, 'doi');
  const id = addressOfWork(textField(work, 'id') ?? textField(ids, 'openalex'));
  const places = [location, ...listField(work, 'locations')].flatMap(
    (place) => textField(place, 'landing_page_url') ?? [],
  );
  const resourceKind = RESOURCE_TYPES.get(textField(work, 'type') ?? '');
  const venue = textField(source, 'display_name');
  return {
    ...(resourceKind ? { kind: 'resource' as const, resourceKind } : { kind: 'paper' as const }),
    title: plainText(textField(work, 'title') ?? textField(work, 'display_name') ?? ''),
    abstract: plainText(textOfIndex(fieldsIn(work, 'abstract_inverted_index'))),
    date: textField(work, 'publication_date') ?? textField(work, 'publication_year'),
    url: places[0] ?? addressOfDoi(doi) ?? id,
    identifiers: [
      id,
      ...(doi === undefined ? [] : [doiText(doi)]),
      ...pubMedOf(textField(ids, 'pmid')),
      ...places.filter((url) => parseIdentifier(url)?.scheme === 'ARXIV'),
    ],
    authors: listField(work, 'authorships').flatMap((authorship) => authorOf(authorship)),
    venue: venue !== undefined && /^arxiv\b/i.test(venue) ? undefined : venue,
    topics: topicsOf(work),
    cites: textsField(work, 'referenced_works')
      .flatMap((each) => addressOfWork(each) ?? [])
      .filter((each) => parseIdentifier(each)?.scheme === 'OPENALEX'),
  };
}

/** Ids come as addresses, and in some exports bare. */
function addressOfWork(id: string | undefined): string | undefined {
  return id !== undefined && /^W\d/i.test(id) ? `https://openalex.org/${id}` : id;
}

/** An address or a bare number. */
function pubMedOf(pmid: string | undefined): string[] {
  if (pmid === undefined) return [];
  return [/^\d+$/.test(pmid) ? `pmid:${pmid}` : pmid];
}

function authorOf(authorship: Fields): AuthorRecord[] {
  const author = fieldsIn(authorship, 'author') ?? {};
  const name = cleanName(textField(author, 'display_name') ?? textField(authorship, 'raw_author_name') ?? '');
  return name === '' ? [] : [{ name, ...orcidIn(textField(author, 'orcid')) }];
}

/** `{"We": [0, 4], "study": [1]}` as text. */
function textOfIndex(index: Fields | undefined): string {
  const words: string[] = [];
  for (const [word, positions] of Object.entries(index ?? {})) {
    for (const position of Array.isArray(positions) ? (positions as unknown[]) : [])
      if (typeof position === 'number' && Number.isInteger(position) && position >= 0 && position < MAX_WORDS)
        words[position] = word;
  }
  return words.filter((word) => word !== '').join(' ');
}

function topicsOf(work: Fields): TopicMention[] {
  const mentions = new Map<string, TopicMention>();
  for (const each of ['topics', 'keywords', 'concepts'].flatMap((name) => listField(work, name))) {
    const name = textField(each, 'display_name') ?? textField(each, 'keyword');
    const score = field(each, 'score');
    const weight = typeof score === 'number' ? Math.min(1, score) : 1;
    if (name !== undefined && name.length <= 80 && weight >= MIN_TOPIC_SCORE && !mentions.has(name))
      mentions.set(name, { name, kind: 'TAG', weight });
  }
  return [...mentions.values()].slice(0, MAX_TOPICS);
}

const RESOURCE_TYPES: ReadonlyMap<string, ResourceKind> = new Map([
  ['dataset', 'DATASET'],
  ['book', 'BOOK'],
  ['software', 'TOOL'],
]);
