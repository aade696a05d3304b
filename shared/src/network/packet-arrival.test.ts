import { describe, expect, test } from 'vitest';
import { closedConnection, listenConnection } from '../tcp/connection.ts';
import { strictProfile } from '../tcp/profile.ts';
import type { Segment } from '../tcp/segment.ts';
import { sequenceNumber } from '../tcp/sequence-number.ts';
import { step } from '../tcp/step.ts';
import { internetChecksum } from './checksum.ts';
import { ICMP_PROTOCOL, icmpEvent } from './icmp-message.ts';
import type { HostAddress, IpAddress } from './ip-address.ts';
import { encodeIp } from './ip-packet.ts';
import { type PacketArrival, packetArrives } from './packet-arrival.ts';
import { encodeTcp, type TcpPacket } from './tcp-header.ts';

const OURS = Uint8Array.from([10, 99, 0, 2]);
const PEER = Uint8Array.from([10, 99, 0, 1]);
const ROUTER = Uint8Array.from([192, 0, 2, 1]);
const HOST: HostAddress = { address: OURS, prefixLength: 24 };
const SOME = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const WHAT_ICMP = { source: ROUTER, destination: OURS, protocol: ICMP_PROTOCOL, hopLimit: 64 };
const ISS = sequenceNumber(0xfffffff0);

const SYN: Segment = {
  seq: ISS,
  ack: sequenceNumber(0),
  flags: { syn: true, ack: false, fin: false, rst: false },
  dataLength: 0,
  window: 1000,
};
const PACKET: TcpPacket = {
  sourcePort: 40_000,
  destinationPort: 80,
  segment: SYN,
  push: false,
  urgentPointer: null,
  options: [],
  data: new Uint8Array(0),
};

function tcp(source: IpAddress, destination: IpAddress): Uint8Array {
  const payload = encodeTcp(PACKET, { source, destination });
  return encodeIp({ source, destination, protocol: 6, hopLimit: 64, payload });
}

/** An ICMP message to us that quotes `quoted`. */
function icmp(type: number, code: number, quoted: Uint8Array, source: IpAddress = ROUTER): Uint8Array {
  const payload = Uint8Array.from([type, code, 0, 0, 0, 0, 0, 0, ...quoted]);
  const checksum = internetChecksum(payload);
  payload[2] = checksum >> 8;
  payload[3] = checksum & 0xff;
  return encodeIp({ source, destination: OURS, protocol: ICMP_PROTOCOL, hopLimit: 64, payload });
}

function discarded(reason: string): PacketArrival {
  return { kind: 'discarded', reason } as PacketArrival;
}

test('a segment to this host is handed on with its route', () => {
  expect(packetArrives(tcp(PEER, OURS), HOST)).toEqual({
    kind: 'segment',
    route: { source: PEER, destination: OURS },
    packet: PACKET,
  });
});

test.each([
  ['multicast', [224, 0, 0, 1]],
  ['broadcast', [255, 255, 255, 255]],
  ["the network's broadcast", [10, 99, 0, 255]],
  ['another host', [10, 99, 0, 3]],
])('MUST-57: a SYN addressed to %s is silently discarded', (_name, destination) => {
  const arrival = packetArrives(tcp(PEER, Uint8Array.from(destination)), HOST);
  expect(arrival).toEqual(discarded('not addressed to this host alone'));
});

test.each([
  ['multicast', [224, 0, 0, 1]],
  ['broadcast', [255, 255, 255, 255]],
  ["the network's broadcast", [10, 99, 0, 255]],
  ['loopback', [127, 0, 0, 1]],
  ['unspecified', [0, 0, 0, 0]],
])('MUST-63: a SYN from an address that is no single host is ignored: %s', (_name, source) => {
  const arrival = packetArrives(tcp(Uint8Array.from(source), OURS), HOST);
  expect(arrival).toEqual(discarded('invalid source address'));
});

test('MUST-3: a segment with a wrong checksum is discarded', () => {
  const octets = tcp(PEER, OURS);
  expect(packetArrives(octets.with(24, 1), HOST)).toEqual(discarded('wrong checksum'));
});

test('broken packets and other protocols are discarded with the reason', () => {
  const udp = encodeIp({ source: PEER, destination: OURS, protocol: 17, hopLimit: 1, payload: SOME });
  expect(packetArrives(udp, HOST)).toEqual(discarded('neither TCP nor ICMP'));
  expect(packetArrives(SOME, HOST)).toEqual(discarded('neither IPv4 nor IPv6'));
});

describe('ICMP', () => {
  /** Our SYN as it is quoted: its IP header and 8 octets more. */
  const quoted = tcp(OURS, PEER).subarray(0, 28);

  test.each([
    [3, 0, { kind: 'destination-unreachable', code: 0 }],
    [3, 3, { kind: 'destination-unreachable', code: 3 }],
    [4, 0, { kind: 'source-quench' }],
    [11, 0, { kind: 'time-exceeded' }],
    [12, 0, { kind: 'parameter-problem' }],
  ])('MUST-54: type %i code %i is directed to the connection that drew it', (type, code, error) => {
    expect(packetArrives(icmp(type, code, quoted), HOST)).toEqual({
      kind: 'icmp',
      report: {
        error,
        source: OURS,
        destination: PEER,
        sourcePort: 40_000,
        destinationPort: 80,
        seq: ISS,
      },
    });
  });

  test.each([
    ['an echo request', icmp(8, 0, quoted), 'not an error'],
    ['a quotation that is cut', icmp(3, 1, quoted.subarray(0, 27)), 'quotes no packet'],
    ['no quotation', icmp(3, 1, new Uint8Array(0)), 'quotes no packet'],
    ['a quotation of UDP', icmp(3, 1, quoted.with(9, 17)), 'not about TCP'],
    ['a wrong checksum', icmp(3, 1, quoted).with(40, 0xff), 'wrong checksum'],
    ['less than a header', encodeIp({ ...WHAT_ICMP, payload: SOME.subarray(0, 7) }), 'shorter than a header'],
  ])('%s is discarded', (_name, octets, reason) => {
    expect(packetArrives(octets, HOST)).toEqual(discarded(reason));
  });

  /** SYN_SENT with its SYN on the way. */
  function synSent() {
    const call = { kind: 'call', call: { kind: 'open-active', iss: ISS } } as const;
    const opened = step(closedConnection, call, 0, strictProfile).connection;
    const sent = { kind: 'transmit', segment: { ...SYN, window: strictProfile.receiveWindow } } as const;
    return step(opened, sent, 0, strictProfile).connection;
  }

  /** What an error of `type` and `code` does to SYN_SENT. */
  function afterError(type: number, code: number) {
    const arrival = packetArrives(icmp(type, code, quoted), HOST);
    const event = arrival.kind === 'icmp' ? icmpEvent(synSent(), arrival.report) : undefined;
    if (event === undefined) throw new Error('the error reaches no connection');
    const { connection, effects } = step(synSent(), event, 10, strictProfile);
    return { state: connection.state, effects: effects.map((effect) => effect.kind) };
  }

  test('MUST-55: source quench is discarded silently', () => {
    expect(afterError(4, 0)).toEqual({ state: 'SYN_SENT', effects: [] });
  });

  test('MUST-56, SHLD-25: a soft error is told and ends nothing', () => {
    for (const code of [0, 1, 5]) {
      expect(afterError(3, code)).toEqual({ state: 'SYN_SENT', effects: ['signal'] });
    }
    expect(afterError(11, 0)).toEqual({ state: 'SYN_SENT', effects: ['signal'] });
    expect(afterError(12, 0)).toEqual({ state: 'SYN_SENT', effects: ['signal'] });
  });

  test('SHLD-26: a hard error ends the attempt', () => {
    for (const code of [2, 3, 4]) {
      expect(afterError(3, code)).toEqual({ state: 'CLOSED', effects: ['signal'] });
    }
  });

  test('RFC 5927 §4.1: an error about a number that is not outstanding reaches no connection', () => {
    const arrival = packetArrives(icmp(3, 3, quoted), HOST);
    if (arrival.kind !== 'icmp') throw new Error('no error');
    const forged = { ...arrival.report, seq: sequenceNumber(ISS + 1) };
    expect(icmpEvent(synSent(), forged)).toBe(undefined);
    expect(icmpEvent(closedConnection, arrival.report)).toBe(undefined);
    expect(icmpEvent(listenConnection, arrival.report)).toBe(undefined);
  });
});
