import { CLAIM_RANKS } from '../../model/claims';
import type { NodeId } from '../../model/ids';
import type { Section } from '../../model/nodes';
import { normaliseTitle } from '../../model/text';
import type { NodeClaim } from '../working/facts';
import type { RelationshipClaim, WorkingSet } from '../working/workingSet';

/** One source's account of an issue. */
export interface Account {
  readonly source: NodeId;
  readonly entries: readonly AccountEntry[];
}

interface AccountEntry {
  readonly key: string;
  readonly title?: string | undefined;
  readonly articles: readonly NodeId[];
}

/**
 * Newsletters circulate in forms that lose titles or links, so several sources tell of one issue. The first account is
 * the one that the issue shows; for every other account this tells, entry by entry, the key of the same entry there.
 * Entries are the same when they feature the same article or have the same title; between two such anchors (or an
 * anchor and an end) entries are paired in order when both accounts have equally many and no title speaks against it.
 * An entry without a counterpart keeps a key of its own, which names its source.
 */
export function alignEntries([shown, ...others]: readonly Account[]): ReadonlyMap<NodeId, readonly string[]> {
  if (!shown) return new Map();
  const keys = new Map([[shown.source, shown.entries.map(({ key }) => key)]]);
  for (const { source, entries } of others) {
    const partners = pairEntries(shown.entries, entries);
    keys.set(
      source,
      entries.map(({ key }, index) => {
        const partner = partners.get(index);
        return (partner === undefined ? undefined : shown.entries[partner]?.key) ?? `${source}/${key}`;
      }),
    );
  }
  return keys;
}

/** The index in `shown` for each index in `told` that has a partner there. */
function pairEntries(shown: readonly AccountEntry[], told: readonly AccountEntry[]): ReadonlyMap<number, number> {
  const partners = findAnchors(shown, told);
  const anchors = [...partners, [told.length, shown.length] as const];
  let [lastTold, lastShown] = [-1, -1];
  for (const [toldIndex, shownIndex] of anchors) {
    const length = toldIndex - lastTold;
    if (length === shownIndex - lastShown)
      for (let step = 1; step < length; step++)
        if (mayBeSame(shown[lastShown + step], told[lastTold + step])) partners.set(lastTold + step, lastShown + step);
    if (toldIndex > lastTold && shownIndex > lastShown) [lastTold, lastShown] = [toldIndex, shownIndex];
  }
  return partners;
}

/** In the order of `told`. */
function findAnchors(shown: readonly AccountEntry[], told: readonly AccountEntry[]): Map<number, number> {
  const anchors = new Map<number, number>();
  const taken = new Set<number>();
  for (const [index, entry] of told.entries()) {
    const partner = shown.findIndex((each, at) => !taken.has(at) && isSame(each, entry));
    if (partner < 0) continue;
    anchors.set(index, partner);
    taken.add(partner);
  }
  return anchors;
}

function isSame(a: AccountEntry, b: AccountEntry): boolean {
  if (a.articles.some((article) => b.articles.includes(article))) return true;
  return a.title !== undefined && b.title !== undefined && normaliseTitle(a.title) === normaliseTitle(b.title);
}

/** Nothing known of the two says that they are different: at most one of them has a title, at most one an article. */
function mayBeSame(a: AccountEntry | undefined, b: AccountEntry | undefined): boolean {
  if (!a || !b) return false;
  const hasOne = (entry: AccountEntry) => entry.articles.length > 0 || entry.title !== undefined;
  return !(hasOne(a) && hasOne(b)) || startsAlike(a.title, b.title);
}

/** A form that shortens a title: `OpenOOD` for `OpenOOD: Benchmarking …`. */
function startsAlike(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [x, y] = [normaliseTitle(a), normaliseTitle(b)];
  return `${x} `.startsWith(`${y} `) || `${y} `.startsWith(`${x} `);
}

/**
 * Gives all `FEATURES` of an issue, whoever said them, the keys of the entries that the issue shows. A pure function of
 * what all sources say, so that it does not matter which came first. The relationships must be loaded.
 */
export function alignFeatures(working: WorkingSet, issue: NodeId): void {
  const id = working.currentId(issue);
  const said = working
    .relationshipsAt(id, 'FEATURES', 'OUT')
    .flatMap(({ to, key, claims }) => claims.map((claim) => ({ to, key, claim })));
  const accounts = accountsOf(working.node(id)?.claims ?? [], said);
  const keys = alignEntries(accounts);
  for (const relationship of working.relationshipsAt(id, 'FEATURES', 'OUT')) working.putClaims(relationship, []);
  for (const { to, key, claim } of said) {
    const entryKey = keys.get(claim.source)?.[(claim.facts.position ?? 0) - 1] ?? key;
    working.say({ type: 'FEATURES', from: id, to, key: entryKey }, claim);
  }
}

/** The accounts in the order in which facts are folded: the first is the one whose sections the issue shows. */
function accountsOf(
  claims: readonly NodeClaim[],
  said: readonly { readonly to: NodeId; readonly claim: RelationshipClaim }[],
): Account[] {
  return [...claims]
    .sort(
      (a, b) =>
        CLAIM_RANKS.indexOf(b.rank) - CLAIM_RANKS.indexOf(a.rank) ||
        (a.source < b.source ? -1 : a.source > b.source ? 1 : 0),
    )
    .flatMap(({ source, facts }) => {
      const sections = facts['sections'] as readonly Section[] | undefined;
      if (!sections) return [];
      const entries = sections.flatMap((section) => section.entries);
      const articles = (position: number) =>
        said.filter(({ claim }) => claim.source === source && claim.facts.position === position).map(({ to }) => to);
      return [
        { source, entries: entries.map(({ key, title }, index) => ({ key, title, articles: articles(index + 1) })) },
      ];
    });
}
