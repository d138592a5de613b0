/** A date with day, month or year precision: `2023-01-09`, `2023-01` or `2023`. Sorts as text. */
export type PartialDate = string & { readonly __brand: 'PartialDate' };

const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** Parses an ISO year, month or day; `null` for any other text and for days that no calendar has. */
export function parsePartialDate(text: string): PartialDate | null {
  const match = SHAPE.exec(text.trim());
  if (!match) return null;
  const [whole, year = '', month, day] = match;
  // `0000` and `0001` stand for "unknown" in many files.
  if (year < '1000') return null;
  if (month !== undefined && (month < '01' || month > '12')) return null;
  if (day !== undefined) {
    const date = new Date(`${whole}T00:00:00Z`);
    if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== whole) return null;
  }
  return whole as PartialDate;
}

/** Whether a date lies in or before a year, month or day; an unknown one does not. A date of less precision lies where it begins. */
export function isPublishedBy(date: PartialDate | undefined, by: string): boolean {
  // `~` sorts after every continuation: `2022` < `2022-12-31` < `2022~`.
  return date !== undefined && date < `${by}~`;
}

/**
 * The first text of a date that begins when this one does: `2022-01-01` begins as `2022-01` and `2022` do. What begins no
 * earlier sorts no earlier.
 */
export function startOfDate(date: string): string {
  return date.replace(/(?:-01){1,2}$/, '');
}

/** Digits of the largest number that a number can be. */
const DIGITS = String(Number.MAX_SAFE_INTEGER).length;

/**
 * Where something stands in the order by date, and those of a series that have one date by their numbers: `2018-04`,
 * `2018-04#0000000000000012`, `#0000000000000012` without a date, before every date, and '' where neither is known.
 */
export function placeByDate(date: string | undefined, number?: number): string {
  return (date ?? '') + (number === undefined ? '' : `#${String(number).padStart(DIGITS, '0')}`);
}

/** The date of such a place, '' where it has none. */
export function dateOfPlace(place: string): string {
  return place.replace(/#.*$/, '');
}

/** Year and month of a date, or its year where no more is known: what articles are counted by. */
export function monthOf(date: string): string {
  return date.slice(0, 7);
}

/**
 * The first month, as text, that was not over by the end of a year, month or day: what counts by month go up to. A day
 * within a month leaves that month out, so that nothing later is counted.
 */
export function monthAfter(date: string): string {
  const isWithinMonth = date.length === 10 && date !== lastDayOf(monthOf(date));
  return isWithinMonth ? monthOf(date) : `${monthOf(date)}~`;
}

function lastDayOf(month: string): string {
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
