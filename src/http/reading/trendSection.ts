import { html, type Html } from './html';
import { counted } from './wording';

export interface TrendAnswer {
  readonly direction: 'RISING' | 'STEADY' | 'FADING';
  readonly points: readonly { readonly year: number; readonly articles: number; readonly share: number }[];
}

/** What the section needs of a topic. */
export const TREND = 'trend(years: 10) { direction points { year articles share } }';

const SAYS: Readonly<Record<TrendAnswer['direction'], string>> = {
  RISING: 'A rising share of all articles.',
  STEADY: 'A steady share of all articles.',
  FADING: 'A fading share of all articles.',
};
const WIDTH = 10;
const HEIGHT = 40;

/** A topic's share of each year's articles as bars, and as words for who does not see them. */
export function trendSection({ direction, points }: TrendAnswer): Html | null {
  const most = Math.max(...points.map(({ share }) => share), 0);
  if (points.length < 2 || most === 0) return null;
  const [first, last] = [points[0]?.year, points.at(-1)?.year];
  return html`<section aria-labelledby="trend">
    <h2 id="trend">Over time</h2>
    <p class="note">${SAYS[direction]}</p>
    <svg
      class="trend"
      viewBox="0 0 ${points.length * WIDTH} ${HEIGHT}"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      ${points.map(({ share }, index) => {
        const height = (share / most) * HEIGHT;
        return html`<rect
          x="${index * WIDTH + 1}"
          y="${(HEIGHT - height).toFixed(1)}"
          width="${WIDTH - 2}"
          height="${height.toFixed(1)}"
        />`;
      })}
    </svg>
    <p class="years" aria-hidden="true"><span>${first}</span> <span>${last}</span></p>
    <p class="unseen">${points.map(({ year, articles }) => `${year}: ${counted(articles, 'article')}`).join(', ')}.</p>
  </section>`;
}
