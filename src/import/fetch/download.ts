import { open } from 'node:fs/promises';
import { isIP, type BlockList } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import type { Validators } from '../../model/nodes';
import { parseHttpUrl } from '../../model/urls';
import { FetchError, refusedAnswer, toGraphError } from './fetchError';
import { isReachable, lookupReachable, PrivateAddressError } from './publicAddress';

export interface FetchLimits {
  /** Of the content as it is stored: what a server sends compressed counts as unpacked. */
  readonly bytes: number;
  /** For the whole download, redirects and all. */
  readonly ms: number;
  readonly redirects: number;
  /** Addresses of this machine and its networks that may be loaded all the same. */
  readonly privateAllowed: BlockList;
}

export interface DownloadOptions {
  readonly limits: FetchLimits;
  /** What the server said of the content that is here already: it answers only if it has another. */
  readonly validators?: Validators | undefined;
  /** Aborting it ends the download with an error. */
  readonly signal?: AbortSignal | undefined;
}

export interface Downloaded {
  /** The encoding that the server names, in its own spelling. */
  readonly charset: string | null;
  readonly validators: Validators;
}

const HEADERS = { 'user-agent': 'safety-research-graph (importer)', accept: '*/*' };
const REDIRECTS = [301, 302, 303, 307, 308];
const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i;

/**
 * Loads what stands at an http(s) address into a new file, within the limits. `null`: the server says that the content
 * is still the one of the validators. `BAD_INPUT` for anything else than the whole content; the message names the
 * address and the way out.
 */
export async function download(
  address: string,
  path: string,
  { limits, validators, signal }: DownloadOptions,
): Promise<Downloaded | null> {
  const clock = AbortSignal.timeout(limits.ms);
  const agent = new Agent({ connect: { lookup: lookupReachable(limits.privateAllowed) } });
  try {
    const response = await follow(address, limits, {
      headers: { ...HEADERS, ...conditions(validators) },
      dispatcher: agent,
      signal: signal ? AbortSignal.any([clock, signal]) : clock,
    });
    if (response.status === 304 && validators) return null;
    if (response.status !== 200) throw refusedAnswer(response.status, response.headers.get('retry-after'));
    await save(response, path, limits.bytes);
    return {
      charset: CHARSET.exec(response.headers.get('content-type') ?? '')?.[1] ?? null,
      validators: validatorsOf(response),
    };
  } catch (error) {
    const isLate = clock.aborted && !signal?.aborted;
    throw toGraphError(
      address,
      isLate ? new FetchError(`it took longer than ${limits.ms} ms. Try again later, or raise LIMIT_FETCH_MS.`) : error,
    );
  } finally {
    await agent.destroy();
  }
}

function conditions({ etag, lastModified }: Validators = {}): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

function validatorsOf({ headers }: Response): Validators {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return { ...(etag === null ? {} : { etag }), ...(lastModified === null ? {} : { lastModified }) };
}

/** The first answer that is no redirect. Every address on the way is checked as the first was. */
async function follow(
  address: string,
  { redirects, privateAllowed }: FetchLimits,
  init: NonNullable<Parameters<typeof fetch>[1]>,
): Promise<Response> {
  let url = checkAddress(address, privateAllowed);
  for (let hops = 0; ; hops++) {
    const response = await fetch(url, { ...init, redirect: 'manual' });
    if (!REDIRECTS.includes(response.status)) return response;
    await response.body?.cancel();
    const target = response.headers.get('location');
    if (target === null) throw new FetchError(`the server answered ${response.status} without saying where to go.`);
    if (hops === redirects)
      throw new FetchError(
        `it is redirected more than ${redirects} times, last to ${target.slice(0, 200)}. Give the address where it ends.`,
      );
    url = checkAddress(URL.canParse(target, url.href) ? new URL(target, url).href : target, privateAllowed);
  }
}

/** What can be seen of an address before its name is looked up. */
function checkAddress(address: string, privateAllowed: BlockList): URL {
  const url = parseHttpUrl(address);
  if (!url) throw new FetchError(`“${address.slice(0, 200)}” is no http or https address.`);
  if (url.username !== '' || url.password !== '')
    throw new FetchError('it carries a user name or password, which would be stored. Leave them out.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isReachable(host, privateAllowed)) throw new PrivateAddressError(host, host);
  return url;
}

/** Writes the body to a new file, a piece at a time, and stops as soon as it is too large. */
async function save({ headers, body }: Response, path: string, most: number): Promise<void> {
  const tooLarge = () =>
    new FetchError(`it is larger than ${most} bytes. Raise LIMIT_FETCH_BYTES, or download it yourself.`);
  if (Number(headers.get('content-length') ?? 0) > most) throw tooLarge();
  const file = await open(path, 'wx');
  try {
    let bytes = 0;
    for await (const piece of body ?? []) {
      bytes += (piece as Uint8Array).length;
      if (bytes > most) throw tooLarge();
      await file.appendFile(piece as Uint8Array);
    }
  } finally {
    await file.close();
  }
}
