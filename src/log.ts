import { pino, type Logger } from 'pino';

const ENGINE_ADDRESS = /\b(?<scheme>(?:bolt|neo4j)(?:\+s(?:sc)?)?:)\/\/[^\s"'\\,)]+/gu;
const BEARER = /\b(?<scheme>bearer) +[\w.~+/=-]+/giu;
const HIDDEN = '[hidden]';

/** Where the lines go; standard error unless a test wants to read them. */
interface LogOptions {
  readonly level: string;
  /** Texts that no line may hold, such as passwords from the environment. */
  readonly secrets?: readonly string[];
  readonly write?: (line: string) => void;
}

/**
 * The log, as JSON lines. Credentials are taken out of every line: named fields first, then whatever looks like an
 * engine's address or a bearer token, because drivers put these into the texts of their errors.
 */
export function createLog({ level, secrets = [], write = writeToStderr }: LogOptions): Logger {
  const inJson = secrets.filter(Boolean).map((secret) => JSON.stringify(secret).slice(1, -1));
  const hideSecrets = (line: string) => {
    const masked = line.replace(ENGINE_ADDRESS, `$<scheme>//${HIDDEN}`).replace(BEARER, `$<scheme> ${HIDDEN}`);
    return inJson.reduce((text, secret) => text.replaceAll(secret, HIDDEN), masked);
  };
  const paths = ['authorization', 'cookie', 'password', 'token', 'secret'].flatMap((name) => [
    name,
    `*.${name}`,
    `*.*.${name}`,
  ]);
  return pino(
    { level, redact: { paths, censor: HIDDEN }, base: null },
    {
      write: (line) => {
        write(hideSecrets(line));
      },
    },
  );
}

function writeToStderr(line: string): void {
  process.stderr.write(line);
}
