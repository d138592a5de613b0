import { semanticScholar } from '../../../src/import/formats/semanticScholar';
import type { FormatInput } from '../../../src/import/record';

const PIECE = 64 * 1024;

function paper(digit: string): string {
  return `${JSON.stringify({ paperId: digit.repeat(40), title: `Paper ${digit}` })}\n`;
}

/** A line of 100 MB between two papers, in the pieces in which files come. */
async function* longLine(piece: string): FormatInput['text'] {
  yield await Promise.resolve(paper('1'));
  const full = piece.repeat(Math.ceil(PIECE / piece.length));
  for (let length = 0; length < 100_000_000; length += full.length) yield full;
  yield `\n${paper('2')}`;
}

async function read(text: FormatInput['text']) {
  const titles: string[] = [];
  const rejects: string[] = [];
  for await (const found of semanticScholar.read({ file: 'test', text })) {
    if ('reason' in found) rejects.push(`${found.at.line ?? ''}: ${found.reason}`);
    else if ('type' in found && found.type === 'article') titles.push(found.article.title);
  }
  return { titles, rejects };
}

describe('a JSON line of 100 MB', () => {
  it.each([
    ['of opening braces', '{', 'nested more than 500 deep; the rest of the line is not read'],
    ['of opening brackets', '[', 'nested more than 500 deep; the rest of the line is not read'],
    ['of words', 'lorem ipsum ', 'a value of more than 16 MB'],
  ])('%s is refused with its line, and the papers around it are read', async (_, piece, reason) => {
    expect(await read(longLine(piece))).toEqual({ titles: ['Paper 1', 'Paper 2'], rejects: [`2: ${reason}`] });
  });

  it('that is one string is refused with its line, and the papers around it are read', async () => {
    async function* text(): FormatInput['text'] {
      for await (const piece of longLine('x')) yield piece.startsWith('x') ? piece : piece.replace('\n{', '"\n{');
    }
    async function* quoted(): FormatInput['text'] {
      let isFirst = true;
      for await (const piece of text()) {
        yield isFirst ? `${piece}"` : piece;
        isFirst = false;
      }
    }
    expect(await read(quoted())).toEqual({
      titles: ['Paper 1', 'Paper 2'],
      rejects: ['2: a value of more than 16 MB'],
    });
  });
});

it('reads the same values wherever the text is cut into pieces', async () => {
  const text = `[\n${paper('1').trim()},\n{"paperId": "${'2'.repeat(40)}",\n "title": "A \\"quoted\\" {title}"}\n, null]`;
  async function* inPieces(length: number): FormatInput['text'] {
    for (let start = 0; start < text.length; start += length)
      yield await Promise.resolve(text.slice(start, start + length));
  }
  const whole = await read(inPieces(text.length));
  expect(whole.titles).toEqual(['Paper 1', 'A "quoted" {title}']);
  for (let length = 1; length < 20; length++) expect(await read(inPieces(length))).toEqual(whole);
});
