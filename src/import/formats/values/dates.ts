import { parsePartialDate } from '../../../model/dates';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?';
const YEAR = '((?:1[5-9]|20)\\d{2})';

/** `2022-06-16T10:00:00Z`, `2022/06/16`, `2022.6.16`, `2022-06`. */
const YEAR_FIRST = new RegExp(`^${YEAR}[-/.](\\d{1,2})(?:[-/.](\\d{1,2}))?(?:[T ].{0,40})?$`, 'i');
/** `20220616`. */
const COMPACT = new RegExp(`^${YEAR}(\\d{2})(\\d{2})$`);
/** `06/2022`. With a day before it the order is anyone's guess. */
const MONTH_SLASH_YEAR = new RegExp(`^(\\d{1,2})[/.-]${YEAR}$`);
/** `Thu, 16 Jun 2022 10:00:00 GMT`, `16th of June 2022`, `16 June, 2022`. */
const DAY_MONTH_YEAR = new RegExp(`(?:^|\\D)(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]${MONTH},?[ -]${YEAR}(?!\\d)`, 'i');
/** `June 16th, 2022`, `Jun 16 2022`. */
const MONTH_DAY_YEAR = new RegExp(`(?:^|[^a-z])${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}(?!\\d)`, 'i');
/** `June 2022`, `Jun, 2022`. */
const MONTH_YEAR = new RegExp(`(?:^|[^a-z])${MONTH},? ${YEAR}(?!\\d)`, 'i');
/** `2022 Jun 16`, `2022 June`. */
const YEAR_MONTH = new RegExp(`^${YEAR} ${MONTH}(?: (\\d{1,2}))?$`, 'i');
/** RFC 822 as first published: `16 Jun 22`. The weekday or the time beside it says that this is no range. */
const SHORT_YEAR = new RegExp(`^(?:[a-z]{3}, )?(\\d{1,2}) ${MONTH} (\\d{2}) \\d{2}:\\d{2}`, 'i');
const EACH_MONTH = new RegExp(`(?:^|[^a-z])${MONTH}(?![a-z])`, 'gi');
const EACH_YEAR = new RegExp(`(?<!\\d)${YEAR}(?!\\d)`, 'g');
const MAX_LENGTH = 200;

/**
 * A date in any usual spelling as an ISO day, month or year, only as precise as the text is: `Fall 2019` is 2019.
 * `null` when the text names no year, or several. The day is the one written, in the time zone of the writer.
 */
export function readDate(written: string): string | null {
  const text = written.replace(/\s+/gu, ' ').trim();
  if (text.length > MAX_LENGTH) return null;
  const numeric = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (numeric) return checked(numeric[1], numeric[2], numeric[3]);
  const slashed = MONTH_SLASH_YEAR.exec(text);
  if (slashed) return checked(slashed[2], slashed[1]);
  const dayFirst = DAY_MONTH_YEAR.exec(text);
  if (dayFirst) return checked(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]);
  const monthFirst = MONTH_DAY_YEAR.exec(text);
  if (monthFirst) return checked(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2]);
  const yearFirst = YEAR_MONTH.exec(text);
  if (yearFirst) return checked(yearFirst[1], monthNumber(yearFirst[2]), yearFirst[3]);
  const short = SHORT_YEAR.exec(text);
  if (short) return checked(`${Number(short[3]) < 50 ? '20' : '19'}${short[3] ?? ''}`, monthNumber(short[2]), short[1]);
  const monthOnly = hasRange(text) ? null : MONTH_YEAR.exec(text);
  if (monthOnly) return checked(monthOnly[2], monthNumber(monthOnly[1]));
  return onlyYear(text);
}

/** The date if such a day exists, else the part of it that does. */
function checked(year: string | undefined, month?: string, day?: string): string | null {
  if (year === undefined) return null;
  const twoDigits = (digits: string) => digits.padStart(2, '0');
  if (month !== undefined && day !== undefined) {
    const whole = parsePartialDate(`${year}-${twoDigits(month)}-${twoDigits(day)}`);
    if (whole !== null) return whole;
  }
  return (month === undefined ? null : parsePartialDate(`${year}-${twoDigits(month)}`)) ?? parsePartialDate(year);
}

function monthNumber(name: string | undefined): string {
  return String(MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1);
}

/** `May/June 2022` and `June - July 2022` name two months: the year alone is sure. */
function hasRange(text: string): boolean {
  return (text.match(EACH_MONTH) ?? []).length > 1;
}

function onlyYear(text: string): string | null {
  const years = new Set(Array.from(text.matchAll(EACH_YEAR), ([year]) => year));
  const [year] = years;
  return years.size === 1 && year !== undefined ? year : null;
}
