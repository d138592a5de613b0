import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import neo4j from 'neo4j-driver';
import type { Neo4jAddress } from '../../src/store/neo4j/driver';
import { openNeo4jStore } from '../../src/store/neo4j/store';
import type { GraphStore } from '../../src/store/port';

/** `NEO4J=off` runs the tests on the embedded engine alone. */
export const isNeo4jOff = process.env['NEO4J'] === 'off';

// The server's start and the wait for other test files count as the time of the hook that asks for it.
jest.setTimeout(180_000);

/** A server that has just started plans its first statements slowly, all the more beside other tests. */
const PATIENT = { read: 60_000, write: 120_000 };

let lease: Promise<{ readonly address: Neo4jAddress; readonly connection: Socket }> | undefined;

afterAll(async () => {
  (await lease)?.connection.end();
});

/** Address of the run's Neo4j server. From the first call to its end it is this test file's alone. */
export async function borrowNeo4j(): Promise<Neo4jAddress> {
  lease ??= takeLease();
  return (await lease).address;
}

/** A migrated store without nodes at revision 0; what an earlier store of the test file left is deleted. */
export async function openEmptyNeo4jStore(): Promise<GraphStore> {
  const address = await borrowNeo4j();
  await emptyNeo4j(address);
  const store = openNeo4jStore(address, PATIENT);
  await store.migrate();
  return store;
}

/** Deletes all nodes and relationships; constraints and indexes stay. */
async function emptyNeo4j({ uri, user, password, database }: Neo4jAddress): Promise<void> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  const session = driver.session({ database });
  await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  await driver.close();
}

async function takeLease(): Promise<{ address: Neo4jAddress; connection: Socket }> {
  const port = process.env['NEO4J_BROKER'];
  if (port === undefined) throw new Error('NEO4J_BROKER is not set: run the tests with Jest and its global set-up.');
  const connection = connect(Number(port), '127.0.0.1');
  const [line] = (await once(createInterface({ input: connection }), 'line')) as [string];
  const answer = JSON.parse(line) as Neo4jAddress & { error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return { address: answer, connection };
}
