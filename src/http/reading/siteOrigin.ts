import type { FastifyRequest } from 'fastify';

/**
 * Scheme and host of the addresses that a page gives as its own. The Host header is the client's word: what is no host
 * gives addresses without one.
 */
export function siteOrigin({ protocol, host }: FastifyRequest, publicUrl: string | null): string {
  if (publicUrl !== null) return publicUrl.replace(/\/+$/u, '');
  const address = `${protocol}://${host}`;
  return /^[\w.:[\]-]+$/u.test(host) && URL.canParse(address) ? new URL(address).origin : '';
}
