import { setTimeout as wait } from 'node:timers/promises';
import { Neo4jError } from 'neo4j-driver';
import type { ReadOptions } from '../port';
import type { Neo4jConnection } from './driver';
import { toGraphError, unavailable } from './errors';
import { HUB_INDEXES, MARK_ALL_HUBS } from './hubs';
import { CO_OCCURS_INDEXES } from './topicCounts';

/**
 * Every step that brought the schema to where it is, oldest first. A step that has run anywhere is never changed: what
 * comes later is a new step. Statements can be repeated at no cost, and what they set does not depend on whether another
 * process has set it in the meantime, so two may run them at once. A migration that was cut off goes on at its step.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE CONSTRAINT node_id IF NOT EXISTS
     FOR (n:Node) REQUIRE n.id IS UNIQUE`,
    `CREATE CONSTRAINT key_key IF NOT EXISTS
     FOR (k:Key) REQUIRE k.key IS UNIQUE`,
    `CREATE CONSTRAINT redirect_id IF NOT EXISTS
     FOR (r:Redirect) REQUIRE r.id IS UNIQUE`,
    `CREATE CONSTRAINT term_stem IF NOT EXISTS
     FOR (t:Term) REQUIRE t.stem IS UNIQUE`,
    `CREATE CONSTRAINT graph_name IF NOT EXISTS
     FOR (g:Graph) REQUIRE g.name IS UNIQUE`,
    `CREATE RANGE INDEX node_published IF NOT EXISTS
     FOR (n:Node) ON (n.kind, n.publishedOn)`,
    `CREATE RANGE INDEX node_name IF NOT EXISTS
     FOR (n:Node) ON (n.kind, n.sortName)`,
    `CREATE RANGE INDEX node_popularity IF NOT EXISTS
     FOR (n:Node) ON (n.kind, n.popularity)`,
    // The tokens come from project(), folded and stemmed: Lucene must only cut them at the blanks.
    `CREATE FULLTEXT INDEX article_terms IF NOT EXISTS
     FOR (n:Article) ON EACH [n.terms]
     OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`,
    `CREATE FULLTEXT INDEX other_terms IF NOT EXISTS
     FOR (n:Newsletter|Topic|Author|Venue) ON EACH [n.terms]
     OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`,
    `CREATE FULLTEXT INDEX name_words IF NOT EXISTS
     FOR (n:Article|Newsletter|Topic|Author|Venue) ON EACH [n.nameWords]
     OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`,
  ],
  // Counts of articles by month: see topicCounts.ts. They are set, not added to, so that a repetition changes nothing.
  [
    `MATCH (g:Graph {name: 'graph'})
     MATCH (n:Article)
     WHERE n.publishedOn <> ''
     WITH g, left(n.publishedOn, 7) AS month, count(*) AS articles
     SET g[month] = articles`,
    `MATCH (t:Topic)
     CALL (t) {
       MATCH (t)<-[:ABOUT]-(n:Article)
       WHERE n.publishedOn <> ''
       WITH t, left(n.publishedOn, 7) AS month, count(*) AS articles
       SET t[month] = articles
     } IN TRANSACTIONS OF 100 ROWS`,
    `MATCH (a:Topic)-[shared:CO_OCCURS]->(b:Topic)
     CALL (a, shared, b) {
       MATCH (a)<-[:ABOUT]-(n:Article)-[:ABOUT]->(b)
       WHERE n.publishedOn <> ''
       WITH shared, left(n.publishedOn, 7) AS month, count(*) AS articles
       SET shared[month] = articles
     } IN TRANSACTIONS OF 1000 ROWS`,
  ],
  // Claims no longer repeat the long texts of their node's facts: earlier releases would not find those.
  [],
  [...HUB_INDEXES, ...MARK_ALL_HUBS],
  // Issues of one date, and those without one, are in the order of their numbers (`placeByDate`). Who holds an answer from
  // before asks again, because the revision grows.
  [
    `MATCH (n:Issue)
     WHERE n.number IS NOT NULL AND NOT n.publishedOn CONTAINS '#'
     SET n.publishedOn = split(n.publishedOn, '#')[0] + '#' + right('000000000000000' + toString(n.number), 16)
     WITH count(n) AS changed
     WHERE changed > 0
     MATCH (g:Graph {name: 'graph'})
     SET g.revision = g.revision + 1`,
    `MATCH (n:Issue)-[r]->()
     WHERE r.into IS NOT NULL
     SET r.published = n.publishedOn`,
  ],
  [
    ...CO_OCCURS_INDEXES,
    `MATCH (a:Topic)-[shared:CO_OCCURS]->(b:Topic)
     WHERE shared.second IS NULL
     CALL (a, shared, b) {
       SET shared.first = a.id, shared.second = b.id
     } IN TRANSACTIONS OF 10000 ROWS`,
  ],
];

const AWAIT_INDEXES = 'CALL db.awaitIndexes(600)';
const RECORD_VERSION = `
  MERGE (g:Graph {name: 'graph'})
    ON CREATE SET g.revision = 0, g.schemaVersion = 0, g.articles = 0, g.termTotal = 0
  SET g.schemaVersion = CASE WHEN g.schemaVersion < $version THEN $version ELSE g.schemaVersion END`;
const READ_VERSION = `
  MATCH (g:Graph {name: 'graph'})
  RETURN g.schemaVersion AS version`;

const VERSION = MIGRATIONS.length;
const ATTEMPTS = 10;
/** Of two that stand in each other's way one goes first the next time. */
const MOST_WAIT_MS = 300;

export async function migrate(connection: Neo4jConnection): Promise<void> {
  let version = await readVersion(connection);
  refuseNewer(version);
  while (version < VERSION) {
    const recorded = version + 1;
    try {
      for (const statement of MIGRATIONS[version] ?? []) await changeSchema(connection, statement);
      await connection.runAlone(AWAIT_INDEXES);
    } catch (error) {
      throw toGraphError(error);
    }
    await connection.write((run) => run(RECORD_VERSION, { version: recorded }));
    // Another process may be further on.
    version = await readVersion(connection);
  }
}

/** Resolves when the engine answers and has this code's schema. */
export async function checkHealth(connection: Neo4jConnection, options?: ReadOptions): Promise<void> {
  const version = await readVersion(connection, options);
  refuseNewer(version);
  if (version < VERSION)
    throw unavailable(`The graph's schema is at version ${version} of ${VERSION}: it is being migrated.`);
}

async function readVersion(connection: Neo4jConnection, options?: ReadOptions): Promise<number> {
  const [row] = await connection.read<{ version: number }>(READ_VERSION, {}, options);
  return row?.version ?? 0;
}

/** Another process that makes the same change at the same time can make ours fail; then it is there, or comes next time. */
async function changeSchema(connection: Neo4jConnection, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await connection.runAlone(statement);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !isRace(error)) throw error;
      await wait(Math.random() * MOST_WAIT_MS);
    }
  }
}

function isRace(error: unknown): boolean {
  return (
    error instanceof Neo4jError &&
    (error.code.startsWith('Neo.TransientError.') || error.code.startsWith('Neo.ClientError.Schema.'))
  );
}

/** Refuses a graph whose schema is of a newer release. */
export function refuseNewer(version: number): void {
  if (version <= VERSION) return;
  throw unavailable(
    `The graph's schema is at version ${version}, which is newer than this program's ${VERSION}. Update the program.`,
  );
}
