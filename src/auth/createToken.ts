import { SignJWT } from 'jose';

/** What a token says: who it is for, what they may do, and until when. */
export interface TokenClaims {
  /** The value of AUTH_JWT_SECRET. */
  readonly secret: string;
  readonly subject: string;
  readonly roles: readonly string[];
  /** A span such as `12h` or `30d`, or a number of seconds. */
  readonly expiresIn: string | number;
}

/** Signs a bearer token that a server with the same secret accepts. */
export async function createToken({ secret, subject, roles, expiresIn }: TokenClaims): Promise<string> {
  const expiry = typeof expiresIn === 'number' ? Math.floor(Date.now() / 1000) + expiresIn : expiresIn;
  return new SignJWT({ roles })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime(expiry)
    .sign(new TextEncoder().encode(secret));
}
