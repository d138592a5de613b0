import { colorOfArea, paletteOf, SHAPES, type Theme } from '../draw/palette';
import { isEdgeShown, isNodeShown, scoreOf, type Filters } from './filters';
import type { MapGraph } from './mapGraph';

const WIDTH = 1600;
const MARGIN = 60;
/** Nodes from this importance on carry their labels. */
const LABELLED_FROM = 0.45;

/** What is shown of the map as a picture that stands alone: an SVG document as text. */
export function toSvg(graph: MapGraph, filters: Filters, areas: readonly string[], theme: Theme): string {
  const palette = paletteOf(theme);
  const nodes = graph
    .mapNodes((id, node) => ({ id, ...node }))
    .filter((node) => isNodeShown(node, filters))
    .sort((a, b) => a.importance - b.importance);
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const [left, top] = [Math.min(...xs), Math.max(...ys)];
  const scale = (WIDTH - 2 * MARGIN) / Math.max(1e-6, Math.max(...xs) - left);
  const height = Math.round(2 * MARGIN + scale * (top - Math.min(...ys)));
  // The map counts y upwards, pictures downwards.
  const places = new Map(nodes.map(({ id, x, y }) => [id, [MARGIN + (x - left) * scale, MARGIN + (top - y) * scale]]));

  const svg = document.implementation.createDocument('http://www.w3.org/2000/svg', 'svg').documentElement;
  const draw = (name: string, attributes: Record<string, string | number>, text?: string): void => {
    const element = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes))
      element.setAttribute(key, typeof value === 'number' ? String(Number(value.toFixed(2))) : value);
    if (text !== undefined) element.textContent = text;
    svg.append(element);
  };
  svg.setAttribute('viewBox', `0 0 ${String(WIDTH)} ${String(height)}`);
  svg.setAttribute('width', String(WIDTH));
  svg.setAttribute('height', String(height));
  draw('title', {}, 'Safety Research Graph');
  draw('rect', { width: WIDTH, height, fill: palette.ground });
  graph.forEachEdge((_key, edge, from, to) => {
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b || !isEdgeShown(edge, filters)) return;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = [...a, ...b];
    draw('line', { x1, y1, x2, y2, stroke: palette.edge, 'stroke-width': 0.5 + 3 * scoreOf(edge, filters) });
  });
  for (const { id, kind, area, importance } of nodes) {
    const [x = 0, y = 0] = places.get(id) ?? [];
    const [r, color] = [4 + 14 * importance ** 2, colorOfArea(theme, areas, area)];
    if (SHAPES[kind] === 'square') draw('rect', { x: x - r, y: y - r, width: 2 * r, height: 2 * r, fill: color });
    else if (SHAPES[kind] === 'circle') draw('circle', { cx: x, cy: y, r, fill: color });
    else draw('circle', { cx: x, cy: y, r: r * 0.85, fill: palette.ground, stroke: color, 'stroke-width': r * 0.3 });
    if (SHAPES[kind] === 'target') draw('circle', { cx: x, cy: y, r: r * 0.5, fill: color });
  }
  for (const { id, label, importance } of nodes) {
    const [x = 0, y = 0] = places.get(id) ?? [];
    if (importance < LABELLED_FROM) continue;
    const place = { x: x + 8 + 14 * importance ** 2, y: y + 4, fill: palette.text };
    draw('text', { ...place, 'font-family': 'system-ui, sans-serif', 'font-size': 14 }, label);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** An SVG picture as pixels. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The browser made no picture.'));
    }, 'image/png');
  });
}
