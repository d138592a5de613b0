import type { IdentifierScheme } from './identifiers';

/** What the address of a page may stand for, the likeliest first. Whether a text has its scheme's shape is not looked at. */
export function namedByAddress(url: URL): readonly Named[] {
  const host = url.hostname
    .toLowerCase()
    .replace(/^(?:www|export|browse|dx|m)\./, '')
    .replace(/^(?:[a-z]{2}|lanl)\.(?=arxiv\.org$)/, '');
  const path = decodePath(url.pathname);
  return [KNOWN_HOSTS.get(host)?.(path, url), publisherDoi(path, url)].flatMap((named) => (named ? [named] : []));
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A scheme and the text that an address gives of it, which may be none. */
type Named = readonly [scheme: IdentifierScheme, text: string];
type HostReader = (path: string, url: URL) => Named | null;

function after(pattern: RegExp, scheme: IdentifierScheme): HostReader {
  return (path) => {
    const match = pattern.exec(path);
    return match ? [scheme, match[1] ?? ''] : null;
  };
}

/** `/doi/abs/10.1145/…`, as ACM, Wiley, Science, PNAS, SAGE, Taylor & Francis and proxies of libraries for them have it. */
const publisherDoi = after(
  /^\/doi\/(?!suppl\/)(?:[a-z]{1,12}\/)?(10\.\d{4,9}\/.+?)(?:\/(?:abstract|full(?:\/html)?|pdf|epdf|summary|tables|figures|references))?(?:\.pdf)?\/?$/i,
  'DOI',
);
const preprintDoi = after(/^\/content\/(10\.1101\/[\d.]{1,40}?)(?:v\d{1,3})?(?:\.[a-z][a-z.-]{1,40})?\/?$/i, 'DOI');

/** A part of the path or a parameter that a registrant's DOIs end with. */
function doiEndingIn(beginning: string, find: (path: string, url: URL) => string | null | undefined): HostReader {
  return (path, url) => {
    const end = find(path, url);
    return end ? ['DOI', beginning + end] : null;
  };
}

/** Of the journals there, those that Palgrave began have its prefix. */
const nature = doiEndingIn('10.', (path) => {
  const article = /^\/articles\/([a-z0-9.-]{4,40}?)(?:_reference)?(?:\.e?pdf)?\/?$/i.exec(path)?.[1];
  if (article === undefined) return null;
  return `${/^(?:s41599-|palcomms)/.test(article) ? '1057' : '1038'}/${article}`;
});

const ssrn = doiEndingIn(
  '10.2139/ssrn.',
  (path, url) =>
    /^\/abstract=(\d{3,9})\/?$/.exec(path)?.[1] ?? /^\d{3,9}$/.exec(url.searchParams.get('abstract_id') ?? '')?.[0],
);

const arxivPath = after(/^\/(?:abs|pdf|html|overview|format|ps|e-print|src)\/(.{1,40}?)(?:\.pdf)?\/?$/i, 'ARXIV');
const openReview: HostReader = (path, url) =>
  /^\/(?:forum|pdf|attachment|references\/pdf)$/.test(path) ? ['OPENREVIEW', url.searchParams.get('id') ?? ''] : null;

/** Hosts whose addresses stand for an identifier of another scheme. */
const KNOWN_HOSTS: ReadonlyMap<string, HostReader> = new Map([
  ['arxiv.org', arxivPath],
  ['ar5iv.org', arxivPath],
  ['ar5iv.labs.arxiv.org', arxivPath],
  ['alphaxiv.org', arxivPath],
  ['arxiv-vanity.com', after(/^\/papers\/(.{1,40}?)\/?$/, 'ARXIV')],
  ['huggingface.co', after(/^\/papers\/(.{1,40}?)\/?$/, 'ARXIV')],
  ['hf.co', after(/^\/papers\/(.{1,40}?)\/?$/, 'ARXIV')],
  ['scirate.com', after(/^\/arxiv\/(.{1,40}?)\/?$/, 'ARXIV')],
  ['doi.org', after(/^\/(?:doi:)?(10\..+?)\/?$/i, 'DOI')],
  ['link.springer.com', after(/^\/(?:article|chapter|content\/pdf)\/(10\.[^/]+\/[^/]+?)(?:\.pdf)?\/?$/, 'DOI')],
  ['nature.com', nature],
  ['biorxiv.org', preprintDoi],
  ['medrxiv.org', preprintDoi],
  ['papers.ssrn.com', ssrn],
  ['ssrn.com', ssrn],
  ['zenodo.org', doiEndingIn('10.5281/zenodo.', (path) => /^\/records?\/(\d{1,12})\/?$/.exec(path)?.[1])],
  ['openreview.net', openReview],
  ['semanticscholar.org', after(/\/([0-9a-f]{40})\/?$/, 'SEMANTIC_SCHOLAR')],
  ['api.semanticscholar.org', after(/\/([0-9a-f]{40})\/?$/, 'SEMANTIC_SCHOLAR')],
  ['openalex.org', after(/^\/(?:works\/)?(W\d+)\/?$/i, 'OPENALEX')],
  ['api.openalex.org', after(/^\/works\/(W\d+)\/?$/i, 'OPENALEX')],
  ['pubmed.ncbi.nlm.nih.gov', after(/^\/(\d+)\/?$/, 'PUBMED')],
  ['ncbi.nlm.nih.gov', after(/^\/pubmed\/(\d+)\/?$/, 'PUBMED')],
  ['europepmc.org', after(/^\/(?:article|abstract)\/med\/(\d+)\/?$/i, 'PUBMED')],
  ['aclanthology.org', after(/^\/([A-Za-z0-9._-]+?)(?:v\d)?(?:\.pdf|\.bib)?\/?$/, 'ACL')],
  [
    'aclweb.org',
    after(/^\/anthology\/(?:papers\/)?(?:[A-Z]\/[A-Z]\d\d\/)?([A-Za-z0-9._-]+?)(?:v\d)?(?:\.pdf)?\/?$/, 'ACL'),
  ],
  ['orcid.org', after(/^\/([\dX-]{19})\/?$/i, 'ORCID')],
]);
