import { addressOfIdentifier, identifierOf, parseIdentifier, type IdentifierScheme } from '../../model/identifiers';
import type { Embedding, Format, ImportRecord, Location, Reject } from '../record';
import { readJsonValues } from './syntax/jsonValues';
import { articleRecords, type FoundArticle } from './values/articleRecords';
import { cleanName } from './values/authors';
import { field, fieldsIn, isFields, listField, textField, textsField, type Fields } from './values/fields';
import { plainText } from './values/plainText';
import { tagsOf } from './values/tags';

const LISTS = new Set(['data', 'recommendedPapers']);
const SEMANTIC_SCHOLAR_PAPER =
  /"paperId"\s{0,5}:\s{0,5}(?:"[0-9a-f]{40}"|null)|"(?:citedPaper|citingPaper)"\s{0,5}:|"externalIds"\s{0,5}:|"corpusid"\s{0,5}:/;

/**
 * Papers of Semantic Scholar: answers of its Academic Graph API (a paper, a batch, a search, citations, references) and
 * JSON Lines of its dumps. What a paper cites and what cites it are papers too.
 */
export const semanticScholar: Format = {
  name: 'semantic-scholar',
  description: 'Papers of Semantic Scholar (JSON or JSON Lines)',
  rank: 'REGISTRY',
  detect: (head) => (/^\s*[[{]/.test(head) && SEMANTIC_SCHOLAR_PAPER.test(head) ? 0.95 : 0),
  async *read({ file, text }) {
    for await (const found of readJsonValues(text, LISTS)) {
      const at = { file, line: found.line };
      if ('problem' in found) yield { at, reason: found.problem };
      else if (isFields(found.value)) yield* paperRecords(at, found.value);
      else if (found.value === null)
        yield { at, reason: 'Semantic Scholar does not know the paper that was asked for' };
      else yield { at, reason: 'a paper of Semantic Scholar is an object' };
    }
  },
};

function* paperRecords(at: Location, value: Fields): Generator<ImportRecord | Reject, void, undefined> {
  // An answer about references or citations wraps each paper in what is said of the citation.
  const paper = fieldsIn(value, 'citedPaper') ?? fieldsIn(value, 'citingPaper') ?? value;
  const error = textField(paper, 'error') ?? textField(paper, 'message');
  if (error !== undefined && textField(paper, 'title') === undefined) {
    yield { at, reason: `Semantic Scholar answered with an error: ${error.slice(0, 200)}` };
    return;
  }
  const references = listField(paper, 'references');
  const cites = references.flatMap((each) => referenceTo(each) ?? []);
  yield* articleRecords(at, { ...articleOf(paper), cites });
  for (const reference of references) yield* mentionedPaper(at, reference);
  const cited = referenceTo(paper);
  for (const citing of listField(paper, 'citations')) {
    yield* mentionedPaper(at, citing);
    const from = referenceTo(citing);
    if (from !== undefined && cited !== undefined) yield { type: 'citation', at, citation: { from, to: cited } };
  }
}

/** One without a title is an id alone: the citation may find it, and nothing else is said of it. */
function* mentionedPaper(at: Location, paper: Fields): Generator<ImportRecord | Reject, void, undefined> {
  if (textField(paper, 'title') !== undefined) yield* articleRecords(at, articleOf(paper));
}

/** By what a citation names a paper. */
function referenceTo(paper: Fields): string | undefined {
  const title = textField(paper, 'title');
  return identifiersOf(paper)[0] ?? (title !== undefined && /[\p{L}\p{N}]/u.test(title) ? title : undefined);
}

function articleOf(paper: Fields): FoundArticle {
  const identifiers = identifiersOf(paper);
  const best = identifiers.map((each) => parseIdentifier(each)).find((each) => each !== null);
  const venue =
    textField(fieldsIn(paper, 'publicationVenue') ?? {}, 'name') ??
    textField(paper, 'venue') ??
    textField(fieldsIn(paper, 'journal') ?? {}, 'name');
  const fields = [
    ...textsField(paper, 'fieldsOfStudy'),
    ...[...listField(paper, 's2FieldsOfStudy'), ...listField(paper, 's2fieldsofstudy')].flatMap(
      (each) => textField(each, 'category') ?? [],
    ),
  ];
  return {
    kind: 'paper',
    title: plainText(textField(paper, 'title') ?? '').replace(/^\[(?:PDF|HTML|BOOK|CITATION)\]\s/, ''),
    abstract: plainText(textField(paper, 'abstract') ?? ''),
    date: textField(paper, 'publicationDate') ?? textField(paper, 'publicationdate') ?? textField(paper, 'year'),
    url: best ? addressOfIdentifier(best) : textField(paper, 'url'),
    identifiers,
    authors: listField(paper, 'authors').map((author) => cleanName(textField(author, 'name') ?? '')),
    venue: venue !== undefined && /\barxiv\b/i.test(venue) ? undefined : venue,
    topics: tagsOf(fields),
    embedding: embeddingOf(paper),
  };
}

const MOST_DIMENSIONS = 4096;

/** The SPECTER vector, if the answer has one; what is none is left out. */
function embeddingOf(paper: Fields): Embedding | undefined {
  const found = fieldsIn(paper, 'embedding') ?? {};
  const model = textField(found, 'model');
  const vector = field(found, 'vector');
  if (model === undefined || !Array.isArray(vector) || vector.length === 0 || vector.length > MOST_DIMENSIONS)
    return undefined;
  if (!vector.every((value): value is number => typeof value === 'number' && Number.isFinite(value))) return undefined;
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [index, value] of vector.entries()) bytes.writeFloatLE(value, index * 4);
  return { model, vector: bytes.toString('base64') };
}

/** Under which name Semantic Scholar gives ids of others, the strongest first. */
const EXTERNAL_IDS: readonly (readonly [name: string, scheme: IdentifierScheme, prefix: string])[] = [
  ['ArXiv', 'ARXIV', 'arXiv'],
  ['DOI', 'DOI', 'doi'],
  ['ACL', 'ACL', 'acl'],
  ['PubMed', 'PUBMED', 'pmid'],
];

/** What Semantic Scholar has wrong of others' ids is left out: the paper is known by its own. */
function identifiersOf(paper: Fields): string[] {
  const external = fieldsIn(paper, 'externalIds') ?? fieldsIn(paper, 'externalids') ?? {};
  // The bulk files give it in the address alone.
  const paperId = textField(paper, 'paperId') ?? textField(paper, 'url')?.split('/').at(-1);
  return [
    ...EXTERNAL_IDS.flatMap(([name, scheme, prefix]) => {
      const id = textField(external, name);
      return id === undefined || identifierOf(scheme, id) === null ? [] : [`${prefix}:${id}`];
    }),
    ...(paperId === undefined || identifierOf('SEMANTIC_SCHOLAR', paperId) === null ? [] : [`s2:${paperId}`]),
  ];
}
