import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const POM = join(__dirname, 'pom.xml');
/** Out of the repository, and gone with `npm ci`. */
export const CACHE = join(__dirname, '../../node_modules/.cache/neo4j');

/** The jars of the Neo4j server that `pom.xml` or NEO4J_VERSION names, fetched by Maven the first time. */
export function resolveClasspath(): string {
  const version = process.env['NEO4J_VERSION'] ?? /<neo4j\.version>(.+)</.exec(readFileSync(POM, 'utf8'))?.[1] ?? '';
  const cached = join(CACHE, `classpath-${version}.txt`);
  if (!isComplete(cached)) fetchJars(version, cached);
  return readFileSync(cached, 'utf8').trim();
}

function isComplete(cached: string): boolean {
  return existsSync(cached) && readFileSync(cached, 'utf8').trim().split(delimiter).every(existsSync);
}

function fetchJars(version: string, output: string): void {
  mkdirSync(CACHE, { recursive: true });
  process.stderr.write(`fetching Neo4j ${version} with Maven …\n`);
  const { status, error, stdout } = spawnSync(
    'mvn',
    ['-q', '-B', '-f', POM, 'dependency:build-classpath', `-Dmdep.outputFile=${output}`, `-Dneo4j.version=${version}`],
    { encoding: 'utf8' },
  );
  if (error) {
    throw new Error(
      'The tests start a Neo4j server of their own and need Maven to fetch it, but `mvn` could not be run. ' +
        'Install Maven 3.8 or newer and a JDK 17 or newer, or set NEO4J_URI to a server that the tests may empty; ' +
        'NEO4J=off runs the other tests alone.',
      { cause: error },
    );
  }
  if (status !== 0) throw new Error(`Maven could not fetch Neo4j ${version}:\n${stdout}`);
}
