import type { TopicMention } from '../../record';
import { latexToText } from '../syntax/latexToText';
import type { FoundArticle } from '../values/articleRecords';
import { kindOfLink, resourceKindOfWords } from '../values/linkKind';
import { authorsAfterBy, authorsInField, creditsBefore, yearInParentheses } from '../values/credits';
import { subjectOfBadge, subjectOfHeading, venueAndDate, venueAndDateOfPrefix, venueAndDateOfSuffix } from './details';
import type { ListedWork } from './entry';

/** What a list says of a work, its place in the list included. */
export function articleOf(work: ListedWork, headings: readonly string[]): FoundArticle {
  const yearInTitle = /^\(((?:19|20)\d{2})\)\s(.+)$/.exec(work.title);
  const before = creditsBefore(work.prefix);
  const fromPrefix = before ? {} : venueAndDateOfPrefix(work.prefix);
  const fromBadges = work.badges.map(venueAndDate).find(({ venue, date }) => venue ?? date) ?? {};
  const fromSuffix = venueAndDateOfSuffix(work.suffix);
  const venue = work.venue ?? fromPrefix.venue ?? fromBadges.venue ?? fromSuffix.venue;
  const kind = kindOf(work, venue, headings);
  return {
    ...kind,
    title: withoutMath(yearInTitle?.[2] ?? work.title),
    url: work.url,
    identifiers: work.moreUrls,
    date:
      work.date ??
      yearInTitle?.[1] ??
      before?.date ??
      fromPrefix.date ??
      fromBadges.date ??
      fromSuffix.date ??
      yearInParentheses(work.suffix),
    venue,
    authors: authorsOf(work, kind.kind === 'paper'),
    topics: topicsOf(work, headings),
  };
}

function withoutMath(title: string): string {
  return /\$[^\s$][^$]{0,200}\$/.test(title) ? latexToText(title) : title;
}

/** Names behind a title without a word are authors of papers; of other things they may be anything. */
export function authorsOf(work: ListedWork, isPaper: boolean): readonly string[] {
  const before = creditsBefore(work.prefix)?.authors ?? [];
  const found = [work.authors ?? [], before, authorsAfterBy(work.suffix), isPaper ? authorsInField(work.suffix) : []];
  return found.find((names) => names.length > 0) ?? [];
}

function topicsOf({ badges }: ListedWork, headings: readonly string[]): TopicMention[] {
  const subject = headings.map(subjectOfHeading).findLast((each) => each !== undefined);
  const tags = badges.flatMap((badge) => subjectOfBadge(badge) ?? []);
  return [
    ...(subject === undefined ? [] : [{ name: subject, kind: 'CATEGORY' as const }]),
    ...tags.map((name) => ({ name, kind: 'TAG' as const })),
  ];
}

/** What the address says; else a work with a venue, or without address, is a paper, and headings name the rest. */
function kindOf(
  { url, moreUrls }: ListedWork,
  venue: string | undefined,
  headings: readonly string[],
): Pick<FoundArticle, 'kind' | 'resourceKind'> {
  if (moreUrls.some((more) => kindOfLink(more).kind === 'paper')) return { kind: 'paper' };
  const linked = url === undefined ? {} : kindOfLink(url);
  if (linked.kind === 'paper' || linked.resourceKind !== undefined) return linked;
  if (venue !== undefined || url === undefined) return { kind: 'paper' };
  const named = headings.map(resourceKindOfWords).findLast((kind) => kind !== undefined);
  return { kind: 'resource', ...(named ? { resourceKind: named } : {}) };
}
