import type { NodeId } from '../../model/ids';
import { nameKey, namesakeKeys, type LookupKey } from '../../model/keys';
import type { AuthorNode } from '../../model/nodes';
import { haveFittingMiddles, readPersonName, type PersonName } from '../../model/personName';
import { pairText } from '../identify/decisions';
import type { NodeDraft } from '../drafts/draft';
import type { GraphReads } from '../working/graphAhead';
import type { Identities, NearMiss } from '../identify/identify';
import type { WorkingSet } from '../working/workingSet';

const REASON = 'Same first and family name, and no middle name speaks against it.';
/** For each author. Of names that hundreds have an editor cannot tell who is who by the name either. */
const MOST_PAIRS = 3;

interface Namesakes extends NearMiss {
  readonly nodes: readonly [NodeId, NodeId];
}

/**
 * Authors of whom a batch says something new, each with those who may be the same by their names: `Stuart Russell` and
 * `Stuart J. Russell`. That is for an editor to decide. Two round trips, whatever their number; none where nothing is new.
 */
export async function findNamesakes(
  store: GraphReads,
  drafts: readonly NodeDraft[],
  identities: Identities,
  working: WorkingSet,
): Promise<Namesakes[]> {
  const authors = newlySaid(drafts, identities, working);
  const keysOf = new Map([...authors].map(([id, { facts }]) => [id, namesOf(facts).flatMap(keysOfOthers)]));
  const keys = [...new Set([...keysOf.values()].flat())];
  if (keys.length === 0) return [];
  const owners = new Map<LookupKey, readonly NodeId[]>(await store.resolveKeys(keys));
  for (const [id, own] of keysOf) for (const key of own) owners.set(key, [...(owners.get(key) ?? []), id]);
  const nodes = await store.getByIds([...new Set([...owners.values()].flat())]);
  const factsOf = (id: NodeId): AuthorFacts | null => {
    if (working.node(id)) return working.node(id)?.claims.length === 0 ? null : working.facts(id, 'Author');
    const node = nodes.get(id);
    return node?.kind === 'Author' ? node.facts : null;
  };
  const pairs = [...authors].flatMap(([id, { at, facts }]) =>
    [...new Set((keysOf.get(id) ?? []).flatMap((key) => owners.get(key) ?? []))]
      .filter((other) => other !== id && mayBeOne(facts, factsOf(other)))
      .sort()
      .slice(0, MOST_PAIRS)
      .map((other): Namesakes => ({ at, nodes: [id, other], reason: REASON })),
  );
  return [...new Map(pairs.map((pair) => [pairText(...pair.nodes), pair])).values()];
}

type AuthorFacts = AuthorNode['facts'];

function newlySaid(drafts: readonly NodeDraft[], { idOf }: Identities, working: WorkingSet) {
  const authors = new Map<NodeId, Pick<NodeDraft, 'at'> & { readonly facts: AuthorFacts }>();
  for (const draft of drafts) {
    if (draft.kind !== 'Author') continue;
    const id = working.currentId(idOf.get(draft) ?? draft.proposedId);
    const node = working.node(id);
    if (authors.has(id) || !node || node.claims === node.before || node.claims.length === 0) continue;
    const facts = working.facts(id, 'Author');
    if (facts) authors.set(id, { at: draft.at, facts });
  }
  return authors;
}

/** Under which those with a name like this are found, and not the name itself: who has that is the same node already. */
function keysOfOthers(name: string): LookupKey[] {
  const own = nameKey('Author', name);
  return namesakeKeys(name).filter((key) => key !== own);
}

function namesOf({ name, variants }: AuthorFacts): readonly string[] {
  return [name, ...variants];
}

/** Whether no name of the one speaks against a name of the other; two ORCID iDs are two people. */
function mayBeOne(facts: AuthorFacts, other: AuthorFacts | null): boolean {
  if (other === null || (facts.identifiers.length > 0 && other.identifiers.length > 0)) return false;
  const [names, others] = [facts, other].map((each) => namesOf(each).flatMap((name) => readPersonName(name) ?? []));
  const pairs = (names ?? []).flatMap((name) =>
    (others ?? []).filter((each) => isNamesake(name, each)).map((each) => [name, each] as const),
  );
  return pairs.length > 0 && pairs.every(([a, b]) => haveFittingMiddles(a, b));
}

function isNamesake(a: PersonName, b: PersonName): boolean {
  return a.first === b.first && a.family === b.family;
}
