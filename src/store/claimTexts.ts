import type { Claim } from '../model/claims';

type Facts = Readonly<Record<string, unknown>>;

/** Shorter texts are not worth looking for. */
const LONG = 20;

/**
 * Claims as they are stored beside the facts that they add up to. A long text that a claim has in common with the facts,
 * most often the abstract, stands there alone: `true` is in its place.
 */
export function writeClaims(claims: readonly Claim<object>[], facts: object): string {
  return JSON.stringify(claims.map((claim) => ({ ...claim, facts: abridge(claim.facts as Facts, facts as Facts) })));
}

export function readClaims<Said>(text: string, facts: string): Claim<Said>[] {
  const claims = JSON.parse(text) as Claim<Said>[];
  if (!text.includes(':true')) return claims;
  const common = JSON.parse(facts) as Facts;
  for (const claim of claims) {
    const said = claim.facts as Record<string, unknown>;
    for (const field in said) if (said[field] === true) said[field] = common[field];
  }
  return claims;
}

function abridge(said: Facts, facts: Facts): Facts {
  let abridged: Record<string, unknown> | null = null;
  for (const field in said) {
    const value = said[field];
    if (typeof value !== 'string' || value.length < LONG || value !== facts[field]) continue;
    abridged ??= { ...said };
    abridged[field] = true;
  }
  return abridged ?? said;
}
