import { oneLine } from '../syntax/htmlToText';
import { readDate } from '../values/dates';

/** `ICLR'24_(Spotlight)`, `EMNLP_2024`, `NeurIPS 2024`, `SaTML’25`. */
const VENUE =
  /^([\p{L}&][\p{L}\p{N}&@/ .-]{1,60}?)[ _'’‘]{0,2}['’‘]?((?:19|20)?\d{2})(?:[ _-]*[([]?[\p{L}\s_-]{0,30}[)\]]?)$/u;
const ONLY_VENUE = /^(?:nature(?: [a-z ]{1,40})?|science|pnas|jmlr|tmlr|tpami|ijcv)$/i;
/** Where it was put on the net, not where it was published. */
const PREPRINT = /^(?:arxiv|biorxiv|ssrn|preprint|openreview|blog|github|tech(?:nical)? report)$/i;

/** In running text: capitalised words and a whole year, or a date. */
const VENUE_OR_DATE_IN_TEXT =
  /^(?:(?:(?:\p{Lu}[\p{L}\p{N}&@/.-]*|&|of|on|for|and|the|in)\s){0,8}(?:ar[Xx]iv|\p{Lu}[\p{L}\p{N}&@/.-]*)(?:\s|\s?['’])(?:(?:19|20)\d{2}|(?<=['’])\d{2})(?:\s[([]?\p{L}[\p{L}\s_-]{0,30}[)\]]?)?|(?:19|20)\d{2}(?:[\s/.-].{0,12})?)$/u;

/** Whether a venue is only where it was put on the net. */
export function isPreprint(venue: string): boolean {
  return PREPRINT.test(venue.trim());
}

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
  if (bare === '' || /^CVE-\d/.test(bare)) return {};
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

/** What words before a title say: whatever stands in brackets, and of other words only what can be nothing else. */
export function venueAndDateOfPrefix(prefix: string): VenueAndDate {
  const text = oneLine(prefix.slice(0, 400)).replace(/[\s:*_–—\p{S}-]{1,30}$/u, '');
  return /^[^\p{L}\p{N}]{0,10}[([][^()[\]]{1,60}[)\]]$/u.test(text) || VENUE_OR_DATE_IN_TEXT.test(text)
    ? venueAndDate(text)
    : {};
}

/** The venue or date among the words behind a title: `Roe and Poe. *NeurIPS 2017*.` */
export function venueAndDateOfSuffix(suffix: string): VenueAndDate {
  const pieces = suffix.slice(0, 600).split(/[,.;|·()]|\s[–—-]\s/u);
  const found = pieces.map((piece) => (VENUE_OR_DATE_IN_TEXT.test(piece.trim()) ? venueAndDate(piece) : {}));
  return found.find(({ venue }) => venue !== undefined) ?? found.find(({ date }) => date !== undefined) ?? {};
}

/** A subject that a badge names: `RAG`, `_Chinese`, `Tool_learning`. Nothing for venues, prizes and media. */
export function subjectOfBadge(badge: string): string | undefined {
  const name = oneLine(badge.replaceAll('_', ' '));
  const isSubject =
    /^[\p{L}][\p{L}\p{N} +/-]{1,30}$/u.test(name) &&
    !/\d{2}|best paper|\bstars?$|^(?:code|star|stars|paper|pdf|arxiv|image|badge|license|maintenance|discord|github|video|blog|awesome|visitors?|forks?|demo|website|project|youtube|twitter|citations?|google scholar|alt)s?$/i.test(
      name,
    );
  return isSubject ? name : undefined;
}

/** Headings that say what sort of thing stands there, or nothing. */
const SUBJECTLESS =
  /^(?:(?:core|main|further|additional|more|optional|recommended|required|suggested|key|must)[ -]?(?:papers?|read(?:s|ings?)?|resources)?|week \d.*|by (?:year|date|venue)|syllabus|curriculum|papers?|articles?|talks?|surveys?|theses|thesis|books?|general|others?|miscellaneous|misc|resources|readings?|reading list|links|contents?|table of contents|introduction|overview|contributing|license|acknowledge?ments?|citation|news|updates?|toolkits?|tools|libraries|benchmarks?|competitions?|leaderboards?|datasets?|everything else|.*everything else|benchmarks, libraries.*|researchers|primer|related.*|awesome.*|20\d\d.*|february|march|april|june|july|august|september|october|november|december|january|may)$/i;

/** Headings of what a list says of itself: the items there are no works. */
export function isAboutTheList(heading: string): boolean {
  return (
    isContents(heading) ||
    /^(?:contribut(?:e|ing|ions?|ors?)(?: guidelines?)?|how to (?:contribute|cite)|licen[cs]e|cit(?:ation|e|ing)|contact(?: us)?|acknowledge?ments?|star history|maintainers?|sponsors?|credits)$/i.test(
      nameOf(heading),
    )
  );
}

export function isContents(heading: string): boolean {
  return /^(?:(?:table of )?contents?|toc)$/i.test(nameOf(heading));
}

/** A heading without its emoji, and without what Markdown leaves at its end. */
function nameOf(heading: string): string {
  return oneLine(heading.slice(0, 300).replace(/[\p{Extended_Pictographic}\ufe0f]/gu, '')).replace(/[:#*\s]+$/, '');
}

/** The subject that a heading names: without numbering, emoji and anchors. Nothing when it names none. */
export function subjectOfHeading(heading: string): string | undefined {
  const name = oneLine(heading.slice(0, 300).replace(/[\p{Extended_Pictographic}\ufe0f]/gu, ''))
    .replace(/^(?:[A-Z]?\d{1,3}(?:\.\d{1,3}){0,3}[.):]?|[A-Z][.)])\s/, '')
    .replace(/[:#*\s]+$/, '');
  return name.length < 3 || name.length > 60 || SUBJECTLESS.test(name) ? undefined : name;
}
