import { ask, AskError } from './api/ask';
import { DETAILS, LINK, MAP, OVERVIEW, PATH, type Operation } from './api/documents';
import type { DetailsQuery, LinkQuery, MapQuery, MapQueryVariables, OverviewQuery, PathQuery } from './api/operations';
import type { Filters } from './model/filters';
import { isArticleId, isOnMaps, type OnMaps } from './model/filters';
import { createMapGraph, mergeMap, mergePath, type MapGraph } from './model/mapGraph';
import {
  FIRST_VIEW,
  readViewState,
  writeViewState,
  type Camera,
  type MapStart,
  type ViewState,
} from './model/viewState';
import { countOf } from './ui/words';

/** Something that was asked for: it comes, it is here, or why it is not. */
export type Asked<Value> =
  | { readonly status: 'coming' }
  | { readonly status: 'here'; readonly value: Value }
  | { readonly status: 'failed'; readonly message: string };

export type Details = OnMaps<NonNullable<DetailsQuery['node']>>;
export type Path = PathQuery['shortestPath'];
export type Link = LinkQuery;

export interface MapFacts {
  /** Whether nodes were left out. */
  readonly truncated: boolean;
  /** The id of the node that it starts from, if it starts from one. */
  readonly center: string | null;
}

/** Nodes on a map of one round; each further round may bring as many again. */
const NODES_PER_ROUND = 150;
const NODES_PER_EXPANSION = 40;
const LINKS_IN_DETAILS = 12;
/** Answers that are kept for going back to. */
const MOST_ANSWERS = 100;

/**
 * What the page shows and how it came to be: the view, which is also the address, and what the server answered to it.
 * Every action ends in one new view, from which everything else follows; `onChange` is told after each change.
 */
export class MapSession {
  readonly graph: MapGraph = createMapGraph();
  /** Grows with every change of the graph. */
  version = 0;
  state: ViewState;
  map: Asked<MapFacts> = { status: 'coming' };
  overview: OverviewQuery | null = null;
  details: Asked<Details | null> | null = null;
  path: Asked<Path> | null = null;
  link: Asked<Link> | null = null;
  /** Whether more of the map that is here is on its way. */
  isGrowing = false;
  /** The last thing that happened, for readers who cannot see it. */
  announcement = '';

  readonly #onChange: () => void;
  readonly #answers = new Map<string, unknown>();
  #loading = new AbortController();
  #drawn: (Pick<ViewState, 'start' | 'depth' | 'expanded'> & { readonly facts: MapFacts }) | null = null;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.state = readViewState(location.search);
    addEventListener('popstate', () => {
      this.#show(readViewState(location.search));
    });
  }

  /** Asks for everything that the address names. */
  begin(): void {
    this.#show(this.state);
    ask(OVERVIEW, {}).then(
      (overview) => {
        this.overview = overview;
        this.#onChange();
      },
      // Only the legend misses it, and what keeps it away keeps the map away too, which says so.
      () => undefined,
    );
  }

  /** The same again, after a failure. */
  retry(): void {
    this.#drawn = null;
    this.details = null;
    this.#show(this.state);
  }

  /** Gives up on a map that has not come yet, and on what is told beside it. */
  cancel(): void {
    this.#loading.abort();
    this.map = { status: 'failed', message: 'Stopped before the map was here.' };
    if (this.details?.status === 'coming') this.details = null;
    this.#onChange();
  }

  /** A new map, with the same filters. A path that is being picked may end on it. */
  go(start: MapStart, selected: string | null = null): void {
    const { filters, view, path } = this.state;
    this.#push({ ...FIRST_VIEW, start, selected, filters, view, path: path?.[1] === null ? path : null });
  }

  setDepth(depth: number): void {
    this.#push({ ...this.state, depth, expanded: [], camera: null });
  }

  /** Selects a node; one that is not on the map comes with what surrounds it. While a path is picked it is its end. */
  select(id: string | null): void {
    const { path, selected, link, expanded } = this.state;
    if (id !== null && path && path[1] === null && path[0] !== id) this.#push({ ...this.state, path: [path[0], id] });
    else if (id !== null && !this.graph.hasNode(id))
      this.#push({ ...this.state, selected: id, link: null, expanded: [...expanded, id] });
    else if (id !== selected || link) this.#push({ ...this.state, selected: id, link: null });
  }

  /** Asks why two nodes are joined by a line. While a path is picked only nodes are its ends. */
  askWhy(from: string, to: string): void {
    const { path, link } = this.state;
    if (path?.[1] === null || (link?.[0] === from && link[1] === to)) return;
    this.#push({ ...this.state, selected: null, path: null, link: [from, to] });
  }

  /** Puts away what stands before all else: a path, also while it is picked, else what is selected. */
  stepBack(): void {
    if (this.state.path) this.pickPath(null);
    else this.select(null);
  }

  expand(id: string): void {
    const { expanded } = this.state;
    if (expanded.includes(id)) return;
    this.#push({ ...this.state, selected: id, link: null, expanded: [...expanded, id] });
  }

  /** Starts to pick a path, whose other end is the next selection; `null` puts the path away. */
  pickPath(from: string | null): void {
    this.#push({ ...this.state, path: from === null ? null : [from, null], link: null });
    if (from !== null) this.announce('Pick the other end of the path: on the map, in the list or by a search.');
  }

  /** Other filters; going back undoes them. One movement of a slider or a brush is one step, which it `continues`. */
  setFilters(filters: Filters, { continues = false } = {}): void {
    if (continues) this.#replace({ ...this.state, filters });
    else this.#push({ ...this.state, filters });
  }

  setView(view: ViewState['view']): void {
    this.#push({ ...this.state, view });
  }

  setCamera(camera: Camera | null): void {
    this.#replace({ ...this.state, camera });
  }

  announce(message: string): void {
    this.announcement = message;
    this.#onChange();
  }

  /** The operation behind the map, for the playground. */
  get query(): { readonly query: string; readonly variables: MapQueryVariables } {
    return { query: MAP.text, variables: variablesOf(this.state) };
  }

  #push(state: ViewState): void {
    history.pushState(null, '', addressOf(state));
    this.#show(state);
  }

  #replace(state: ViewState): void {
    history.replaceState(null, '', addressOf(state));
    this.state = state;
    this.#onChange();
  }

  #show(state: ViewState): void {
    const before = this.state;
    this.state = state;
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    void this.#showMap(signal).then(() =>
      signal.aborted ? undefined : Promise.all([this.#showPath(signal), this.#showLink(signal)]),
    );
    if (this.details?.status !== 'here' || before.selected !== state.selected) void this.#showDetails(signal);
    this.#onChange();
  }

  async #showMap(signal: AbortSignal): Promise<void> {
    const { start, depth, expanded } = this.state;
    const drawn = this.#drawn;
    const isContinued =
      drawn !== null &&
      JSON.stringify([drawn.start, drawn.depth]) === JSON.stringify([start, depth]) &&
      drawn.expanded.every((id, index) => id === expanded[index]);
    this.isGrowing = isContinued && drawn.expanded.length < expanded.length;
    // What is drawn is here, whatever was asked for in between and given up.
    this.map = isContinued ? { status: 'here', value: drawn.facts } : { status: 'coming' };
    if (isContinued && !this.isGrowing) return;
    const fresh = isContinued ? expanded.slice(drawn.expanded.length) : expanded;
    try {
      const [first, ...rest] = await Promise.all([
        this.#ask(MAP, variablesOf(this.state), signal),
        ...fresh.map((center) => this.#askAround(center, signal)),
      ]);
      if (!isContinued) {
        this.graph.clear();
        mergeMap(this.graph, first.knowledgeMap);
      }
      const before = isContinued ? this.graph.order : 0;
      for (const [index, more] of rest.entries()) if (more) mergeMap(this.graph, more.knowledgeMap, fresh[index]);
      this.version += 1;
      const { truncated, nodes } = first.knowledgeMap;
      // A map that starts from a node names it first.
      const center = start.from === 'center' || start.from === 'topic' ? (nodes[0]?.node.id ?? null) : null;
      const facts = { truncated, center };
      this.#drawn = { start, depth, expanded, facts };
      this.map = { status: 'here', value: facts };
      if (!isContinued && center !== null) this.#selectFirst(center, signal);
      this.announcement = `${countOf(this.graph.order - before, 'node')} ${isContinued ? 'more ' : ''}on the map.`;
    } catch (error) {
      if (signal.aborted) return;
      this.map = { status: 'failed', message: messageOf(error) };
      this.announcement = messageOf(error);
    }
    this.isGrowing = false;
    this.#onChange();
  }

  /** What surrounds a node; `null` for one that is no longer in the graph, which an old address may still name. */
  async #askAround(center: string, signal: AbortSignal): Promise<MapQuery | null> {
    try {
      return await this.#ask(MAP, { center, depth: 1, limit: NODES_PER_EXPANSION }, signal);
    } catch (error) {
      if (error instanceof AskError && error.code === 'NOT_FOUND') return null;
      throw error;
    }
  }

  /** A map around a node begins with what is known of it, unless the address says what to begin with. */
  #selectFirst(center: string, signal: AbortSignal): void {
    const { selected, path, link } = this.state;
    if (selected !== null || path !== null || link !== null) return;
    this.state = { ...this.state, selected: center };
    history.replaceState(null, '', addressOf(this.state));
    void this.#showDetails(signal);
  }

  async #showPath(signal: AbortSignal): Promise<void> {
    const [from, to] = this.state.path ?? [null, null];
    if (from === null || to === null) {
      if (this.path === null) return;
      this.path = null;
      this.#onChange();
      return;
    }
    this.path = { status: 'coming' };
    this.#onChange();
    try {
      const { shortestPath } = await this.#ask(PATH, { from, to }, signal);
      if (shortestPath) mergePath(this.graph, shortestPath);
      this.version += 1;
      this.path = { status: 'here', value: shortestPath };
      this.announcement = shortestPath
        ? `A path of ${countOf(shortestPath.length, 'step')}.`
        : 'No path joins the two within six steps.';
    } catch (error) {
      if (signal.aborted) return;
      this.path = { status: 'failed', message: messageOf(error) };
      this.announcement = messageOf(error);
    }
    this.#onChange();
  }

  async #showLink(signal: AbortSignal): Promise<void> {
    const { link } = this.state;
    if (link === null) {
      if (this.link === null) return;
      this.link = null;
      this.#onChange();
      return;
    }
    this.link = { status: 'coming' };
    this.#onChange();
    try {
      const [from, to] = link;
      const areArticles = link.every(isArticleId);
      const value = await this.#ask(LINK, { from, to, areArticles }, signal);
      this.link = { status: 'here', value };
      this.announcement = value.whyConnected?.link?.because ?? value.shortestPath?.relationships[0]?.because ?? '';
    } catch (error) {
      if (signal.aborted) return;
      this.link = { status: 'failed', message: messageOf(error) };
      this.announcement = messageOf(error);
    }
    this.#onChange();
  }

  async #showDetails(signal: AbortSignal): Promise<void> {
    const id = this.state.selected;
    if (id === null) {
      this.details = null;
      return;
    }
    this.details = { status: 'coming' };
    try {
      const variables = { id, first: LINKS_IN_DETAILS };
      const { node } = await this.#ask(DETAILS, variables, signal);
      this.details = { status: 'here', value: node && isOnMaps(node) ? node : null };
    } catch (error) {
      if (signal.aborted) return;
      this.details = { status: 'failed', message: messageOf(error) };
    }
    this.#onChange();
  }

  /** An answer, kept for going back to. */
  async #ask<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    signal: AbortSignal,
  ): Promise<Data> {
    const key = JSON.stringify([operation.text, variables]);
    const kept = this.#answers.get(key);
    if (kept !== undefined) return kept as Data;
    const data = await ask(operation, variables, signal);
    this.#answers.set(key, data);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_ANSWERS && oldest !== undefined) this.#answers.delete(oldest);
    return data;
  }
}

function variablesOf({ start, depth }: ViewState): MapQueryVariables {
  return {
    ...(start.from === 'overview' ? {} : { [start.from]: start.value }),
    depth,
    limit: NODES_PER_ROUND * depth,
  };
}

function addressOf(state: ViewState): string {
  return location.pathname + writeViewState(state);
}

function messageOf(error: unknown): string {
  if (error instanceof AskError) return error.message;
  return 'Something went wrong in this page. Reload it to go on.';
}
