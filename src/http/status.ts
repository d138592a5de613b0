import { ERROR_CATALOGUE, type ErrorCode } from '../model/errors';

/**
 * The HTTP status of an answer without data. Under `application/json` a well-formed request gets 200 even when its
 * document or variables are refused, as the GraphQL-over-HTTP draft asks for the sake of older clients; a refusal of
 * the caller (401, 403), of the request (`BAD_REQUEST`, 405 …) or by the server (5xx) keeps its status.
 */
export function statusOf(code: ErrorCode, mediaType: string): number {
  const { status } = ERROR_CATALOGUE[code];
  const isLegacy = mediaType.startsWith('application/json');
  return isLegacy && status === 400 && code !== 'BAD_REQUEST' ? 200 : status;
}
