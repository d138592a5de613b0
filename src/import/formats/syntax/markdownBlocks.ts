import MarkdownIt, { type Token } from 'markdown-it';
import { htmlBlocks } from './htmlBlocks';
import { joinInlines, type Block, type Inline } from './blocks';
import { readLines } from './lines';
import { peek } from './peek';

/** Without indented code: in texts that were converted or pasted, indentation means nothing. */
const MARKDOWN = new MarkdownIt({ html: true, linkify: true }).disable('code');
MARKDOWN.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

const CHUNK_LENGTH = 32 * 1024;
/** A paragraph of a book is shorter. */
const MAX_LINE_LENGTH = 256 * 1024;

/** Within it a text may name addresses, as in `[label]: https://…`, that links anywhere in it refer to. */
const DEFINITIONS_WITHIN = 1024 * 1024;
const DEFINITION = /^ {0,3}\[[^\]\n]{1,300}\]:[ \t]{0,10}\S{1,2000}/gm;

/** Addresses by label, in markdown-it's own form. */
type Environment = NonNullable<Parameters<typeof MARKDOWN.parse>[1]>;
type Definitions = NonNullable<Environment['references']>;

function definitionsIn(markdown: string): Definitions {
  const env: Environment = {};
  MARKDOWN.parse((markdown.match(DEFINITION) ?? []).join('\n'), env);
  return env.references ?? {};
}

/** The blocks of a Markdown text, chunk by chunk in bounded memory. A chunk ends where nothing is open. */
export async function* readMarkdown(written: AsyncIterable<string>): AsyncGenerator<Block, void, undefined> {
  const { head, text } = await peek(written, DEFINITIONS_WITHIN);
  const options = { hasTables: true, definitions: definitionsIn(head) };
  let held: string[] = [];
  let length = 0;
  let firstLine = 1;
  let isFenced = false;
  for await (const { text: line, number, isCut } of readLines(text, MAX_LINE_LENGTH)) {
    if (isCut) {
      yield { kind: 'unreadable', level: 0, inlines: [], line: number };
      continue;
    }
    // A blank line ends most chunks; in a list without blank lines the next item begins one.
    const isBorder = line.trim() === '' || (length > 4 * CHUNK_LENGTH && /^(?:[-*+#[(]|\d+\.)/.test(line));
    if (/^(?:```|~~~)/.test(line)) isFenced = !isFenced;
    if (length > CHUNK_LENGTH && isBorder && (!isFenced || length > 16 * CHUNK_LENGTH)) {
      yield* markdownBlocks(held.join('\n'), firstLine, options);
      [held, length, firstLine, isFenced] = [[], 0, number, false];
    }
    held.push(line);
    length += line.length + 1;
  }
  yield* markdownBlocks(held.join('\n'), firstLine, options);
}

interface MarkdownOptions {
  readonly hasTables?: boolean;
  /** Addresses that the rest of the text names. */
  readonly definitions?: Definitions;
}

/** The blocks of a piece of Markdown that begins at the given line. */
export function markdownBlocks(
  markdown: string,
  firstLine = 1,
  { hasTables = false, definitions = {} }: MarkdownOptions = {},
): Block[] {
  const blocks: Block[] = [];
  let depth = 0;
  let isItemStart = false;
  let quotes = 0;
  let heading = 0;
  let isHeader = false;
  const text = firstLine === 1 ? withoutFrontMatter(markdown) : markdown;
  for (const token of MARKDOWN.parse(text, { references: Object.create(definitions) as Definitions })) {
    const line = firstLine + (token.map?.[0] ?? 0);
    if (/_list_open$/.test(token.type)) depth++;
    else if (/_list_close$/.test(token.type)) depth--;
    else if (token.type === 'list_item_open') isItemStart = true;
    else if (token.type === 'blockquote_open') quotes++;
    else if (token.type === 'blockquote_close') quotes--;
    else if (token.type === 'heading_open') heading = Number(token.tag.slice(1));
    else if (token.type === 'heading_close') heading = 0;
    else if (token.type === 'hr') blocks.push({ kind: 'rule', level: 0, inlines: [], line });
    else if (token.type === 'html_block')
      blocks.push(...htmlBlocks(token.content, { firstLine: line, hasTables }).blocks);
    else if (token.type === 'thead_open' || token.type === 'thead_close') isHeader = token.type === 'thead_open';
    else if (token.type === 'tr_open') blocks.push({ kind: 'row', level: 0, inlines: [], cells: [], isHeader, line });
    else if (token.type === 'inline') {
      const inlines = inlinesOf(token.children ?? []);
      const last = blocks.at(-1);
      if (last?.kind === 'row' && token.level > 0 && depth === 0 && isCell(token)) {
        // Cells are parted by a bar, so that a row can be taken apart again.
        const joined = last.inlines.length > 0 ? [...last.inlines, { text: ' | ' }, ...inlines] : inlines;
        blocks[blocks.length - 1] = { ...last, inlines: joined, cells: [...(last.cells ?? []), inlines] };
      } else if (heading > 0) blocks.push({ kind: 'heading', level: heading, inlines, line });
      else if (isItemStart) blocks.push({ kind: 'item', level: depth, inlines, line });
      else blocks.push({ kind: quotes > 0 ? 'quote' : 'paragraph', level: depth, inlines, line });
      isItemStart = false;
    }
  }
  return blocks;
}

const FRONT_MATTER = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n(?:[^\n]{0,10000}\n){0,200}?\1[ \t]*(?:\r?\n|$)/;

/** What sites write of a text above it, `---` and all, is none of it. The lines keep their numbers. */
function withoutFrontMatter(markdown: string): string {
  const matter = FRONT_MATTER.exec(markdown.slice(0, 20_000))?.[0] ?? '';
  const isFields = /^[\w-]{1,40}[^\S\n]{0,5}[:=]/.test(matter.slice(3).trimStart());
  return isFields ? matter.replace(/[^\n]/g, '') + markdown.slice(matter.length) : markdown;
}

/** Cells stand in `thead` or `tbody`, rows in these: three levels below the table. */
function isCell(token: Token): boolean {
  return token.level >= 4;
}

function inlinesOf(tokens: readonly Token[]): Inline[] {
  const inlines: Inline[] = [];
  const urls: string[] = [];
  let bold = 0;
  let italic = 0;
  const push = (text: string, more: Partial<Inline> = {}) => {
    const url = urls.at(-1);
    inlines.push({
      text,
      ...(url === undefined ? {} : { url }),
      ...(bold > 0 ? { isBold: true } : {}),
      ...(italic > 0 ? { isItalic: true } : {}),
      ...more,
    });
  };
  for (const token of tokens) {
    switch (token.type) {
      case 'text':
      case 'code_inline':
      case 'text_special':
        push(token.content);
        break;
      case 'softbreak':
      case 'hardbreak':
        push('\n');
        break;
      case 'link_open':
        urls.push(String(token.attrGet('href') ?? '').trim());
        break;
      case 'link_close':
        urls.pop();
        break;
      case 'image':
        push(token.content, { isImage: true });
        break;
      case 'strong_open':
        bold++;
        break;
      case 'strong_close':
        bold--;
        break;
      case 'em_open':
        italic++;
        break;
      case 'em_close':
        italic--;
        break;
      case 'html_inline':
        readInlineHtml(token.content, urls, push);
        break;
      default:
        break;
    }
  }
  return joinInlines(inlines);
}

function readInlineHtml(html: string, urls: string[], push: (text: string, more?: Partial<Inline>) => void): void {
  if (/^<br\b/i.test(html)) push('\n');
  else if (/^<img\b/i.test(html)) push(/\balt=["']([^"']{0,200})/i.exec(html)?.[1] ?? '', { isImage: true });
  else if (/^<a\b/i.test(html)) urls.push(/\bhref=["']?([^"'\s>]{0,2000})/i.exec(html)?.[1] ?? '');
  else if (/^<\/a\b/i.test(html)) urls.pop();
}
