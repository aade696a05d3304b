import { describe, expect, it } from 'vitest';
import { addressKey } from './address-key.ts';

describe('the address that limits count by', () => {
  it('is an IPv4 address whole, however the socket writes it', () => {
    expect(['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:192.0.2.7'].map(addressKey)).toEqual(
      Array(3).fill('192.0.2.7'),
    );
  });

  it('is the network of an IPv6 address, however it is written', () => {
    const one = ['2001:db8:0:7::1', '2001:DB8:0:7:a:b:c:d', '2001:0db8:0000:0007::', '2001:db8:0:7:0:0:0:0'];
    expect(one.map(addressKey)).toEqual(Array(4).fill('2001:db8:0:7'));
    expect(['2001:db8::1', '2001:db8:0:8::1', '::1', 'fe80::1'].map(addressKey)).toEqual([
      '2001:db8:0:0',
      '2001:db8:0:8',
      '0:0:0:0',
      'fe80:0:0:0',
    ]);
  });

  it('is one for all that have none', () => {
    expect(addressKey(undefined)).toBe('unknown');
  });
});
