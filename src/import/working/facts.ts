import { foldClaims, type Claim } from '../../model/claims';
import type { NodeKind } from '../../model/kinds';
import type { FactsByKind } from '../../model/nodes';
import type { RelationshipFacts } from '../../model/relationships';

/** A claim about a node of a kind that is only known at run time. */
export type NodeClaim = Claim<Readonly<Record<string, unknown>>>;

const ARTICLE_FIELDS = ['title', 'abstract', 'publishedOn', 'url', 'identifiers'];
/** The fields of each kind, in the order in which they are stored: the same facts are always the same text. */
const FIELDS: Readonly<Record<NodeKind, readonly string[]>> = {
  Paper: ARTICLE_FIELDS,
  Resource: ['resourceKind', ...ARTICLE_FIELDS],
  Issue: ['title', 'subtitle', 'number', 'publishedOn', 'url', 'identifiers', 'sections'],
  Newsletter: ['slug', 'name', 'description', 'url'],
  Topic: ['slug', 'name', 'topicKind', 'description', 'aliases'],
  Author: ['name', 'variants', 'identifiers'],
  Venue: ['name', 'variants'],
  MissingWork: ['key'],
  // Nobody makes claims about these.
  Source: [],
  ImportRun: [],
  NearMiss: [],
  Decision: [],
  Replaced: [],
};

/** Facts that every node of a kind has, also when no claim gave them. */
const EMPTY: Readonly<Record<string, unknown>> = {
  identifiers: [],
  sections: [],
  aliases: [],
  variants: [],
  resourceKind: 'OTHER',
};

/**
 * The facts that claims about a node of a kind add up to. A claim may hold fields of another kind (a source took the
 * paper for a resource): they are kept in the claim and left out here. A person or venue goes by all names it was given.
 */
export function factsOf<Kind extends NodeKind>(kind: Kind, claims: readonly NodeClaim[]): FactsByKind[Kind] {
  const folded: Record<string, unknown> = foldClaims(claims);
  if (kind === 'Author' || kind === 'Venue') folded['variants'] = variantsOf(folded, claims);
  // Only while no source gives the real title.
  folded['title'] ??= folded['standInTitle'];
  const facts: Record<string, unknown> = {};
  for (const field of FIELDS[kind]) {
    const value = folded[field] ?? EMPTY[field];
    if (value !== undefined) facts[field] = value;
  }
  // The kind's own fields, and every one of them that it must have: each claim was made for a node of this kind.
  return facts as unknown as FactsByKind[Kind];
}

function variantsOf(
  { name, variants = [] }: Readonly<Record<string, unknown>>,
  claims: readonly NodeClaim[],
): string[] {
  const names = [...(variants as readonly string[]), ...claims.map(({ facts }) => facts['name'] as string)];
  return [...new Set(names)].filter((each) => each !== name).sort();
}

const RELATIONSHIP_FIELDS: readonly (keyof RelationshipFacts)[] = [
  'weight',
  'position',
  'section',
  'coverage',
  'summary',
  'matched',
];

export function relationshipFactsOf(claims: readonly Claim<RelationshipFacts>[]): RelationshipFacts {
  const folded: Readonly<Record<string, unknown>> = foldClaims(claims);
  const facts: Record<string, unknown> = {};
  for (const field of RELATIONSHIP_FIELDS) if (folded[field] !== undefined) facts[field] = folded[field];
  return facts;
}

/** A source's earlier claim gives way to its new one, unless they say the same. Claims are kept in the order of sources. */
export function replaceClaim<Facts>(claims: readonly Claim<Facts>[], claim: Claim<Facts>): readonly Claim<Facts>[] {
  if (claims.length === 0) return [claim];
  const own = claims.find(({ source }) => source === claim.source);
  if (own?.rank === claim.rank && JSON.stringify(own.facts) === JSON.stringify(claim.facts)) return claims;
  return [...claims.filter(({ source }) => source !== claim.source), claim].sort((a, b) =>
    a.source < b.source ? -1 : a.source > b.source ? 1 : 0,
  );
}

/**
 * Two accounts of one source: what the first says stands, the second adds what the first leaves open. Whom it calls by
 * two names goes by both.
 */
export function addFacts(
  first: Readonly<Record<string, unknown>>,
  second: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const added: Record<string, unknown> = { ...first };
  for (const [field, value] of Object.entries(second)) {
    const held = added[field];
    if (held === undefined) added[field] = value;
    else if (Array.isArray(held) && Array.isArray(value) && field !== 'sections') added[field] = unite(held, value);
  }
  const variants = added['variants'];
  if (Array.isArray(variants) && second['name'] !== added['name'])
    added['variants'] = unite(variants, [second['name']]);
  return added;
}

function unite(held: readonly unknown[], more: readonly unknown[]): readonly unknown[] {
  if (more.length === 0) return held;
  const seen = new Set(held.map((item) => JSON.stringify(item)));
  return [...held, ...more.filter((item) => !seen.has(JSON.stringify(item)))];
}

/** The claims of two nodes that are one. Where a source spoke of both, what it said of the first comes first. */
export function uniteClaims(claims: readonly NodeClaim[], more: readonly NodeClaim[]): readonly NodeClaim[] {
  return more.reduce((all, claim) => {
    const own = all.find(({ source }) => source === claim.source);
    return replaceClaim(all, own ? { ...own, facts: addFacts(own.facts, claim.facts) } : claim);
  }, claims);
}
