import { parseHttpUrl } from '../../../model/urls';
import { oneLine } from './htmlToText';

/** A run of text with one link target and one emphasis. */
export interface Inline {
  readonly text: string;
  /** Empty when the source wrote a link without a target. */
  readonly url?: string;
  readonly isBold?: boolean;
  readonly isItalic?: boolean;
  /** A picture; `text` is its alternative text. */
  readonly isImage?: boolean;
}

/** A heading, paragraph or list item of a document, whatever the syntax in which it was written. A line that is too long
 * to be a person's writing is `unreadable`. */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'item' | 'quote' | 'rule' | 'row' | 'unreadable';
  /** A heading's level, or the depth of a list item from 1, also of its further paragraphs; 0 for others. */
  readonly level: number;
  readonly inlines: readonly Inline[];
  /** Of a table's row: its cells, which `inlines` holds parted by bars. */
  readonly cells?: readonly (readonly Inline[])[];
  /** Whether a row names the table's columns. */
  readonly isHeader?: boolean;
  /** Where it begins in the input; counts from 1. */
  readonly line: number;
}

/** Neighbours that look the same as one run; empty runs are left out. */
export function joinInlines(inlines: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  for (const inline of inlines) {
    if (inline.text === '' && inline.isImage !== true && inline.url === undefined) continue;
    const last = joined.at(-1);
    const isSame =
      last !== undefined &&
      last.url === inline.url &&
      last.isBold === inline.isBold &&
      last.isItalic === inline.isItalic &&
      last.isImage === inline.isImage;
    if (isSame) joined[joined.length - 1] = { ...last, text: last.text + inline.text };
    else joined.push(inline);
  }
  return joined;
}

/** The text of inlines without pictures, on one line. */
export function textOf(inlines: readonly Inline[]): string {
  return oneLine(
    inlines
      .filter(({ isImage }) => isImage !== true)
      .map(({ text }) => text)
      .join(''),
  );
}

/** The links of inlines, pictures and anchors within the page left out; a link in several runs once. A target that is no
 * address of the web (`javascript:…`, a place of the same site) is none. */
export function linksOf(inlines: readonly Inline[]): { readonly label: string; readonly url: string | null }[] {
  const runs: { url: string; text: string }[] = [];
  let previous: Inline | undefined;
  for (const inline of inlines) {
    const { url, text, isImage } = inline;
    if (url !== undefined && isImage !== true && !url.startsWith('#')) {
      const last = runs.at(-1);
      if (last && previous?.url === url && previous.isImage !== true) last.text += text;
      else runs.push({ url, text });
    }
    previous = inline;
  }
  return runs
    .map(({ url, text }) => ({ label: oneLine(text), url: parseHttpUrl(url) ? url : null }))
    .filter(({ label }) => label !== '');
}
