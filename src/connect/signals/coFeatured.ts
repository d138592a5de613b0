import type { Evidence } from '../../store/port';
import { saturate } from './saturate';
import { addUp, type ScoreSignal } from './signal';

/**
 * Featured in one issue, by how close: two works in one entry belong together more than two under one heading, and
 * those more than two anywhere in an issue. An issue and what it features are as close as two in one entry. After
 * proximity analysis of co-citations: B. Gipp and J. Beel, "Citation Proximity Analysis", ISSI 2009.
 *
 * raw = Σ closeness(i); score = raw / (raw + k)
 */
const DEFAULTS: { readonly k: number; readonly closeness: Readonly<Record<'ENTRY' | 'SECTION' | 'ISSUE', number>> } = {
  closeness: { ENTRY: 1, SECTION: 0.5, ISSUE: 0.2 },
  /** Two issues with both under one heading count as half. */
  k: 1,
};

export const scoreCoFeatured: ScoreSignal = (evidence) => {
  const { sum, best } = addUp(evidence, worthOf);
  return { score: saturate(sum, DEFAULTS.k), evidence: best };
};

function worthOf({ closeness }: Evidence): number {
  return DEFAULTS.closeness[closeness ?? 'ISSUE'];
}
