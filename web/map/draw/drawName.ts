import type { NodeHoverDrawingFunction } from 'sigma/rendering';
import type { MapEdge, MapNode } from '../model/mapGraph';
import type { Palette } from './palette';

type Drawing = NodeHoverDrawingFunction<MapNode, MapEdge>;
type Context = Parameters<Drawing>[0];
type Data = Parameters<Drawing>[1];
type Settings = Parameters<Drawing>[2];

const GAP = 3;
const FRAME = 5;

/** Names a node: to its right, or to its left where the name would run out of the map. */
export function drawName(context: Context, data: Data, settings: Settings, color: string): void {
  if (!data.label) return;
  const { x } = placeOfName(context, data, settings);
  context.fillStyle = color;
  context.fillText(data.label, x, data.y + settings.labelSize / 3);
}

/** The name on the ground's colour, so that it is read over edges in light and dark. */
export function drawFramedName(context: Context, data: Data, settings: Settings, palette: Palette): void {
  if (!data.label) return;
  const { x, width } = placeOfName(context, data, settings);
  context.fillStyle = palette.ground;
  context.strokeStyle = palette.link;
  context.beginPath();
  context.roundRect(x - FRAME, data.y - settings.labelSize, width + 2 * FRAME, settings.labelSize * 2, 4);
  context.fill();
  context.stroke();
  drawName(context, data, settings, palette.text);
}

function placeOfName(context: Context, { x, size, label }: Data, { labelWeight, labelSize, labelFont }: Settings) {
  context.font = `${labelWeight} ${String(labelSize)}px ${labelFont}`;
  const { width } = context.measureText(label ?? '');
  const right = x + size + GAP;
  const left = x - size - GAP - width;
  const edge = context.canvas.clientWidth;
  return { x: right + width > edge && left > 0 ? left : right, width };
}
