import { Parser } from 'htmlparser2';

/** An element with its content in order. Its name is in lower case, with the usual prefix of its namespace. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: readonly (XmlElement | string)[];
}

/** An element that the caller asked for, or what is wrong with the document at that place. */
export type XmlRecord =
  | {
      readonly line: number;
      readonly element: XmlElement;
      /** The `xml:base` of the elements around it and its own, the outermost first. */
      readonly bases: readonly string[];
    }
  | { readonly line: number; readonly problem: string };

/** Namespaces under whichever prefix a document gives them. Names of RSS and Atom themselves have none. */
const PREFIXES: readonly (readonly [address: RegExp, prefix: string])[] = [
  [/purl\.org\/dc\/(?:elements|terms)/i, 'dc'],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, 'content'],
  [/w3\.org\/2005\/Atom|purl\.org\/atom|backend\.userland\.com|purl\.org\/rss\/1\.0\/?$|my\.netscape\.com/i, ''],
  [/search\.yahoo\.com\/mrss/i, 'media'],
  [/itunes\.com/i, 'itunes'],
  [/arxiv\.org\/schemas\/atom/i, 'arxiv'],
  [/rssnamespace\.org\/feedburner/i, 'feedburner'],
  [/prismstandard\.org/i, 'prism'],
  [/22-rdf-syntax-ns/i, 'rdf'],
  [/w3\.org\/1999\/xhtml/i, 'xhtml'],
];

const MAX_DEPTH = 200;
const MAX_OPEN = 2_000;
/** No record of a feed or of an answer comes near it. */
const MAX_RECORD_LENGTH = 8 * 1024 * 1024;
/** A tag, comment or attribute of this length is an attack or no XML. */
const MAX_TOKEN_LENGTH = 8 * 1024 * 1024;
/** How much is parsed between two looks at whether it goes well. */
const STEP = 64 * 1024;

/**
 * Streams the elements of the given names out of an XML document, and between them the asides, which hold no records
 * and give no problem. Entities other than XML's own five and character
 * numbers are left as they are written, so nothing expands; memory is bounded by the longest record. A document that
 * breaks off gives a problem after all that was complete.
 */
export async function* readXmlRecords(
  text: AsyncIterable<string>,
  names: ReadonlySet<string>,
  asides: ReadonlySet<string> = new Set(),
): AsyncGenerator<XmlRecord, void, undefined> {
  const reader = new RecordReader(names, asides);
  for await (const piece of text) {
    for (let start = 0; start < piece.length; start += STEP) {
      reader.write(piece.slice(start, start + STEP));
      yield* reader.take();
      if (reader.stuckOn !== null) {
        yield { line: reader.line, problem: `not XML: ${reader.stuckOn}` };
        return;
      }
    }
  }
  reader.finish();
  yield* reader.take();
}

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly content: (XmlElement | string)[];
}

class RecordReader {
  line = 1;
  readonly #names: ReadonlySet<string>;
  readonly #asides: ReadonlySet<string>;
  readonly #prefixes = new Map<string, string>();
  readonly #newlines: number[] = [];
  readonly #bases: { readonly depth: number; readonly address: string }[] = [];
  #recordBases: readonly string[] = [];
  #found: XmlRecord[] = [];
  #open: OpenElement[] = [];
  #recordLine = 1;
  #recordLength = 0;
  #depth = 0;
  #written = 0;
  #seen = 0;
  #hasRoot = false;
  readonly #parser: Parser;

  constructor(names: ReadonlySet<string>, asides: ReadonlySet<string>) {
    this.#names = names;
    this.#asides = asides;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => {
          this.#openElement(name, attributes);
        },
        ontext: (text) => {
          this.#mark();
          this.#add(text);
        },
        onclosetag: (_name, isImplied) => {
          this.#mark();
          this.#closeElement(isImplied);
        },
      },
      { xmlMode: true },
    );
  }

  /** Why reading cannot go on: the parser's memory and time would grow without bound. */
  get stuckOn(): string | null {
    if (this.#written - this.#seen > MAX_TOKEN_LENGTH) return 'a tag, comment or attribute has more than 8 MB';
    return this.#depth > MAX_OPEN ? 'more than 2,000 elements are open at once' : null;
  }

  write(piece: string): void {
    for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1))
      this.#newlines.push(this.#written + at);
    this.#written += piece.length;
    this.#parser.write(piece);
  }

  finish(): void {
    const isComplete = this.#depth === 0;
    const { line } = this;
    if (!isComplete) this.#open = [];
    this.#parser.end();
    if (!this.#hasRoot) this.#found.push({ line: 1, problem: 'not XML: no element was found' });
    else if (!isComplete) this.#found.push({ line, problem: 'the document breaks off: an element is not closed' });
  }

  take(): XmlRecord[] {
    const found = this.#found;
    this.#found = [];
    return found;
  }

  #openElement(rawName: string, attributes: Readonly<Record<string, string>>): void {
    this.#mark();
    this.#hasRoot = true;
    this.#depth++;
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('xmlns:')) this.#prefixes.set(key.slice(6).toLowerCase(), value.slice(0, 200));
    }
    const base = attributes['xml:base'];
    if (base !== undefined && this.#open.length === 0) this.#bases.push({ depth: this.#depth, address: base });
    const name = this.#nameOf(rawName);
    // An aside that is not closed must not swallow the records after it.
    const isOpen = this.#open.length > 0 && !this.#asides.has(this.#open[0]?.name ?? '');
    const isRecord = !isOpen && (this.#names.has(name) || (this.#open.length === 0 && this.#asides.has(name)));
    if (isRecord) {
      this.#open = [];
      this.#recordLine = this.line;
      this.#recordBases = this.#bases.map(({ address }) => address);
      this.#recordLength = 0;
    }
    if (isRecord || this.#open.length > 0) {
      const lower = Object.entries(attributes).map(([key, value]) => [key.toLowerCase(), value]);
      if (this.#open.length < MAX_DEPTH)
        this.#open.push({ name, attributes: Object.fromEntries(lower) as Record<string, string>, content: [] });
      else this.#recordLength = Infinity;
    }
  }

  #add(text: string): void {
    const element = this.#open.at(-1);
    if (!element) return;
    this.#recordLength += text.length;
    if (this.#recordLength <= MAX_RECORD_LENGTH) element.content.push(text);
  }

  #closeElement(isImplied: boolean): void {
    this.#depth = Math.max(0, this.#depth - 1);
    while ((this.#bases.at(-1)?.depth ?? 0) > this.#depth) this.#bases.pop();
    // Levels beyond the deepest that is kept close without having been opened here.
    if (this.#recordLength === Infinity && this.#depth >= this.#open.length && this.#open.length >= MAX_DEPTH) return;
    const element = this.#open.pop();
    if (!element) return;
    const parent = this.#open.at(-1);
    if (parent) parent.content.push(element);
    else if (isImplied && this.#asides.has(element.name)) return;
    else if (isImplied) this.#found.push({ line: this.#recordLine, problem: `<${element.name}> is not closed` });
    else if (this.#recordLength > MAX_RECORD_LENGTH)
      this.#found.push({ line: this.#recordLine, problem: `<${element.name}> has more than 8 MB or 200 levels` });
    else this.#found.push({ line: this.#recordLine, element, bases: this.#recordBases });
  }

  #nameOf(rawName: string): string {
    const name = rawName.toLowerCase().slice(0, 200);
    const colon = name.indexOf(':');
    if (colon < 0) return name;
    const written = name.slice(0, colon);
    const address = this.#prefixes.get(written);
    const prefix = PREFIXES.find(([pattern]) => address !== undefined && pattern.test(address))?.[1] ?? written;
    return prefix === '' ? name.slice(colon + 1) : `${prefix}${name.slice(colon)}`;
  }

  /** Notes how far the parser has come. */
  #mark(): void {
    const index = this.#parser.startIndex;
    this.#seen = Math.max(this.#seen, index);
    let passed = 0;
    while (passed < this.#newlines.length && (this.#newlines[passed] ?? Infinity) < index) passed++;
    if (passed > 0) this.#newlines.splice(0, passed);
    this.line += passed;
  }
}

/** The first child of one of the names, in the order of the names. */
export function childOf(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  for (const name of names) {
    const found = childrenOf(element, name)[0];
    if (found) return found;
  }
  return undefined;
}

export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.content.flatMap((each) => (typeof each !== 'string' && each.name === name ? [each] : []));
}

/** All text within an element, in order. */
export function textWithin(element: XmlElement | undefined): string {
  if (!element) return '';
  return element.content.map((each) => (typeof each === 'string' ? each : textWithin(each))).join('');
}

/** What is within an element as HTML, for elements that hold XHTML. */
export function htmlWithin(element: XmlElement): string {
  return element.content
    .map((each) => {
      if (typeof each === 'string') return escapeHtml(each);
      const name = each.name.replace(/^.{0,100}:/, '');
      return `<${name}>${htmlWithin(each)}</${name}>`;
    })
    .join('');
}

/** Plain text in HTML's notation. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
