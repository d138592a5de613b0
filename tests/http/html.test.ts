import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { html, jsonLdScript, type Html } from '../../src/http/reading/html';

/** What a reader of HTML finds in a piece of markup: its tags with their attributes, its comments, its text. */
function read(markup: Html) {
  const found = { tags: [] as [name: string, attributes: object][], comments: 0, text: '' };
  const parser = new Parser({
    onopentag: (name, attributes) => found.tags.push([name, attributes]),
    oncomment: () => found.comments++,
    ontext: (text) => (found.text += text),
  });
  parser.end(markup.toString());
  return found;
}

/** Any text, pieces of markup more often than by chance. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('<', '>', '"', "'", '&', '&amp;', '</p>', '<script>', '</script>', '<!--', '-->', 'x'))
    .map((pieces) => pieces.join('')),
);

it('gives every text back as it was, in an element and in an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const markup = html`<p title="${text}">${text}</p>`;
      expect(read(markup)).toEqual({ tags: [['p', { title: text }]], comments: 0, text });
    }),
    { seed: 1 },
  );
});

it('keeps facts inside their block of data, whatever their texts', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const block = read(jsonLdScript({ text }));
      expect(block.tags).toEqual([['script', { type: 'application/ld+json' }]]);
      expect(JSON.parse(block.text)).toEqual({ text });
    }),
    { seed: 1 },
  );
});

it('takes markup of its own as it is, lists one after another, and nothing as nothing', () => {
  const items = ['a', 'b'].map((item) => html`<b>${item}</b>`);
  const markup = html`<p title="${null}${undefined}${false}${''}${0}">${items}</p>`;
  expect(markup.toString()).toBe('<p title="0"><b>a</b><b>b</b></p>');
});
