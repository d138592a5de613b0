import type { LookupAddress, lookup } from 'node:dns';
import { BlockList } from 'node:net';
import { isReachable, lookupReachable, PrivateAddressError } from '../../src/import/fetch/publicAddress';

const NONE = new BlockList();

it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is reachable', (address) => {
  expect(isReachable(address, NONE)).toBe(true);
});

it.each([
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'fd00::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '4000::1',
  'localhost',
  '',
])('“%s” is not', (address) => {
  expect(isReachable(address, NONE)).toBe(false);
});

it('what is allowed is reachable, however it is written, and nothing beside it', () => {
  const allowed = new BlockList();
  allowed.addSubnet('10.1.0.0', 16, 'ipv4');
  allowed.addAddress('::1', 'ipv6');
  expect(['10.1.2.3', '::ffff:10.1.2.3', '::1'].map((address) => isReachable(address, allowed))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isReachable('10.2.0.1', allowed)).toBe(false);
});

describe('looking a name up', () => {
  /** Answers a lookup with the first list, the next with the second, and so on. */
  function resolver(...answers: readonly (readonly string[])[]): typeof lookup {
    const left = [...answers];
    const answer = (_host: string, _options: unknown, callback: (error: null, all: LookupAddress[]) => void) => {
      const addresses = left.shift() ?? [];
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
    return answer as unknown as typeof lookup;
  }

  function look(resolve: typeof lookup, all: boolean): Promise<unknown> {
    return new Promise((resolved, rejected) => {
      lookupReachable(NONE, resolve)('feed.example', { all }, (error, address) => {
        if (error) rejected(error);
        else resolved(address);
      });
    });
  }

  it('gives the addresses that were checked, all or the first', async () => {
    const addresses = ['8.8.8.8', '2606:4700::1111'];
    expect(await look(resolver(addresses), true)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ]);
    expect(await look(resolver(addresses), false)).toBe('8.8.8.8');
  });

  it('fails when one of them is private', async () => {
    await expect(look(resolver(['8.8.8.8', '::1']), true)).rejects.toThrow(PrivateAddressError);
  });

  it('checks every answer, so that a name that changes it gains nothing', async () => {
    const changing = resolver(['8.8.8.8'], ['169.254.169.254']);
    expect(await look(changing, false)).toBe('8.8.8.8');
    await expect(look(changing, false)).rejects.toThrow('feed.example is 169.254.169.254, which is no public address');
  });
});
