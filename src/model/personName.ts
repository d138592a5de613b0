import { fold } from './text';

/** The folded parts of a person's name: `Stuart J. Russell` is `stuart`, `j` and `russell`. */
export interface PersonName {
  readonly first: string;
  readonly middle: readonly string[];
  readonly family: string;
}

/** Folded, without a point. */
export const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/;

/** The parts of a name that is written first name first; `null` when the first name is an initial or missing. */
export function readPersonName(name: string): PersonName | null {
  const [first = '', ...rest] = fold(name)
    .replace(/[.,]/g, ' ')
    .split(/\s+/)
    .filter((part) => part !== '' && !SUFFIX.test(part));
  const family = rest.at(-1);
  return first.length < 2 || family === undefined ? null : { first, middle: rest.slice(0, -1), family };
}

/** Whether the middle names of two names can be the same person's: one has none, or they are the same or initials. */
export function haveFittingMiddles({ middle: a }: PersonName, { middle: b }: PersonName): boolean {
  return a.every((name, index) => agree(name, b[index] ?? name));
}

/** Whether one part of a name can be the other: the same, or its initial. */
export function agree(a: string, b: string): boolean {
  return a === b || ((a.length === 1 || b.length === 1) && a[0] === b[0]);
}
