import { oneLine } from '../syntax/htmlToText';

/** The words under which newsletters link to what they write about. */
const MARKER = String.raw`(?:(?:read|see|view|watch|open) (?:the |this |their )?)?(?:full |original )?(?:link|paper|preprint|story|announcement|essay|video|code|blog ?post|blog|website|web ?page|project(?: page)?|data(?: ?set)?|demo|talk|post|report|article|thread|arxiv|pdf|github|slides|summary|tweet|book|course|podcast|read more|learn more|continue reading|more)(?: link| here)?(?: ?\d{1,2})?`;
const ONLY_MARKERS = new RegExp(
  `^[^\\p{L}\\p{N}[(]{0,6}(?:\\[?\\(?${MARKER}\\)?\\]?[\\s,;:|/&.·•→»›>–—-]{0,3}){1,8}$`,
  'iu',
);
const OPENING_MARKERS = new RegExp(`^((?:\\[\\s?${MARKER}\\s?\\]\\s?){1,8})[:–—-]?\\s?(\\S.*)$`, 'is');
const TRAILING_MARKERS = new RegExp(`(?:\\[\\s?${MARKER}\\s?\\][\\s,;|]{0,3}){1,8}\\.?$`, 'i');
const EACH_MARKER = new RegExp(`${MARKER}(?![a-z])`, 'gi');
const ONE_MARKER = new RegExp(`^\\[?\\s?${MARKER}\\s?\\]?$`, 'i');

/** A line of nothing but `[Link]`, `Paper`, `[Paper] [Video]`: it closes what was said before it. */
export function isClosingLine(text: string): boolean {
  const line = oneLine(text);
  return line.length <= 120 && ONLY_MARKERS.test(line.replace(/\[\s+/g, '[').replace(/\s+\]/g, ']'));
}

/** `What it says. [Paper] [Code]`: the text without the markers at its end; `null` where it ends in none. */
export function textBeforeMarkers(text: string): string | null {
  const line = oneLine(text).replace(/\[\s+/g, '[').replace(/\s+\]/g, ']');
  const start = Math.max(0, line.length - 200);
  const match = TRAILING_MARKERS.exec(line.slice(start));
  const before = match ? line.slice(0, start + match.index).trim() : '';
  return before === '' ? null : before;
}

export function isMarker(label: string): boolean {
  return label.length <= 40 && ONE_MARKER.test(oneLine(label));
}

/** `[Link] What it says`, `[Link 1] [Link 2] What they say`: the labels and the text; `null` for other lines. */
export function parseOpening(text: string): { readonly labels: readonly string[]; readonly text: string } | null {
  const match = OPENING_MARKERS.exec(oneLine(text).replace(/\[\s+/g, '[').replace(/\s+\]/g, ']').slice(0, 20_000));
  if (!match || isClosingLine(text)) return null;
  return { labels: markerLabels(match[1] ?? ''), text: match[2] ?? '' };
}

/** `A Title (4 minute read)`, `A Talk (20 mins)`: how long it takes is not its title. */
export function withoutReadingTime(title: string): string {
  return title.replace(
    /\s?[([]\d{1,3}[\s-]?(?:minutes?|mins?|hours?|hrs?)(?:[\s-](?:read|listen|watch|video))?[)\]]$/i,
    '',
  );
}

/** The single labels of a line of markers. */
export function markerLabels(line: string): string[] {
  return Array.from(oneLine(line).matchAll(EACH_MARKER), ([label]) => label);
}

/** Sentences that a mail program or a platform puts into an issue. */
const PLATFORM =
  /^(?:thanks for reading\b|subscribe\b|share\b|leave a comment|view (?:this )?(?:email|post|in) |you can subscribe|hide table of contents|listen to (?:this|the)|as part of a larger community|want to change how you receive|copyright ©|you can (?:\[?update|\[?unsubscribe)|unsubscribe\b|give (?:a gift|gift) |get the app|start writing|©|crossposted from|this is a link ?post|no posts$|ready for more|discussion about this post|sign in\b|read in app|upgrade to paid|like$|comment(?:s)?$|restack|previous$|next$|open in app|read online|see also:|discuss (?:this|on|in) |manage (?:your )?(?:preferences|subscription)|forward(?:ed)? this|was this forwarded|audio version|you (?:are|'re) receiving|if you['’]re reading this, you might)/i;

/** Whether a paragraph is the platform's and not the writer's. */
export function isPlatformText(text: string): boolean {
  return PLATFORM.test(oneLine(text));
}

/** Where a platform keeps its readers, not what an issue is about: profiles, subscriptions, preferences. */
export function isPlatformAddress(url: string): boolean {
  return /^https?:\/\/(?:[^/]{1,100}\.)?substack\.com\/(?:@|profile\/|app-link|signup|redirect\/\d{0,3}\/?unsub)|^https?:\/\/(?:discord\.gg|discord\.com\/invite)\/|\/(?:subscribe|unsubscribe|users?\/[^/]{1,60}\/?$)|list-manage\d{0,3}\.com\/|^https?:\/\/eepurl\.com\//i.test(
    url.slice(0, 500),
  );
}

/** Headings of a platform's or publisher's notices, whose contents are no coverage. */
export function isNoticeHeading(heading: string): boolean {
  return /^(?:feedback|podcast|subscribe|about|share this|comments?|table of contents|contents|(?:what['’]s )?in (?:this|today['’]s) (?:edition|issue|newsletter|e-?mail).*|discussion.*|footnotes?|acknowledge?ments?|that['’]s (?:it|all).*|thanks? (?:you )?for reading.*|until next .*|sponsors?|contact)$/i.test(
    heading,
  );
}

const AREAS =
  /^(?:robustness|monitoring|alignment|systemic safety|external safety|steering|safety|governance|highlights|research|policy|news|announcements?|opportunities|jobs|events|community|miscellaneous|papers|tools(?: (?:and|&) \w{1,20})?|industry|government|links|reading)$/i;

/** Headings that stand for a shelf and not for a paper, whatever follows them. */
export function isAreaHeading(heading: string): boolean {
  return AREAS.test(heading) || isShelfHeading(heading);
}

/** `Other Alignment News`, `Other Content`, `More Papers`: short mentions stand on it. */
export function isShelfHeading(heading: string): boolean {
  return (
    heading.length <= 60 &&
    (/^(?:other|more|additional|further|related|recent|also|miscellaneous)\b.{0,40}\b(?:news|papers?|content|links?|work|readings?|research|posts?|resources?|progress|updates?)$/i.test(
      heading,
    ) ||
      /^(?:other|links|quick links|quick hits|in other news|in brief|news in brief|also|see also)$/i.test(heading))
  );
}

/** Headings under which each item or paragraph is a mention of its own: news, jobs, tools, shelves. */
export function listsMentions(heading: string): boolean {
  return (
    isShelfHeading(heading) ||
    /^(?:news|announcements?|opportunities|jobs|events|community|tools.*|industry|government|links|reading)$/i.test(
      heading,
    )
  );
}

/** A part of a text on one thing, not a thing of its own. */
export function isSubheading(heading: string): boolean {
  return /^(?:why (?:this|it) matters|what (?:this|it) means|methods?|results?|background|context|limitations?|takeaways?|key (?:findings|takeaways)|implications|tl;?dr|summary|our (?:take|view|thoughts)|analysis|in practice)\b.{0,20}$/i.test(
    heading,
  );
}

/** `a paper`, `this new post`: words for a thing, not its name. */
export function isGenericLabel(label: string): boolean {
  return /^(?:an?|the|this|that|our|their|his|her|new|recent)\s(?:new |recent |long |short )?(?:paper|preprint|(?:blog ?)?post|report|article|essay|study|survey|video|talk|thread|book|tool|piece|interview|podcast)$/i.test(
    label,
  );
}
