import type { VerifyToken, Viewer } from '../auth/verifyToken';
import { GraphError } from '../model/errors';

/**
 * The viewer that the Authorization header names; `null` without a header. A header that is there must be right, also
 * for a query that anyone may ask: a client with an expired token wants to know. With no way to verify tokens none is
 * read; mutations are off then and say so.
 */
export async function authenticate(header: string | undefined, verify: VerifyToken | null): Promise<Viewer | null> {
  if (header === undefined || !verify) return null;
  const token = /^bearer +(?<token>\S+)$/iu.exec(header.trim())?.groups?.['token'];
  if (token === undefined)
    throw new GraphError('UNAUTHENTICATED', 'The Authorization header must be "Bearer" and one token.');
  return verify(token);
}
