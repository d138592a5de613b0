import { labelOf } from '../model/mapGraph';
import type { MapSession } from '../session';

/** The path that is shown, with a sentence for each of its steps, or what is missing to find one. */
export function PathPanel({ session }: { readonly session: MapSession }) {
  const { path, graph, state } = session;
  const from = state.path?.[0] ?? '';
  const name = graph.hasNode(from) ? graph.getNodeAttribute(from, 'label') : from;
  return (
    <section class="path" aria-label="Path">
      <h2>Path</h2>
      {path === null && (
        <p>
          From <bdi>{name}</bdi>. Now pick where it leads: on the map, in the list or by a search.
        </p>
      )}
      {path?.status === 'coming' && <p>Looking for a path …</p>}
      {path?.status === 'failed' && <p role="alert">{path.message}</p>}
      {path?.status === 'here' && path.value === null && <p>No path joins the two within six steps.</p>}
      {path?.status === 'here' && path.value && (
        <ol class="steps">
          {path.value.nodes.map((node, index) => (
            <li key={node.id}>
              <button
                type="button"
                class="plain"
                onClick={() => {
                  session.select(node.id);
                }}
              >
                <bdi>{labelOf(node)}</bdi>
              </button>
              {path.value?.relationships[index] && <p>{path.value.relationships[index].because}</p>}
            </li>
          ))}
        </ol>
      )}
      <button
        type="button"
        onClick={() => {
          session.pickPath(null);
        }}
      >
        Close the path
      </button>
    </section>
  );
}
