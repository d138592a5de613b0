// Asks the README's queries of the seeds and writes the answers below them: npm run readme
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { format, resolveConfig } from 'prettier';

const require = createRequire(import.meta.url);
const ROOT = join(import.meta.dirname, '..');
const README = join(ROOT, 'README.md');
const built = (path) => require(join(ROOT, 'dist', path));
const { createContext } = built('graphql/context.js');
const { ResultCache } = built('graphql/resultCache.js');
const { buildGraphqlSchema } = built('graphql/schema.js');
const { loadSeeds } = built('import/loadSeeds.js');
const { openSqliteStore } = built('store/sqlite/store.js');

const QUESTION_AND_ANSWER = /(```graphql\n([\s\S]*?)```\n\n```json\n)[\s\S]*?```/g;

const folder = mkdtempSync(join(tmpdir(), 'readme-'));
const store = openSqliteStore({ path: join(folder, 'graph.db') });
await store.migrate();
await loadSeeds(store, join(ROOT, 'seeds'), () => undefined);

let text = readFileSync(README, 'utf8');
for (const [whole, opening, source] of text.matchAll(QUESTION_AND_ANSWER)) {
  const contextValue = createContext({ store, results: new ResultCache(store), viewer: null, mutationsEnabled: false });
  const { data, errors } = await graphql({ schema: buildGraphqlSchema(), source, contextValue });
  if (errors) throw errors[0];
  text = text.replace(whole, () => `${opening}${JSON.stringify(data)}\n\`\`\``);
}
await store.close();
rmSync(folder, { recursive: true });
writeFileSync(README, await format(text, { ...(await resolveConfig(README)), filepath: README }));
