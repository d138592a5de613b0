/** Markup that may be sent as it is. Only this file makes any, so that no other text gets into a page unescaped. */
class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}
export type Html = Markup;

/** What may stand in a template: markup as it is, texts and numbers escaped, lists one after another, nothing as ''. */
type Piece = Html | string | number | null | undefined | false | readonly Piece[];

const REFERENCES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/**
 * A template of HTML or XML: what is filled in is escaped, in a text and in a quoted attribute alike. An attribute
 * must stand in quotes, and one that holds an address must get it from `addresses.ts`.
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const rest = pieces.map((piece, index) => render(piece) + (strings[index + 1] ?? ''));
  return new Markup((strings[0] ?? '') + rest.join(''));
}

/** Facts for search engines, as a block of data that no browser runs. */
export function jsonLdScript(facts: object): Html {
  // `</script>` and `<!--` inside a text would end or change the block.
  const json = JSON.stringify(facts).replaceAll('<', String.raw`\u003c`);
  return new Markup(`<script type="application/ld+json">${json}</script>`);
}

function render(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'string') return piece.replace(/[&<>"']/gu, (character) => REFERENCES.get(character) ?? '');
  if (typeof piece === 'number') return String(piece);
  return piece ? piece.map(render).join('') : '';
}
