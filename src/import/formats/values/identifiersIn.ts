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

/** What stands in a field for DOIs, as `parseIdentifier` reads it; what is none keeps its prefix, to be refused. */
export function doiText(written: string): string {
  const known = parseIdentifier(written);
  return known !== null && known.scheme !== 'URL' ? written : `doi:${written}`;
}

/** The address of the page that a DOI leads to; nothing when the text is no DOI. */
export function addressOfDoi(written: string | undefined): string | undefined {
  const doi = parseIdentifier(written ?? '') ?? identifierOf('DOI', written ?? '');
  return doi?.scheme === 'DOI' ? `https://doi.org/${doi.value}` : undefined;
}
