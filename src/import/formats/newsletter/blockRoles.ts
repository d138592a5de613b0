import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from '../syntax/htmlToText';
import { linksOf, textOf, type Block, type Inline } from '../syntax/blocks';
import { kindOfLink } from '../values/linkKind';
import { listedWork } from '../readingList/entry';
import {
  isClosingLine,
  isGenericLabel,
  isMarker,
  isPlatformAddress,
  parseOpening,
  textBeforeMarkers,
  withoutReadingTime,
} from '../values/markers';

/** Whether a block is nothing but the links under which newsletters close a text. */
export function isClosing({ inlines }: Block): boolean {
  return isClosingLine(textOf(withAddressesAsMarkers(inlines)));
}

/** An address that is its own label closes a text as `[Link]` does. */
function withAddressesAsMarkers(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.map((run) => (run.url !== undefined && parseHttpUrl(run.text) ? { ...run, text: '[Link]' } : run));
}

/** A text that its markers close on the same line. */
export function endsInMarkers(block: Block): boolean {
  return !isOpening(block) && textBeforeMarkers(textOf(block.inlines)) !== null;
}

/** An item with a link, on a shelf or among news: what the link leads to is mentioned. */
export function isMention({ kind, inlines }: Block): boolean {
  return (
    (kind === 'item' || kind === 'row') && linksOf(inlines).some(({ url }) => url !== null && !isPlatformAddress(url))
  );
}

export function isOpening(block: Block): boolean {
  return openingOf(block) !== null;
}

/** `[Link] What it says`, also where the marker is a link without brackets. */
export function openingOf({ inlines }: Block): ReturnType<typeof parseOpening> {
  const written = inlines.filter(({ text, isImage }) => isImage !== true && text.trim() !== '');
  const [first, ...rest] = written;
  const text = oneLine(textOf(rest)).replace(/^[:–—-]\s?/, '');
  if (first?.url && isMarker(first.text) && !first.text.includes('[') && /^\p{L}/u.test(text) && !isClosingLine(text))
    return { labels: [first.text.trim()], text };
  return parseOpening(textOf(inlines));
}

/** `**A Title** ([arXiv](url)): what it says`: a paragraph that opens with a title in bold and links to it by a label. */
export function opensWithTitle({ kind, inlines }: Block): boolean {
  const [first] = inlines.filter(({ text, isImage }) => isImage !== true && text.trim() !== '');
  const isBold = kind === 'paragraph' && first?.isBold === true && first.url === undefined;
  return isBold && listedWork(inlines)?.title === oneLine(first.text).replace(/[.,:;]$/, '');
}

/** A paragraph that begins with a link whose label is a title: `[A Title](url) finds that …`, `**Debate:** [A Title](url) …`, `In **[A Title](url)** …`. */
export function titleLink(block: Block): { readonly title: string; readonly url: string } | null {
  const [before, behind] = block.inlines.filter(({ text, isImage }) => isImage !== true && text.trim() !== '');
  const isLabelled = before?.isBold === true && before.url === undefined && /:\s?$/.test(before.text);
  const isSentence =
    behind?.url !== undefined && behind.isBold === true && /^\S+(?:\s\S+){0,3}$/.test(before?.text.trim() ?? '');
  const first = isLabelled || (isSentence && before?.url === undefined && isTitleLabel(behind.text)) ? behind : before;
  if (!first?.url || isMarker(first.text)) return null;
  const [link] = linksOf(block.inlines);
  if (
    !link?.url ||
    isPlatformAddress(link.url) ||
    isGenericLabel(link.label) ||
    !/^[\p{Lu}\p{N}“"‘(]/u.test(link.label) ||
    link.label.split(' ').length < 2
  )
    return null;
  const text = textOf(block.inlines);
  const rest = text.slice(text.indexOf(link.label) + link.label.length);
  // `A Title — what it says`; in a sentence a short label is no title.
  const isSetOff = rest.length <= 3 || /^\s?(?:[:(]|[—–-]\s)/u.test(rest);
  return isSetOff || link.label.length >= 15 ? { title: withoutReadingTime(link.label), url: link.url } : null;
}

/** `Ann Roe | [Paper](url) | [Tweet](url)`, `… in short ([paper](url), [code](url))`: the address under a label set off from the text. */
export function labelledUrl(blocks: readonly Block[]): string | null {
  const urls = blocks.flatMap(({ inlines }) =>
    inlines.flatMap((run, index) => {
      const before = inlines[index - 1]?.text ?? '';
      const isSetOff =
        /[|([·•:—,]\s*$|^$/u.test(before) && /^\s*(?:[|)\]·•,.;]|$)/u.test(inlines[index + 1]?.text ?? '');
      return run.isImage !== true && isMarker(run.text) && isSetOff && parseHttpUrl(run.url ?? '')
        ? [run.url ?? '']
        : [];
    }),
  );
  return urls.find((url) => kindOfLink(url).kind === 'paper') ?? urls[0] ?? null;
}

/** `A new paper`, `this recent study`: a work that the text goes on about, unlike `a paper` among what it refers to. */
const NEW_WORK =
  /^(?:an?|the|this|our|their)?\s?(?:new|recent|latest)\s(?:research |working )?(?:paper|preprint|report|study)$/i;

/**
 * The paper that a text which no link closes presents in its first paragraph, by its title or as a new one; its title
 * where the text has it.
 */
export function presentedPaper(
  blocks: readonly Block[],
): { readonly title: string | null; readonly url: string } | null {
  const paragraphs = blocks.filter(({ kind }) => kind === 'paragraph');
  for (const { label, url } of papersOf(paragraphs.slice(0, 1))) {
    if (NEW_WORK.test(label)) return { title: null, url };
    if (isTitleLabel(label)) return { title: label, url };
  }
  // The text begins with its only paper: `Ann Roe and others [show](url) that …`.
  const first = paragraphs.slice(0, 2).flatMap(({ inlines }) => linksOf(inlines))[0]?.url;
  const papers = papersOf(blocks);
  const isOnly = papers.length > 0 && papers.every(({ url }) => url === first);
  return isOnly && typeof first === 'string' ? { title: null, url: first } : null;
}

function papersOf(blocks: readonly Block[]): { readonly label: string; readonly url: string }[] {
  return blocks
    .flatMap(({ inlines }) => linksOf(inlines))
    .flatMap(({ label, url }) => (url !== null && kindOfLink(url).kind === 'paper' ? [{ label, url }] : []));
}

function isTitleLabel(label: string): boolean {
  return /^[\p{Lu}\p{N}“"‘]/u.test(label) && label.split(' ').length >= 4;
}

/** `Ann Roe wrote “[A Title](url)”.`, `What it says: [A Title](url)`, `… ([A Title](url))`: a title set off in what a mention says. */
export function setOffTitle({ inlines }: Block): { readonly title: string; readonly url: string } | null {
  const written = inlines.filter(({ text, isImage }) => isImage !== true && text !== '');
  for (const [index, run] of written.entries()) {
    const [before, after] = [written[index - 1]?.text ?? '', written[index + 1]?.text ?? ''];
    const isQuoted = /["“‘]\s?$/.test(before) || /^["“].*["”][.,]?$/.test(run.text.trim()) || run.isItalic === true;
    const isSetOff = isQuoted || (/[:(]\s*$/.test(before) && /^\s*(?:[).;]|$)/.test(after));
    const title = withoutReadingTime(oneLine(run.text)).replace(/^["“]|[.,]?["”][.,]?$/g, '');
    if (isSetOff && isTitleLabel(title) && parseHttpUrl(run.url ?? '')) return { title, url: run.url ?? '' };
  }
  return null;
}
