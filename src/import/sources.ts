import { nodeId, shortHash, slugify, type NodeId } from '../model/ids';
import { placeKey } from '../model/keys';
import type { SourceFacts, SourceNode } from '../model/nodes';
import type { GraphStore, NodeRecord } from '../store/port';
import { listNodes } from './listNodes';

/** The id of the source of a name: the same name is the same source. */
export function sourceIdOf(name: string): NodeId {
  return nodeId('Source', `${slugify(name)}-${shortHash(name)}`);
}

/** What the graph knows of the source of a name. */
export async function findSource(store: GraphStore, name: string): Promise<SourceFacts | null> {
  const id = sourceIdOf(name);
  const node = (await store.getByIds([id])).get(id);
  return node?.kind === 'Source' ? node.facts : null;
}

/**
 * What the source of a file is called: as at its first import, from whatever folder it is named now; else by the short
 * name, unless that is another file's. A source of earlier days, of which no place is known, is the file's of its name, and
 * a file with the same name and content elsewhere says nothing new.
 */
export async function nameOfFile(
  store: GraphStore,
  {
    name,
    place,
    contentHash,
  }: { readonly name: string; readonly place: string } & Required<Pick<SourceFacts, 'contentHash'>>,
): Promise<string> {
  const key = placeKey(place);
  const [id] = (await store.resolveKeys([key])).get(key) ?? [];
  const known = id && (await store.getByIds([id])).get(id);
  if (known?.kind === 'Source') return known.facts.name;
  const namesake = await findSource(store, name);
  const isOurs = namesake?.place === undefined || namesake.contentHash === contentHash;
  return isOurs ? name : `${name} (${place.slice(0, 8)})`;
}

/** Every source of the graph, the latest first. */
export async function listAllSources(store: GraphStore): Promise<readonly SourceNode[]> {
  const sources: SourceNode[] = [];
  for await (const source of listNodes(store, 'Source', { field: 'NAME', direction: 'ASC' })) sources.push(source);
  return sources.sort((a, b) => (a.facts.importedAt < b.facts.importedAt ? 1 : -1));
}

/** The sources of claims, marked as to be read again, where they were imported whole. */
export async function sourcesToReadAgain(
  store: Pick<GraphStore, 'getByIds'>,
  claims: readonly { readonly source: NodeId }[],
): Promise<NodeRecord[]> {
  const nodes = await store.getByIds([...new Set(claims.map(({ source }) => source))]);
  return [...nodes.values()].flatMap((node): NodeRecord[] =>
    node.kind === 'Source' && node.facts.contentHash !== undefined
      ? [{ id: node.id, kind: 'Source', facts: { ...node.facts, isToReadAgain: true }, claims: [] }]
      : [],
  );
}

/** Whether the graph has all of the content that a source had at its last import, and nothing asks for a second look. */
export function isSettled({ contentHash, isToReadAgain, isBeingTakenBack }: SourceFacts): boolean {
  return contentHash !== undefined && isToReadAgain !== true && isBeingTakenBack !== true;
}
