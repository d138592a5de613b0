import { isNodeShown, NO_FILTERS } from '../model/filters';
import type { MapSession } from '../session';

/** What stands over the map while it comes, when nothing of it is shown, and when it could not be had. */
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
  if (graph.someNode((_id, node) => isNodeShown(node, session.state.filters))) return null;
  if (graph.order > 0)
    return (
      <div class="overlay">
        <p>The filters leave nothing of this map.</p>
        <button
          type="button"
          onClick={() => {
            session.setFilters(NO_FILTERS);
          }}
        >
          Show everything
        </button>
      </div>
    );
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
