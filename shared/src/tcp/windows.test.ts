// Windows, small segments and the RTO of a slow start: RFC 9293 §3.8.6, RFC 6298 §5.7.
import { describe, expect, test } from 'vitest';
import type { Connection } from './connection.ts';
import { dues } from './dues.ts';
import type { TcpEvent } from './events.ts';
import { maySend } from './may-send.ts';
import { type Profile, strictProfile } from './profile.ts';
import { segmentText } from './segment.ts';
import { step } from './step.ts';
import { after, arriving, calling, connectionIn, PEER_ISS, paid, segment } from './testing/connection-in.ts';
import { timers } from './timers.ts';

/** A segment holds 100 octets here; ACKs are owed at once. */
const small: Profile = { ...strictProfile, mss: 100, delayedAck: 0 };
const quick: Profile = { ...small, nagle: false };

const send = (octets: number): TcpEvent => calling({ kind: 'send', octets });
const acked = (ack: number, window: number): TcpEvent => arriving(segment('A', 5001, { ack, window }));

function owed(connection: Connection, profile: Profile): readonly string[] {
  return dues(connection, 0, profile).map((due) => `${due.kind}: ${segmentText(due.segment)}`);
}

function offered(window: number, profile: Profile): Connection {
  return after(connectionIn('ESTABLISHED', profile), [acked(1001, window)], 0, profile);
}

describe('the send window', () => {
  test('lets go exactly as much as it holds', () => {
    const open = after(offered(50, quick), [send(60)], 0, quick);
    expect(maySend(open, segment('A', 1001, { ack: 5001, data: 50 }), 0, quick)).toMatchObject({
      allowed: true,
    });
    expect(maySend(open, segment('A', 1001, { ack: 5001, data: 51 }), 0, quick)).toMatchObject({
      refusal: { reason: 'data-beyond-window', expected: 50, actual: 51 },
    });
  });

  test('counts the FIN as an octet', () => {
    const open = after(offered(60, quick), [send(60), calling({ kind: 'close' })], 0, quick);
    expect(owed(open, quick)).toEqual(['data: ACK seq 1001 ack 5001 data 60']);
    const wider = after(offered(61, quick), [send(60), calling({ kind: 'close' })], 0, quick);
    expect(owed(wider, quick)).toEqual([
      'data: FIN+ACK seq 1001 ack 5001 data 60',
      'fin: FIN+ACK seq 1001 ack 5001 data 60',
    ]);
  });

  test('that closed over what is outstanding is probed, not timed out (MUST-34, MUST-36)', () => {
    const sent = paid(after(offered(500, quick), [send(100)], 0, quick), 0, quick).connection;
    const closed = after(sent, [arriving(segment('A', 5001, { ack: 1001, window: 0, data: 1 }))], 10, quick);
    expect(timers(closed, quick).map(({ timer }) => timer)).toEqual(['persist', 'user-timeout']);
    const rung = step(closed, { kind: 'timer', timer: 'persist' }, 1010, quick).connection;
    expect(dues(rung, 1010, quick).map((due) => segmentText(due.segment))[0]).toBe(
      'ACK seq 1001 ack 5002 data 1',
    );
    const reopened = after(rung, [arriving(segment('A', 5002, { ack: 1001, window: 500 }))], 1020, quick);
    expect(timers(reopened, quick)[0]).toEqual({ timer: 'retransmission', at: 2020 });
  });

  test('of an older segment does not count (SND.WL1, SND.WL2)', () => {
    const newer = after(
      offered(500, quick),
      [arriving(segment('A', 5001, { ack: 1001, data: 10, window: 400 }))],
      0,
      quick,
    );
    const newest = after(newer, [arriving(segment('A', 5011, { ack: 1001, window: 300 }))], 0, quick);
    expect(newest).toMatchObject({ snd: { wnd: 300, wl1: 5011, wl2: 1001, maxWnd: 8000 } });
    const old = after(newest, [arriving(segment('A', 5001, { ack: 1001, data: 20, window: 900 }))], 0, quick);
    expect(old).toMatchObject({ snd: { wnd: 300 }, rcv: { nxt: 5021 } });
  });
});

describe('silly windows', () => {
  test('the sender waits for a full segment or half the largest window (MUST-38)', () => {
    const squeezed = after(offered(40, quick), [send(300)], 0, quick);
    expect(owed(squeezed, quick)).toEqual([]);
    // Nobody else would make the first move: the persist timer does.
    const rung = step(squeezed, { kind: 'timer', timer: 'persist' }, 1000, quick).connection;
    expect(dues(rung, 1000, quick).map((due) => segmentText(due.segment))).toEqual([
      'ACK seq 1001 ack 5001 data 40',
    ]);
    const full = after(offered(150, quick), [send(300)], 0, quick);
    expect(owed(full, quick)).toEqual(['data: ACK seq 1001 ack 5001 data 100']);
  });

  test('Nagle holds small data back while anything is outstanding, but not before a FIN (SHLD-7)', () => {
    const first = paid(after(connectionIn('ESTABLISHED', small), [send(10)], 0, small), 0, small);
    expect(first.sent.map(segmentText)).toEqual(['ACK seq 1001 ack 5001 data 10']);
    const second = after(first.connection, [send(10)], 0, small);
    expect(owed(second, small)).toEqual([]);
    expect(owed(after(second, [acked(1011, 8000)], 0, small), small)).toEqual([
      'data: ACK seq 1011 ack 5001 data 10',
    ]);
    expect(owed(after(second, [calling({ kind: 'close' })], 0, small), small)[0]).toBe(
      'data: FIN+ACK seq 1011 ack 5001 data 10',
    );
    expect(owed(after(first.connection, [send(100)], 0, small), small)).toEqual([
      'data: ACK seq 1011 ack 5001 data 100',
    ]);
  });

  test('the receiver opens its window by worthwhile steps only (MUST-39), and never draws it back', () => {
    const narrow: Profile = { ...small, receiveWindow: 400 };
    const full = after(
      connectionIn('ESTABLISHED', narrow),
      [arriving(segment('A', 5001, { ack: 1001, data: 300 }))],
      0,
      narrow,
    );
    expect(full).toMatchObject({ rcv: { wnd: 100, unread: 300 } });
    const little = after(full, [calling({ kind: 'receive', octets: 50 })], 0, narrow);
    expect(little).toMatchObject({ rcv: { wnd: 100, unread: 250 } });
    expect(after(little, [calling({ kind: 'receive', octets: 50 })], 0, narrow)).toMatchObject({
      rcv: { wnd: 200 },
    });
  });
});

describe('repeats', () => {
  test('give each number the meaning that it had', () => {
    const closing = [send(10), calling({ kind: 'close' })];
    const sent = paid(after(connectionIn('ESTABLISHED', quick), closing, 0, quick), 0, quick).connection;
    const ask = (flags: string, seq: number, data: number) =>
      maySend(sent, segment(flags, seq, { ack: 5001, data }), 0, quick).allowed;
    expect([ask('FA', 1001, 10), ask('A', 1001, 10), ask('FA', 1011, 0)]).toEqual([true, true, true]);
    // The FIN's number as an octet; the FIN before its place.
    expect([ask('A', 1001, 11), ask('A', 1011, 1), ask('FA', 1001, 9)]).toEqual([false, false, false]);
  });

  test('of the SYN make data start with a longer RTO (RFC 6298 §5.7)', () => {
    const rung = step(
      connectionIn('SYN_SENT', quick),
      { kind: 'timer', timer: 'retransmission' },
      1000,
      quick,
    ).connection;
    const again = paid(rung, 1000, quick).connection;
    const opened = after(again, [arriving(segment('SA', PEER_ISS, { ack: 1001 })), send(10)], 1100, quick);
    const sent = paid(opened, 1100, quick).connection;
    expect(timers(sent, quick)[0]).toEqual({ timer: 'retransmission', at: 4100 });
  });
});
