// Writes the types of the web pages' operations from the schema: part of npm run schema. With --check it only compares.
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { format, resolveConfig } from 'prettier';

const ROOT = join(import.meta.dirname, '..');
const FOLDER = join(ROOT, 'web', 'map', 'api');
const OUTPUT = join(FOLDER, 'operations.ts');

const documents = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({ location: name, document: parse(readFileSync(join(FOLDER, name), 'utf8')) }));
const code = await codegen({
  filename: OUTPUT,
  schema: parse(readFileSync(join(ROOT, 'schema', 'schema.graphql'), 'utf8')),
  documents,
  config: {
    immutableTypes: true,
    useTypeImports: true,
    skipTypename: true,
    enumType: 'string-literal',
    scalars: { ID: 'string', DateTime: 'string', PartialDate: 'string' },
  },
  plugins: [{ operations: {} }],
  pluginMap: { operations },
});
const note = '// Made by `npm run schema` from the operations beside it: change those.\n';
const present = await format(note + code, { ...(await resolveConfig(OUTPUT)), parser: 'typescript' });
if (!process.argv.includes('--check')) writeFileSync(OUTPUT, present);
else if (readFileSync(OUTPUT, 'utf8') !== present) {
  process.stderr.write(`${basename(OUTPUT)} is not what the schema and the operations say. Run: npm run schema\n`);
  process.exitCode = 1;
}
