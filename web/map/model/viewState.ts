import type { Signal } from '../api/operations';
import { NO_FILTERS, type Filters, type NodeKind, NODE_KINDS, SIGNALS } from './filters';

/** Where a map starts: an overview of the graph, a node (any reference to it), a topic (its slug) or a search. */
export type MapStart =
  { readonly from: 'overview' } | { readonly from: 'center' | 'topic' | 'query'; readonly value: string };

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly ratio: number;
}

/** Everything that makes the page look as it does, and all of it is in the address. */
export interface ViewState {
  readonly start: MapStart;
  /** Rounds of growth from the start: 1 to 3. */
  readonly depth: number;
  /** Ids of nodes that were expanded, in order. */
  readonly expanded: readonly string[];
  readonly selected: string | null;
  /** Ends of the path that is shown; the second is `null` while it is being picked. */
  readonly path: readonly [from: string, to: string | null] | null;
  /** Ends of the line of the map that is asked about. */
  readonly link: readonly [from: string, to: string] | null;
  readonly filters: Filters;
  readonly view: 'map' | 'list';
  /** `null`: everything in sight. */
  readonly camera: Camera | null;
}

export const FIRST_VIEW: ViewState = {
  start: { from: 'overview' },
  depth: 1,
  expanded: [],
  selected: null,
  path: null,
  link: null,
  filters: NO_FILTERS,
  view: 'map',
  camera: null,
};

/** A view as the query of an address, without what is as at first. */
export function writeViewState(state: ViewState): string {
  const query = new URLSearchParams();
  const put = (name: string, value: string | null): void => {
    if (value !== null && value !== '') query.set(name, value);
  };
  const { start, filters, path, link, camera } = state;
  if (start.from !== 'overview') put(start.from, start.value);
  put('depth', state.depth === FIRST_VIEW.depth ? null : String(state.depth));
  put('expand', state.expanded.join(','));
  put('select', state.selected);
  put('path', path && `${path[0]},${path[1] ?? ''}`);
  put('link', link && link.join(','));
  put('kinds', filters.kinds && filters.kinds.join(','));
  put('areas', filters.areas && filters.areas.join(','));
  put('signals', filters.signals && filters.signals.join(','));
  put('years', filters.years && `${String(filters.years[0])}-${String(filters.years[1])}`);
  put('score', filters.minScore > 0 ? String(filters.minScore) : null);
  put('view', state.view === 'list' ? 'list' : null);
  put('at', camera && [camera.x, camera.y, camera.ratio].map((value) => value.toFixed(3)).join(','));
  const text = query.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
}

/** The view that an address asks for. What it says wrongly is as at first. */
export function readViewState(search: string): ViewState {
  const query = new URLSearchParams(search);
  const depth = Number(query.get('depth'));
  const [from, to] = listOf(query.get('path'));
  const [linkFrom, linkTo] = listOf(query.get('link'));
  return {
    start: readStart(query),
    depth: Number.isInteger(depth) && depth >= 1 && depth <= 3 ? depth : FIRST_VIEW.depth,
    expanded: listOf(query.get('expand')),
    selected: query.get('select'),
    path: from === undefined ? null : [from, to ?? null],
    link: linkFrom === undefined || linkTo === undefined ? null : [linkFrom, linkTo],
    filters: {
      kinds: knownOf<NodeKind>(query.get('kinds'), NODE_KINDS),
      areas: query.has('areas') ? listOf(query.get('areas')) : null,
      signals: knownOf<Signal>(query.get('signals'), SIGNALS),
      years: readYears(query.get('years')),
      minScore: numberBetween(query.get('score'), 0, 1) ?? 0,
    },
    view: query.get('view') === 'list' ? 'list' : 'map',
    camera: readCamera(query.get('at')),
  };
}

function readStart(query: URLSearchParams): MapStart {
  for (const from of ['center', 'topic', 'query'] as const) {
    const value = query.get(from)?.trim();
    if (value) return { from, value };
  }
  return { from: 'overview' };
}

function listOf(value: string | null): string[] {
  return (value ?? '').split(',').filter((item) => item !== '');
}

function knownOf<Value extends string>(value: string | null, known: readonly Value[]): readonly Value[] | null {
  if (value === null) return null;
  const wanted = listOf(value);
  const chosen = known.filter((item) => wanted.includes(item));
  return chosen.length === 0 && wanted.length > 0 ? null : chosen;
}

function readYears(value: string | null): readonly [number, number] | null {
  const years = /^(?<from>\d{4})-(?<to>\d{4})$/u.exec(value ?? '')?.groups;
  if (!years) return null;
  const [from, to] = [Number(years['from']), Number(years['to'])];
  return from <= to ? [from, to] : null;
}

function numberBetween(value: string | null, least: number, most: number): number | null {
  const number = Number(value ?? Number.NaN);
  return number >= least && number <= most ? number : null;
}

function readCamera(value: string | null): Camera | null {
  const [x = null, y = null, ratio = null] = listOf(value).map((part) => numberBetween(part, -100, 100));
  return x !== null && y !== null && ratio !== null && ratio > 0 ? { x, y, ratio } : null;
}
