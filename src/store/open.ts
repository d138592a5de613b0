import { mkdirSync } from 'node:fs';
import { openNeo4jStore } from './neo4j/store';
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
  if (neo4j) return openNeo4jStore(neo4j);
  mkdirSync(dataDir, { recursive: true });
  return openSqliteStore({ path: sqlitePath(dataDir) });
}
