import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { isLoopback, lanAddresses, startNotice } from './start-notice.ts';

const face = (address: string, family: 'IPv4' | 'IPv6', internal: boolean): NetworkInterfaceInfo =>
  ({ address, family, internal, netmask: '', mac: '', cidr: null }) as NetworkInterfaceInfo;

describe('the notice of a start', () => {
  it('finds the addresses that other computers reach, those of containers, tunnels and no network last', () => {
    const lo = [face('127.0.0.1', 'IPv4', true)];
    const interfaces = {
      lo,
      docker0: [face('172.17.0.1', 'IPv4', false)],
      eth0: [face('169.254.9.9', 'IPv4', false)],
      'vEthernet (WSL)': [face('172.28.0.1', 'IPv4', false)],
      wlan0: [face('fe80::1', 'IPv6', false), face('192.168.1.7', 'IPv4', false)],
      bridge100: [face('192.168.2.1', 'IPv4', false)],
      down: undefined,
    };
    expect(lanAddresses(interfaces)).toEqual([
      '192.168.1.7',
      '192.168.2.1',
      '172.17.0.1',
      '169.254.9.9',
      '172.28.0.1',
    ]);
    expect(lanAddresses({ lo })).toEqual([]);
  });

  it('knows which hosts keep a server to its computer', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '::1'].map(isLoopback)).toEqual(Array(4).fill(true));
    expect([undefined, '0.0.0.0', '192.168.1.7', 'localhost.example'].map(isLoopback)).toEqual(
      Array(4).fill(false),
    );
  });

  it('tells all addresses, and shows the likeliest for others as a QR code of half blocks', async () => {
    const notice = await startNotice({ port: 2567, lan: ['192.168.1.7', '172.17.0.1'] });
    expect(notice).toContain('http://localhost:2567\n');
    expect(notice).toContain('http://192.168.1.7:2567\n');
    expect(notice).toContain('or, in another one:    http://172.17.0.1:2567\n');
    expect(notice).toContain('could read along');
    expect(notice.match(/▄▄▄▄▄▄▄/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('says that no other computer can come where that is so', async () => {
    const notice = await startNotice({ port: 2567, lan: [] });
    expect(notice).toContain('In the local network:  not reachable');
    expect(notice).not.toContain('▄');
    expect(notice).not.toContain('could read along');
  });
});
