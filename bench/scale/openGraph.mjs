import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const built = (path) => require(join(import.meta.dirname, '..', '..', 'dist', path));
const { openSqliteStore } = built('store/sqlite/store.js');
const { openNeo4jStore } = built('store/neo4j/store.js');

/** Opens the migrated graph at an address: a database file, or JSON with `uri`, `user`, `password` and `database`. */
export async function openGraph(address) {
  const store = address.startsWith('{') ? openNeo4jStore(JSON.parse(address)) : openSqliteStore({ path: address });
  await store.migrate();
  return store;
}
