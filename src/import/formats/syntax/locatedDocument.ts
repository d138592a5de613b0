import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Location, Reject } from '../../record';
import { DEEPEST, isNestedTooDeeply } from './yamlNesting';

/** How often an alias may be expanded: nested ones would grow without bound. */
const MAX_ALIASES = 100;

type Path = readonly (string | number)[];

/** A document that knows where in the file each of its values stands. Parsed when the first place is asked for. */
export class LocatedDocument {
  readonly #file: string;
  readonly #text: string;
  #parsed: { readonly document: Document; readonly lines: LineCounter } | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The content, or why there is none. */
  read(): { readonly content: unknown } | { readonly rejects: readonly Reject[] } {
    if (isNestedTooDeeply(this.#text)) return this.#refuse(`nested deeper than ${DEEPEST} levels.`);
    try {
      const { document, lines } = this.#parse();
      const rejects = document.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { at: { file: this.#file, line, column: col }, reason: `not YAML or JSON: ${message}` };
      });
      return rejects.length > 0 ? { rejects } : { content: document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown };
    } catch (error) {
      // Aliases that grow without bound.
      if (!(error instanceof ReferenceError)) throw error;
      return this.#refuse(`not YAML or JSON: ${error.message}`);
    }
  }

  #refuse(reason: string): { readonly rejects: readonly Reject[] } {
    return { rejects: [{ at: { file: this.#file, line: 1 }, reason }] };
  }

  /** The place of the value at a path, or of the nearest that is there. */
  locate(path: Path): Location {
    const { document, lines } = this.#parse();
    return locationOf(this.#file, document, lines, path);
  }

  /** The same, worked out only when somebody reads the line: most records are never asked where they stood. */
  locateLater(path: Path): Location {
    let place: Location | undefined;
    const find = () => (place ??= this.locate(path));
    return {
      file: this.#file,
      field: `/${path.join('/')}`,
      get line() {
        return find().line ?? 1;
      },
      get column() {
        return find().column ?? 1;
      },
    };
  }

  #parse() {
    if (!this.#parsed) {
      const lines = new LineCounter();
      const document = parseDocument(this.#text, {
        lineCounter: lines,
        prettyErrors: false,
        strict: true,
        uniqueKeys: true,
      });
      this.#parsed = { document, lines };
    }
    return this.#parsed;
  }
}

function locationOf(file: string, document: Document, lines: LineCounter, path: Path): Location {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const start = rangeStart(node);
    if (start === null) continue;
    const { line, col } = lines.linePos(start);
    return { file, line, column: col, field: `/${path.join('/')}` };
  }
  return { file, line: 1, column: 1, field: `/${path.join('/')}` };
}

function rangeStart(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
  const [start] = node.range as unknown[];
  return typeof start === 'number' ? start : null;
}
