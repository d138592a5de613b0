import type { Claim } from '../../src/model/claims';
import { parsePartialDate } from '../../src/model/dates';
import { identifierOf } from '../../src/model/identifiers';
import { nodeId, type NodeId } from '../../src/model/ids';
import type { NodeKind, ResourceKind, TopicKind } from '../../src/model/kinds';
import type { RelationshipFacts, RelationshipKey, RelationshipType } from '../../src/model/relationships';
import type { NodeRecord, RelationshipRecord } from '../../src/store/port';

/** Records for tests, in few words: every node is named by its slug. */

interface ArticleOptions {
  readonly title?: string;
  readonly abstract?: string;
  readonly on?: string;
  readonly arxiv?: string;
  readonly claims?: readonly Claim<object>[];
}

function articleFacts(slug: string, { title = `Article ${slug}`, abstract, on, arxiv }: ArticleOptions) {
  const date = on === undefined ? null : parsePartialDate(on);
  const identifier = arxiv === undefined ? null : identifierOf('ARXIV', arxiv);
  return {
    title,
    ...(abstract === undefined ? {} : { abstract }),
    ...(date === null ? {} : { publishedOn: date }),
    identifiers: identifier ? [identifier] : [],
  };
}

export function paper(slug: string, options: ArticleOptions = {}): NodeRecord {
  return { id: id('Paper', slug), kind: 'Paper', facts: articleFacts(slug, options), claims: options.claims ?? [] };
}

export function resource(slug: string, options: ArticleOptions & { readonly kind?: ResourceKind } = {}): NodeRecord {
  const facts = { ...articleFacts(slug, options), resourceKind: options.kind ?? ('POST' as const) };
  return { id: id('Resource', slug), kind: 'Resource', facts, claims: [] };
}

export function issue(slug: string, options: ArticleOptions & { readonly number?: number } = {}): NodeRecord {
  const { number } = options;
  const facts = { ...articleFacts(slug, options), ...(number === undefined ? {} : { number }), sections: [] };
  return { id: id('Issue', slug), kind: 'Issue', facts, claims: [] };
}

export function topic(
  slug: string,
  { name = slug, kind = 'TOPIC', aliases = [] }: { name?: string; kind?: TopicKind; aliases?: readonly string[] } = {},
): NodeRecord {
  return { id: id('Topic', slug), kind: 'Topic', facts: { slug, name, topicKind: kind, aliases }, claims: [] };
}

export function author(slug: string, name = slug, variants: readonly string[] = []): NodeRecord {
  return { id: id('Author', slug), kind: 'Author', facts: { name, variants, identifiers: [] }, claims: [] };
}

export function venue(slug: string, name = slug): NodeRecord {
  return { id: id('Venue', slug), kind: 'Venue', facts: { name, variants: [] }, claims: [] };
}

export function newsletter(slug: string, name = slug): NodeRecord {
  return { id: id('Newsletter', slug), kind: 'Newsletter', facts: { slug, name }, claims: [] };
}

export function id(kind: NodeKind, slug: string): NodeId {
  return nodeId(kind, slug);
}

export const paperId = (slug: string): NodeId => id('Paper', slug);
export const topicId = (slug: string): NodeId => id('Topic', slug);

/** A relationship between two records, or their ids. */
export function link(
  type: RelationshipType,
  from: NodeRecord | NodeId,
  to: NodeRecord | NodeId,
  facts: RelationshipFacts = {},
  key = '',
): RelationshipRecord {
  return { type, from: idOf(from), to: idOf(to), key, facts, claims: [] };
}

export function keyOf({ type, from, to, key }: RelationshipKey): RelationshipKey {
  return { type, from, to, key };
}

function idOf(end: NodeRecord | NodeId): NodeId {
  return typeof end === 'string' ? end : end.id;
}
