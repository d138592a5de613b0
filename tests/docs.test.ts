import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_TABLE } from '../src/config';
import { ERROR_CATALOGUE } from '../src/model/errors';

const SERVER_DOCS = readFileSync(join(__dirname, '..', 'docs', 'server.md'), 'utf8');

/** Lines of a Markdown table without the padding, which is the formatter's. */
function rowsOf(markdown: string): readonly string[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim())
        .join(' | '),
    );
}

describe('docs/server.md', () => {
  it.each(CONFIG_TABLE.map((row) => [row.name, row] as const))('documents %s as it is', (name, row) => {
    const fallback = row.fallback === '' ? '' : `\`${row.fallback}\``;
    expect(rowsOf(SERVER_DOCS)).toContain(`\`${name}\` | ${row.purpose} | ${fallback} | ${row.allowed}`);
  });

  it.each(Object.entries(ERROR_CATALOGUE))('documents the error %s as it is', (code, { status, todo }) => {
    expect(rowsOf(SERVER_DOCS)).toContain(`\`${code}\` | ${status} | ${todo}`);
  });
});
