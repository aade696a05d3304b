import { describe, expect, test } from 'vitest';
import { success } from '../kernel/result.ts';
import {
  addressKind,
  addressText,
  type HostAddress,
  type IpAddress,
  ipv4Address,
  isValidSource,
  remoteOfOpen,
  sameAddress,
} from './ip-address.ts';

function v4(text: string): IpAddress {
  const parsed = ipv4Address(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

function v6(...groups: number[]): IpAddress {
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

const HOST: HostAddress = { address: v4('10.99.0.2'), prefixLength: 24 };

test.each(['10.99.0.1', '0.0.0.0', '255.255.255.255'])('%s survives reading and writing', (text) => {
  expect(addressText(v4(text))).toBe(text);
});

test.each(['', '10.0.0', '10.0.0.1.2', '10.0.0.256', '10.0.0.01', '10.0.0.-1', '10.0.0.x', ' 10.0.0.1'])(
  '%j is refused with the reason',
  (text) => {
    expect(ipv4Address(text)).toEqual({
      ok: false,
      problem: `${JSON.stringify(text)} is no IPv4 address: four numbers from 0 to 255, as in 10.0.0.1`,
    });
  },
);

test('an IPv6 address is written in eight groups', () => {
  expect(addressText(v6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0x1f))).toBe('2001:db8:0:0:0:0:0:1f');
});

test('addresses of two families are never the same', () => {
  expect(sameAddress(v4('0.0.0.0'), new Uint8Array(16))).toBe(false);
  expect(sameAddress(v4('10.0.0.1'), v4('10.0.0.1'))).toBe(true);
  expect(sameAddress(v4('10.0.0.1'), v4('10.0.0.2'))).toBe(false);
});

const KINDS = [
  ['10.99.0.1', 'unicast'],
  ['192.0.2.255', 'unicast'],
  ['223.255.255.254', 'unicast'],
  ['10.99.0.255', 'broadcast'],
  ['10.99.0.0', 'broadcast'],
  ['255.255.255.255', 'broadcast'],
  ['224.0.0.1', 'multicast'],
  ['239.255.255.255', 'multicast'],
  ['240.0.0.1', 'reserved'],
  ['127.0.0.1', 'loopback'],
  ['0.0.0.0', 'unspecified'],
] as const;

describe.each(KINDS)('%s, seen from 10.99.0.2/24', (text, kind) => {
  const address = v4(text);
  const isHost = kind === 'unicast' || kind === 'loopback';

  test(`is ${kind}`, () => {
    expect(addressKind(address, HOST)).toBe(kind);
  });

  test(`MUST-46: an OPEN to it is ${isHost ? 'allowed' : 'rejected'}`, () => {
    expect(remoteOfOpen(address, HOST)).toEqual(isHost ? success(address) : { ok: false, problem: kind });
  });

  test(`MUST-63: a SYN from it ${kind === 'unicast' ? 'counts' : 'is ignored'}`, () => {
    expect(isValidSource(address, HOST)).toBe(kind === 'unicast');
  });
});

test('a network of two hosts has no broadcast address', () => {
  const host = { address: v4('10.99.0.2'), prefixLength: 31 };
  expect(addressKind(v4('10.99.0.3'), host)).toBe('unicast');
});

test.each([
  [v6(0xff02, 0, 0, 0, 0, 0, 0, 1), 'multicast'],
  [v6(0, 0, 0, 0, 0, 0, 0, 0), 'unspecified'],
  [v6(0, 0, 0, 0, 0, 0, 0, 1), 'loopback'],
  [v6(0, 0, 0, 0, 0, 0, 0, 2), 'unicast'],
  [v6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1), 'unicast'],
] as const)('IPv6 kind %#', (address, kind) => {
  expect(addressKind(address, { address: v6(0x2001, 0xdb8, 0, 0, 0, 0, 0, 2), prefixLength: 64 })).toBe(kind);
});
