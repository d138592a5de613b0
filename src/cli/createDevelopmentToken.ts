import { createToken } from '../auth/createToken';
import { readConfig } from '../config';
import { UsageError } from './exitStatus';
import { printJson } from './withStore';

export interface TokenFlags {
  readonly role: readonly string[];
  readonly subject: string;
  readonly expires: string;
  readonly json?: true;
}

/** Prints a bearer token that a server with the same AUTH_JWT_SECRET accepts. */
export async function createDevelopmentToken({ role, subject, expires, json }: TokenFlags): Promise<void> {
  const secret = readConfig(process.env).auth.jwtSecret;
  if (secret === null)
    throw new UsageError(
      'Set AUTH_JWT_SECRET to a secret of at least 32 bytes, the same for the server and for this command.',
    );
  if (!/^\d{1,6}\s?(?:s|m|h|d|w)$/.test(expires)) throw new UsageError('--expires is a span such as 30m, 12h or 7d.');
  const token = await createToken({ secret, subject, roles: role, expiresIn: expires });
  if (json) printJson({ token, subject, roles: role, expires });
  else process.stdout.write(`${token}\n`);
}
