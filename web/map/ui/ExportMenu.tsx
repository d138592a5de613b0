import { useRef } from 'preact/hooks';
import { shownOf } from '../model/filters';
import { toGraphml, toJson } from '../model/graphText';
import { toPng, toSvg } from '../model/picture';
import type { MapSession } from '../session';
import { useTheme } from './preferences';

/** Takes the view along: as a picture, as a graph, as a query. */
export function ExportMenu({ session }: { readonly session: MapSession }) {
  const menu = useRef<HTMLDetailsElement>(null);
  const theme = useTheme();
  const areas = session.overview?.areas.nodes.map(({ slug }) => slug) ?? [];
  const svg = (): string => toSvg(session.graph, session.state.filters, areas, theme);
  const choices: readonly (readonly [name: string, make: () => Promise<void> | void])[] = [
    [
      'Picture (SVG)',
      () => {
        save('map.svg', new Blob([svg()], { type: 'image/svg+xml' }));
      },
    ],
    [
      'Picture (PNG)',
      async () => {
        save('map.png', await toPng(svg()));
      },
    ],
    [
      'Graph (GraphML)',
      () => {
        save(
          'map.graphml',
          new Blob([toGraphml(shownOf(session.graph, session.state.filters))], { type: 'application/graphml+xml' }),
        );
      },
    ],
    [
      'Graph (JSON)',
      () => {
        save(
          'map.json',
          new Blob([toJson(shownOf(session.graph, session.state.filters))], { type: 'application/json' }),
        );
      },
    ],
  ];
  const { query, variables } = session.query;
  const playground = `/playground?${new URLSearchParams({ query, variables: JSON.stringify(variables, null, 2) }).toString()}`;
  return (
    <details class="menu" ref={menu}>
      <summary>Export</summary>
      <ul>
        {choices.map(([name, make]) => (
          <li key={name}>
            <button
              type="button"
              disabled={session.graph.order === 0}
              onClick={() => {
                Promise.resolve(make()).then(
                  () => {
                    session.announce(`${name} saved.`);
                  },
                  () => {
                    session.announce(`${name} could not be made in this browser.`);
                  },
                );
                menu.current?.removeAttribute('open');
              }}
            >
              {name}
            </button>
          </li>
        ))}
        <li>
          <a href={playground}>Copy as GraphQL</a>
        </li>
      </ul>
    </details>
  );
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
