import { parseIdentifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import { isMarker } from '../values/markers';
import { paperIdentifier } from '../values/namelessPaper';
import { linksOf, type Inline } from '../syntax/blocks';
import { venueAndDate } from './details';

const PAPER_LABEL = /paper|pdf|arxiv|doi|openreview|article|report|abs|^link$/i;

/** A label that says what sort of thing it leads to, or where that was published. */
export function isMarkerText(text: string): boolean {
  return isPlainMarker(text) || isVenueLabel(text);
}

function bareLabel(text: string): string {
  return text.slice(0, 200).replace(/^[\s[(]+|[\s\])]+$/g, '');
}

export function isPlainMarker(text: string): boolean {
  const label = bareLabel(text);
  return (
    label === '' ||
    isMarker(label) ||
    label.split(' ').every(isMarker) ||
    /^(?:arxiv:\s?\d|doi:|10\.\d{4,9}\/)\S{1,80}$/i.test(label) ||
    BARE_ARXIV_ID.test(label) ||
    /^(?:arxiv|pdf|openreview|repo(?:sitory)?|hf|🤗|bibtex|homepage|supp(?:lementary)?|poster|colab|doi|acl|html|abs|site|web|docs?|tl;?dr|twitter|models?|weights|checkpoints?)$/i.test(
      label,
    )
  );
}

const BARE_ARXIV_ID = /^\d{4}\.\d{4,5}(?:v\d{1,2})?$/;

/** `ICLR 2020`, `arXiv'19`. */
function isVenueLabel(text: string): boolean {
  const label = bareLabel(text);
  return (
    label.length <= 30 &&
    /^[\p{L}][\p{L}&/-]{1,14}(?:\s\p{L}{2,12})?[\s'’_-]{0,2}(?:19|20)?\d{2}$/u.test(label) &&
    venueAndDate(label).date !== undefined
  );
}

export function venueLabels(inlines: readonly Inline[]): string[] {
  return linksOf(inlines).flatMap(({ label }) => (isVenueLabel(label) ? [bareLabel(label)] : []));
}

/** Whether an address says by itself that a paper stands there. */
export function isPaperAddress(url: string): boolean {
  return paperIdentifier(url) !== null;
}

/** Addresses under labels that promise the paper itself. */
export function paperUrls(inlines: readonly Inline[]): string[] {
  return linksOf(inlines).flatMap(({ label, url }) => {
    const isAddress = parseHttpUrl(label) !== null;
    const isNamed =
      isMarkerText(label) &&
      (PAPER_LABEL.test(bareLabel(label)) ||
        /^10\./.test(label) ||
        BARE_ARXIV_ID.test(bareLabel(label)) ||
        isVenueLabel(label));
    const scheme = isAddress || isNamed ? parseIdentifier(url ?? '')?.scheme : undefined;
    if (scheme === undefined || url === null) return [];
    return scheme === 'URL' && !isAddress && !isVenueLabel(label) && !/paper|pdf|article|report|link/i.test(label)
      ? []
      : [url];
  });
}
