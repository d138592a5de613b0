import { addressOfIdentifier, parseIdentifier, type Identifier } from '../../../model/identifiers';
import { parseHttpUrl } from '../../../model/urls';
import type { Location, Reject } from '../../record';
import { linksOf, textOf, type Block, type Inline } from '../syntax/blocks';
import type { FoundArticle } from '../values/articleRecords';
import { IDENTIFIER_MENTION } from '../values/identifiersIn';
import { kindOfLink } from '../values/linkKind';
import { namelessPaper, paperIdentifier } from '../values/namelessPaper';
import { articleOf } from './article';
import { isAboutTheList, isContents } from './details';
import { hasOwnTitle, isTitleOfLabels, listedWork, isTitle, type ListedWork } from './entry';
import { fieldValues, isField } from './fields';
import { isMarkerText } from './labels';
import { workOfRow } from './tableRow';

export type Found = { readonly at: Location; readonly article: FoundArticle } | Reject;

/** What belongs to one item: nobody writes more below it. */
const MAX_DETAILS = 20;
const MAX_DETAIL_LENGTH = 160;

/** An item that waits for what stands below it: more of it in paragraphs and deeper items, or an abstract as a quotation. */
interface OpenItem {
  readonly block: Block;
  readonly headings: readonly string[];
  /** The title of which the block is the first text, where a heading is one. */
  readonly heading?: Block;
  readonly details: Block[];
  abstract?: string;
}

export class ListReader {
  readonly #file: string;
  readonly #headings: { readonly level: number; readonly text: string }[] = [];
  #open: OpenItem | null = null;
  /** The heading at once above, which may be a title. */
  #heading: { readonly block: Block; readonly headings: readonly string[] } | null = null;
  #columns: Block['cells'];

  constructor(file: string) {
    this.#file = file;
  }

  take(block: Block): Found[] {
    if (this.#belongsToOpen(block)) return [];
    const found = this.end();
    const above = this.#heading;
    this.#heading = null;
    if (block.kind === 'heading') this.#enter(block);
    else if (block.kind === 'unreadable')
      found.push({ at: this.#at(block), reason: 'a line of more than 256 kB is no item of a list' });
    else if (this.#isAboutTheList()) return found;
    else if (above && isTitleOfWhatFollows(above.block.inlines, block)) {
      this.#headings.pop();
      this.#open = { block, heading: above.block, headings: above.headings, details: [] };
    } else if (block.kind === 'row') found.push(...this.#row(block));
    else if (block.kind === 'item' || block.kind === 'paragraph')
      this.#open = { block, headings: this.#headings.map(({ text }) => text), details: [] };
    return found;
  }

  /** What is open, closed. */
  end(): Found[] {
    const open = this.#open;
    this.#open = null;
    if (!open) return [];
    const at = this.#at(open.heading ?? open.block);
    const work = workOf(open);
    if (work) {
      const article = articleOf(work, open.headings);
      const others = (work.others ?? []).map((other) =>
        articleOf({ ...other, moreUrls: [], prefix: '', suffix: '', badges: work.badges }, open.headings),
      );
      const abstract = open.abstract === undefined ? {} : { abstract: open.abstract };
      return [{ at, article: { ...article, ...abstract } }, ...others.map((other) => ({ at, article: other }))];
    }
    if (open.block.kind !== 'item') return [];
    const paper = onlyIdentifier(open.block.inlines);
    if (paper) return [{ at, article: namelessPaper(paper) }];
    const url = open.block.inlines.find((each) => /^https?:/.test(each.url ?? ''))?.url;
    if (url === undefined) return [];
    const repository = repositoryAtStart(open.block.inlines);
    return [repository ? { at, article: repository } : untitled(at, url)];
  }

  #belongsToOpen(block: Block): boolean {
    const open = this.#open;
    if (!open) return false;
    const abstract = open.abstract === undefined ? quotedAbstract(block) : undefined;
    if (abstract !== undefined) {
      open.abstract = abstract;
      return true;
    }
    // Authors and venue on a line below a title that is a heading.
    const isByline = open.block.kind === 'heading' && block.kind === 'paragraph' && open.details.length === 0;
    const isFieldOfTitle = (open.block.kind === 'heading' || open.heading !== undefined) && isField(block);
    if (isFieldOfTitle || (isByline && linksOf(block.inlines).every(({ label }) => isMarkerText(label))))
      open.details.push(block);
    if (open.details.at(-1) === block) return true;
    const isDeeper = block.kind === 'item' && block.level > open.block.level;
    const isContinued = block.kind === 'paragraph' && block.level >= open.block.level;
    if (open.block.kind !== 'item' || !(isDeeper || isContinued) || hasOwnTitle(block.inlines)) return false;
    if (open.details.length < MAX_DETAILS) open.details.push(block);
    return true;
  }

  /** A heading is where the next items stand, and may itself be the title of one. */
  #enter(block: Block): void {
    while ((this.#headings.at(-1)?.level ?? 0) >= block.level) this.#headings.pop();
    const headings = this.#headings.map(({ text }) => text);
    if (isTitle(block)) this.#open = { block, headings, details: [] };
    else {
      this.#headings.push({ level: block.level, text: textOf(block.inlines) });
      this.#heading = { block, headings };
    }
  }

  /** Below a list of contents that has no end of its own the works stand under deeper headings. */
  #isAboutTheList(): boolean {
    const last = this.#headings.at(-1);
    return this.#headings.some(
      (heading) => isAboutTheList(heading.text) && (heading === last || !isContents(heading.text)),
    );
  }

  #row(block: Block): Found[] {
    if (block.isHeader === true) {
      this.#columns = block.cells;
      return [];
    }
    const headings = this.#headings.map(({ text }) => text);
    const ofColumns = workOfRow(this.#columns ?? [], block.cells ?? []);
    const work = ofColumns ?? listedWork(block.inlines);
    if (work) return [{ at: this.#at(block), article: articleOf(work, headings) }];
    const url = block.inlines.find((each) => /^https?:/.test(each.url ?? ''))?.url;
    return url === undefined ? [] : [untitled(this.#at(block), url)];
  }

  #at({ line }: Block): Location {
    return { file: this.#file, line };
  }
}

/** The paper of an item that is its address, and at most a remark. */
function onlyIdentifier(inlines: readonly Inline[]): Identifier | null {
  const [link, ...more] = linksOf(inlines);
  const isAlone = link !== undefined && more.length === 0 && textOf(inlines).startsWith(link.label);
  const isAddress = isAlone && (textOf(inlines) === link.label || parseHttpUrl(link.label) !== null);
  return isAddress ? paperIdentifier(link.url ?? '') : null;
}

/** A repository that an item names by its address: `https://github.com/owner/name – what it does`. */
function repositoryAtStart(inlines: readonly Inline[]): FoundArticle | null {
  const [first] = inlines.filter(({ text, isImage }) => isImage !== true && text.trim() !== '');
  if (first?.url === undefined || !parseHttpUrl(first.text)) return null;
  const [, title] =
    /^https?:\/\/(?:github\.com|gitlab\.com|huggingface\.co(?:\/datasets)?)\/([\w.-]+\/[\w.-]+)\/?$/.exec(first.url) ??
    [];
  return title === undefined ? null : { ...kindOfLink(first.url), title, hasStandInTitle: true, url: first.url };
}

function untitled(at: Location, url: string): Reject {
  return { at, reason: `no title stands where an item has it: the item links to ${url.slice(0, 200)}` };
}

/** The work of an item alone, or of the item and what stands below it, where that holds the link. */
function workOf({ block, heading, details }: OpenItem): ListedWork | null {
  const written = block.kind === 'item' ? linkIdentifier(fieldValues(block)) : fieldValues(block);
  const title = heading?.inlines.map((run) => ({ ...run, isBold: true }));
  const own = title ? [...title, { text: isField(block) ? '. ' : '\n' }, ...written] : written;
  const below = details.flatMap((detail): Inline[] => [{ text: '. ' }, ...fieldValues(detail)]);
  const work = listedWork(own);
  if (!work)
    return below.length > 0 && textOf(own) !== '' && !own.some(({ url }) => url !== undefined)
      ? listedWork([...own, ...below])
      : null;
  const notes = details
    .filter(({ inlines }) => linksOf(inlines).every(({ label }) => isMarkerText(label)))
    .map((detail) => textOf(fieldValues(detail).filter(({ url }) => url === undefined)))
    .filter((text) => text.length <= MAX_DETAIL_LENGTH);
  const said = [work.suffix, ...notes].map((text) => text.replace(/[\s.]+$/, '')).filter((text) => text !== '');
  return { ...work, suffix: said.join('. ') };
}

/** An item without a link is where the identifier leads that it names: `A Title (arXiv:2408.11791)`. */
function linkIdentifier(inlines: readonly Inline[]): readonly Inline[] {
  if (inlines.some(({ url }) => url !== undefined)) return inlines;
  return inlines.flatMap((run) =>
    run.text.split(IDENTIFIER_MENTION).flatMap((text, index) => {
      const identifier = index % 2 === 1 ? parseIdentifier(text.replace(/\s/g, '')) : null;
      if (identifier) return [{ ...run, text, url: addressOfIdentifier(identifier) }];
      return text === '' ? [] : [{ ...run, text }];
    }),
  );
}

/** Whether a heading is the title of the work whose labels or fields stand below it. */
function isTitleOfWhatFollows(heading: readonly Inline[], below: Block): boolean {
  const isLinked = heading.some(({ url }) => url !== undefined);
  return isTitleOfLabels(heading, below.inlines) || (!isLinked && isField(below) && textOf(heading).includes(' '));
}

/** A quotation below an item that says it is the abstract, or is as long as one. */
function quotedAbstract(block: Block): string | undefined {
  if (block.kind !== 'quote') return undefined;
  const text = textOf(block.inlines);
  const match = /^["“”']?\s?(?:abstract|tl;?dr)\s?[:.–—-]\s?(.{20,10000}?)["“”']?$/i.exec(text);
  return match?.[1] ?? (text.length > 300 ? text : undefined);
}
