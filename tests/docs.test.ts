import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { CONFIG_TABLE } from '../src/config';
import { buildGraphqlSchema } from '../src/graphql/schema';
import { ERROR_CATALOGUE } from '../src/model/errors';

const SERVER_DOCS = docs('server.md');
const IMPORTING_DOCS = docs('importing.md');

function docs(name: string): string {
  return readFileSync(join(__dirname, '..', 'docs', name), 'utf8');
}

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

describe('docs/importing.md', () => {
  it('asks for what the schema has', () => {
    const queries = [...IMPORTING_DOCS.matchAll(/```graphql\n([^]*?)```/g)].map(([, query = '']) => query);
    expect(queries).toHaveLength(2);
    for (const query of queries) expect(validate(buildGraphqlSchema(), parse(query))).toEqual([]);
  });

  it('names settings that there are', () => {
    const names = new Set(IMPORTING_DOCS.match(/\b(?:LIMIT|FETCH|WATCH)_[A-Z_]+/g));
    expect(names.size).toBeGreaterThan(4);
    for (const name of names) expect(CONFIG_TABLE.map((row) => row.name)).toContain(name);
  });
});
