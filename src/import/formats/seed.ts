import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import schema from '../../../schema/seed.schema.json';
import type {
  ArticleRecord,
  AuthorRecord,
  CitationRecord,
  EntryRecord,
  Format,
  FormatInput,
  ImportRecord,
  IssueRecord,
  NewsletterRecord,
  Reject,
  TopicMention,
  TopicRecord,
} from '../record';
import { LocatedDocument } from './syntax/locatedDocument';

/** Our own files: YAML or JSON by `schema/seed.schema.json`. A file that breaks it gives rejects only, and no record. */
export const seed: Format = {
  name: 'seed',
  description: 'Seed file of this project, YAML or JSON (schema/seed.schema.json)',
  rank: 'CURATED',
  detect(head, fileName) {
    if (!/\.(?:ya?ml|json)$/i.test(fileName) && !/^\s*(?:\{|#|\w+:)/.test(head)) return 0;
    if (/seed\.schema\.json/.test(head)) return 1;
    return /^(?:topics|newsletters|articles|issues|citations):\s*$/m.test(head) ||
      /^\s*\{\s*"(?:topics|newsletters|articles|issues|citations)"\s*:\s*\[/.test(head)
      ? 0.9
      : 0;
  },
  async *read(input) {
    yield* readSeed(input.file, await collect(input.text));
  },
};

const MAX_LENGTH = 64 * 1024 * 1024;
const MOST_ERRORS = 50;

let validate: ValidateFunction<SeedFile> | undefined;

function compiledSchema(): ValidateFunction<SeedFile> {
  return (validate ??= new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    strictRequired: false,
    verbose: true,
  }).compile<SeedFile>(schema));
}

async function collect(text: FormatInput['text']): Promise<string> {
  let whole = '';
  for await (const piece of text) {
    whole += piece;
    if (whole.length > MAX_LENGTH) break;
  }
  return whole;
}

function readSeed(file: string, text: string): (ImportRecord | Reject)[] {
  if (text.length > MAX_LENGTH) return [{ at: { file }, reason: 'A seed file has at most 64 MB; split it.' }];
  const json = parseJson(text);
  const source = new LocatedDocument(file, text);
  const read = json === undefined ? source.read() : { content: json };
  if ('rejects' in read) return read.rejects.slice(0, MOST_ERRORS);
  const { content } = read;
  const isSeed = compiledSchema();
  if (isSeed(content)) return recordsOf(content, source);
  const rejects = meaningfulErrors(isSeed.errors ?? []).map((error) => rejectOf(error, source));
  return rejects.sort((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0));
}

/** JSON's own parser is thirty times as fast as YAML's, which reads JSON as well and is needed for line numbers only. */
function parseJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Of the errors about one place only the most telling: a failed alternative also fails each of its branches. */
function meaningfulErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const whole = errors.filter(({ keyword }) => keyword !== 'anyOf');
  const byPlace = new Map(
    whole.map((error) => [
      `${error.instancePath} ${error.keyword} ${String(error.params['additionalProperty'])}`,
      error,
    ]),
  );
  return [...byPlace.values()].slice(0, MOST_ERRORS);
}

function rejectOf(
  { instancePath, params, message, keyword, parentSchema }: ErrorObject,
  source: LocatedDocument,
): Reject {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const extra: unknown = params['additionalProperty'];
  if (typeof extra === 'string')
    return { at: source.locate([...path, extra]), reason: `unknown field “${extra}”${knownFields(parentSchema)}` };
  const allowed: unknown = params['allowedValues'];
  const detail = Array.isArray(allowed) ? `: ${allowed.join(', ')}` : '';
  // What a missing or unknown field's object is for is not what was expected of the field.
  const description: unknown = keyword === 'required' ? undefined : parentSchema?.['description'];
  const expected = typeof description === 'string' ? `; expected: ${description}` : '';
  return { at: source.locate(path), reason: `${message ?? 'not as expected'}${detail}${expected}` };
}

function knownFields(parentSchema: ErrorObject['parentSchema']): string {
  const properties: unknown = parentSchema?.['properties'];
  return typeof properties === 'object' && properties !== null
    ? `; expected one of: ${Object.keys(properties).join(', ')}`
    : '';
}

type SeedMention = string | TopicMention;

interface SeedArticle extends Omit<ArticleRecord, 'authors' | 'topics'> {
  readonly authors?: readonly (string | AuthorRecord)[];
  readonly topics?: readonly SeedMention[];
}

interface SeedEntry extends Omit<EntryRecord, 'articles'> {
  readonly article?: SeedArticle;
  readonly articles?: readonly SeedArticle[];
}

interface SeedIssue extends Omit<IssueRecord, 'newsletter' | 'topics' | 'sections'> {
  readonly newsletter: string;
  readonly topics?: readonly SeedMention[];
  readonly sections: readonly { readonly heading: string; readonly entries: readonly SeedEntry[] }[];
}

interface SeedFile {
  readonly topics?: readonly TopicRecord[];
  readonly newsletters?: readonly NewsletterRecord[];
  readonly articles?: readonly SeedArticle[];
  readonly issues?: readonly SeedIssue[];
  readonly citations?: readonly CitationRecord[];
}

function recordsOf(content: SeedFile, source: LocatedDocument): (ImportRecord | Reject)[] {
  const newsletters = new Map((content.newsletters ?? []).map((newsletter) => [newsletter.slug, newsletter]));
  const unknown = (content.issues ?? []).flatMap(({ newsletter }, index): Reject[] =>
    newsletters.has(newsletter)
      ? []
      : [
          {
            at: source.locate(['issues', index, 'newsletter']),
            reason: `no newsletter of this file has the slug “${newsletter}”`,
          },
        ],
  );
  if (unknown.length > 0) return unknown;
  return [
    ...(content.topics ?? []).map((topic, index) => ({
      type: 'topic' as const,
      topic,
      at: source.locateLater(['topics', index]),
    })),
    ...[...newsletters.values()].map((newsletter, index) => ({
      type: 'newsletter' as const,
      newsletter,
      at: source.locateLater(['newsletters', index]),
    })),
    ...(content.articles ?? []).map((article, index) => ({
      type: 'article' as const,
      article: articleOf(article),
      at: source.locateLater(['articles', index]),
    })),
    ...(content.issues ?? []).flatMap((issue, index) => {
      const newsletter = newsletters.get(issue.newsletter);
      return newsletter
        ? [{ type: 'issue' as const, issue: issueOf(issue, newsletter), at: source.locateLater(['issues', index]) }]
        : [];
    }),
    ...(content.citations ?? []).map((citation, index) => ({
      type: 'citation' as const,
      citation,
      at: source.locateLater(['citations', index]),
    })),
  ];
}

function articleOf({ authors, topics, ...article }: SeedArticle): ArticleRecord {
  return {
    ...article,
    ...(authors ? { authors: authors.map((author) => (typeof author === 'string' ? { name: author } : author)) } : {}),
    ...(topics ? { topics: topics.map(mentionOf) } : {}),
  };
}

function issueOf(
  { newsletter: _slug, topics, sections, ...issue }: SeedIssue,
  newsletter: NewsletterRecord,
): IssueRecord {
  return {
    ...issue,
    newsletter,
    ...(topics ? { topics: topics.map(mentionOf) } : {}),
    sections: sections.map(({ heading, entries }) => ({ heading, entries: entries.map(entryOf) })),
  };
}

function entryOf({ article, articles, ...entry }: SeedEntry): EntryRecord {
  const all = [...(article ? [article] : []), ...(articles ?? [])].map(articleOf);
  return { ...entry, ...(all.length > 0 ? { articles: all } : {}) };
}

function mentionOf(mention: SeedMention): TopicMention {
  return typeof mention === 'string' ? { name: mention } : mention;
}
