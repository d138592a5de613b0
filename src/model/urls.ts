/** Parameters that only say where a click came from, on any host. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|ref|ref_src|ref_url|oc|ceid)$/i;
/** Parameters that only track on these hosts and may mean something elsewhere (`?s=` is a search on many blogs). */
const TRACKING_ON_HOST: readonly (readonly [host: RegExp, names: RegExp])[] = [
  [/(?:^|\.)substack\.com$|^newsletter\./, /^(?:s|r|token|triedredirect|isfreemail|publication_id|post_id|source)$/i],
  [/(?:^|\.)(?:twitter|x)\.com$/, /^(?:s|t)$/],
  [/(?:^|\.)medium\.com$/, /^(?:source|sk)$/],
  [/(?:^|\.)(?:youtube\.com|youtu\.be)$/, /^(?:si|feature)$/],
  [/(?:^|\.)google\.com$/, /^(?:hl|gl)$/],
];
const DEFAULT_DOCUMENT = /\/(?:index\.(?:html?|php))$/i;

/**
 * Hosts that show the same posts. The forums know a post by its id alone: the words after it change with the title, and
 * every post of the Alignment Forum stands on LessWrong under the same id.
 */
const FORUMS: ReadonlyMap<string, string> = new Map([
  ['lesswrong.com', 'lesswrong.com'],
  ['alignmentforum.org', 'lesswrong.com'],
  ['greaterwrong.com', 'lesswrong.com'],
  ['forum.effectivealtruism.org', 'forum.effectivealtruism.org'],
  ['ea.greaterwrong.com', 'forum.effectivealtruism.org'],
]);
const FORUM_POST = /^\/(?:s\/\w{17}\/p|posts)\/(\w{17})(?:\/|$)/;
const VIDEO_ID = /^[\w-]{11}$/;

/** Parses an http(s) URL; `null` for anything else, so that `javascript:` and `file:` never enter the graph. */
export function parseHttpUrl(text: string): URL | null {
  const trimmed = text.trim();
  // Most texts are no address at all, and the parser is slow to say so.
  if (!/^https?:/i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  return url.hostname === '' ? null : url;
}

/**
 * One spelling for all addresses of a page: https, no `www.`, no default document, no trailing slash, no fragment
 * unless it routes (`#!`, `#/`), no tracking parameters, the other parameters sorted. `null` when it is no http(s) URL.
 * It is a key for comparing; the address to open stays as it was given.
 */
export function canonicalUrl(text: string): string | null {
  const url = parseHttpUrl(text);
  if (!url) return null;
  const host = url.hostname.toLowerCase().replace(/^www\./, '');
  const mirrored = mirroredPage(host, url);
  if (mirrored !== null) return mirrored;
  const kept = [...url.searchParams]
    .filter(([name]) => !isTracking(name, host))
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y));
  const query = kept.length > 0 ? `?${new URLSearchParams(kept).toString()}` : '';
  let path = url.pathname.replace(DEFAULT_DOCUMENT, '/');
  while (path.endsWith('/')) path = path.slice(0, -1);
  const fragment = /^#[!/]/.test(url.hash) ? url.hash : '';
  const port = url.port === '' ? '' : `:${url.port}`;
  return `https://${host}${port}${path}${query}${fragment}`;
}

/** The one address of a page that several hosts show, or that one host shows under several addresses. */
function mirroredPage(host: string, url: URL): string | null {
  const forum = FORUMS.get(host);
  const post = forum === undefined ? undefined : FORUM_POST.exec(url.pathname)?.[1];
  // A comment has an address of its own below its post's.
  if (forum !== undefined && post !== undefined && !url.searchParams.has('commentId'))
    return `https://${forum}/posts/${post}`;
  const video = videoIdOf(host, url);
  return video !== null && VIDEO_ID.test(video) ? `https://youtube.com/watch?v=${video}` : null;
}

function videoIdOf(host: string, url: URL): string | null {
  if (host === 'youtu.be') return url.pathname.slice(1);
  const isVideo = /^(?:m\.)?youtube\.com$/.test(host) && url.pathname === '/watch';
  return isVideo ? url.searchParams.get('v') : null;
}

function isTracking(name: string, host: string): boolean {
  return TRACKING.test(name) || TRACKING_ON_HOST.some(([hosts, names]) => hosts.test(host) && names.test(name));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
