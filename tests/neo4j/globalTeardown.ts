/** After all tests: stops the server, if one was started. */
export default async function stopNeo4j(): Promise<void> {
  await globalThis.neo4jBroker?.close();
}
