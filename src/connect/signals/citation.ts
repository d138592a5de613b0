import type { NodeId } from '../../model/ids';
import type { Evidence } from '../../store/port';
import type { Reached } from '../citationWalk';
import { saturate } from './saturate';
import type { SignalScore } from './signal';

/**
 * Citation: directly, in either direction, and by way of one or two other articles (see `citationWalk.ts`). Sjögårde
 * and Ahlgren, "Seed-based information retrieval in networks of research publications", 2024, find direct links the
 * most precise, and few; the walk finds what a direct link would join.
 *
 * raw = direct citations (0, 1 or 2) + flow; score = raw / (raw + k)
 */
const DEFAULTS = {
  /** A direct citation alone is 0.67, one in each direction 0.8; one way over an article with two citations is 0.5. */
  k: 0.5,
};

/** Evidence: the cited end of each direct citation; without one, the articles by way of which citations lead there. */
export function scoreCitation(pieces: readonly Evidence[], reached: Reached | undefined): SignalScore {
  const cited = pieces.flatMap(({ via }): NodeId[] => (via === null ? [] : [via]));
  const score = saturate(cited.length + (reached?.flow ?? 0), DEFAULTS.k);
  return { score, evidence: cited.length > 0 ? cited : (reached?.via ?? []) };
}
