import type { MapSession } from '../session';

/** What stands over the map while it comes, when it is empty, and when it could not be had. */
export function StatusOverlay({ session }: { readonly session: MapSession }) {
  const { map, graph } = session;
  if (map.status === 'coming')
    return (
      <div class="overlay">
        <div class="skeleton" aria-hidden="true">
          <span />
          <span />
          <span />
        </div>
        <p>The map is being drawn …</p>
        <button
          type="button"
          onClick={() => {
            session.cancel();
          }}
        >
          Cancel
        </button>
      </div>
    );
  if (map.status === 'failed')
    return (
      <div class="overlay" role="alert">
        <p>{map.message}</p>
        <button
          type="button"
          onClick={() => {
            session.retry();
          }}
        >
          Try again
        </button>
      </div>
    );
  if (graph.order > 0) return null;
  return (
    <div class="overlay">
      <p>
        {session.state.start.from === 'overview'
          ? 'The graph is empty. Import something: npm run cli -- import FILE'
          : 'Nothing in the graph answers to this. Search for something else.'}
      </p>
    </div>
  );
}
