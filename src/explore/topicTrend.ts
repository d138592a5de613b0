import { GraphError } from '../model/errors';
import { yearOf } from '../model/dates';
import type { MonthCounts } from '../store/port';

export interface TrendPoint {
  readonly year: number;
  /** Articles about the topic that were published in the year. */
  readonly articles: number;
  /** All articles of the year. */
  readonly all: number;
  /** articles / all, 0 for a year without articles. */
  readonly share: number;
}

export interface TopicTrend {
  /** Years without a gap, the latest of the graph last. Empty when nothing in the graph has a date. */
  readonly points: readonly TrendPoint[];
  /** By how much the topic's share of all articles grows per year, −1…1. */
  readonly slope: number;
  /** `STEADY` unless chance alone would give such a slope in less than 5 % of all cases. */
  readonly direction: 'RISING' | 'STEADY' | 'FADING';
}

const MAX_YEARS = 50;
/** Two-sided 5 % of the normal distribution. */
const SIGNIFICANT = 1.96;

/**
 * How a topic's share of all articles changes from year to year. A share and not a count, because the graph's own growth
 * is not the topic's (T. Griffiths and M. Steyvers, "Finding scientific topics", PNAS 101, 2004: hot and cold topics).
 * The slope is the line through the yearly shares, each year as heavy as it has articles, so that a small or unfinished
 * year decides little; whether it is more than chance says the test for a linear trend in proportions (W. Cochran,
 * Biometrics 10, 1954; P. Armitage, Biometrics 11, 1955).
 */
export function topicTrend(topic: MonthCounts, all: MonthCounts, years: number): TopicTrend {
  if (!Number.isInteger(years) || years < 2 || years > MAX_YEARS)
    throw new GraphError('BAD_INPUT', `years is a whole number from 2 to ${MAX_YEARS}, not ${years}.`, {
      argument: 'years',
    });
  const points = pointsOf(byYear(topic), byYear(all), years);
  const total = sum(points, ({ all: n }) => n);
  const share = sum(points, ({ articles }) => articles) / Math.max(1, total);
  const center = sum(points, ({ year, all: n }) => n * year) / Math.max(1, total);
  const excess = sum(points, ({ year, articles, all: n }) => (articles - n * share) * (year - center));
  const spread = sum(points, ({ year, all: n }) => n * (year - center) ** 2);
  const deviation = Math.sqrt(share * (1 - share) * spread);
  const score = deviation === 0 ? 0 : excess / deviation;
  return {
    points,
    slope: spread === 0 ? 0 : Number((excess / spread).toFixed(6)),
    direction: score >= SIGNIFICANT ? 'RISING' : score <= -SIGNIFICANT ? 'FADING' : 'STEADY',
  };
}

function byYear(months: MonthCounts): Map<number, number> {
  const years = new Map<number, number>();
  for (const { month, articles } of months) years.set(yearOf(month), (years.get(yearOf(month)) ?? 0) + articles);
  return years;
}

function pointsOf(topic: ReadonlyMap<number, number>, all: ReadonlyMap<number, number>, years: number): TrendPoint[] {
  if (all.size === 0) return [];
  const last = Math.max(...all.keys());
  const first = Math.max(Math.min(...all.keys()), last - years + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    const [articles, inAll] = [topic.get(year) ?? 0, all.get(year) ?? 0];
    return { year, articles, all: inAll, share: inAll === 0 ? 0 : Number((articles / inAll).toFixed(6)) };
  });
}

function sum(points: readonly TrendPoint[], valueOf: (point: TrendPoint) => number): number {
  return points.reduce((total, point) => total + valueOf(point), 0);
}
