import type { Signal } from '../api/operations';
import { SIGNALS } from '../model/filters';
import { SIGNAL_NAMES } from './words';

interface Parts {
  /** 0…1. */
  readonly score: number;
  readonly signals: readonly { readonly signal: Signal; readonly contribution: number }[];
}

/** A score as a bar, cut into what each signal contributes to it; the whole width is 1. */
export function ContributionBar({ score, signals }: Parts) {
  const words = signals.map(({ signal, contribution }) => `${SIGNAL_NAMES[signal]} ${contribution.toFixed(2)}`);
  let start = 0;
  return (
    <div class="score">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label={words.join(', ')}>
        <title>{words.join('\n')}</title>
        <rect class="rest" width="100" height="6" />
        {signals.map(({ signal, contribution }) => {
          const x = start;
          start += contribution * 100;
          return (
            <rect
              key={signal}
              class={`signal-${String(SIGNALS.indexOf(signal))}`}
              x={x}
              width={contribution * 100}
              height="6"
            />
          );
        })}
      </svg>
      <span>{score.toFixed(2)}</span>
    </div>
  );
}
