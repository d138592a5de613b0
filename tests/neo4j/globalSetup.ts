import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Neo4jBroker } from './broker';
import { resolveClasspath } from './classpath';

const SHARED = join(__dirname, '../../../shared');

/** Before all tests: offers Neo4j to them through the port in NEO4J_BROKER. It is started when the first test asks. */
export default async function offerNeo4j(): Promise<void> {
  if (process.env['NEO4J'] === 'off' && process.env['CI'] !== undefined) {
    throw new Error('NEO4J=off leaves an engine untested, so it is refused where CI is set. Unset it.');
  }
  if (!existsSync(SHARED) && process.env['CI'] === undefined)
    process.stderr.write(
      'The real data beside the project (../shared) is not here: the tests that read it are skipped.\n',
    );
  // Fetching the server can take minutes, which no test should wait.
  if (process.env['NEO4J'] !== 'off' && process.env['NEO4J_URI'] === undefined) resolveClasspath();
  const broker = new Neo4jBroker();
  process.env['NEO4J_BROKER'] = String(await broker.listen());
  globalThis.neo4jBroker = broker;
}

declare global {
  /** Jest runs set-up and tear-down in one process and gives them nothing else in common. */
  var neo4jBroker: Neo4jBroker | undefined;
}
