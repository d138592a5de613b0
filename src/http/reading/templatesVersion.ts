import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash of the code that renders the pages, so that a new release makes browsers ask for them anew. */
export function templatesVersion(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(__dirname).sort()) hash.update(readFileSync(join(__dirname, name)));
  return hash.digest('base64url');
}
