import type * as Neo4j from './neo4j/store';
import type { GraphStore } from './port';
import { openSqliteStore, sqlitePath } from './sqlite/store';

/** Where the graph is kept: on a Neo4j server where one is named, else in a folder. */
export interface StoreAddress {
  readonly neo4j: {
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  } | null;
  readonly dataDir: string;
}

/** Opens the engine that the address names, without reading anything yet. Creates the folder where it is missing. */
export function openStore({ neo4j, dataDir }: StoreAddress): GraphStore {
  if (neo4j) {
    // Neo4j's driver takes a fifth of a second to load, which a start on the embedded engine should not wait for.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import()` would make opening asynchronous
    const { openNeo4jStore } = require('./neo4j/store') as typeof Neo4j;
    return openNeo4jStore(neo4j);
  }
  return openSqliteStore({ path: sqlitePath(dataDir) });
}
