import type { NodeId } from './ids';

/** How much a source's word weighs. A fact of a higher rank is never overwritten by one of a lower rank. */
export const CLAIM_RANKS = ['INFERRED', 'FEED', 'REGISTRY', 'CURATED'] as const;
export type ClaimRank = (typeof CLAIM_RANKS)[number];

/** What one source says of one node or relationship. */
export interface Claim<Facts> {
  readonly source: NodeId;
  readonly rank: ClaimRank;
  /** When it was said: ISO 8601 with time zone Z. */
  readonly at: string;
  readonly facts: Partial<Facts>;
}

/**
 * The facts that a set of claims adds up to. For each field the claim of the highest rank wins; among equals the more
 * precise value (a text that goes on where the other ends), then the source that sorts first. A date that only gets
 * more precise and a text that was cut off ("…") give way to the fuller one of any rank, since that contradicts nothing.
 * Lists are united in that same order.
 * The result depends on the set of claims alone, never on the order in which they came, so that imports commute and
 * a source's word can be taken back.
 */
export function foldClaims<Facts extends object>(claims: readonly Claim<Facts>[]): Partial<Facts> {
  const ordered = claims.length < 2 ? claims : [...claims].sort(byWeight);
  const folded: Record<string, unknown> = {};
  const rankOf: Record<string, ClaimRank> = {};
  for (const claim of ordered) {
    for (const [field, value] of Object.entries(claim.facts)) {
      if (value === undefined || value === null) continue;
      const held = folded[field];
      if (held === undefined) {
        folded[field] = value;
        rankOf[field] = claim.rank;
      } else if (isUnited(field) && Array.isArray(held) && Array.isArray(value)) {
        folded[field] = unite(held, value);
      } else if (isMorePrecise(value, held) && (rankOf[field] === claim.rank || isUnfinished(field, held))) {
        folded[field] = value;
      }
    }
  }
  return folded as Partial<Facts>;
}

/** The weightiest claim first. */
function byWeight(a: Claim<unknown>, b: Claim<unknown>): number {
  return (
    CLAIM_RANKS.indexOf(b.rank) - CLAIM_RANKS.indexOf(a.rank) ||
    (a.source < b.source ? -1 : a.source > b.source ? 1 : 0)
  );
}

/** `sections` are one source's account of an issue: two accounts are alternatives, not parts. */
function isUnited(field: string): boolean {
  return field !== 'sections';
}

function unite(held: readonly unknown[], more: readonly unknown[]): unknown[] {
  const seen = new Set(held.map((item) => JSON.stringify(item)));
  return [...held, ...more.filter((item) => !seen.has(JSON.stringify(item)))];
}

const CUT_OFF = /\s*…$/u;

function isMorePrecise(value: unknown, held: unknown): boolean {
  if (typeof value !== 'string' || typeof held !== 'string') return false;
  const [whole, beginning] = [value.replace(CUT_OFF, ''), held.replace(CUT_OFF, '')];
  return whole.length > beginning.length && whole.startsWith(beginning);
}

function isUnfinished(field: string, held: unknown): boolean {
  return field === 'publishedOn' || (typeof held === 'string' && CUT_OFF.test(held));
}
