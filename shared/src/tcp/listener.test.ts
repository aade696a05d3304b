import { describe, expect, test } from 'vitest';
import {
  answerToSyn,
  type CookieKey,
  connectionOfCookie,
  cookieIss,
  linuxLimits,
  takesHandshakeAck,
} from './listener.ts';
import { strictProfile } from './profile.ts';
import { sequenceAdd, sequenceNumber } from './sequence-number.ts';
import { step } from './step.ts';
import { segment } from './testing/connection-in.ts';

const anchorage = { synQueue: 2, acceptQueue: 2, shared: true, cookies: false };

describe('the queues of a listener', () => {
  test.each([
    ['one row of places, one taken by each', anchorage, { synReceived: 1, established: 1 }, 'silence'],
    ['one row of places, one free', anchorage, { synReceived: 0, established: 1 }, 'child'],
    [
      'one row of places, full, with cookies',
      { ...anchorage, cookies: true },
      { synReceived: 2, established: 0 },
      'cookie',
    ],
    ['Linux, accept queue full', linuxLimits(1, true), { synReceived: 0, established: 2 }, 'silence'],
    [
      'Linux, SYN queue full, with cookies',
      linuxLimits(1, true),
      { synReceived: 2, established: 0 },
      'cookie',
    ],
    ['Linux, SYN queue full, without', linuxLimits(1, false), { synReceived: 2, established: 0 }, 'silence'],
    ['Linux, backlog 0 keeps one', linuxLimits(0, false), { synReceived: 0, established: 0 }, 'child'],
  ] as const)('%s', (_name, limits, load, answer) => {
    expect(answerToSyn(limits, load)).toBe(answer);
  });

  test('the handshake’s ACK waits outside a full accept queue on Linux; in one row it keeps its place', () => {
    const full = { synReceived: 1, established: 2 };
    expect([takesHandshakeAck(linuxLimits(1, false), full), takesHandshakeAck(anchorage, full)]).toEqual([
      false,
      true,
    ]);
  });
});

describe('SYN cookies', () => {
  const key: CookieKey = { secret: 7, addresses: ['10.0.0.1', 40_000, '10.0.0.2', 80] };
  const irs = sequenceNumber(0xffff_ffff);
  const iss = cookieIss(key, irs, 3);
  const ack = segment('A', sequenceAdd(irs, 1), { ack: sequenceAdd(iss, 1) });

  test('the ACK of a cookie opens the connection that nobody kept', () => {
    const child = connectionOfCookie(key, ack, [2, 3], 0, strictProfile);
    expect(child).toMatchObject({ state: 'SYN_RECEIVED', snd: { iss, una: iss }, rcv: { nxt: 0 } });
    if (child === undefined) return;
    expect(step(child, { kind: 'segment', segment: ack }, 0, strictProfile).connection.state).toBe(
      'ESTABLISHED',
    );
  });

  test('another secret, another peer, another time, or another number is no cookie', () => {
    expect(connectionOfCookie({ ...key, secret: 8 }, ack, [3], 0, strictProfile)).toBeUndefined();
    expect(
      connectionOfCookie({ ...key, addresses: ['10.0.0.9'] }, ack, [3], 0, strictProfile),
    ).toBeUndefined();
    expect(connectionOfCookie(key, ack, [4, 5], 0, strictProfile)).toBeUndefined();
    expect(
      connectionOfCookie(key, { ...ack, ack: sequenceAdd(ack.ack, 1) }, [3], 0, strictProfile),
    ).toBeUndefined();
    expect(
      connectionOfCookie(key, segment('SA', 0, { ack: ack.ack }), [3], 0, strictProfile),
    ).toBeUndefined();
  });
});
