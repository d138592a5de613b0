// The Neo4j server of the tests, for measuring: the one that NEO4J_URI names, or one that is started and stopped here.
import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** @returns its address and how to stop it */
export async function startNeo4j() {
  require.extensions['.ts'] = (module, filename) => {
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename });
    module._compile(code, filename);
  };
  const { provideServer } = require('../../tests/neo4j/server.ts');
  return provideServer();
}
