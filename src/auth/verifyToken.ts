import {
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { GraphError } from '../model/errors';

/** A caller whose token was verified. */
export interface Viewer {
  readonly subject: string;
  readonly roles: readonly string[];
}

/** Gives the viewer of a valid token and throws `UNAUTHENTICATED` for any other. */
export type VerifyToken = (token: string) => Promise<Viewer>;

/** Each kind of key has its own algorithms, so that a public key can never be taken for an HS256 secret. */
const SECRET_ALGORITHMS = ['HS256'];
const KEY_SET_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'];
const CLOCK_TOLERANCE_SECONDS = 5;
const KEY_SET_TIMEOUT_MS = 5_000;

/** The verifier for what is configured; `null` when neither a secret nor a key set is. */
export function createTokenVerifier(auth: {
  readonly jwtSecret: string | null;
  readonly jwksUrl: string | null;
}): VerifyToken | null {
  const secret = auth.jwtSecret === null ? null : new TextEncoder().encode(auth.jwtSecret);
  const keySet = auth.jwksUrl === null ? null : openKeySet(new URL(auth.jwksUrl));
  if (!secret && !keySet) return null;

  return async (token) => {
    try {
      const { alg } = decodeProtectedHeader(token);
      if (secret && alg !== undefined && SECRET_ALGORITHMS.includes(alg))
        return await verify(token, () => Promise.resolve(secret), SECRET_ALGORITHMS);
      if (keySet) return await verify(token, keySet, KEY_SET_ALGORITHMS);
    } catch (error) {
      throw explainFailure(error);
    }
    throw refuse('it is signed with an algorithm that this server does not accept');
  };
}

/** Finds the key of a token. When the key set itself cannot be had, the token is not at fault and is not blamed. */
function openKeySet(url: URL): JWTVerifyGetKey {
  const findKey = createRemoteJWKSet(url, { timeoutDuration: KEY_SET_TIMEOUT_MS });
  return async (header, token) => {
    try {
      return await findKey(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      const message = 'The key set that verifies tokens does not answer.';
      throw new GraphError('SERVICE_UNAVAILABLE', message, {}, { cause: error });
    }
  };
}

async function verify(token: string, key: JWTVerifyGetKey, algorithms: string[]): Promise<Viewer> {
  const { payload } = await jwtVerify(token, key, {
    algorithms,
    requiredClaims: ['exp', 'sub'],
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
  });
  return { subject: payload.sub ?? '', roles: readRoles(payload) };
}

/** `roles` as a list or separated by spaces; else OAuth's `scope`. */
function readRoles(payload: JWTPayload): readonly string[] {
  const claim = payload['roles'] ?? payload['scope'];
  if (Array.isArray(claim)) return claim.filter((role) => typeof role === 'string');
  return typeof claim === 'string' ? claim.split(' ').filter(Boolean) : [];
}

function explainFailure(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  if (error instanceof errors.JWTExpired) return refuse('it has expired', error);
  if (error instanceof errors.JWTClaimValidationFailed)
    return refuse(`its claim "${error.claim}" is missing or wrong`, error);
  if (error instanceof errors.JOSEAlgNotAllowed)
    return refuse('it is signed with an algorithm that this server does not accept', error);
  return refuse('it is malformed or its signature is wrong', error);
}

function refuse(reason: string, cause?: unknown): GraphError {
  return new GraphError('UNAUTHENTICATED', `The bearer token is refused: ${reason}.`, {}, { cause });
}
