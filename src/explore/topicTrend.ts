import { GraphError } from '../model/errors';
import { yearOf } from '../model/dates';
import type { MonthCounts } from '../store/port';
import { latestYear } from './latestYear';
import { linearTrend, shareOf, type LinearTrend } from './linearTrend';

export interface TrendPoint {
  readonly year: number;
  /** Articles about the topic that were published in the year. */
  readonly articles: number;
  /** All articles of the year. */
  readonly all: number;
  /** articles / all, 0 for a year without articles. */
  readonly share: number;
}

export interface TopicTrend extends LinearTrend {
  /** Years without a gap, the latest of the graph last. Empty when nothing in the graph has a date. */
  readonly points: readonly TrendPoint[];
}

const MAX_YEARS = 50;

/**
 * How a topic's share of all articles changes from year to year. A share and not a count, because the graph's own growth
 * is not the topic's (T. Griffiths and M. Steyvers, "Finding scientific topics", PNAS 101, 2004: hot and cold topics).
 */
export function topicTrend(topic: MonthCounts, all: MonthCounts, years: number): TopicTrend {
  if (!Number.isInteger(years) || years < 2 || years > MAX_YEARS)
    throw new GraphError('BAD_INPUT', `years is a whole number from 2 to ${MAX_YEARS}, not ${years}.`, {
      argument: 'years',
    });
  const points = pointsOf(byYear(topic), byYear(all), latestYear(all), years);
  return { points, ...linearTrend(points.map(({ articles, all: n }) => ({ of: articles, all: n }))) };
}

function byYear(months: MonthCounts): Map<number, number> {
  const years = new Map<number, number>();
  for (const { month, articles } of months) years.set(yearOf(month), (years.get(yearOf(month)) ?? 0) + articles);
  return years;
}

function pointsOf(
  topic: ReadonlyMap<number, number>,
  all: ReadonlyMap<number, number>,
  last: number,
  years: number,
): TrendPoint[] {
  const first = Math.max(Math.min(...all.keys()), last - years + 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const year = first + index;
    const [articles, inAll] = [topic.get(year) ?? 0, all.get(year) ?? 0];
    return { year, articles, all: inAll, share: shareOf({ of: articles, all: inAll }) };
  });
}
