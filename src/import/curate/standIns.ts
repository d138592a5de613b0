import type { Claim } from '../../model/claims';
import { kindOfId, type NodeId } from '../../model/ids';
import { identifierKey, titleKey, type LookupKey } from '../../model/keys';
import type { RelationshipKey } from '../../model/relationships';
import { strongestIdentifier } from '../drafts/articleId';
import { missingWorkId, sayMissing } from '../plan/missingWorks';
import { replaceClaim, type NodeClaim } from '../working/facts';
import type { WorkingRelationship, WorkingSet } from '../working/workingSet';

/** Who still says something of a node, and since when. */
export type Speakers = ReadonlyMap<NodeId, Pick<Claim<unknown>, 'source' | 'at'>>;

/** Whether a claim can stand alone: a merge of topics gives the one the other's names, and describes no topic. */
export function isDescription({ id, facts }: { readonly id: NodeId; readonly facts: NodeClaim['facts'] }): boolean {
  return kindOfId(id) !== 'Topic' || facts['slug'] !== undefined;
}

/** Of a topic that nobody describes any more and that articles are still about, what the mention of a topic says, by who says nothing else of it. */
export function mentionsOf(
  held: readonly NodeClaim[],
  left: readonly NodeClaim[],
  speakers: Speakers,
): readonly NodeClaim[] {
  const { slug, name } = held.find(({ facts }) => facts['name'] !== undefined)?.facts ?? {};
  const facts = { aliases: [], name, slug, topicKind: 'TAG' };
  const silent = [...speakers.values()].filter((speaker) => !left.some(({ source }) => source === speaker.source));
  const mentions = silent.map(({ source, at }) => ({ source, rank: 'INFERRED' as const, at, facts }));
  return mentions.reduce(replaceClaim<NodeClaim['facts']>, []);
}

/**
 * Puts place-holders into the citations of papers that go because nobody speaks of them any more: whoever says that they
 * cite or are cited still does, and the citations wait for the papers. The papers must be loaded, with their claims.
 */
export async function leavePlaceHolders(working: WorkingSet, papers: readonly NodeId[]): Promise<void> {
  await Promise.all([
    working.loadRelationships(['CITES', 'REFERS_TO'], 'OUT', papers),
    working.loadRelationships(['CITES', 'REFERS_TO'], 'IN', papers),
  ]);
  const keys = new Map(papers.map((id) => [id, keyOf(working, id)]));
  const placeOf = (id: NodeId) => {
    const key = keys.get(id);
    return key === undefined ? id : missingWorkId(key);
  };
  const waiting = ({ from, to, key }: RelationshipKey): RelationshipKey => ({
    type: 'REFERS_TO',
    from: placeOf(from),
    to: placeOf(to),
    key,
  });
  const citations = papers.flatMap((id) => citationsAt(working, id));
  await working.loadNodes([...keys.values()].map(missingWorkId));
  await working.loadExactly(citations.map(waiting));
  for (const citation of citations) {
    // Two papers that go may cite one another: the citation stands here twice.
    const claims = working.relationship(citation)?.claims ?? [];
    working.putClaims(citation, []);
    for (const claim of claims) {
      working.say(waiting(citation), claim);
      for (const end of [citation.from, citation.to]) {
        const key = keys.get(end);
        if (key !== undefined) sayMissing(working, placeOf(end), key, claim);
      }
    }
  }
}

function citationsAt(working: WorkingSet, id: NodeId): readonly WorkingRelationship[] {
  return (['CITES', 'REFERS_TO'] as const).flatMap((type) => [
    ...working.relationshipsAt(id, type, 'OUT'),
    ...working.relationshipsAt(id, type, 'IN'),
  ]);
}

/** The key by which others most likely cite a paper. */
function keyOf(working: WorkingSet, id: NodeId): LookupKey {
  const { title = '', identifiers = [] } = working.facts(id, 'Paper') ?? {};
  const identifier = strongestIdentifier(identifiers) ?? identifiers[0];
  return identifier ? identifierKey(identifier) : titleKey(title);
}
