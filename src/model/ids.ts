import { createHash } from 'node:crypto';
import { isArticleKind, NODE_KINDS, type NodeKind } from './kinds';
import { fold } from './text';

/** A node's globally unique, human-readable id: `kind:slug`, for example `topic:robustness` or `paper:arxiv.2212.03827`. */
export type NodeId = string & { readonly __brand: 'NodeId' };

const KIND_BY_PREFIX: ReadonlyMap<string, NodeKind> = new Map(NODE_KINDS.map((kind) => [kind.toLowerCase(), kind]));
const MAX_SLUG_LENGTH = 80;

/** Builds an id from a kind and an already clean slug. */
export function nodeId(kind: NodeKind, slug: string): NodeId {
  return `${kind.toLowerCase()}:${slug}` as NodeId;
}

/** The kind that an id's prefix names, or `null` when the text is not an id. */
export function kindOfId(id: string): NodeKind | null {
  const colon = id.indexOf(':');
  return colon < 1 || colon === id.length - 1 ? null : (KIND_BY_PREFIX.get(id.slice(0, colon)) ?? null);
}

/** Of an issue's id the slug of its newsletter: `alignment-newsletter` of `issue:alignment-newsletter/15`. */
export function newsletterOfIssue(issue: NodeId): string {
  return issue.replace(/^[^:]*:/, '').replace(/\/[^/]*$/, '');
}

export function isArticleId(id: NodeId): boolean {
  const kind = kindOfId(id);
  return kind !== null && isArticleKind(kind);
}

export function isNodeId(text: string): text is NodeId {
  return kindOfId(text) !== null;
}

/**
 * Lower-case ASCII words joined by hyphens, at most 80 characters, cut at a word.
 * Text without a Latin letter or digit gets a short hash, so that a slug is never empty.
 */
export function slugify(text: string): string {
  const words = fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  if (words.length === 0) return shortHash(text);
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length + 1 > MAX_SLUG_LENGTH) break;
    slug = slug === '' ? word : `${slug}-${word}`;
  }
  return slug === '' ? (words[0] ?? '').slice(0, MAX_SLUG_LENGTH) : slug;
}

/** The first eight hexadecimal digits of SHA-256: enough to tell two slugs apart. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
