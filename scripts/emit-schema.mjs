// Writes schema/schema.graphql from the code: npm run schema
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '..');
const { printGraphqlSchema } = require(join(ROOT, 'dist', 'graphql', 'printGraphqlSchema.js'));

writeFileSync(join(ROOT, 'schema', 'schema.graphql'), printGraphqlSchema());
