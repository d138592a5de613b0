import { namedByAddress } from './identifierHosts';
import { withoutInvisible } from './invisible';
import { canonicalUrl, pageBehind, parseHttpUrl } from './urls';

/** What names an article (or, for ORCID, an author) uniquely in the whole graph. */
export const IDENTIFIER_SCHEMES = [
  'DOI',
  'ARXIV',
  'OPENREVIEW',
  'SEMANTIC_SCHOLAR',
  'OPENALEX',
  'PUBMED',
  'ACL',
  'ORCID',
  'URL',
] as const;
export type IdentifierScheme = (typeof IDENTIFIER_SCHEMES)[number];

export interface Identifier {
  readonly scheme: IdentifierScheme;
  /** In the one spelling that `parseIdentifier` gives: arXiv without version, DOI in lower case, URL canonical. */
  readonly value: string;
}

/** arXiv: `2212.03827v2` (since 2007-04) or `cs.AI/0301001v1`, `hep-th/9901001` (before). The version is dropped. */
const ARXIV_NEW = /^(\d{2})(0[1-9]|1[0-2])\.(\d{4,5})(?:v[1-9]\d{0,2})?$/;
const ARXIV_OLD =
  /^([a-z]{1,8}(?:-[a-z]{2,4})?)(?:\.[a-z-]{2,8})?\/(\d{2}(?:0[1-9]|1[0-2]))(\d{3})(?:v[1-9]\d{0,2})?$/i;
/** All archives that numbered papers themselves before April 2007. */
const ARXIV_ARCHIVES: ReadonlySet<string> = new Set(
  `acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs dg-ga
  funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol physics plasm-ph
  q-alg q-bio q-fin quant-ph solv-int supr-con`.split(/\s+/),
);
/** `[cs.CL]`, as arXiv's own citations close with. */
const ARXIV_CLASS = /\s{0,3}\[[a-z-]{2,8}(?:\.[a-z-]{2,8})?\]$/i;
/** Crossref's recommended shape. */
const DOI = /^10\.\d{4,9}\/[^\s"]{1,255}$/;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.{1,40})$/i;
const ACL_DOI = /^10\.(?:18653|3115)\/v1\/(.{1,60})$/i;
const OPENREVIEW = /^[A-Za-z0-9_-]{9,14}$/;
const SEMANTIC_SCHOLAR = /^[0-9a-f]{40}$/;
const OPENALEX = /^W\d{4,12}$/i;
const ACL_OLD = /^[A-Z]\d{2}-\d{4}$/;
const ACL_NEW = /^\d{4}\.[a-z0-9_]{1,30}-[a-z0-9]{1,20}\.\d{1,4}$/;
const ORCID = /^(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/;

/** An arXiv id in any form, as its base id; what closes the sentence around it is dropped; `null` when it is none. */
export function parseArxivId(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^arxiv\s{0,3}:\s{0,3}/i, '')
    .replace(/[.,;:)]{1,4}$/, '')
    .replace(ARXIV_CLASS, '')
    .replace(/\.pdf$/i, '');
  const modern = ARXIV_NEW.exec(bare);
  if (modern) {
    const [, year = '', month = '', number = ''] = modern;
    // Numbers have four digits until the end of 2014 and five since; 0704 was the first month of this form.
    const digits = `${year}${month}` >= '1501' ? 5 : 4;
    return number.length === digits && `${year}${month}` >= '0704' ? `${year}${month}.${number}` : null;
  }
  const [, archive = '', yearAndMonth = '', number = ''] = ARXIV_OLD.exec(bare) ?? [];
  const isOldMonth = yearAndMonth >= '9107' || yearAndMonth <= '0703';
  return isOldMonth && ARXIV_ARCHIVES.has(archive.toLowerCase())
    ? `${archive.toLowerCase()}/${yearAndMonth}${number}`
    : null;
}

/**
 * A bare or `doi:`-prefixed DOI in lower case; `null` when it is none. What closes the sentence around it is dropped:
 * punctuation, quotes, and brackets that the DOI itself does not open.
 */
export function parseDoi(text: string): string | null {
  let bare = text.trim().replace(/^doi(?:\s{0,3}:\s{0,3}|\s{1,3})/i, '');
  while (/[.,;:'’”]$/.test(bare) || closesForeignBracket(bare)) bare = bare.slice(0, -1);
  return DOI.test(bare) ? bare.toLowerCase() : null;
}

const OPENING: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['>', '<'],
]);

function closesForeignBracket(text: string): boolean {
  const closing = text.slice(-1);
  const opening = OPENING.get(closing);
  return opening !== undefined && text.split(closing).length > text.split(opening).length;
}

/**
 * Reads any spelling of an identifier: prefixed (`arXiv:…`, `doi:…`, `openreview:…`, `s2:…`, `openalex:…`, `pmid:…`,
 * `acl:…`, `orcid:…`), a bare DOI or arXiv id, or the address of a page that stands for one (arxiv.org, doi.org,
 * openreview.net, aclanthology.org …). Any other http(s) address is a `URL` identifier. `null` for other text.
 */
export function parseIdentifier(text: string): Identifier | null {
  if (text.length > 2048) return null;
  const trimmed = withoutInvisible(text).trim();
  const url = parseHttpUrl(trimmed);
  if (url) return identifierOfUrl(url);
  const bareAddress = identifierOfBareAddress(trimmed);
  if (bareAddress) return bareAddress;
  const prefixed = /^([a-z0-9]{2,16})\s{0,3}:\s{0,3}(\S.*)$/i.exec(trimmed);
  if (prefixed) {
    const scheme = SCHEME_BY_PREFIX.get((prefixed[1] ?? '').toLowerCase());
    return scheme ? identifierOf(scheme, prefixed[2] ?? '') : null;
  }
  return identifierOf('ARXIV', trimmed) ?? identifierOf('DOI', trimmed);
}

const SCHEME_BY_PREFIX: ReadonlyMap<string, IdentifierScheme> = new Map([
  ['arxiv', 'ARXIV'],
  ['doi', 'DOI'],
  ['openreview', 'OPENREVIEW'],
  ['s2', 'SEMANTIC_SCHOLAR'],
  ['openalex', 'OPENALEX'],
  ['pmid', 'PUBMED'],
  ['acl', 'ACL'],
  ['orcid', 'ORCID'],
  ['url', 'URL'],
]);

/** Validates and normalises a value whose scheme is known; `null` when the value does not have the scheme's shape. */
export function identifierOf(scheme: IdentifierScheme, text: string): Identifier | null {
  const value = withoutInvisible(text).trim();
  switch (scheme) {
    case 'ARXIV':
      return wrap('ARXIV', parseArxivId(value));
    case 'DOI': {
      const doi = parseDoi(value) ?? '';
      // arXiv and the ACL Anthology register DOIs that contain their own ids: one paper, so one identifier.
      const arxiv = identifierOf('ARXIV', ARXIV_DOI.exec(doi)?.[1] ?? '');
      const acl = identifierOf('ACL', ACL_DOI.exec(doi)?.[1] ?? '');
      return arxiv ?? acl ?? wrap('DOI', doi === '' ? null : doi);
    }
    case 'OPENREVIEW':
      return wrap('OPENREVIEW', OPENREVIEW.test(value) ? value : null);
    case 'SEMANTIC_SCHOLAR':
      return wrap('SEMANTIC_SCHOLAR', SEMANTIC_SCHOLAR.test(value.toLowerCase()) ? value.toLowerCase() : null);
    case 'OPENALEX':
      return wrap('OPENALEX', OPENALEX.test(value) ? value.toUpperCase() : null);
    case 'PUBMED':
      return wrap('PUBMED', /^[1-9]\d{0,8}$/.test(value) ? value : null);
    case 'ACL':
      if (ACL_OLD.test(value.toUpperCase())) return wrap('ACL', value.toUpperCase());
      return wrap('ACL', ACL_NEW.test(value.toLowerCase()) ? value.toLowerCase() : null);
    case 'ORCID': {
      const bare = value.toUpperCase();
      return wrap('ORCID', ORCID.test(bare) && hasOrcidChecksum(bare) ? bare : null);
    }
    case 'URL': {
      const url = parseHttpUrl(value);
      return url ? identifierOfUrl(url) : null;
    }
  }
}

function wrap(scheme: IdentifierScheme, value: string | null): Identifier | null {
  return value === null ? null : { scheme, value };
}

function identifierOfUrl(url: URL): Identifier | null {
  const known = identifierOfKnownHost(pageBehind(url));
  if (known) return known;
  const canonical = canonicalUrl(url.href);
  return canonical === null ? null : { scheme: 'URL', value: canonical };
}

/** `arxiv.org/abs/2212.03827` as people type it. Of other hosts a text without a scheme is no address. */
function identifierOfBareAddress(text: string): Identifier | null {
  const isAddress = /^[a-z0-9.-]{1,60}\.[a-z]{2,6}\/\S/i.test(text) && URL.canParse(`https://${text}`);
  return isAddress ? identifierOfKnownHost(new URL(`https://${text}`)) : null;
}

function identifierOfKnownHost(url: URL): Identifier | null {
  for (const [scheme, text] of namedByAddress(url)) {
    const identifier = identifierOf(scheme, text);
    if (identifier) return identifier;
  }
  return null;
}

/** ISO 7064 MOD 11-2, as ORCID documents it. */
function hasOrcidChecksum(orcid: string): boolean {
  const digits = orcid.replaceAll('-', '');
  let total = 0;
  for (const digit of digits.slice(0, 15)) total = (total + Number(digit)) * 2;
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? 'X' : String(check));
}

/** The page where a reader opens the identified thing. */
export function addressOfIdentifier({ scheme, value }: Identifier): string {
  switch (scheme) {
    case 'ARXIV':
      return `https://arxiv.org/abs/${value}`;
    case 'DOI':
      return `https://doi.org/${value}`;
    case 'OPENREVIEW':
      return `https://openreview.net/forum?id=${value}`;
    case 'SEMANTIC_SCHOLAR':
      return `https://www.semanticscholar.org/paper/${value}`;
    case 'OPENALEX':
      return `https://openalex.org/${value}`;
    case 'PUBMED':
      return `https://pubmed.ncbi.nlm.nih.gov/${value}/`;
    case 'ACL':
      return `https://aclanthology.org/${value}/`;
    case 'ORCID':
      return `https://orcid.org/${value}`;
    case 'URL':
      return value;
  }
}
