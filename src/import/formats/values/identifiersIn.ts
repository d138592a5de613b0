import { identifierOf, parseArxivId, parseIdentifier } from '../../../model/identifiers';

/** `arXiv:2408.11791v2`, `arXiv preprint arXiv:1409.0473.`, `arXiv: cs.AI/0301001`. */
const ARXIV_MENTION =
  /arxiv\s{0,3}[:.]\s{0,3}(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z]{1,8}(?:-[a-z]{2,4})?(?:\.[a-z-]{2,8})?\/\d{7}(?:v\d{1,2})?)/gi;
const MAX_LENGTH = 2_000;

/** The arXiv ids that a text names as such; a bare number is none. */
export function arxivIdsIn(text: string): string[] {
  return Array.from(text.slice(0, MAX_LENGTH).matchAll(ARXIV_MENTION), ([, id = '']) => id)
    .filter((id) => parseArxivId(id) !== null)
    .map((id) => `arXiv:${id}`);
}

/** `arXiv:2408.11791`, `doi:10.1000/x` in running text, as what `split` parts it by. */
export const IDENTIFIER_MENTION =
  /(\barxiv\s?:\s?\d{4}\.\d{4,5}(?:v\d{1,2})?|\bdoi\s?:\s?10\.\d{4,9}\/[^\s,;()[\]]{1,200}[^\s,;()[\].])/i;

/** `http://doi.acm.org/10.1145/6462.6463`, `…/openurl?id=doi:10.1023/x`: the resolver may be anybody's. */
const DOI_IN_ADDRESS = /^https?:.{1,300}?[/:=](10\.\d{4,9}\/\S{1,300})$/i;

/** What stands in a field for DOIs, as `parseIdentifier` reads it; what is none keeps its prefix, to be refused. */
export function doiText(written: string): string {
  const known = parseIdentifier(written);
  if (known !== null && known.scheme !== 'URL') return written;
  return `doi:${DOI_IN_ADDRESS.exec(written)?.[1] ?? written}`;
}

/** `www.example.org`, `blog.example.org/a/b`: a host that wants only its scheme. A file's name has no slash behind it. */
const BARE_HOST = /^(?:www\.\S|(?:[a-z0-9-]{1,60}\.){1,5}[a-z]{2,10}\/)\S*$/i;

/** The first http(s) address of a field that is for addresses, where it has several; else the field as it is. */
export function addressOfField(written: string): string {
  const parts = written.trim().split(/[\s;,|]{1,20}(?=(?:https?|ftp):\/\/)/i);
  const [first = ''] = parts;
  const address = parts.find((part) => /^https?:/i.test(part)) ?? first;
  return BARE_HOST.test(address) ? `https://${address}` : address;
}

/** The address of the page that a DOI leads to; nothing when the text is no DOI. */
export function addressOfDoi(written: string | undefined): string | undefined {
  const doi = parseIdentifier(written ?? '') ?? identifierOf('DOI', written ?? '');
  return doi?.scheme === 'DOI' ? `https://doi.org/${doi.value}` : undefined;
}
