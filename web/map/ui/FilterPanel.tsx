import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { colorOfArea, SHAPES } from '../draw/palette';
import {
  isNodeShown,
  NO_AREA,
  NO_FILTERS,
  NODE_KINDS,
  SIGNALS,
  toggle,
  type Filters,
  type NodeKind,
} from '../model/filters';
import type { MapSession } from '../session';
import { useTheme } from './preferences';
import { KIND_NAMES, SIGNAL_NAMES } from './words';

/** Always listed, so that nothing moves when the map comes. */
const USUAL_KINDS: readonly NodeKind[] = ['Paper', 'Resource', 'Issue', 'Topic'];

/** What of the map is shown, and at the same time its legend. */
export function FilterPanel({ session }: { readonly session: MapSession }) {
  const theme = useTheme();
  const isSliding = useRef(false);
  const { filters } = session.state;
  const set = (change: Partial<Filters>, step = { continues: false }): void => {
    session.setFilters({ ...filters, ...change }, step);
  };
  const areas = session.overview?.areas.nodes ?? [];
  const slugs = areas.map(({ slug }) => slug);
  const counts = countShown(session);
  const kinds = NODE_KINDS.filter((kind) => USUAL_KINDS.includes(kind) || counts.kinds.has(kind));
  const isFiltered = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
  return (
    <aside class="filters" aria-label="Filters">
      <details open={!matchMedia('(max-width: 60rem)').matches}>
        <summary>
          <h2>Filters</h2>
        </summary>
        <button
          type="button"
          disabled={!isFiltered}
          onClick={() => {
            session.setFilters(NO_FILTERS);
          }}
        >
          Show everything
        </button>
        <Choices legend="Connected by">
          {SIGNALS.map((signal) => (
            <Choice
              key={signal}
              isChosen={filters.signals?.includes(signal) ?? true}
              onToggle={() => {
                set({ signals: toggle(filters.signals, signal, SIGNALS) });
              }}
            >
              {SIGNAL_NAMES[signal]}
            </Choice>
          ))}
          <label class="range">
            Score at least <output>{filters.minScore.toFixed(2)}</output>
            <input
              type="range"
              min={0}
              max={0.6}
              step={0.01}
              value={filters.minScore}
              onInput={({ currentTarget }) => {
                set({ minScore: Number(currentTarget.value) }, { continues: isSliding.current });
                isSliding.current = true;
              }}
              onChange={() => {
                isSliding.current = false;
              }}
            />
          </label>
        </Choices>
        <Choices legend="Kinds">
          {kinds.map((kind) => (
            <Choice
              key={kind}
              isChosen={filters.kinds?.includes(kind) ?? true}
              count={counts.kinds.get(kind) ?? 0}
              onToggle={() => {
                set({ kinds: toggle(filters.kinds, kind, NODE_KINDS) });
              }}
            >
              <Mark shape={SHAPES[kind]} color="currentColor" />
              {KIND_NAMES[kind][1]}
            </Choice>
          ))}
        </Choices>
        {areas.length > 0 && (
          <Choices legend="Topic areas">
            {[...areas, { slug: NO_AREA, name: 'Near none' }].map(({ slug, name }) => (
              <Choice
                key={slug}
                isChosen={filters.areas?.includes(slug) ?? true}
                count={counts.areas.get(slug) ?? 0}
                onToggle={() => {
                  set({ areas: toggle(filters.areas, slug, [...slugs, NO_AREA]) });
                }}
              >
                <Mark shape="circle" color={colorOfArea(theme, slugs, slug === NO_AREA ? null : slug)} />
                {name}
              </Choice>
            ))}
          </Choices>
        )}
      </details>
    </aside>
  );
}

function Choices({ legend, children }: { readonly legend: string; readonly children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}

interface ChoiceParts {
  readonly isChosen: boolean;
  readonly count?: number;
  readonly onToggle: () => void;
  readonly children: ComponentChildren;
}

function Choice({ isChosen, count, onToggle, children }: ChoiceParts) {
  return (
    <label class="choice">
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      <span>{children}</span>
      {count !== undefined && <small>{count}</small>}
    </label>
  );
}

/** A node as it is drawn, small. */
function Mark({ shape, color }: { readonly shape: (typeof SHAPES)[keyof typeof SHAPES]; readonly color: string }) {
  return (
    <svg class="mark" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {shape === 'square' && <rect x="2" y="2" width="12" height="12" fill={color} />}
      {shape === 'circle' && <circle cx="8" cy="8" r="6" fill={color} />}
      {shape === 'ring' && <circle cx="8" cy="8" r="5" fill="none" stroke={color} stroke-width="3" />}
      {shape === 'target' && (
        <>
          <circle cx="8" cy="8" r="6" fill="none" stroke={color} stroke-width="2" />
          <circle cx="8" cy="8" r="3" fill={color} />
        </>
      )}
    </svg>
  );
}

/** How many nodes of each kind and area are on the map, whatever of its own list is chosen. */
function countShown({ graph, state: { filters } }: MapSession) {
  const kinds = new Map<string, number>();
  const areas = new Map<string, number>();
  graph.forEachNode((_id, node) => {
    if (isNodeShown(node, { ...filters, kinds: null })) kinds.set(node.kind, (kinds.get(node.kind) ?? 0) + 1);
    const area = node.area ?? NO_AREA;
    if (isNodeShown(node, { ...filters, areas: null })) areas.set(area, (areas.get(area) ?? 0) + 1);
  });
  return { kinds, areas };
}
