import type { NodeHoverDrawingFunction } from 'sigma/rendering';
import type { MapEdge, MapNode } from '../model/mapGraph';
import type { Palette } from './palette';

type Drawing = NodeHoverDrawingFunction<MapNode, MapEdge>;
type Context = Parameters<Drawing>[0];
type Settings = Parameters<Drawing>[2];

/** A node that asks to be named, where it lies on the screen in pixels. */
export type Named = Parameters<Drawing>[1];

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 3;
const FRAME = 5;
const HALO = 3;
/** The corner with the buttons of the zoom. */
const CORNER = { width: 60, height: 120 };

/**
 * Names nodes so that no name lies on another or on a node that has one: those that must be named first, then the larger ones, each to its right,
 * left, below or above, and nowhere where all four are taken.
 */
export function drawNames(context: Context, names: readonly Named[], settings: Settings, palette: Palette): void {
  const { clientWidth, clientHeight } = context.canvas;
  const map = { x: 0, y: 0, width: clientWidth, height: clientHeight };
  const taken: Box[] = [
    { x: clientWidth - CORNER.width, y: clientHeight - CORNER.height, ...CORNER },
    ...names.map(({ x, y, size }) => ({ x: x - size, y: y - size, width: 2 * size, height: 2 * size })),
  ];
  const inOrder = [...names].sort(
    (a, b) => Number(b.forceLabel ?? false) - Number(a.forceLabel ?? false) || b.size - a.size,
  );
  for (const node of inOrder) {
    const places = placesOfName(context, node, settings);
    const free = places.find((place) => contains(map, place) && !taken.some((other) => overlap(place, other)));
    // A name that must be read is rather written over others than cut off.
    const place = free ?? (node.forceLabel ? (places.find((each) => contains(map, each)) ?? places[0]) : undefined);
    if (!place) continue;
    taken.push(place);
    writeName(context, node, place, palette);
  }
}

/** The name in a frame on the ground's colour, so that it is read over whatever lies below it. */
export function drawFramedName(context: Context, node: Named, settings: Settings, palette: Palette): void {
  if (!node.label) return;
  const places = placesOfName(context, node, settings);
  const map = { x: 0, y: 0, width: context.canvas.clientWidth, height: context.canvas.clientHeight };
  const place = places.find((each) => contains(map, each)) ?? places[0];
  if (!place) return;
  context.fillStyle = palette.ground;
  context.strokeStyle = palette.link;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(place.x - FRAME, place.y - FRAME, place.width + 2 * FRAME, place.height + 2 * FRAME, 4);
  context.fill();
  context.stroke();
  writeName(context, node, place, palette);
}

/** Right, left, below, above. */
function placesOfName(context: Context, { x, y, size, label }: Named, settings: Settings): readonly Box[] {
  const { labelWeight, labelSize: height, labelFont } = settings;
  context.font = `${labelWeight} ${String(height)}px ${labelFont}`;
  const { width } = context.measureText(label ?? '');
  const away = size + GAP;
  const inMiddle = Math.max(GAP, Math.min(x - width / 2, context.canvas.clientWidth - width - GAP));
  return [
    { x: x + away, y: y - height / 2, width, height },
    { x: x - away - width, y: y - height / 2, width, height },
    { x: inMiddle, y: y + away, width, height },
    { x: inMiddle, y: y - away - height, width, height },
  ];
}

/** With a halo of the ground's colour, which keeps edges out of the letters. */
function writeName(context: Context, { label }: Named, { x, y, height }: Box, palette: Palette): void {
  const baseline = y + height * 0.85;
  context.lineJoin = 'round';
  context.lineWidth = HALO;
  context.strokeStyle = palette.ground;
  context.strokeText(label ?? '', x, baseline);
  context.fillStyle = palette.text;
  context.fillText(label ?? '', x, baseline);
}

function contains(outer: Box, { x, y, width, height }: Box): boolean {
  return x >= outer.x && y >= outer.y && x + width <= outer.x + outer.width && y + height <= outer.y + outer.height;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width + 1 && b.x < a.x + a.width + 1 && a.y < b.y + b.height && b.y < a.y + a.height;
}
