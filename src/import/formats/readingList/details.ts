import { oneLine } from '../../htmlToText';
import { splitAuthors } from '../values/authors';
import { readDate } from '../values/dates';

/** `ICLR'24_(Spotlight)`, `EMNLP_2024`, `NeurIPS 2024`, `SaTML’25`. */
const VENUE =
  /^([\p{L}&][\p{L}\p{N}&@/ .-]{1,60}?)[ _'’‘]{0,2}['’‘]?((?:19|20)?\d{2})(?:[ _-]*[([]?[\p{L}\s_-]{0,30}[)\]]?)$/u;
const ONLY_VENUE = /^(?:nature(?: [a-z ]{1,40})?|science|pnas|jmlr|tmlr|tpami|ijcv)$/i;
/** Where it was put on the net, not where it was published. */
const PREPRINT = /^(?:arxiv|biorxiv|ssrn|preprint|openreview|blog|github|tech(?:nical)? report)$/i;

export interface VenueAndDate {
  readonly venue?: string;
  readonly date?: string;
}

/** What a prefix or badge says: a date, or a venue with its year. Nothing for any other word. */
export function venueAndDate(text: string): VenueAndDate {
  const bare = oneLine(text.replace(/⭐|★/gu, ''))
    .replace(/^[\s([*]+|[\s)\]*:]+$/g, '')
    .replace(/_/g, ' ')
    .trim();
  if (bare === '') return {};
  if (ONLY_VENUE.test(bare)) return { venue: bare };
  const match = VENUE.exec(bare);
  if (match && /\p{L}{2}/u.test(match[1] ?? '')) {
    const [, name = '', digits = ''] = match;
    const year = digits.length === 4 ? digits : `20${digits}`;
    const venue = oneLine(name.replace(/\band\b$/i, ''));
    // `March 2024` is no venue.
    if (readDate(`${venue} ${year}`)?.includes('-') !== true)
      return PREPRINT.test(venue) || /\b(?:reject|withdrawn|submi|under review)/i.test(bare)
        ? { date: year }
        : { venue: `${venue} ${year}`, date: year };
  }
  const date = readDate(bare);
  return date === null ? {} : { date };
}

/** The venue or date among the words behind a title: `Roe and Poe. *NeurIPS 2017*.` */
export function venueAndDateOfSuffix(suffix: string): VenueAndDate {
  const pieces = suffix.slice(0, 600).split(/[,.;|()]/);
  const found = pieces.map((piece) => (/^\s{0,4}\p{Lu}.{3,40}$/u.test(piece) ? venueAndDate(piece) : {}));
  return found.find(({ venue }) => venue !== undefined) ?? found.find(({ date }) => date !== undefined) ?? {};
}

/** A subject that a badge names: `RAG`, `_Chinese`, `Tool_learning`. Nothing for venues, prizes and media. */
export function subjectOfBadge(badge: string): string | undefined {
  const name = oneLine(badge.replaceAll('_', ' '));
  const isSubject =
    /^[\p{L}][\p{L}\p{N} +/-]{1,30}$/u.test(name) &&
    !/\d{2}|best paper|^(?:code|star|stars|paper|pdf|arxiv|image|badge|license|maintenance|discord|github|video|blog|awesome|visitors?|forks?|demo|website|project|youtube|twitter|citations?|google scholar|alt)s?$/i.test(
      name,
    );
  return isSubject ? name : undefined;
}

/**
 * Authors behind a title: `by Roe and Poe`, `*Ann Roe, Bob Poe*`. A surname alone names nobody in particular, so
 * `by Zhang et al.` gives none.
 */
export function authorsOfSuffix(suffix: string): string[] {
  const match = /(?:^|[\s.,|])by\s(.{2,400}?)(?:[.;|](?=\s|$)(?<!\b\p{Lu}\.|al\.)|$)/iu.exec(suffix.slice(0, 600));
  if (!match) return [];
  const names = splitAuthors(match[1] ?? '');
  return names.filter((name) => name.includes(' ') && name.length <= 60 && name.split(' ').length <= 6);
}

/** Headings that say what sort of thing stands there, or nothing. */
const SUBJECTLESS =
  /^(?:papers?|articles?|talks?|surveys?|theses|thesis|books?|general|others?|miscellaneous|misc|resources|readings?|reading list|links|contents?|table of contents|introduction|overview|contributing|license|acknowledge?ments?|citation|news|updates?|toolkits?|tools|libraries|benchmarks?|competitions?|leaderboards?|datasets?|everything else|.*everything else|benchmarks, libraries.*|researchers|primer|related.*|awesome.*|20\d\d.*|february|march|april|june|july|august|september|october|november|december|january|may)$/i;

/** The subject that a heading names: without numbering, emoji and anchors. Nothing when it names none. */
export function subjectOfHeading(heading: string): string | undefined {
  const name = oneLine(heading.replace(/[\p{Extended_Pictographic}\ufe0f]/gu, ''))
    .replace(/^(?:[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[A-Z][.)])\s/, '')
    .replace(/[:#*\s]+$/, '');
  return name.length < 3 || name.length > 60 || SUBJECTLESS.test(name) ? undefined : name;
}
