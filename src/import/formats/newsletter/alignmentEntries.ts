import type { EntryRecord } from '../../record';
import { linksOf, textOf, type Block } from '../syntax/blocks';
import { readOpening, type Opening } from './alignmentOpening';
import { withLabelledAddresses } from './alignmentText';
import { linkedArticle } from './linkedArticle';
import { isNoticeHeading, isPlatformText } from '../values/markers';
import { SectionList, type SectionRecord } from './sectionList';

/** Under such a heading items of earlier issues stand once more, as those issues should have had them. */
const CORRECTIONS = /^(?:corrections?|errat(?:a|um))$/i;
/** Under such a heading they do where a text above them says so; else something new is said of them. */
const PREVIOUS = /^previous newsletters?$/i;
const SAYS_CORRECTED =
  /\b(?:correct(?:ed|ions?)|mistakes?|errors?|scrambled|wrong(?:ly)?|typos?|supposed to be|should have)\b/i;

/** The sections of an Alignment Newsletter: an item opens with its linked title, authors and who summarised it. */
export function alignmentSections(blocks: readonly Block[]): SectionRecord[] {
  const sections = new SectionList();
  let area = 'Highlights';
  let isRepeated = false;
  let open: OpenEntry | null = null;
  const close = () => {
    if (open) sections.add(open.heading, open.toEntry());
    open = null;
  };
  for (const block of blocks.map(withLabelledAddresses)) {
    const text = textOf(block.inlines);
    if (isFooter(text)) break;
    if (isPlatformText(text)) continue;
    const opening = readOpening(block.inlines, /^news$/i.test(area));
    if (opening) {
      close();
      open = new OpenEntry(opening, area, isRepeated);
    } else if (block.kind === 'heading' || isBareHeading(block)) {
      close();
      area = sentenceCase(text);
      isRepeated = CORRECTIONS.test(area);
    } else if (text !== '' && block.kind !== 'rule') {
      open?.continue(block);
      if (!open && PREVIOUS.test(area) && SAYS_CORRECTED.test(text)) isRepeated = true;
    }
  }
  close();
  return sections.toRecords().filter(({ heading }) => !isNoticeHeading(heading));
}

class OpenEntry {
  readonly #paragraphs: string[] = [];
  readonly #links: { readonly label: string; readonly url: string | null }[];

  constructor(
    readonly opening: Opening,
    readonly heading: string,
    /** An earlier issue covers it. */
    readonly isRepeated: boolean,
  ) {
    this.#links = opening.links.map(({ title, url }) => ({ label: title, url: url === '' ? null : url }));
    const text = textOf(opening.rest);
    if (text !== '' && !/^\(?no (?:summary|opinion)\)?\.?$/i.test(text)) this.#paragraphs.push(text);
    this.#links.push(...linksOf(opening.rest));
  }

  continue(block: Block): void {
    const text = textOf(block.inlines);
    const isReadMore = /^read more:/i.test(text);
    this.#paragraphs.push(block.kind === 'item' ? `• ${text}` : text);
    for (const { label, url } of linksOf(block.inlines))
      this.#links.push({ label: isReadMore ? `Read more: ${label}` : label, url });
  }

  toEntry(): EntryRecord {
    const { links, title, authors, summarizer } = this.opening;
    const articles = this.isRepeated
      ? []
      : links.flatMap(({ title: name, url }) => linkedArticle(name, url, { authors, section: this.heading }) ?? []);
    const hasSummary = this.#paragraphs.some((text) => !/^read more:/i.test(text));
    const paragraphs = [...this.#paragraphs, ...(summarizer ? [`(Summarized by ${summarizer})`] : [])];
    return {
      title,
      ...(paragraphs.length > 0 ? { summary: paragraphs.join('\n\n') } : {}),
      coverage: hasSummary && !this.isRepeated ? 'FEATURE' : 'MENTION',
      links: this.#links,
      ...(articles.length > 0 ? { articles } : {}),
    };
  }
}

/** A short paragraph in bold or in capitals: a heading where the conversion lost headings, or laid them out in a table. */
function isBareHeading({ kind, inlines }: Block): boolean {
  const written = inlines.filter(({ text, isImage }) => isImage !== true && text.trim() !== '');
  const text = textOf(inlines);
  const isBold = written.every((run) => run.isBold === true);
  const isCapital = /\p{Lu}{4}/u.test(text) && !/\p{Ll}/u.test(text);
  return (
    (kind === 'paragraph' || kind === 'row') &&
    written.length > 0 &&
    (isBold || isCapital) &&
    written.every(({ url }) => url === undefined) &&
    text.length <= 80 &&
    !/[.:!?]$/.test(text)
  );
}

/** `TECHNICAL AI ALIGNMENT`, or `** News` as mails in plain text have it, is written as the other issues write it. */
function sentenceCase(heading: string): string {
  const text = heading.replace(/^\*{1,3}\s|[\s:]+$/g, '');
  if (text !== text.toUpperCase() || !/[A-Z]{4}/.test(text)) return text;
  const lower = text.toLowerCase().replace(/\b(?:ai|ml|rl|nlp|agi)\b/g, (word) => word.toUpperCase());
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

function isFooter(text: string): boolean {
  return /^\W{0,3}copyright ©|^want to change how you receive/i.test(text);
}
