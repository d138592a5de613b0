import { CLAIM_RANKS, foldClaims, type Claim } from './claims';
import type { NodeId } from './ids';
import { normaliseTitle } from './text';

/** One of several values that sources give for a field, and who gives it. */
export interface DisputedValue {
  readonly value: string | number | boolean;
  readonly sources: readonly NodeId[];
}

/** A field of which sources say different things. The value that the node shows comes first. */
export interface Conflict {
  readonly field: string;
  readonly values: readonly DisputedValue[];
}

/** What differs from source to source without a contradiction: each has its own page, and a stand-in is none's title. */
const NOT_DISPUTED: ReadonlySet<string> = new Set(['url', 'standInTitle', 'embedding']);

/**
 * The fields of which sources say different things, by name. A value that only goes on where another ends (`2022` and
 * `2022-12-07`), and one that differs in case or punctuation alone, contradicts nothing; lists add up.
 */
export function findConflicts<Facts extends object>(claims: readonly Claim<Facts>[]): readonly Conflict[] {
  const shown: Readonly<Record<string, unknown>> = { ...foldClaims(claims) };
  const said = new Map<string, DisputedValue[]>();
  for (const claim of [...claims].sort((a, b) => CLAIM_RANKS.indexOf(b.rank) - CLAIM_RANKS.indexOf(a.rank)))
    for (const [field, value] of Object.entries(claim.facts)) {
      if (NOT_DISPUTED.has(field) || !isSingle(value)) continue;
      const values = said.get(field) ?? [];
      said.set(field, values);
      const at = values.findIndex((held) => agree(held.value, value));
      const held = values[at];
      if (held)
        values[at] = { value: shown[field] === value ? value : held.value, sources: [...held.sources, claim.source] };
      else values.push({ value, sources: [claim.source] });
    }
  return [...said]
    .filter(([, values]) => values.length > 1)
    .map(([field, values]) => ({
      field,
      values: values.sort((a, b) => Number(b.value === shown[field]) - Number(a.value === shown[field])),
    }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

/**
 * The same of what sources say by relationships of which a node has one: the ends' names, the one that is shown first. A
 * source that names several does not contradict itself, nor one that names one of them.
 */
export function findConflictOfEnds(field: string, ends: readonly DisputedValue[]): Conflict | null {
  const values: DisputedValue[] = [];
  for (const { value, sources } of ends) {
    const at = values.findIndex((held) => agree(held.value, value));
    const held = values[at];
    if (held) values[at] = { value: held.value, sources: [...new Set([...held.sources, ...sources])] };
    else values.push({ value, sources });
  }
  const isDisputed = values.some((one) =>
    values.some((other) => one !== other && !one.sources.some((source) => other.sources.includes(source))),
  );
  return isDisputed ? { field, values } : null;
}

function isSingle(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function agree(a: string | number | boolean, b: string | number | boolean): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return a === b;
  const [x, y] = [comparable(a), comparable(b)];
  return x.startsWith(y) || y.startsWith(x);
}

function comparable(text: string): string {
  const normal = normaliseTitle(text);
  return normal === '' ? text : normal;
}
