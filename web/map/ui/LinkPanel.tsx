import type { Link, MapSession } from '../session';
import { ContributionBar } from './ContributionBar';

interface Parts {
  readonly session: MapSession;
  readonly ends: readonly [from: string, to: string];
}

/** Why two nodes are joined by a line: what articles have in common, and what the graph itself says of the two. */
export function LinkPanel({ session, ends }: Parts) {
  const { link, graph } = session;
  return (
    <section class="path" aria-label="Why connected">
      <h2>Why connected</h2>
      <ul class="links">
        {ends.map((id) => (
          <li key={id}>
            <button
              type="button"
              class="plain"
              onClick={() => {
                session.select(id);
              }}
            >
              <bdi>{graph.hasNode(id) ? graph.getNodeAttribute(id, 'label') : id}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {link?.status === 'failed' && <p role="alert">{link.message}</p>}
      {link?.status === 'here' && <Reasons {...link.value} />}
      {(link === null || link.status === 'coming') && <p>Looking for reasons …</p>}
      <button
        type="button"
        onClick={() => {
          session.select(null);
        }}
      >
        Close
      </button>
    </section>
  );
}

function Reasons({ whyConnected, shortestPath }: Link) {
  const link = whyConnected?.link ?? null;
  const sentences = [link?.because, shortestPath?.relationships[0]?.because].filter((each) => each !== undefined);
  return (
    <>
      {link && <ContributionBar score={link.score} signals={link.signals} />}
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {sentences.length === 0 && <p>Nothing in the graph joins the two any more.</p>}
    </>
  );
}
