import { describe, expect, it } from 'vitest';
import { addressReader } from './client-address.ts';

/** What a server that trusts `proxies` takes for the sender. */
function read(proxies: string, remoteAddress: string | undefined, forwarded?: string): string {
  const reader = addressReader(proxies);
  if (!reader.ok) throw new Error(reader.problem);
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return reader.value({ headers, socket: { remoteAddress } });
}

describe('the address of a request', () => {
  it('is that of its socket where no proxy is trusted, whatever headers say', () => {
    expect(read('', '203.0.113.7', '198.51.100.1')).toBe('203.0.113.7');
    expect(read('', '127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
    expect(read('', undefined, '198.51.100.1')).toBe('unknown');
  });

  it('is what the trusted proxy saw, not what the sender claims before it', () => {
    expect(read('loopback', '127.0.0.1', '198.51.100.1')).toBe('198.51.100.1');
    expect(read('loopback', '::ffff:127.0.0.1', '10.9.9.9, 198.51.100.1')).toBe('198.51.100.1');
    expect(read('loopback', '::1', '::ffff:198.51.100.1')).toBe('198.51.100.1');
    expect(read('10.0.0.0/8', '10.1.2.3', '2001:db8:1:2:3::4')).toBe('2001:db8:1:2');
  });

  it('is read past several trusted proxies, and never past one that is not', () => {
    expect(read('loopback, 10.0.0.0/8', '127.0.0.1', '192.0.2.9, 198.51.100.1, 10.0.0.2')).toBe(
      '198.51.100.1',
    );
    expect(read('10.0.0.2', '10.0.0.2', '192.0.2.9, 10.0.0.3')).toBe('10.0.0.3');
    expect(read('private', '192.168.1.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(read('private', '203.0.113.1', '203.0.113.9')).toBe('203.0.113.1');
  });

  it('is that of the nearest proxy where the header is missing or no address', () => {
    expect(read('loopback', '127.0.0.1')).toBe('127.0.0.1');
    expect(read('loopback', '127.0.0.1', 'unknown')).toBe('127.0.0.1');
    expect(read('loopback', '127.0.0.1', '198.51.100.1, <script>')).toBe('127.0.0.1');
    expect(read('loopback', '127.0.0.1', ',,,')).toBe('127.0.0.1');
  });
});

describe('a list of proxies', () => {
  it('that cannot be read is refused with the entry', () => {
    const entries = ['proxy.example', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '::1/129', 'Loopback'];
    for (const entry of entries) {
      expect(addressReader(`127.0.0.1, ${entry}`)).toEqual({ ok: false, problem: entry });
    }
  });
});
