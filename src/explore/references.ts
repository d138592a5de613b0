import { normaliseAuthorName } from '../model/names';
import { GraphError } from '../model/errors';
import { parseIdentifier } from '../model/identifiers';
import { isNodeId, kindOfId, nodeId, type NodeId } from '../model/ids';
import { ARTICLE_KINDS, type NodeKind } from '../model/kinds';
import { identifierKey, nameKey, slugKey, titleKey, type LookupKey } from '../model/keys';
import type { GraphNode } from '../model/nodes';
import { nameOf } from '../model/projection';
import { normaliseTitle } from '../model/text';
import type { GraphStore, ReadOptions } from '../store/port';

const MAX_REFERENCE_LENGTH = 2048;
const MAX_CANDIDATES = 10;
/** A shortened id is worth looking for from this length on; below, it would fit half the graph. */
const MIN_PREFIX_LENGTH = 4;

/**
 * Finds what each text refers to, among nodes of the given kinds: an id, an identifier in any spelling, an address, a slug,
 * `newsletter-slug/number` for an issue, a whole title or name (an author's also as `Family, Given`), or (for a single
 * text) the beginning of an id or identifier.
 * The more exact reading wins, and a node's own name before what another is called besides. `null` for a text that fits nothing; `BAD_REFERENCE` for an empty or over-long one;
 * `AMBIGUOUS_REFERENCE`, with `details.candidates`, for one that fits several nodes equally well.
 * At most four round trips, whatever the number of texts.
 */
export async function resolveReferences(
  store: GraphStore,
  references: readonly string[],
  kinds: readonly NodeKind[],
  read?: ReadOptions,
): Promise<readonly (NodeId | null)[]> {
  const texts = references.map(checkReference);
  const found = new Map<string, NodeId>();
  await findById(store, texts, kinds, found, read);
  await findByKey(store, texts, kinds, found, read);
  await findByPrefix(store, texts, kinds, found, read);
  return texts.map((text) => found.get(text) ?? null);
}

function checkReference(reference: string): string {
  const text = reference.trim();
  if (text === '' || text.length > MAX_REFERENCE_LENGTH)
    throw new GraphError(
      'BAD_REFERENCE',
      `A reference has 1 to ${MAX_REFERENCE_LENGTH} characters; this one has ${text.length}.`,
    );
  return text;
}

async function findById(
  store: GraphStore,
  texts: readonly string[],
  kinds: readonly NodeKind[],
  found: Map<string, NodeId>,
  read?: ReadOptions,
): Promise<void> {
  const idsOf = new Map(texts.map((text) => [text, possibleIds(text, kinds)]));
  const ids = [...new Set([...idsOf.values()].flat())];
  if (ids.length === 0) return;
  const nodes = await store.getByIds(ids, read);
  for (const [text, candidates] of idsOf) {
    const node = candidates.map((id) => nodes.get(id)).find((hit) => hit !== undefined && kinds.includes(hit.kind));
    if (node) found.set(text, node.id);
  }
}

function possibleIds(text: string, kinds: readonly NodeKind[]): NodeId[] {
  if (isNodeId(text)) return [text];
  return /^[^\s:/]+\/[^\s:/]+$/.test(text) && kinds.includes('Issue') ? [nodeId('Issue', text)] : [];
}

async function findByKey(
  store: GraphStore,
  texts: readonly string[],
  kinds: readonly NodeKind[],
  found: Map<string, NodeId>,
  read?: ReadOptions,
): Promise<void> {
  const keysOf = new Map(texts.filter((text) => !found.has(text)).map((text) => [text, possibleKeys(text, kinds)]));
  const keys = [...new Set([...keysOf.values()].flat())];
  if (keys.length === 0) return;
  const nodesByKey = await store.resolveKeys(keys, read);
  const several = new Map<string, readonly NodeId[]>();
  for (const [text, candidates] of keysOf) {
    const fitting = candidates.map((key) => (nodesByKey.get(key) ?? []).filter((id) => isOneOf(id, kinds)));
    const [id, ...others] = fitting.find(({ length }) => length > 0) ?? [];
    if (id === undefined) continue;
    if (others.length === 0) found.set(text, id);
    else several.set(text, [id, ...others]);
  }
  if (several.size === 0) return;
  const nodes = await store.getByIds([...new Set([...several.values()].flat())], read);
  for (const [text, ids] of several) found.set(text, nodeOfThatName(text, nodesOf(ids, nodes)));
}

/** Of nodes that are all called so the one of which it is the name, and not one name besides. */
function nodeOfThatName(text: string, nodes: readonly GraphNode[]): NodeId {
  const names = spellings(text).map(normaliseTitle);
  const [node, ...others] = nodes.filter((each) => names.includes(normaliseTitle(nameOf(each))));
  if (node === undefined || others.length > 0) throw ambiguous(text, nodes);
  return node.id;
}

/** Keys that the text may mean, the most exact first. */
function possibleKeys(text: string, kinds: readonly NodeKind[]): LookupKey[] {
  const identifier = parseIdentifier(text);
  const keys: LookupKey[] = identifier ? [identifierKey(identifier)] : [];
  for (const kind of kinds) {
    if (kind === 'Topic' || kind === 'Newsletter') keys.push(slugKey(kind, text.toLowerCase()));
  }
  for (const kind of kinds) {
    if (kind === 'Author') keys.push(...spellings(text).map((name) => nameKey(kind, name)));
    if (kind === 'Topic' || kind === 'Newsletter' || kind === 'Venue') keys.push(nameKey(kind, text));
  }
  if (kinds.some((kind) => (ARTICLE_KINDS as readonly NodeKind[]).includes(kind))) keys.push(titleKey(text));
  return keys;
}

/** As it stands, and first name first. */
function spellings(text: string): readonly string[] {
  const name = normaliseAuthorName(text);
  return name === text ? [text] : [text, name];
}

async function findByPrefix(
  store: GraphStore,
  texts: readonly string[],
  kinds: readonly NodeKind[],
  found: Map<string, NodeId>,
  read?: ReadOptions,
): Promise<void> {
  const [text] = texts;
  if (texts.length !== 1 || text === undefined || found.has(text) || text.length < MIN_PREFIX_LENGTH) return;
  const prefixes = possiblePrefixes(text, kinds);
  const ids = await store.findByPrefix({ prefixes, kinds, first: MAX_CANDIDATES }, read);
  if (ids.length > 1) throw ambiguous(text, nodesOf(ids, await store.getByIds(ids, read)));
  if (ids[0] !== undefined) found.set(text, ids[0]);
}

function possiblePrefixes(text: string, kinds: readonly NodeKind[]): string[] {
  const bare = text.toLowerCase();
  if (kindOfId(bare) !== null) return [bare];
  return [...kinds.map((kind) => `${kind.toLowerCase()}:${bare}`), `arxiv:${bare}`, `doi:${bare}`];
}

function isOneOf(id: NodeId, kinds: readonly NodeKind[]): boolean {
  const kind = kindOfId(id);
  return kind !== null && kinds.includes(kind);
}

function nodesOf(ids: readonly NodeId[], nodes: ReadonlyMap<NodeId, GraphNode>): GraphNode[] {
  return ids.flatMap((id) => nodes.get(id) ?? []);
}

function ambiguous(text: string, nodes: readonly GraphNode[]): GraphError {
  const candidates = nodes.slice(0, MAX_CANDIDATES).map((node) => ({ id: node.id, title: nameOf(node) }));
  return new GraphError('AMBIGUOUS_REFERENCE', `"${text}" fits ${candidates.length} nodes.`, { candidates });
}
