/** Of all items at a step of time, how many are of the kind that is looked at. */
export interface Share {
  readonly of: number;
  readonly all: number;
}

export interface LinearTrend {
  /** By how much the share grows per step: −1…1. */
  readonly slope: number;
  /** How far the growth is from chance, in standard deviations; above 0 for one that rises. */
  readonly z: number;
  /** `STEADY` unless chance alone would give such a slope in less than 5 % of all cases, and for fewer than five items. */
  readonly direction: 'RISING' | 'STEADY' | 'FADING';
}

/** Two-sided 5 % of the normal distribution. */
const SIGNIFICANT = 1.96;
/** A handful of items is not spread like the normal distribution: one in the latest year would be a trend. */
const ENOUGH = 5;

/**
 * How a share changes over steps of equal length: the line through the shares, each as heavy as it has items, so that a
 * small or unfinished step decides little. Whether it is more than chance says the test for a linear trend in
 * proportions (W. Cochran, Biometrics 10, 1954; P. Armitage, Biometrics 11, 1955).
 */
export function linearTrend(shares: readonly Share[]): LinearTrend {
  const total = sum(shares, ({ all }) => all);
  const ofAll = sum(shares, ({ of }) => of);
  const mean = ofAll / Math.max(1, total);
  const center = sum(shares, ({ all }, step) => all * step) / Math.max(1, total);
  const excess = sum(shares, ({ of, all }, step) => (of - all * mean) * (step - center));
  const spread = sum(shares, ({ all }, step) => all * (step - center) ** 2);
  const deviation = Math.sqrt(mean * (1 - mean) * spread);
  const z = deviation === 0 ? 0 : excess / deviation;
  const isTelling = ofAll >= ENOUGH && Math.abs(z) >= SIGNIFICANT;
  return {
    slope: spread === 0 ? 0 : rounded(excess / spread),
    z: rounded(z),
    direction: !isTelling ? 'STEADY' : z > 0 ? 'RISING' : 'FADING',
  };
}

/** The share as a number: 0 where there is nothing at all. */
export function shareOf({ of, all }: Share): number {
  return all === 0 ? 0 : rounded(of / all);
}

function rounded(value: number): number {
  return Number(value.toFixed(6));
}

function sum(shares: readonly Share[], valueOf: (share: Share, step: number) => number): number {
  return shares.reduce((total, share, step) => total + valueOf(share, step), 0);
}
