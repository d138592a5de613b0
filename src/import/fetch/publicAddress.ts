import { lookup as lookupByDns } from 'node:dns';
import { isIPv6, type BlockList, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** What is not in it is loopback, private, link-local, multicast, a transition mechanism or not given out (RFC 4291). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** A name or address that leads to a machine which nobody but this one or its network should reach. */
export class PrivateAddressError extends Error {
  constructor(host: string, address: string) {
    super(host === address ? `${address} is no public address` : `${host} is ${address}, which is no public address`);
  }
}

/** Whether the public internet routes an IP address, or it is one of those allowed. An IPv4 address that is written as an IPv6 one is judged as IPv4. */
export function isReachable(address: string, allowed: BlockList): boolean {
  if (!ipaddr.isValid(address)) return false;
  if (allowed.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) return true;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}

/**
 * Looks a name up for a connection and fails with a `PrivateAddressError` when any of its addresses is neither public nor allowed. The
 * connection is made to what was checked here, so a name that changes its answer gains nothing. Beware: a host that is
 * an IP address is never looked up.
 */
export function lookupReachable(allowed: BlockList, resolve: typeof lookupByDns = lookupByDns): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      const refused = error ? undefined : addresses.find(({ address }) => !isReachable(address, allowed));
      const [first] = error ? [] : addresses;
      if (error) callback(error, []);
      else if (refused) callback(new PrivateAddressError(host, refused.address), []);
      else if (options.all === true || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
