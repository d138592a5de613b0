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
const X_HOST = /^(?:mobile\.)?(?:twitter|x)\.com$/;
const X_POST = /^\/(?:\w{1,20}|i\/web)\/status(?:es)?\/(\d{1,20})(?:\/|$)/;
const FORUM_POST = /^\/(?:s\/\w{17}\/p|posts)\/(\w{17})(?:\/|$)/;
const VIDEO_ID = /^[\w-]{11}$/;

/** Sites that show a work under several addresses (an abstract and a PDF): what tells which one makes the address of its page. */
const WORKS: readonly (readonly [host: RegExp, path: RegExp, page: string])[] = [
  [
    /^(?:papers\.nips|(?:proceedings|papers)\.neurips)\.cc$/,
    /^\/paper(?:_files\/paper)?\/(\d{4})\/(?:hash|file)\/([0-9a-f]{32})-(?:Abstract|Paper)((?:-\w{1,40})?)\.(?:html|pdf)$/,
    'proceedings.neurips.cc/paper/$1/hash/$2-Abstract$3.html',
  ],
  [/^papers\.nips\.cc$/, /^\/paper\/(\d{1,4}-[\w-]+)(?:\.pdf)?\/?$/, 'papers.nips.cc/paper/$1'],
  [
    /^proceedings\.mlr\.press$/,
    /^\/(v\d{1,4}|r\d{1,2})\/([\w-]+)(?:\.html|\/\2\.pdf)?\/?$/,
    'proceedings.mlr.press/$1/$2.html',
  ],
  [
    /^openaccess\.thecvf\.com$/,
    /^\/(content[\w/-]*)\/(?:html|papers)\/((?:w\d{1,3}\/)?[\w-]+)\.(?:html|pdf)$/,
    'openaccess.thecvf.com/$1/html/$2.html',
  ],
  [/^jmlr\.org$/, /^\/papers\/v(?:olume)?(\d{1,3})\/([\w-]+)(?:\.html|\/\2\.pdf)$/, 'jmlr.org/papers/v$1/$2.html'],
  [/^ieeexplore\.ieee\.org$/, /^\/(?:abstract\/)?document\/(\d{1,9})(?:\/.*)?$/, 'ieeexplore.ieee.org/document/$1'],
  [
    /^(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov)$/,
    /^(?:\/pmc)?\/articles\/(PMC\d{1,9})(?:\/.*)?$/,
    'pmc.ncbi.nlm.nih.gov/articles/$1',
  ],
];

/** Parses an http(s) URL; `null` for anything else, so that `javascript:` and `file:` never enter the graph. */
export function parseHttpUrl(text: string): URL | null {
  const trimmed = text.trim();
  // Most texts are no address at all, and the parser is slow to say so.
  if (!/^https?:/i.test(trimmed) || !URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  return url.hostname === '' ? null : url;
}

/** An address without the user name and password that it may carry: whoever opens it is not whoever wrote it. */
export function withoutLogin(address: string): string {
  const url = parseHttpUrl(address);
  if (!url || (url.username === '' && url.password === '')) return address;
  url.username = '';
  url.password = '';
  return url.href;
}

/** Redirects that have the address of another page in them, and copies of pages that have the address of the page. */
const WRAPPED: readonly (readonly [host: RegExp, find: (url: URL) => string | null | undefined])[] = [
  [
    /^web\.archive\.org$/,
    (url) => /^\/web\/\d{4,14}[a-z_]{0,5}\/(.+)$/.exec(url.pathname + url.search + url.hash)?.[1],
  ],
  [
    /^google\.com$/,
    (url) => (url.pathname === '/url' ? (url.searchParams.get('q') ?? url.searchParams.get('url')) : null),
  ],
  [/^(?:lesswrong\.com|alignmentforum\.org)$/, (url) => (url.pathname === '/out' ? url.searchParams.get('url') : null)],
];

/** The page that an address leads to which only wraps that page's address, once or twice; else the address itself. */
export function pageBehind(url: URL, wraps = 2): URL {
  const host = url.hostname.toLowerCase().replace(/^www\./, '');
  const wrapped = WRAPPED.find(([hosts]) => hosts.test(host))?.[1](url);
  const page = parseHttpUrl(wrapped ?? '');
  return page && wraps > 0 ? pageBehind(page, wraps - 1) : url;
}

/**
 * One spelling for all addresses of a page: https, no `www.`, no default document, no trailing slash, no fragment
 * unless it routes (`#!`, `#/`), no tracking parameters, the other parameters sorted. `null` when it is no http(s) URL.
 * It is a key for comparing; the address to open stays as it was given.
 */
export function canonicalUrl(text: string): string | null {
  const given = parseHttpUrl(text);
  if (!given) return null;
  const url = pageBehind(given);
  const host = url.hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(X_HOST, 'x.com');
  const mirrored = mirroredPage(host, url);
  if (mirrored !== null) return mirrored;
  const kept = [...url.searchParams]
    .filter(([name]) => !isTracking(name, host))
    .sort(([a, x], [b, y]) => compareText(a, b) || compareText(x, y));
  const query = kept.length > 0 ? `?${new URLSearchParams(kept).toString()}` : '';
  let path = plainEscapes(url.pathname.replace(DEFAULT_DOCUMENT, '/'));
  while (path.endsWith('/')) path = path.slice(0, -1);
  // Owners and repositories are one in any case.
  if (host === 'github.com')
    path = path.replace(/^(?:\/[^/]+){1,2}/, (repository) => repository.toLowerCase().replace(/\.git$/, ''));
  const fragment = /^#[!/]/.test(url.hash) ? url.hash : '';
  const port = url.port === '' ? '' : `:${url.port}`;
  return `https://${host}${port}${path}${query}${fragment}`;
}

/** `%7E` is `~` (RFC 3986, 6.2.2.2); `%2f` is no slash, and is `%2F`. */
function plainEscapes(path: string): string {
  return path.replace(/%[0-9a-f]{2}/gi, (escape) => {
    const character = String.fromCharCode(parseInt(escape.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
}

/** The one address of a page that several hosts show, or that one host shows under several addresses. */
function mirroredPage(host: string, url: URL): string | null {
  const forum = FORUMS.get(host);
  const post = forum === undefined ? undefined : FORUM_POST.exec(url.pathname)?.[1];
  // A comment has an address of its own below its post's.
  if (forum !== undefined && post !== undefined && !url.searchParams.has('commentId'))
    return `https://${forum}/posts/${post}`;
  const tweet = X_HOST.test(host) ? X_POST.exec(url.pathname)?.[1] : undefined;
  if (tweet !== undefined) return `https://x.com/i/status/${tweet}`;
  const work = WORKS.find(([hosts, paths]) => hosts.test(host) && paths.test(url.pathname));
  if (work) return `https://${url.pathname.replace(work[1], work[2])}`;
  const video = videoIdOf(host, url);
  return video !== null && VIDEO_ID.test(video) ? `https://youtube.com/watch?v=${video}` : null;
}

function videoIdOf(host: string, url: URL): string | null {
  if (host === 'youtu.be') return url.pathname.slice(1);
  if (!/^(?:m\.)?youtube(?:-nocookie)?\.com$/.test(host)) return null;
  if (url.pathname === '/watch') return url.searchParams.get('v');
  return /^\/(?:embed|shorts|live|v)\/([\w-]{11})\/?$/.exec(url.pathname)?.[1] ?? null;
}

function isTracking(name: string, host: string): boolean {
  return TRACKING.test(name) || TRACKING_ON_HOST.some(([hosts, names]) => hosts.test(host) && names.test(name));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
