import type { NodeId } from '../../model/ids';
import type { Evidence } from '../../store/port';

/** One signal between one seed and one candidate. */
export interface SignalScore {
  /** 0…1. */
  readonly score: number;
  /** What it rests on, the most telling first. */
  readonly evidence: readonly NodeId[];
}

/** Scores a pair from all its evidence of one signal, which comes sorted by `via`. Adding in that order keeps engines alike. */
export type ScoreSignal = (evidence: readonly Evidence[]) => SignalScore;

/** Adds up what each piece of evidence tells and lists the most telling first. */
export function addUp(
  evidence: readonly Evidence[],
  worthOf: (piece: Evidence) => number,
): { readonly sum: number; readonly best: readonly NodeId[] } {
  let sum = 0;
  const worths = evidence.map((piece) => {
    const worth = worthOf(piece);
    sum += worth;
    return { id: piece.via, worth };
  });
  worths.sort((a, b) => b.worth - a.worth || ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
  return { sum, best: worths.flatMap(({ id }) => id ?? []) };
}
