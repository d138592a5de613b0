import { yearOf } from '../model/dates';
import type { MonthCounts } from '../store/port';

/**
 * The latest year of the graph, 0 for one without dates. Proceedings are dated ahead, but not beyond next year: a slip
 * such as 2924 in a single date would leave every trend without articles.
 */
export function latestYear(months: MonthCounts): number {
  const nextYear = new Date().getUTCFullYear() + 1;
  return Math.max(0, ...months.map(({ month }) => yearOf(month)).filter((year) => year <= nextYear));
}
