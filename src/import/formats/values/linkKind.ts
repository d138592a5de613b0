import { parseIdentifier } from '../../../model/identifiers';
import type { ResourceKind } from '../../../model/kinds';
import { pageBehind, parseHttpUrl } from '../../../model/urls';
import type { ArticleRecord } from '../../record';

/** Hosts that publish papers and hardly anything else, and whose addresses carry no identifier that we read. */
const PAPER_HOSTS =
  /(?:^|\.)(?:proceedings\.neurips\.cc|papers\.nips\.cc|proceedings\.mlr\.press|jmlr\.org|openaccess\.thecvf\.com|ecva\.net|bmvc\d{0,4}\.org|papers\.ssrn\.com|ieeexplore\.ieee\.org|sciencedirect\.com|dl\.acm\.org|link\.springer\.com|nature\.com|science\.org|pnas\.org|biorxiv\.org|medrxiv\.org|ojs\.aaai\.org|aaai\.org|ijcai\.org|isca-archive\.org|ndss-symposium\.org|usenix\.org|openreview\.net|arxiv\.org|doi\.org|aclanthology\.org|aclweb\.org|transformer-circuits\.pub|distill\.pub|hal\.science|zenodo\.org|ncbi\.nlm\.nih\.gov|frontiersin\.org|mdpi\.com|tandfonline\.com|onlinelibrary\.wiley\.com|academic\.oup\.com|cambridge\.org|journals\.plos\.org|iospress\.com|philpapers\.org|philarchive\.org)$/;

/** Which kind of resource an address is, by its host and path; the first that fits. */
const RESOURCE_PLACES: readonly (readonly [place: RegExp, kind: ResourceKind])[] = [
  [/^(?:www\.|m\.)?youtube\.com\/|^youtu\.be\/|^(?:player\.)?vimeo\.com\/|^slideslive\.com\//, 'VIDEO'],
  [/podcast|\.libsyn\.com\/|^open\.spotify\.com\/|^anchor\.fm\/|^axrp\.net\//, 'PODCAST'],
  [/^huggingface\.co\/datasets\/|^(?:www\.)?kaggle\.com\/datasets\//, 'DATASET'],
  [/^(?:www\.)?kaggle\.com\/c(?:ompetitions)?\/|^(?:www\.)?drivendata\.org\/|^codalab\.|^ctf\./, 'COMPETITION'],
  [/^huggingface\.co\/blog\//, 'POST'],
  [/leaderboard|^paperswithcode\.com\/sota\//, 'BENCHMARK'],
  [/^(?:[^/]+\.)?courses?\.|^(?:www\.)?(?:coursera|edx)\.org\/|^[^/]+\/(?:[^/]+\/)*courses?(?:\/|$)/, 'COURSE'],
  [/^(?:www\.)?(?:amazon\.[a-z.]+|goodreads\.com|books\.google\.[a-z.]+)\//, 'BOOK'],
  [
    /^(?:[^/]+\.)?(?:github\.com|gitlab\.com|bitbucket\.org|pypi\.org|colab\.research\.google\.com)\/|^huggingface\.co\//,
    'TOOL',
  ],
  [
    /^(?:[^/]+\.)?(?:nytimes|wsj|washingtonpost|theguardian|reuters|bloomberg|bbc|bbc\.co|cnn|economist|ft|wired|theverge|techcrunch|technologyreview|vox|politico|axios|apnews|news\.google|theatlantic|arstechnica|time)\.(?:com|uk|org)\//,
    'NEWS',
  ],
  [
    /^(?:[^/]+\.)?(?:lesswrong|alignmentforum|medium|substack|blogspot|wordpress|tumblr)\.(?:com|org)\/|^forum\.|^(?:[^/]+\.)?blogs?\.|^[^/]+\/(?:[^/]+\/)*(?:blog|posts?)(?:\/|$)|^ai-alignment\.com\/|^mailchi\.mp\//,
    'POST',
  ],
];

/**
 * Whether an address is a paper's or another thing's, and which. It looks at the address alone, so that two sources
 * that link to one page agree on what it is, whatever they call it.
 */
export function kindOfLink(url: string): Pick<ArticleRecord, 'kind' | 'resourceKind'> {
  const identifier = parseIdentifier(url);
  if (identifier === null) return {};
  if (identifier.scheme !== 'URL') return { kind: 'paper' };
  const given = parseHttpUrl(url);
  if (given === null) return {};
  const parsed = pageBehind(given);
  const host = parsed.hostname.toLowerCase().replace(/^www\./, '');
  if (PAPER_HOSTS.test(host)) return { kind: 'paper' };
  const place = `${host}${parsed.pathname.toLowerCase().slice(0, 500)}`;
  const resourceKind = RESOURCE_PLACES.find(([pattern]) => pattern.test(place))?.[1];
  if (resourceKind !== undefined) return { kind: 'resource', resourceKind };
  if (parsed.pathname.toLowerCase().endsWith('.pdf')) return { kind: 'paper' };
  return { kind: 'resource' };
}

/** What a title or a heading says of the kind, for things whose address tells nothing. */
const RESOURCE_WORDS: readonly (readonly [words: RegExp, kind: ResourceKind])[] = [
  [/\bcourse\b|\bcurriculum\b/i, 'COURSE'],
  [/\bpodcast\b/i, 'PODCAST'],
  [/\bcompetition\b|\bchallenge\b|\bprizes?\b|\bCTF\b|\bbount(?:y|ies)\b/i, 'COMPETITION'],
  [/\bleaderboards?\b|\bbenchmarks?\b/i, 'BENCHMARK'],
  [/\bdata ?sets?\b/i, 'DATASET'],
  [/\btalks?\b|\bvideos?\b|\blectures?\b/i, 'VIDEO'],
  [/\btool(?:kit|box|s)?\b|\blibrar(?:y|ies)\b/i, 'TOOL'],
  [/\bbooks?\b/i, 'BOOK'],
  [/\bnews\b/i, 'NEWS'],
];

/** The kind of resource that words name; nothing when they name none. */
export function resourceKindOfWords(words: string): ResourceKind | undefined {
  return RESOURCE_WORDS.find(([pattern]) => pattern.test(words))?.[1];
}
