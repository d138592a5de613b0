import { useState } from 'preact/hooks';
import { isEdgeShown, isNodeShown, scoreOf } from '../model/filters';
import type { MapEdge, MapNode } from '../model/mapGraph';
import type { MapSession } from '../session';
import { revealPanel } from './SidePanel';
import { countOf, KIND_NAMES } from './words';

const ROWS_AT_ONCE = 100;
const LINKS_A_ROW = 5;

/** The same nodes and edges as the map, in words: the most important first, each with what it is joined to. */
export function ListView({ session }: { readonly session: MapSession }) {
  const [rows, setRows] = useState(ROWS_AT_ONCE);
  const { graph, state } = session;
  const nodes = graph
    .mapNodes((id, node) => ({ id, ...node }))
    .filter((node) => isNodeShown(node, state.filters))
    .sort((a, b) => b.importance - a.importance || (a.id < b.id ? -1 : 1));
  return (
    <section class="list" aria-label="List of the map’s nodes" tabIndex={0}>
      <ol>
        {nodes.slice(0, rows).map((node) => (
          <Row key={node.id} session={session} node={node} />
        ))}
      </ol>
      {nodes.length > rows && (
        <button
          type="button"
          onClick={() => {
            setRows(rows + ROWS_AT_ONCE);
          }}
        >
          Show {Math.min(ROWS_AT_ONCE, nodes.length - rows)} more of {nodes.length}
        </button>
      )}
    </section>
  );
}

function Row({ session, node }: { readonly session: MapSession; readonly node: MapNode & { readonly id: string } }) {
  const links = linksOf(session, node.id);
  return (
    <li aria-current={session.state.selected === node.id ? 'true' : undefined}>
      <button
        type="button"
        class="name"
        onClick={() => {
          session.select(node.id);
          revealPanel();
        }}
      >
        <bdi>{node.label}</bdi>
      </button>
      <small>
        {KIND_NAMES[node.kind][0]}
        {node.year === null ? '' : ` · ${String(node.year)}`} · {countOf(links.length, 'link')}
      </small>
      {links.length > 0 && (
        <ul>
          {links.slice(0, LINKS_A_ROW).map(({ id, label, relation, score }) => (
            <li key={`${relation} ${id}`}>
              <button
                type="button"
                class="plain"
                onClick={() => {
                  session.select(id);
                  revealPanel();
                }}
              >
                <bdi>{label}</bdi>
              </button>
              <button
                type="button"
                class="plain"
                title="Why?"
                onClick={() => {
                  session.askWhy(node.id, id);
                  revealPanel();
                }}
              >
                <small>{relation === 'CONNECTED' ? score.toFixed(2) : RELATION_NAMES[relation]}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const RELATION_NAMES: Readonly<Record<string, string>> = {
  ABOUT: 'about',
  SUBTOPIC_OF: 'hierarchy',
  FEATURES: 'featured',
  CITES: 'citation',
  AUTHORED_BY: 'author',
  PART_OF: 'newsletter',
  PUBLISHED_IN: 'venue',
};

/** What a node is joined to by what is shown, connected articles by score first. */
function linksOf({ graph, state: { filters } }: MapSession, id: string) {
  return graph
    .mapEdges(id, (_key, edge: MapEdge, from, to) => ({ edge, id: from === id ? to : from }))
    .filter(({ edge, id: other }) => isEdgeShown(edge, filters) && isNodeShown(graph.getNodeAttributes(other), filters))
    .map(({ edge, id: other }) => ({
      id: other,
      label: graph.getNodeAttribute(other, 'label'),
      relation: edge.relation,
      score: scoreOf(edge, filters),
    }))
    .sort(
      (a, b) =>
        Number(b.relation === 'CONNECTED') - Number(a.relation === 'CONNECTED') ||
        b.score - a.score ||
        (a.id < b.id ? -1 : 1),
    );
}
