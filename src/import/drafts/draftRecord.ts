import { parsePartialDate, yearOf, type PartialDate } from '../../model/dates';
import { identifierOf, parseIdentifier, type Identifier } from '../../model/identifiers';
import { nodeId, slugify } from '../../model/ids';
import { identifierKey, nameKey, slugKey, titleKey, type LookupKey } from '../../model/keys';
import { normaliseTitle } from '../../model/text';
import { withoutLogin } from '../../model/urls';
import { articleId } from './articleId';
import type { Drafts, NodeDraft } from './draft';
import { draftIssue } from './draftIssue';
import { familyName, isPersonName, normaliseAuthorName, normaliseVenue } from '../../model/names';
import type {
  ArticleRecord,
  AuthorRecord,
  ImportRecord,
  Location,
  NewsletterRecord,
  TopicMention,
  TopicRecord,
} from '../record';

/** A record that cannot become nodes, with the field that is wrong. */
export class RecordError extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

/** Adds what a record says to the drafts. Throws `RecordError` when a field has no usable value. */
export function draftRecord(record: ImportRecord, drafts: Drafts): void {
  switch (record.type) {
    case 'topic':
      draftTopic(record.topic, record.at, drafts);
      break;
    case 'newsletter':
      draftNewsletter(record.newsletter, record.at, drafts);
      break;
    case 'article':
      draftArticle(record.article, record.at, drafts);
      break;
    case 'issue':
      draftIssue(record.issue, record.at, drafts);
      break;
    case 'citation': {
      const { from, to } = record.citation;
      drafts.citations.push({ from: referenceKey(from, 'from'), to: referenceKey(to, 'to'), at: record.at });
      break;
    }
  }
}

function referenceKey(text: string, field: string) {
  const identifier = parseIdentifier(text);
  if (identifier) return identifierKey(identifier);
  if (normaliseTitle(text) === '') throw new RecordError(field, 'expected an identifier, an address or a title');
  return titleKey(text);
}

function draftTopic(topic: TopicRecord, at: Location, drafts: Drafts): void {
  const child = drafts.addNode({
    kind: 'Topic',
    facts: {
      slug: topic.slug,
      name: topic.name,
      topicKind: topic.kind ?? 'TOPIC',
      aliases: topic.aliases ?? [],
      ...given({ description: topic.description }),
    },
    keys: [slugKey('Topic', topic.slug)],
    otherNames: [topic.name, ...(topic.aliases ?? [])].map((name) => nameKey('Topic', name)),
    proposedId: nodeId('Topic', topic.slug),
    at,
  });
  for (const slug of topic.parents ?? [])
    drafts.relate('SUBTOPIC_OF', child, draftTopicMention({ name: slug, kind: 'TOPIC' }, at, drafts));
}

export function draftNewsletter(newsletter: NewsletterRecord, at: Location, drafts: Drafts): NodeDraft<'Newsletter'> {
  return drafts.addNode({
    kind: 'Newsletter',
    facts: {
      slug: newsletter.slug,
      name: newsletter.name,
      ...given({ description: newsletter.description, url: addressOf(newsletter.url) }),
    },
    keys: [slugKey('Newsletter', newsletter.slug), nameKey('Newsletter', newsletter.name)],
    proposedId: nodeId('Newsletter', newsletter.slug),
    at,
  });
}

/** A topic by slug, name or alias; created as a tag where the graph has none of that name. */
export function draftTopicMention({ name, kind }: TopicMention, at: Location, drafts: Drafts): NodeDraft<'Topic'> {
  const topicKind = kind ?? 'TAG';
  return drafts.named('Topic', `${topicKind} ${name}`, () => {
    const slug = slugify(name);
    return {
      kind: 'Topic',
      facts: { slug, name: name.trim(), topicKind, aliases: [] },
      keys: [slugKey('Topic', slug), nameKey('Topic', name)],
      proposedId: nodeId('Topic', slug),
      isMention: true,
      at,
    };
  });
}

/** Schemes that only papers have. A URL says nothing of what stands there. */
const PAPER_SCHEMES: ReadonlySet<string> = new Set([
  'ARXIV',
  'DOI',
  'OPENREVIEW',
  'ACL',
  'PUBMED',
  'SEMANTIC_SCHOLAR',
  'OPENALEX',
]);

export function draftArticle(article: ArticleRecord, at: Location, drafts: Drafts): NodeDraft<'Paper' | 'Resource'> {
  const title = article.title.replace(/\s+/gu, ' ').trim();
  if (normaliseTitle(title) === '') throw new RecordError('title', 'expected a title with letters or digits');
  const identifiers = identifiersOf(article);
  const isPaper =
    article.kind === 'paper' ||
    (article.kind === undefined &&
      article.resourceKind === undefined &&
      ((article.cites ?? []).length > 0 || identifiers.some(({ scheme }) => PAPER_SCHEMES.has(scheme))));
  const publishedOn = dateOf(article.publishedOn, 'publishedOn');
  const authors = (article.authors ?? [])
    .map((author) => ({ ...author, name: normaliseAuthorName(author.name) }))
    .filter(({ name }) => isPersonName(name));
  const kind = isPaper ? 'Paper' : 'Resource';
  const draft: NodeDraft<'Paper' | 'Resource'> = {
    kind,
    facts: {
      ...(article.hasStandInTitle ? { standInTitle: title } : { title }),
      ...given({
        abstract: article.abstract?.trim(),
        publishedOn,
        url: addressOf(article.url),
        embedding: article.embedding,
      }),
      ...(isPaper ? {} : given({ resourceKind: article.resourceKind })),
      identifiers,
    },
    keys: identifiers.map(identifierKey),
    proposedId: articleId(kind, title, identifiers),
    ...(article.hasStandInTitle
      ? {}
      : {
          likeness: {
            titleKey: titleKey(title),
            year: publishedOn === undefined ? null : yearOf(publishedOn),
            firstAuthor: authors[0] ? familyName(authors[0].name) : null,
          },
        }),
    at,
  };
  drafts.addNode(draft);
  draftAuthors(draft, authors, at, drafts);
  const venue = article.venue === undefined ? null : normaliseVenue(article.venue);
  if (venue !== null) drafts.relate('PUBLISHED_IN', draft, draftVenue(venue, at, drafts));
  for (const mention of article.topics ?? [])
    drafts.relate('ABOUT', draft, draftTopicMention(mention, at, drafts), { weight: mention.weight ?? 1 });
  for (const cited of article.cites ?? []) drafts.citations.push({ from: draft, to: referenceKey(cited, 'cites'), at });
  return draft;
}

function draftAuthors(
  draft: NodeDraft<'Paper' | 'Resource'>,
  authors: readonly AuthorRecord[],
  at: Location,
  drafts: Drafts,
): void {
  const seen = new Set<LookupKey | undefined>();
  for (const author of authors) {
    // One who is named twice is said once; only without an ORCID iD is that as well seen later.
    if (author.orcid !== undefined && seen.has(nameKey('Author', author.name))) continue;
    const drafted = draftAuthor(author, at, drafts);
    const key = drafted.keys.at(-1);
    if (seen.has(key)) continue;
    seen.add(key);
    drafts.relate('AUTHORED_BY', draft, drafted, { position: seen.size });
  }
}

/** The name's key comes last. */
function draftAuthor({ name, orcid }: AuthorRecord, at: Location, drafts: Drafts): NodeDraft<'Author'> {
  const draftWith = (identifiers: readonly Identifier[]): NodeDraft<'Author'> => ({
    kind: 'Author',
    facts: { name, variants: [], identifiers },
    keys: [...identifiers.map(identifierKey), nameKey('Author', name)],
    proposedId: nodeId('Author', slugify(name)),
    at,
  });
  const identifier = orcid === undefined ? null : (identifierOf('ORCID', orcid) ?? parseIdentifier(orcid));
  if (identifier?.scheme === 'ORCID') return drafts.addNode(draftWith([identifier]));
  if (orcid !== undefined)
    drafts.warnings.push({ at, reason: `“${orcid.slice(0, 80)}” is no ORCID iD; ${name} goes without` });
  return drafts.named('Author', name, () => draftWith([]));
}

function draftVenue(name: string, at: Location, drafts: Drafts): NodeDraft<'Venue'> {
  return drafts.named('Venue', name, () => ({
    kind: 'Venue',
    facts: { name, variants: [] },
    keys: [nameKey('Venue', name)],
    proposedId: nodeId('Venue', slugify(name)),
    at,
  }));
}

/** The identifiers that a record gives, its own address among them; each once. */
function identifiersOf({ identifiers = [], url }: Pick<ArticleRecord, 'identifiers' | 'url'>): Identifier[] {
  const found = new Map<string, Identifier>();
  for (const text of identifiers) {
    const identifier = parseIdentifier(text);
    if (!identifier)
      throw new RecordError('identifiers', `“${text.slice(0, 80)}” is no DOI, arXiv id, OpenReview id or address`);
    found.set(identifierKey(identifier), identifier);
  }
  const address = url === undefined ? null : identifierOf('URL', url);
  if (url !== undefined && !address) throw new RecordError('url', `“${url.slice(0, 80)}” is no http(s) address`);
  if (address) found.set(identifierKey(address), address);
  return [...found.values()];
}

/** The address to open, as it was given, but without anybody's login. */
export function addressOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : withoutLogin(url);
}

export function dateOf(text: string | undefined, field: string): PartialDate | undefined {
  if (text === undefined) return undefined;
  const date = parsePartialDate(text);
  if (!date) throw new RecordError(field, `“${text.slice(0, 40)}” is no date: expected YYYY, YYYY-MM or YYYY-MM-DD`);
  return date;
}

/** The fields that have a value: an absent fact is left out of a claim. */
export function given<Fields extends object>(fields: Fields): { [Field in keyof Fields]: NonNullable<Fields[Field]> } {
  const present: Partial<Fields> = {};
  for (const field in fields) {
    const value: unknown = fields[field];
    if (value !== undefined && value !== null && value !== '') present[field] = fields[field];
  }
  return present as { [Field in keyof Fields]: NonNullable<Fields[Field]> };
}
