import type { Signal } from '../../model/signals';
import { ARTICLE_LINE, articleFacts, articleLink, type ArticleLine } from './articleLine';
import { html, type Html } from './html';
import { SIGNAL_NAMES } from './wording';

interface ConnectedEdge {
  readonly score: number;
  readonly because: string;
  readonly signals: readonly { readonly signal: Signal; readonly contribution: number }[];
  readonly node: ArticleLine;
}

/** What `CONNECTED` asks for. */
export interface Connected {
  readonly totalCount: number;
  readonly edges: readonly ConnectedEdge[];
}

export const CONNECTED = `
  fragment Connected on Article {
    connectedArticles(first: $connected) {
      totalCount
      edges { score because signals { signal contribution } node { ...ArticleLine } }
    }
  }
  ${ARTICLE_LINE}`;

/** The bar's own units: its whole length is the score of the closest article. */
const BAR_LENGTH = 1000;

/** Connected articles with the reason of each as a sentence, and its signals' contributions as one bar in parts. */
export function connectedSection({ edges, totalCount }: Connected): Html {
  const [closest] = edges;
  return html`<section aria-labelledby="connected">
    <h2 id="connected">Connected articles</h2>
    ${
      closest
        ? html`<p class="note">
              The closest ${edges.length} of ${totalCount.toLocaleString('en')}. Each bar adds up what the single
              reasons contribute, drawn to the scale of the first.
            </p>
            <ol class="connected">
              ${edges.map((edge) => connectedItem(edge, closest.score))}
            </ol>`
        : html`<p class="note">Nothing in the graph is connected with it yet.</p>`
    }
  </section>`;
}

function connectedItem({ node, because, score, signals }: ConnectedEdge, scale: number): Html {
  return html`<li>
    <h3>${articleLink(node)}</h3>
    ${articleFacts(node)}
    <p class="because">${because}</p>
    ${contributionBar(signals, scale)}
    <ul class="signals" aria-label="Contributions to the score of ${score.toFixed(2)}">
      ${signals.map(
        ({ signal, contribution }) =>
          html`<li class="${classOf(signal)}">${SIGNAL_NAMES[signal]} <b>${contribution.toFixed(2)}</b></li>`,
      )}
    </ul>
  </li>`;
}

/** The list below it says the same in words, so the picture itself is silent. */
function contributionBar(signals: ConnectedEdge['signals'], scale: number): Html {
  let start = 0;
  const parts = signals.map(({ signal, contribution }) => {
    const length = Math.max(0, (contribution / scale) * BAR_LENGTH);
    const part = html`<rect
      class="${classOf(signal)}"
      x="${start.toFixed(1)}"
      y="0"
      width="${length.toFixed(1)}"
      height="1"
    />`;
    start += length;
    return part;
  });
  return html`<svg
    class="bar"
    viewBox="0 0 ${BAR_LENGTH} 1"
    preserveAspectRatio="none"
    aria-hidden="true"
    focusable="false"
  >
    ${parts}
  </svg>`;
}

function classOf(signal: Signal): string {
  return `signal-${signal.toLowerCase().replaceAll('_', '-')}`;
}
