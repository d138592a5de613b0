import type { MapGraph } from './mapGraph';

/** GraphML (graphml.graphdrawing.org) of what is shown: readable by Gephi, yEd, igraph and NetworkX. */
export function toGraphml(graph: MapGraph): string {
  const xml = document.implementation.createDocument('http://graphml.graphdrawing.org/xmlns', 'graphml');
  const add = (parent: Element, name: string, attributes: Record<string, string>, text?: string): Element => {
    const element = xml.createElementNS(xml.documentElement.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = withoutControls(text);
    parent.append(element);
    return element;
  };
  const nodeKeys = {
    label: 'string',
    kind: 'string',
    area: 'string',
    year: 'int',
    importance: 'double',
    x: 'double',
    y: 'double',
  };
  const edgeKeys = { relation: 'string', weight: 'double' };
  for (const [holder, keys] of [
    ['node', nodeKeys],
    ['edge', edgeKeys],
  ] as const)
    for (const [key, type] of Object.entries(keys))
      add(xml.documentElement, 'key', { id: key, for: holder, 'attr.name': key, 'attr.type': type });
  const root = add(xml.documentElement, 'graph', { edgedefault: 'directed' });
  const addData = (parent: Element, values: Record<string, string | number | null>): void => {
    for (const [key, value] of Object.entries(values)) if (value !== null) add(parent, 'data', { key }, String(value));
  };
  graph.forEachNode((id, { label, kind, area, year, importance, x, y }) => {
    addData(add(root, 'node', { id }), { label, kind, area, year, importance, x, y });
  });
  graph.forEachEdge((_key, { relation, score }, source, target) => {
    addData(add(root, 'edge', { source, target }), { relation, weight: score });
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(xml)}\n`;
}

/** Nodes and edges as plain lists, with where each stands. */
export function toJson(graph: MapGraph): string {
  return JSON.stringify(
    {
      nodes: graph.mapNodes((id, node) => ({ id, ...node })),
      edges: graph.mapEdges((_key, edge, from, to) => ({ from, to, ...edge })),
    },
    null,
    2,
  );
}

/** XML 1.0 has no way to say these, not even escaped. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/gu, '');
}
