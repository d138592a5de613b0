import { isNativeError } from 'node:util/types';
import { GraphError } from '../../model/errors';
import { PrivateAddressError } from './publicAddress';

/** Why an address was given up, in words that go behind the address: what happened, and what to do. */
export class FetchError extends Error {}

/** What a server's answer other than 200 means to who asked. */
export function refusedAnswer(status: number, retryAfter: string | null): FetchError {
  const answer = `the server answered ${status}`;
  if (status === 401 || status === 403)
    return new FetchError(`${answer}: it wants to know who asks. Download the file yourself and import that.`);
  if (status === 404 || status === 410) return new FetchError(`${answer}: there is nothing here. Check the address.`);
  if (status === 429 || status >= 500) {
    const wait = retryAfter !== null && /^\d{1,9}$/.test(retryAfter) ? `in ${retryAfter} seconds` : 'later';
    return new FetchError(`${answer}: it cannot serve this now. Try again ${wait}.`);
  }
  return new FetchError(`${answer}, not with a file. Open the address in a browser and see what it is.`);
}

/** One error for all that goes wrong on the way, which names the address that was asked for. */
export function toGraphError(address: string, error: unknown): GraphError {
  return new GraphError('BAD_INPUT', `${address}: ${describe(error)}`, { file: address }, { cause: error });
}

function describe(error: unknown): string {
  for (let each = error; isNativeError(each); each = each.cause) {
    if (each instanceof FetchError) return each.message;
    if (each instanceof PrivateAddressError)
      return `${each.message}. Only public ones are loaded; if you trust this one, name it in FETCH_PRIVATE.`;
    if ('code' in each && typeof each.code === 'string') return describeCode(each.code);
    if (each.cause === undefined)
      return `loading it failed (${each.message}). Try again, or download the file yourself.`;
  }
  return 'loading it failed. Try again, or download the file yourself.';
}

function describeCode(code: string): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `no server of that name is known (${code}). Check the address and the network.`;
  if (/CERT|TLS|SSL|SIGNATURE/.test(code))
    return `the server does not prove who it is (${code}). Check the address, or download the file yourself.`;
  return `the connection failed (${code}). Check the address, or try again later.`;
}
