import { parseHttpUrl } from '../../../model/urls';
import { textOf, type Block, type Inline } from '../syntax/blocks';
import { markdownBlocks } from '../syntax/markdownBlocks';
import { isWholeName } from '../values/credits';
import { isHeadingLike } from './markedText';
import { withFootnoteAddresses } from './textLines';

const LONGEST_HEADING = 60;
/** A line of a text that is wrapped is no longer. */
const LONGEST_WRAPPED_LINE = 120;

/**
 * The blocks of an Alignment Newsletter in plain text: an item is a paragraph that begins `Title (authors): Text`, its
 * address, if the text has kept it, behind the title.
 */
export function alignmentTextBlocks(text: string): Block[] {
  return markdownBlocks(withFootnoteAddresses(apart(text))).map((block) => {
    if (block.kind !== 'paragraph') return block;
    if (isHeading(block)) return { ...block, kind: 'heading', level: 1 };
    return hasAddress(block) ? block : { ...block, inlines: withLostLink(block.inlines) };
  });
}

/** Paragraphs that stand on one line each without blank lines between them, apart. */
function apart(text: string): string {
  const isWrapped = text.split('\n').every((line) => line.length <= LONGEST_WRAPPED_LINE);
  return isWrapped ? text : text.replace(/\n/g, '\n\n');
}

function hasAddress({ inlines }: Block): boolean {
  return inlines.some(({ url }) => url !== undefined);
}

function isHeading(block: Block): boolean {
  const text = textOf(block.inlines);
  return (
    text.length <= LONGEST_HEADING &&
    !hasAddress(block) &&
    isHeadingLike({ text, isItem: false }) &&
    !withLostLink(block.inlines).some(({ url }) => url !== undefined)
  );
}

/** `Title (H/T Ann) (Bob Poe et al) (summarized by Cy): `, also with nothing behind it. */
const UNLINKED = /^([^\n]{3,250}?)(\s?(?:\([^()]{2,300}\)\s?){1,4})(?::\s|:?$)/u;

/** The title of an item whose link the text lost, as a link without a target. */
function withLostLink(inlines: readonly Inline[]): readonly Inline[] {
  const text = textOf(inlines);
  const [, title = '', groups = ''] = UNLINKED.exec(text) ?? [];
  if (title === '' || !/^[\p{Lu}\p{N}“"‘]/u.test(title) || !isSignature(groups)) return inlines;
  return [{ text: title, url: '' }, { text: text.slice(title.length) }];
}

function isSignature(groups: string): boolean {
  return (
    /\bet al\b|\(summari[sz]ed by\b/i.test(groups) ||
    groups.split(/[(),]|\sand\s/u).some((part) => isWholeName(part.trim()))
  );
}

/**
 * The block with its first words as the link's label where an address stands behind them: `Title (https://…)`. Where
 * more titles follow, `One (https://…) and Two (https://…)`, theirs as well.
 */
export function withLabelledAddresses(block: Block): Block {
  const inlines: Inline[] = [];
  let index = 0;
  for (; index + 1 < block.inlines.length; index += 2) {
    const words = block.inlines[index];
    const address = block.inlines[index + 1];
    if (!words || words.url !== undefined || address?.url === undefined || !parseHttpUrl(address.text)) break;
    const isSigned = /^\s?[)\]>]?\s?\(\p{Lu}/u.test(block.inlines[index + 2]?.text ?? '');
    const [, closed = '', joint = '', title = ''] = LABEL.exec(words.text.replace(/\s+/gu, ' ')) ?? [];
    if (title === '' || (isProse(title) && !isSigned) || (index === 0) !== (closed + joint === '')) break;
    inlines.push(...(joint === '' ? [] : [{ text: joint }]), { text: title, url: address.url });
  }
  if (index === 0) return block;
  const [next, ...rest] = block.inlines.slice(index);
  const behind = next ? [{ ...next, text: next.text.replace(/^\s?[)\]>]/, '') }] : [];
  return { ...block, inlines: [...inlines, ...behind, ...rest] };
}

/** What stands before an address: the end of the one before it, a joint, and the title with what opens the address. */
const LABEL =
  /^(?:\s?([)\]>])?(\s?(?:,? and|,|&|\/)\s))?\s?(?:\*{1,3}\s)?([^\s\p{Ll})\]>*][^\n]{2,250}?)\s?[([<]?\s?$/u;

/** `Read more: …`, and how sentences begin that mention a work in passing. */
function isProse(words: string): boolean {
  return (
    /^(?:read more|see|prereq\w{1,15}|h\/t|via|audio version|this|that|these|it|i|we|they|he|she|there|here|in|for|if|while|also|however|previously|recall|note)\b/i.test(
      words,
    ) || /\bopinion\b.{0,3}:/i.test(words)
  );
}
