import { createNodeBorderProgram } from '@sigma/node-border';
import { NodeSquareProgram } from '@sigma/node-square';
import Sigma from 'sigma';
import { NodeCircleProgram } from 'sigma/rendering';
import type { EdgeDisplayData, NodeDisplayData } from 'sigma/types';
import { type Filters, isEdgeShown, isNodeShown, scoreOf } from '../model/filters';
import type { MapEdge, MapGraph, MapNode } from '../model/mapGraph';
import type { Camera } from '../model/viewState';
import { drawFramedName, drawNames, type Named } from './drawNames';
import { colorOfArea, type Palette, paletteOf, SHAPES, type Theme } from './palette';

/** What the drawing depends on, besides the graph. */
export interface Appearance {
  readonly filters: Filters;
  readonly selected: string | null;
  /** Nodes of the path that is shown, in order, or the ends of the line that is asked about. */
  readonly path: readonly string[];
  readonly areas: readonly string[];
  readonly theme: Theme;
  readonly isStill: boolean;
}

export interface CanvasEvents {
  select(id: string | null): void;
  askWhy(from: string, to: string): void;
  expand(id: string): void;
  moveCamera(camera: Camera | null): void;
}

/** A map of so few nodes has room to name all of them that do not lie on another's name. */
const FEW_NODES = 60;
const LEAST_SIZE = 3;
const MOST_SIZE = 15;
/** More edges than these are left out while the map moves, so that it moves smoothly. */
const MOST_EDGES_IN_MOTION = 5000;
/** Beside what lies outermost, in pixels: no node lies under the buttons of the zoom, and there is room for names. */
const MARGIN = 64;
/** How far from a line a pointer still hits it, in pixels. */
const REACH = 5;
const CAMERA_MS = 300;
const CAMERA_RESTS_AFTER_MS = 250;

/** Squares that are named as all other nodes are: the package's own names are black, in the dark too. */
class SquareProgram extends NodeSquareProgram<MapNode, MapEdge> {
  override drawLabel: NodeSquareProgram['drawLabel'] = (context, data, settings) => {
    settings.defaultDrawNodeLabel(context, data, settings);
  };
  override drawHover: NodeSquareProgram['drawHover'] = (context, data, settings) => {
    settings.defaultDrawNodeHover(context, data, settings);
  };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** The map as WebGL draws it. Throws where the browser has no WebGL. */
export class MapCanvas {
  readonly #graph: MapGraph;
  readonly #sigma: Sigma<MapNode, MapEdge>;
  #appearance: Appearance;
  #hovered: string | null = null;
  /** The selected and the hovered node with what they are joined to; everything else is dimmed. */
  #lit: ReadonlySet<string> = new Set();
  /** What asks to be named in the frame that is being drawn. */
  #names: Named[] = [];
  #cameraTimer: number | undefined;

  constructor(container: HTMLElement, graph: MapGraph, appearance: Appearance, events: CanvasEvents) {
    this.#graph = graph;
    this.#appearance = appearance;
    const ring = createNodeBorderProgram<MapNode, MapEdge>({
      borders: [
        { size: { value: 0.35 }, color: { attribute: 'color' } },
        { size: { fill: true }, color: { attribute: 'ground' } },
      ],
    });
    const target = createNodeBorderProgram<MapNode, MapEdge>({
      borders: [
        { size: { value: 0.2 }, color: { attribute: 'color' } },
        { size: { value: 0.25 }, color: { attribute: 'ground' } },
        { size: { fill: true }, color: { attribute: 'color' } },
      ],
    });
    this.#sigma = new Sigma<MapNode, MapEdge>(graph, container, {
      nodeProgramClasses: {
        circle: NodeCircleProgram<MapNode, MapEdge>,
        square: SquareProgram,
        ring,
        target,
      },
      defaultNodeType: 'circle',
      labelFont: 'system-ui, sans-serif',
      labelSize: 12,
      ...labelsFor(graph.order),
      stagePadding: MARGIN,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      doubleClickZoomingRatio: 1,
      // One by one they cannot keep out of each other's way: they wait for the end of the frame.
      defaultDrawNodeLabel: (_context, data) => {
        if (data.label) this.#names.push(data);
      },
      defaultDrawNodeHover: (context, data, settings) => {
        drawFramedName(context, data, settings, this.#palette);
      },
      nodeReducer: (id, node) => this.#drawNode(id, node),
      edgeReducer: (id, edge) => this.#drawEdge(id, edge),
    });
    this.#sigma.on('beforeRender', () => {
      this.#names = [];
    });
    this.#sigma.on('afterRender', () => {
      const context = this.#sigma.getCanvases()['labels']?.getContext('2d');
      if (context) drawNames(context, this.#names, this.#sigma.getSettings(), this.#palette);
    });
    this.#sigma.on('clickNode', ({ node }) => {
      events.select(node);
    });
    this.#sigma.on('clickStage', ({ event }) => {
      const ends = this.#lineAt(event);
      if (ends) events.askWhy(...ends);
      else events.select(null);
    });
    this.#sigma.on('moveBody', ({ event }) => {
      // Too many lines to look at each time that the pointer moves.
      if (this.#graph.size > MOST_EDGES_IN_MOTION) return;
      this.#point(this.#hovered !== null || this.#lineAt(event) !== null);
    });
    this.#sigma.on('doubleClickNode', (event) => {
      event.preventSigmaDefault();
      events.expand(event.node);
    });
    this.#sigma.on('enterNode', ({ node }) => {
      this.#hover(node);
    });
    this.#sigma.on('leaveNode', () => {
      this.#hover(null);
    });
    this.#sigma.getCamera().on('updated', ({ x, y, ratio }) => {
      clearTimeout(this.#cameraTimer);
      this.#cameraTimer = window.setTimeout(() => {
        const isAsAtFirst = Math.abs(x - 0.5) < 0.001 && Math.abs(y - 0.5) < 0.001 && Math.abs(ratio - 1) < 0.001;
        events.moveCamera(isAsAtFirst ? null : { x, y, ratio });
      }, CAMERA_RESTS_AFTER_MS);
    });
    addEventListener('beforeprint', this.#redraw);
    this.#light();
  }

  show(appearance: Appearance): void {
    this.#appearance = appearance;
    this.#light();
    const settings = { ...labelsFor(this.#graph.order), hideEdgesOnMove: this.#graph.size > MOST_EDGES_IN_MOTION };
    this.#sigma.setSettings(settings);
    this.#sigma.refresh({ skipIndexation: true });
  }

  /** Where the camera stands; `null` puts everything in sight. */
  setCamera(camera: Camera | null): void {
    const state = { angle: 0, ...(camera ?? { x: 0.5, y: 0.5, ratio: 1 }) };
    const now = this.#sigma.getCamera().getState();
    if (Math.hypot(now.x - state.x, now.y - state.y, now.ratio - state.ratio) < 0.001) return;
    this.#moveTo(state);
  }

  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    this.#moveTo({ ratio: camera.getBoundedRatio(camera.ratio * factor) });
  }

  /** Brings a node into the middle unless it is in sight. */
  reveal(id: string): void {
    const place = this.#sigma.getNodeDisplayData(id);
    if (place && !this.#isInSight(place, 0)) this.#moveTo({ x: place.x, y: place.y });
  }

  /** Puts everything in sight unless the nodes are, clear of the edge. */
  revealAll(ids: readonly string[]): void {
    const places = ids.flatMap((id) => this.#sigma.getNodeDisplayData(id) ?? []);
    // A pixel less: what lies outermost lies on the margin's line.
    if (!places.every((place) => this.#isInSight(place, MARGIN - 1))) this.setCamera(null);
  }

  /** The shown node that lies nearest in a direction on the screen; any shown node when none is given to start at. */
  nearest(from: string | null, direction: readonly [x: number, y: number]): string | null {
    const start = from === null ? undefined : this.#sigma.getNodeDisplayData(from);
    let best: { readonly id: string; readonly cost: number } | null = null;
    this.#graph.forEachNode((id) => {
      const place = this.#sigma.getNodeDisplayData(id);
      if (!place || place.hidden || id === from) return;
      // Without a start: the most important. Screens count y downwards.
      let cost = -place.size;
      if (start) {
        const [dx, dy] = [place.x - start.x, start.y - place.y];
        const ahead = dx * direction[0] + dy * direction[1];
        if (ahead <= 0) return;
        const aside = Math.abs(dx * direction[1] - dy * direction[0]);
        cost = ahead + 2 * aside;
      }
      if (!best || cost < best.cost || (cost === best.cost && id < best.id)) best = { id, cost };
    });
    return (best as { readonly id: string } | null)?.id ?? null;
  }

  destroy(): void {
    clearTimeout(this.#cameraTimer);
    removeEventListener('beforeprint', this.#redraw);
    this.#sigma.kill();
  }

  get #palette(): Palette {
    return paletteOf(this.#appearance.theme);
  }

  #moveTo(state: Partial<{ x: number; y: number; ratio: number; angle: number }>): void {
    const camera = this.#sigma.getCamera();
    if (this.#appearance.isStill) camera.setState(state);
    else void camera.animate(state, { duration: CAMERA_MS });
  }

  /** WebGL forgets what it has drawn: what is to be printed is drawn again just before. */
  readonly #redraw = (): void => {
    this.#sigma.refresh({ schedule: false });
  };

  #isInSight(place: Place, margin: number): boolean {
    const { x, y } = this.#sigma.framedGraphToViewport(place);
    const { width, height } = this.#sigma.getDimensions();
    return x > margin && y > margin && x < width - margin && y < height - margin;
  }

  /** The ends of the nearest line that is drawn within reach of a point on the screen. */
  #lineAt(pointer: Place): readonly [from: string, to: string] | null {
    const point = this.#sigma.viewportToFramedGraph(pointer);
    const aside = this.#sigma.viewportToFramedGraph({ x: pointer.x + REACH, y: pointer.y });
    let least = Math.hypot(aside.x - point.x, aside.y - point.y);
    let nearest: readonly [from: string, to: string] | null = null;
    this.#graph.forEachEdge((key, _edge, from, to) => {
      const [line, start, end] = [
        this.#sigma.getEdgeDisplayData(key),
        this.#sigma.getNodeDisplayData(from),
        this.#sigma.getNodeDisplayData(to),
      ];
      if (!line || !start || !end || line.hidden || start.hidden || end.hidden) return;
      const distance = distanceToLine(point, start, end);
      if (distance < least) [least, nearest] = [distance, [from, to]];
    });
    return nearest;
  }

  #point(isAtSomething: boolean): void {
    this.#sigma.getContainer().style.cursor = isAtSomething ? 'pointer' : '';
  }

  #hover(id: string | null): void {
    this.#hovered = id;
    this.#point(id !== null);
    this.#light();
    this.#sigma.refresh({ skipIndexation: true });
  }

  #light(): void {
    const { selected, path } = this.#appearance;
    const lit = new Set(path);
    for (const id of [selected, this.#hovered]) {
      if (id === null || !this.#graph.hasNode(id)) continue;
      lit.add(id);
      this.#graph.forEachEdge(id, (_key, edge, from, to) => {
        if (isEdgeShown(edge, this.#appearance.filters)) lit.add(from).add(to);
      });
    }
    this.#lit = lit;
  }

  #drawNode(id: string, node: MapNode): Partial<NodeDisplayData> {
    const { filters, selected, path, areas, theme } = this.#appearance;
    const palette = this.#palette;
    const isDimmed = this.#lit.size > 0 && !this.#lit.has(id);
    const isChosen = id === selected || path.includes(id);
    return {
      x: node.x,
      y: node.y,
      label: isDimmed ? '' : shorten(node.label),
      type: SHAPES[node.kind],
      size: LEAST_SIZE + (MOST_SIZE - LEAST_SIZE) * node.importance ** 2 + (isChosen ? 3 : 0),
      color: isDimmed ? palette.muted : isChosen ? palette.chosen : colorOfArea(theme, areas, node.area),
      hidden: !isNodeShown(node, filters) && !isChosen,
      forceLabel: isChosen || id === this.#hovered,
      zIndex: isChosen ? 2 : isDimmed ? 0 : 1,
      // Read by the programs of rings.
      ...{ ground: palette.ground },
    };
  }

  #drawEdge(id: string, edge: MapEdge): Partial<EdgeDisplayData> {
    const { filters, path } = this.#appearance;
    const palette = this.#palette;
    const [from, to] = this.#graph.extremities(id);
    const isOnPath = path.some(
      (node, index) => (node === from && path[index + 1] === to) || (node === to && path[index + 1] === from),
    );
    const isLit = isOnPath || (this.#lit.size > 0 && this.#touches(from, to));
    const score = scoreOf(edge, filters);
    return {
      size: edge.relation === 'CONNECTED' ? 0.4 + 3 * score : 0.6,
      color: isOnPath ? palette.chosen : isLit ? palette.link : palette.edge,
      hidden: !isEdgeShown(edge, filters),
      zIndex: isLit ? 1 : 0,
    };
  }

  #touches(from: string, to: string): boolean {
    const { selected } = this.#appearance;
    return [selected, this.#hovered].some((id) => id !== null && (id === from || id === to));
  }
}

function distanceToLine({ x, y }: Place, start: Place, end: Place): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const along = ((x - start.x) * dx + (y - start.y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - start.x - share * dx, y - start.y - share * dy);
}

/** How many nodes are named: the larger ones, fewer in a crowd. */
function labelsFor(nodes: number) {
  return nodes <= FEW_NODES
    ? { labelDensity: 2, labelGridCellSize: 100, labelRenderedSizeThreshold: 0 }
    : { labelDensity: 1, labelGridCellSize: 120, labelRenderedSizeThreshold: 5 };
}

const MOST_LABEL = 36;

function shorten(label: string): string {
  return label.length <= MOST_LABEL ? label : `${label.slice(0, MOST_LABEL - 1).trimEnd()}…`;
}
