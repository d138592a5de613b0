import type { NodeId } from '../../model/ids';
import type { AuthorNode } from '../../model/nodes';
import { replaceClaim } from '../working/facts';
import { fullnessOf, isShorterFormOf } from '../../model/names';
import type { WorkingRelationship, WorkingSet } from '../working/workingSet';

/**
 * Sources write one author of one paper in different ways: `J. Smith`, `John Smith`, `John Q. Smith`. On one paper a
 * shorter form is the fuller name's, if it fits that alone, and if no source names both. Elsewhere `J. Smith` may be
 * anybody, so the fuller name's author does not take the shorter form for a name. The `AUTHORED_BY` of the articles must
 * be loaded.
 */
export async function alignAuthors(working: WorkingSet, articles: readonly NodeId[]): Promise<void> {
  const disputed = articles
    .map((id) => working.relationshipsAt(id, 'AUTHORED_BY', 'OUT').filter(({ claims }) => claims.length > 0))
    .filter((authorships) => isToldTwice(authorships));
  if (disputed.length === 0) return;
  await working.loadNodes(disputed.flat().map(({ to }) => to));
  const given = new Set<NodeId>();
  for (const authorships of disputed)
    for (const { from, to } of pairForms(working, authorships)) {
      giveTo(working, from, to);
      given.add(from.to);
    }
  await dropUnused(working, [...given]);
}

function isToldTwice(authorships: readonly WorkingRelationship[]): boolean {
  const [first] = authorships[0]?.claims ?? [];
  return authorships.some(({ claims }) => claims.some(({ source }) => source !== first?.source));
}

/** The shorter forms among the authorships of one article, and the fuller ones that they are of. */
function pairForms(working: WorkingSet, authorships: readonly WorkingRelationship[]) {
  const authors = authorships.flatMap((authorship) => {
    const facts = working.facts(authorship.to, 'Author');
    return facts ? [{ authorship, facts }] : [];
  });
  return authors.flatMap((shorter) => {
    if (shorter.facts.identifiers.length > 0) return [];
    const fuller = authors.filter((each) => each !== shorter && isFormOf(shorter, each));
    const fullest = fuller.reduce<(typeof fuller)[number] | undefined>(
      (a, b) => (a === undefined || fullnessOf(b.facts.name) > fullnessOf(a.facts.name) ? b : a),
      undefined,
    );
    // Two fuller names that are no forms of each other: nobody knows whose the shorter one is.
    const isClear = fuller.every((each) => each === fullest || (fullest && isFormOf(each, fullest)));
    return fullest && isClear ? [{ from: shorter.authorship, to: fullest.authorship }] : [];
  });
}

interface NamedAuthorship {
  readonly authorship: WorkingRelationship;
  readonly facts: AuthorNode['facts'];
}

function isFormOf(shorter: NamedAuthorship, fuller: NamedAuthorship): boolean {
  const tellers = new Set(shorter.authorship.claims.map(({ source }) => source));
  return (
    isShorterFormOf(shorter.facts.name, fuller.facts.name) &&
    fuller.authorship.claims.every(({ source }) => !tellers.has(source))
  );
}

/** Who wrote the shorter form spoke of the author of the fuller name, and counts as one who told of that author. */
function giveTo(working: WorkingSet, from: WorkingRelationship, to: WorkingRelationship): void {
  const author = working.node(to.to);
  const name = working.facts(to.to, 'Author')?.name;
  if (!author || name === undefined) return;
  let { claims } = author;
  for (const claim of from.claims) {
    working.say(to, claim);
    if (!claims.some(({ source }) => source === claim.source))
      claims = replaceClaim(claims, {
        source: claim.source,
        rank: 'INFERRED',
        at: claim.at,
        facts: { identifiers: [], name, variants: [] },
      });
  }
  working.putNode(to.to, 'Author', claims);
  working.putClaims(from, []);
}

/** Who names an author of no article any more does not speak of the author; of whom nobody speaks there is none. */
async function dropUnused(working: WorkingSet, authors: readonly NodeId[]): Promise<void> {
  await working.loadRelationships(['AUTHORED_BY'], 'IN', authors);
  for (const id of authors) {
    // An article that has got another id in this batch stands in the graph under its old one until it is written.
    const authorships = working
      .relationshipsAt(id, 'AUTHORED_BY', 'IN')
      .filter(({ from }) => working.currentId(from) === from);
    const tellers = new Set(authorships.flatMap(({ claims }) => claims.map(({ source }) => source)));
    const claims = working.node(id)?.claims ?? [];
    working.putNode(
      id,
      'Author',
      claims.filter(({ source }) => tellers.has(source)),
    );
  }
}
