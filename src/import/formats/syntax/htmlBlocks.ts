import { Parser } from 'htmlparser2';
import { BLOCK_ELEMENTS, parseHtml, UNREADABLE_ELEMENTS } from './htmlToText';
import { joinInlines, type Block, type Inline } from './blocks';

/** What a page's head says of the page. */
export interface PageHead {
  readonly title?: string;
  readonly subtitle?: string;
  readonly url?: string;
  readonly publishedOn?: string;
}

export interface Page {
  readonly head: PageHead;
  readonly blocks: readonly Block[];
  /** It is nested too deep to be read to its end. */
  readonly isCut?: boolean;
}

const META: Readonly<Record<string, keyof PageHead>> = {
  'og:title': 'title',
  'og:url': 'url',
  'og:description': 'subtitle',
  'article:published_time': 'publishedOn',
  citation_publication_date: 'publishedOn',
};
/** Parts of a page that are not its article. */
const CHROME = new Set('nav footer aside header menu dialog'.split(' '));
/** An article shorter than this is a teaser: the page's other text counts too. */
const SHORT_ARTICLE = 400;

interface PageOptions {
  readonly firstLine?: number;
  /** Whether tables are tables: mails use them to lay out what is none. */
  readonly hasTables?: boolean;
}

/** The blocks of an HTML page or fragment, from its article where it marks one, in one pass. */
export function htmlBlocks(html: string, { firstLine = 1, hasTables = false }: PageOptions = {}): Page {
  const reader = new PageReader(html, firstLine, hasTables);
  const parser: Parser = new Parser({
    onopentag: (name, attributes) => {
      reader.open(name, attributes, parser.startIndex);
    },
    ontext: (text) => {
      reader.add(text);
    },
    onclosetag: (name) => {
      reader.close(name, parser.endIndex);
    },
  });
  const isWhole = parseHtml(parser, html, () => reader.elements);
  return { ...reader.finish(), ...(isWhole ? {} : { isCut: true }) };
}

/** What the reader counts how deep it is in. */
type Depth = 'unreadable' | 'bold' | 'italic' | 'list' | 'quote' | 'article' | 'chrome';

class PageReader {
  /** How many are open. */
  elements = 0;
  readonly #head: Partial<Record<keyof PageHead, string>> = {};
  readonly #blocks: (Block & { readonly isArticle: boolean })[] = [];
  readonly #links: string[] = [];
  readonly #depth: Record<Depth, number> = {
    unreadable: 0,
    bold: 0,
    italic: 0,
    list: 0,
    quote: 0,
    article: 0,
    chrome: 0,
  };
  #inlines: Inline[] = [];
  #kind: Block['kind'] = 'paragraph';
  #level = 0;
  #line: number;
  #scanned = 0;
  #isTitle = false;
  /** Where the rows that are open begin among the blocks, and whether a row's cells all are headers. */
  readonly #rows: { readonly start: number; isHeader: boolean }[] = [];
  readonly #html: string;
  readonly #hasTables: boolean;

  constructor(html: string, firstLine: number, hasTables: boolean) {
    this.#html = html;
    this.#line = firstLine;
    this.#hasTables = hasTables;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, index: number): void {
    this.elements++;
    if (UNREADABLE_ELEMENTS.has(name)) this.#depth.unreadable++;
    if (name === 'title') this.#isTitle = true;
    if (name === 'meta') this.#readMeta(attributes);
    if (name === 'link' && attributes['rel'] === 'canonical') this.#note('url', attributes['href']);
    if (name === 'time') this.#note('publishedOn', attributes['datetime']);
    if (BLOCK_ELEMENTS.has(name)) this.#startBlock(name, index);
    if (name === 'tr') this.#rows.push({ start: this.#blocks.length, isHeader: true });
    const row = this.#rows.at(-1);
    if (name === 'td' && row) row.isHeader = false;
    if (name === 'article' || name === 'main') this.#depth.article++;
    if (CHROME.has(name)) this.#depth.chrome++;
    if (name === 'ul' || name === 'ol') this.#depth.list++;
    if (name === 'blockquote') this.#depth.quote++;
    if (/^(?:b|strong)$/.test(name)) this.#depth.bold++;
    if (/^(?:i|em)$/.test(name)) this.#depth.italic++;
    if (name === 'a') this.#links.push((attributes['href'] ?? '').trim());
    if (name === 'br') this.#break(index);
    if (name === 'img') this.#push({ text: attributes['alt'] ?? '', isImage: true });
    if (name === 'hr') this.#blocks.push({ ...this.#block('rule', index), isArticle: this.#depth.article > 0 });
  }

  add(text: string): void {
    if (this.#isTitle) this.#note('title', text);
    if (this.#depth.unreadable > 0) return;
    this.#push({ text: text.replace(/\s+/gu, ' ') });
  }

  close(name: string, index: number): void {
    this.elements--;
    const leave = (depth: Depth) => {
      this.#depth[depth] = Math.max(0, this.#depth[depth] - 1);
    };
    if (UNREADABLE_ELEMENTS.has(name)) leave('unreadable');
    if (name === 'title') this.#isTitle = false;
    if (BLOCK_ELEMENTS.has(name)) this.#endBlock(index);
    if (name === 'tr') this.#endRow();
    if (name === 'article' || name === 'main') leave('article');
    if (CHROME.has(name)) leave('chrome');
    if (name === 'ul' || name === 'ol') leave('list');
    if (name === 'blockquote') leave('quote');
    if (/^(?:b|strong)$/.test(name)) leave('bold');
    if (/^(?:i|em)$/.test(name)) leave('italic');
    if (name === 'a') this.#links.pop();
  }

  finish(): Page {
    this.#endBlock(this.#html.length);
    const ofArticle = this.#blocks.filter(({ isArticle }) => isArticle);
    const length = ofArticle.reduce(
      (sum, { inlines }) => sum + inlines.reduce((part, { text }) => part + text.length, 0),
      0,
    );
    const chosen = length >= SHORT_ARTICLE ? ofArticle : this.#blocks;
    return { head: this.#head, blocks: chosen.map(({ isArticle: _, ...block }) => block) };
  }

  #readMeta(attributes: Readonly<Record<string, string>>): void {
    const field = META[(attributes['property'] ?? attributes['name'] ?? '').toLowerCase()];
    const value = attributes['content']?.trim();
    if (field === 'title' && value) this.#head.title = value.replace(/\s+/gu, ' ');
    else if (field) this.#note(field, value);
  }

  /** The first that says a thing is believed, except that a page's `og:title` has no site name at its end. */
  #note(field: keyof PageHead, value: string | undefined): void {
    const text = value?.replace(/\s+/gu, ' ').trim();
    if (text === undefined || text === '') return;
    this.#head[field] ??= text;
  }

  /** Two breaks in a row part paragraphs, as mails write them; in a cell of a table they are white space. */
  #break(index: number): void {
    const isSecond = this.#inlines.findLast(({ text }) => text.trim() !== '' || text === '\n')?.text === '\n';
    if (isSecond && this.#kind === 'paragraph' && !this.#hasTables) this.#endBlock(index);
    else this.#push({ text: '\n' });
  }

  #push(inline: Inline): void {
    if (this.#depth.unreadable > 0 || this.#depth.chrome > 0) return;
    const url = this.#links.at(-1);
    this.#inlines.push({
      ...inline,
      ...(url === undefined ? {} : { url }),
      ...(this.#depth.bold > 0 ? { isBold: true } : {}),
      ...(this.#depth.italic > 0 ? { isItalic: true } : {}),
    });
  }

  #startBlock(name: string, index: number): void {
    this.#endBlock(index);
    const heading = /^h([1-6])$/.exec(name);
    if (heading) [this.#kind, this.#level] = ['heading', Number(heading[1])];
    else if (name === 'li') [this.#kind, this.#level] = ['item', Math.max(1, this.#depth.list)];
    else if (name === 'tr') [this.#kind, this.#level] = ['row', 0];
    // A paragraph within a list item is the item, until one has been written.
    else if (this.#kind !== 'item' || name !== 'p') [this.#kind, this.#level] = ['paragraph', 0];
  }

  #endBlock(index: number): void {
    const inlines = joinInlines(this.#inlines);
    this.#inlines = [];
    if (!inlines.some(({ text, isImage }) => isImage === true || text.trim() !== '')) return;
    const kind = this.#kind === 'paragraph' && this.#depth.quote > 0 ? 'quote' : this.#kind;
    this.#blocks.push({ ...this.#block(kind, index), level: this.#level, inlines, isArticle: this.#depth.article > 0 });
    [this.#kind, this.#level] = ['paragraph', 0];
  }

  /** The cells of a row as one block; what holds paragraphs or tables of its own stays as it is. */
  #endRow(): void {
    const row = this.#rows.pop();
    const cells = row ? this.#blocks.slice(row.start) : [];
    const [first] = cells;
    if (!this.#hasTables || !row || !first || cells.length < 2 || cells.some(({ kind }) => kind !== 'paragraph'))
      return;
    const inlines = cells.flatMap((cell, index) => (index === 0 ? cell.inlines : [{ text: ' | ' }, ...cell.inlines]));
    this.#blocks.splice(row.start, cells.length, {
      ...first,
      kind: 'row',
      inlines,
      cells: cells.map((cell) => cell.inlines),
      isHeader: row.isHeader,
    });
  }

  #block(kind: Block['kind'], index: number): Block {
    for (
      let at = this.#html.indexOf('\n', this.#scanned);
      at >= 0 && at < index;
      at = this.#html.indexOf('\n', at + 1)
    ) {
      this.#line++;
      this.#scanned = at + 1;
    }
    return { kind, level: 0, inlines: [], line: this.#line };
  }
}
