// Every numbered requirement of the plan's list that this engine holds, by its number.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Milliseconds } from '../kernel/time.ts';
import { CONNECTION_STATES, type Connection, closedConnection, listenConnection } from './connection.ts';
import { dues } from './dues.ts';
import type { TcpEffect, TcpEvent, TimerName } from './events.ts';
import { answerToSyn, linuxLimits } from './listener.ts';
import { linuxProfile, type Profile, strictProfile } from './profile.ts';
import { type Segment, segmentText } from './segment.ts';
import { step } from './step.ts';
import {
  after,
  arriving,
  calling,
  connectionIn,
  crossingConnection,
  OUR_ISS,
  PEER_ISS,
  paid,
  segment,
} from './testing/connection-in.ts';
import { timers } from './timers.ts';

/** Strict, without Nagle and delay of ACKs where a test is of something else. */
const plain: Profile = { ...strictProfile, nagle: false, delayedAck: 0 };

const send = (octets: number): TcpEvent => calling({ kind: 'send', octets });
const close = calling({ kind: 'close' });
const abort = calling({ kind: 'abort' });
const receive = (octets: number): TcpEvent => calling({ kind: 'receive', octets });

function at(connection: Connection, timer: TimerName, profile: Profile): Milliseconds {
  const running = timers(connection, profile).find((entry) => entry.timer === timer);
  if (running === undefined) throw new Error(`${timer} does not run`);
  return running.at;
}

/** `connection` after `timer` rang at its own moment, and that moment. */
function ring(connection: Connection, timer: TimerName, profile: Profile) {
  const now = at(connection, timer, profile);
  return { now, ...step(connection, { kind: 'timer', timer }, now, profile) };
}

function owed(connection: Connection, profile: Profile): readonly string[] {
  return dues(connection, 0, profile).map((due) => `${due.kind}: ${segmentText(due.segment)}`);
}

function signals(effects: readonly TcpEffect[]): readonly string[] {
  return effects.flatMap((effect) => (effect.kind === 'signal' ? [effect.signal] : []));
}

/** `connection` after `events` at `now`, each followed by paying. */
function played(
  connection: Connection,
  events: readonly TcpEvent[],
  now: Milliseconds,
  profile: Profile,
): Connection {
  return events.reduce(
    (current, event) => paid(step(current, event, now, profile).connection, now, profile).connection,
    connection,
  );
}

/** ESTABLISHED with `octets` outstanding since moment 0. */
function outstanding(octets: number, profile: Profile): Connection {
  return played(connectionIn('ESTABLISHED', profile), [send(octets)], 0, profile);
}

const fromPeer = (ack: number, fields: { data?: number; window?: number; seq?: number } = {}): TcpEvent =>
  arriving(segment('A', fields.seq ?? 5001, { ack, ...fields }));

/** Held where addresses, options, checksums and initial sequence numbers are: not in this layer. */
const HELD_ELSEWHERE: { readonly [id: string]: string } = {
  'MUST-8': 'network/iss-generator.ts',
  'SHLD-1': 'network/iss-generator.ts',
  'MUST-9': 'network/iss-generator.ts',
  'MUST-46': 'network/packet-arrival.ts',
  'MUST-63': 'network/packet-arrival.ts',
  'MUST-57': 'network/packet-arrival.ts',
  'MUST-2': 'network/tcp-header.ts',
  'MUST-3': 'network/tcp-header.ts',
  'MUST-14': 'network/tcp-header.ts',
  'MUST-65': 'network/tcp-header.ts',
  'MUST-5': 'network/tcp-header.ts',
  'MUST-6': 'network/tcp-header.ts',
};

/** Left out, with the reason. */
const LEFT_OUT: { readonly [id: string]: string } = {
  'SHLD-4': 'timestamps (RFC 7323) are not modelled',
  'MAY-6': 'optional: the probe without an octet (SHLD-12) is the only one',
};

const REQUIREMENTS: { readonly [id: string]: () => void } = {
  'MUST-10': () => {
    const crossing = crossingConnection(plain);
    expect(crossing).toMatchObject({
      state: 'SYN_RECEIVED',
      origin: 'active',
      snd: { iss: 1000, nxt: 1001 },
    });
    const opened = after(crossing, [arriving(segment('SA', PEER_ISS, { ack: 1001 }))], 0, plain);
    expect(opened.state).toBe('ESTABLISHED');
  },
  'MUST-11': () => {
    const reset = arriving(segment('R', 5001));
    const passive = step(connectionIn('SYN_RECEIVED', plain), reset, 0, plain);
    expect([passive.connection.state, signals(passive.effects)]).toEqual(['LISTEN', []]);
    const active = step(crossingConnection(plain), reset, 0, plain);
    expect([active.connection.state, signals(active.effects)]).toEqual(['CLOSED', ['connection-refused']]);
  },
  'MUST-12': () => {
    const normal = step(connectionIn('LAST_ACK', plain), fromPeer(1002, { seq: 5002 }), 0, plain);
    const aborted = step(connectionIn('ESTABLISHED', plain), arriving(segment('R', 5001)), 0, plain);
    expect([signals(normal.effects), signals(aborted.effects)]).toEqual([['closed'], ['connection-reset']]);
  },
  'MAY-1': () => {
    const halfClosed = connectionIn('FIN_WAIT_2', plain);
    const { connection, effects } = step(halfClosed, fromPeer(1002, { data: 10 }), 0, {
      ...plain,
      receivesAtOnce: true,
    });
    expect(connection.state).toBe('FIN_WAIT_2');
    expect(effects).toEqual([{ kind: 'delivered', from: 5001, octets: 10 }]);
  },
  'SHLD-3': () => {
    const unread = after(connectionIn('ESTABLISHED', plain), [fromPeer(1001, { data: 10 })], 0, plain);
    const gone = step(unread, { kind: 'application-gone' }, 0, plain);
    expect(gone.connection.state).toBe('CLOSED');
    expect(gone.effects).toMatchObject([
      { kind: 'owes-reset', cause: 'no-reader', segment: { seq: 1001, ack: 5011 } },
    ]);
    const late = after(connectionIn('FIN_WAIT_2', plain), [{ kind: 'application-gone' }], 0, plain);
    const reset = step(late, fromPeer(1002, { data: 10 }), 0, plain);
    expect(reset.connection.state).toBe('CLOSED');
    expect(reset.effects).toMatchObject([{ kind: 'owes-reset', segment: { seq: 1002 } }]);
  },
  'MUST-13': () => {
    const waiting = connectionIn('TIME_WAIT', plain);
    expect(timers(waiting, plain)).toEqual([{ timer: 'time-wait', at: 2 * plain.msl }]);
    const again = step(waiting, arriving(segment('FA', 5001, { ack: 1002 })), 9000, plain).connection;
    expect(timers(again, plain)).toEqual([{ timer: 'time-wait', at: 9000 + 2 * plain.msl }]);
    expect(owed(again, plain)).toEqual(['acknowledgment: ACK seq 1002 ack 5002']);
    const early = step(
      again,
      { kind: 'timer', timer: 'time-wait' },
      9000 + 2 * plain.msl - 1,
      plain,
    ).connection;
    expect(early).toEqual(again);
  },
  'MAY-2': () => {
    const waiting = connectionIn('TIME_WAIT', plain);
    const syn = segment('S', 6000);
    const reopened = step(
      waiting,
      { kind: 'segment', segment: syn, iss: segment('', 9000).seq },
      0,
      plain,
    ).connection;
    expect(reopened).toMatchObject({ state: 'SYN_RECEIVED', snd: { iss: 9000 }, rcv: { nxt: 6001 } });
    // Nobody listens; the ISS would repeat old numbers; or the SYN is an old one: at RCV.NXT, below it.
    const fresh = segment('', 9000).seq;
    for (const event of [
      { kind: 'segment', segment: syn },
      { kind: 'segment', segment: syn, iss: OUR_ISS },
      { kind: 'segment', segment: segment('S', 5002), iss: fresh },
      { kind: 'segment', segment: segment('S', 5000), iss: fresh },
    ] as const) {
      expect(step(waiting, event, 0, plain).connection.state).toBe('TIME_WAIT');
    }
  },
  'SHLD-2': () => {
    const reset = arriving(segment('R', 5001, { data: 20 }));
    expect(step(connectionIn('ESTABLISHED', plain), reset, 0, plain).connection.state).toBe('CLOSED');
  },
  'MUST-18': () => {
    const timed = outstanding(100, plain);
    const measured = step(timed, fromPeer(1101), 300, plain).connection;
    expect(measured).toMatchObject({ retransmission: { roundTrip: { rto: 1000, srtt: 37.5 } } });
    const rung = ring(timed, 'retransmission', plain);
    const repeated = paid(rung.connection, rung.now, plain).connection;
    const doubtful = step(repeated, fromPeer(1101), rung.now + 300, plain).connection;
    // The handshake's own sample of 0 ms stands: the repeat gave none.
    expect(doubtful).toMatchObject({ retransmission: { roundTrip: { srtt: 0 } } });
  },
  'MUST-19': () => {
    let connection = outstanding(100, plain);
    const gaps: number[] = [];
    let last = 0;
    for (let bell = 0; bell < 8; bell += 1) {
      const rung = ring(connection, 'retransmission', plain);
      gaps.push(rung.now - last);
      last = rung.now;
      if (rung.connection.state === 'CLOSED') break;
      connection = paid(rung.connection, rung.now, plain).connection;
    }
    expect(gaps).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000]);
  },
  'MUST-20': () => {
    const rung = ring(outstanding(100, plain), 'retransmission', plain);
    const limited = { ...plain, r2: { kind: 'count', repeats: 1 } } as const;
    const repeated = paid(rung.connection, rung.now, limited).connection;
    const ended = ring(repeated, 'retransmission', limited);
    expect([ended.connection.state, signals(ended.effects)]).toEqual(['CLOSED', ['user-timeout']]);
  },
  'MUST-21': () => {
    const set = calling({ kind: 'set', options: { userTimeout: 7000 } });
    const waiting = played(connectionIn('ESTABLISHED', plain), [set, send(100)], 0, plain);
    expect(at(waiting, 'user-timeout', plain)).toBe(7000);
    const ended = ring(waiting, 'user-timeout', plain);
    expect([ended.connection.state, signals(ended.effects)]).toEqual(['CLOSED', ['user-timeout']]);
  },
  'SHLD-9': () => {
    let connection = outstanding(100, plain);
    const told: (readonly string[])[] = [];
    for (let bell = 0; bell < 5; bell += 1) {
      const rung = ring(connection, 'retransmission', plain);
      told.push(signals(rung.effects));
      connection = paid(rung.connection, rung.now, plain).connection;
    }
    expect(told).toEqual([[], [], [], ['retransmission-trouble'], []]);
  },
  'SHLD-10': () => {
    expect(strictProfile.r1).toBeGreaterThanOrEqual(3);
    expect(linuxProfile.r1).toBeGreaterThanOrEqual(3);
  },
  'SHLD-11': () => {
    expect(strictProfile.r2).toEqual({ kind: 'time', after: 100_000 });
  },
  'MUST-22': () => {
    const opening = connectionIn('SYN_SENT', plain);
    const rung = ring(opening, 'retransmission', plain);
    expect(owed(rung.connection, plain)).toEqual(['repeat: SYN seq 1000']);
    const again = paid(rung.connection, rung.now, plain).connection;
    expect(at(again, 'retransmission', plain)).toBe(3000);
  },
  'MUST-23': () => {
    let connection = connectionIn('SYN_SENT', { ...plain, userTimeout: null });
    for (;;) {
      const rung = ring(connection, 'retransmission', plain);
      connection = paid(rung.connection, rung.now, plain).connection;
      if (connection.state === 'CLOSED') {
        expect(rung.now).toBeGreaterThanOrEqual(180_000);
        return;
      }
    }
  },
  'MAY-5': () => {
    const on = calling({
      kind: 'set',
      options: { keepAlive: { idle: 7_200_000, interval: 75_000, probes: 2 } },
    });
    const idle = after(connectionIn('ESTABLISHED', plain), [on], 0, plain);
    const rung = ring(idle, 'keep-alive', plain);
    expect([rung.now, owed(rung.connection, plain)]).toEqual([7_200_000, ['probe: ACK seq 1000 ack 5001']]);
  },
  'MUST-24': () => {
    const on = calling({ kind: 'set', options: { keepAlive: { idle: 10, interval: 5, probes: 2 } } });
    const off = calling({ kind: 'set', options: { keepAlive: null } });
    const lively = after(connectionIn('ESTABLISHED', plain), [on], 0, plain);
    expect(timers(lively, plain).map(({ timer }) => timer)).toEqual(['keep-alive']);
    expect(timers(after(lively, [off], 0, plain), plain)).toEqual([]);
  },
  'MUST-25': () => {
    for (const state of CONNECTION_STATES) {
      expect(
        timers(connectionIn(state, strictProfile), strictProfile).map(({ timer }) => timer),
      ).not.toContain('keep-alive');
    }
  },
  'MUST-26': () => {
    const profile = { ...plain, keepAlive: { idle: 1000, interval: 500, probes: 2 } };
    const heard = step(
      connectionIn('ESTABLISHED', profile),
      fromPeer(1001, { data: 5 }),
      400,
      profile,
    ).connection;
    expect(at(heard, 'keep-alive', profile)).toBe(1400);
    const busy = after(heard, [send(100)], 500, profile);
    const rung = step(
      paid(busy, 500, profile).connection,
      { kind: 'timer', timer: 'keep-alive' },
      1500,
      profile,
    );
    expect(owed(rung.connection, profile)).toEqual([]);
  },
  'MUST-27': () => {
    const on = calling({ kind: 'set', options: { keepAlive: { idle: 1234, interval: 56, probes: 3 } } });
    const idle = after(connectionIn('ESTABLISHED', plain), [on], 0, plain);
    const rung = ring(idle, 'keep-alive', plain);
    const probed = paid(rung.connection, rung.now, plain).connection;
    expect([rung.now, at(probed, 'keep-alive', plain)]).toEqual([1234, 1290]);
  },
  'MUST-28': () => {
    // No profile has a default of its own: an interval is always the application's word, and off until then.
    expect([strictProfile.keepAlive, linuxProfile.keepAlive]).toEqual([null, null]);
  },
  'MUST-29': () => {
    const profile = { ...plain, keepAlive: { idle: 1000, interval: 500, probes: 2 } };
    let connection = connectionIn('ESTABLISHED', profile);
    const states: string[] = [];
    for (let probe = 0; probe < 3; probe += 1) {
      const rung = ring(connection, 'keep-alive', profile);
      states.push(rung.connection.state);
      connection = paid(rung.connection, rung.now, profile).connection;
    }
    expect(states).toEqual(['ESTABLISHED', 'ESTABLISHED', 'CLOSED']);
  },
  'SHLD-12': () => {
    const profile = { ...plain, keepAlive: { idle: 1000, interval: 500, probes: 2 } };
    const [probe] = dues(
      ring(connectionIn('ESTABLISHED', profile), 'keep-alive', profile).connection,
      1000,
      profile,
    );
    expect(probe?.segment).toMatchObject({ seq: 1000, dataLength: 0 });
  },
  'MUST-34': () => {
    const sent = outstanding(500, plain);
    const shrunk = after(sent, [fromPeer(1001, { window: 100 }), send(300)], 0, plain);
    // Nothing new fits, what is outstanding is repeated as before, and the connection lives.
    expect(owed(shrunk, plain)).toEqual([]);
    const rung = ring(shrunk, 'retransmission', plain);
    expect(owed(rung.connection, plain)).toEqual(['repeat: ACK seq 1001 ack 5001 data 500']);
  },
  'MUST-35': () => REQUIREMENTS['MUST-36']?.(),
  'MUST-36': () => {
    const closed = after(
      connectionIn('ESTABLISHED', plain),
      [fromPeer(1001, { window: 0 }), send(300)],
      0,
      plain,
    );
    expect(owed(closed, plain)).toEqual([]);
    const rung = ring(closed, 'persist', plain);
    expect(owed(rung.connection, plain)).toEqual(['probe: ACK seq 1001 ack 5001 data 1']);
  },
  'SHLD-29': () => {
    const closed = after(
      connectionIn('ESTABLISHED', plain),
      [fromPeer(1001, { window: 0 }), send(300)],
      50,
      plain,
    );
    expect(at(closed, 'persist', plain)).toBe(1050);
  },
  'SHLD-30': () => {
    let connection = after(
      connectionIn('ESTABLISHED', plain),
      [fromPeer(1001, { window: 0 }), send(300)],
      0,
      plain,
    );
    const moments: number[] = [];
    for (let probe = 0; probe < 5; probe += 1) {
      const rung = ring(connection, 'persist', plain);
      moments.push(rung.now);
      connection = paid(rung.connection, rung.now, plain).connection;
    }
    expect(moments).toEqual([1000, 3000, 7000, 15_000, 31_000]);
  },
  'MUST-37': () => {
    let connection = after(
      connectionIn('ESTABLISHED', plain),
      [fromPeer(1001, { window: 0 }), send(300)],
      0,
      plain,
    );
    let now = 0;
    for (let probe = 0; probe < 40; probe += 1) {
      const rung = ring(connection, 'persist', plain);
      now = rung.now;
      const probed = paid(rung.connection, now, plain).connection;
      connection = step(probed, fromPeer(1001, { window: 0 }), now, plain).connection;
    }
    expect([connection.state, now > 1_000_000]).toEqual(['ESTABLISHED', true]);
    const silent = { ...plain, userTimeout: 20_000 };
    for (let probe = 0; probe < 10 && connection.state === 'ESTABLISHED'; probe += 1) {
      const rung = ring(connection, timers(connection, silent)[0]?.timer ?? 'persist', silent);
      connection = paid(rung.connection, rung.now, silent).connection;
    }
    expect(connection.state).toBe('CLOSED');
  },
  'MUST-66': () => {
    const full = { ...plain, receiveWindow: 10 };
    const shut = after(connectionIn('ESTABLISHED', full), [fromPeer(1001, { data: 10 })], 0, full);
    expect(shut).toMatchObject({ rcv: { wnd: 0, nxt: 5011 } });
    expect(step(shut, arriving(segment('R', 5011)), 0, full).connection.state).toBe('CLOSED');
    const sent = played(shut, [send(100)], 0, full);
    const acknowledged = step(sent, fromPeer(1101, { seq: 5011, data: 5 }), 0, full).connection;
    expect(acknowledged).toMatchObject({ snd: { una: 1101 }, rcv: { nxt: 5011 } });
    expect(owed(acknowledged, full)).toEqual(['acknowledgment: ACK seq 1101 ack 5011']);
  },
  'SHLD-18': () => {
    const delayed = after(
      connectionIn('ESTABLISHED', strictProfile),
      [fromPeer(1001, { data: 10 })],
      0,
      strictProfile,
    );
    expect(owed(delayed, strictProfile)).toEqual([]);
    expect(owed(ring(delayed, 'delayed-ack', strictProfile).connection, strictProfile)).toEqual([
      'acknowledgment: ACK seq 1001 ack 5011',
    ]);
  },
  'MUST-40': () => {
    for (const profile of [strictProfile, linuxProfile]) expect(profile.delayedAck).toBeLessThan(500);
  },
  'SHLD-19': () => {
    const first = fromPeer(1001, { data: 536 });
    const second = fromPeer(1001, { data: 536, seq: 5537 });
    const both = after(connectionIn('ESTABLISHED', strictProfile), [first, second], 0, strictProfile);
    expect(owed(both, strictProfile)).toEqual(['acknowledgment: ACK seq 1001 ack 6073']);
  },
  'MUST-58': () => REQUIREMENTS['MUST-59']?.(),
  'MUST-59': () => {
    const segments = [
      fromPeer(1001, { data: 100 }),
      fromPeer(1001, { data: 100, seq: 5101 }),
      fromPeer(1001, { data: 100, seq: 5201 }),
    ];
    const { sent } = paid(after(connectionIn('ESTABLISHED', plain), segments, 0, plain), 0, plain);
    expect(sent.map((one: Segment) => segmentText(one))).toEqual(['ACK seq 1001 ack 5301']);
  },
  'SHLD-31': () => {
    const profile = { ...plain, receivesAtOnce: true };
    const later = step(
      connectionIn('ESTABLISHED', profile),
      fromPeer(1001, { data: 50, seq: 5051 }),
      0,
      profile,
    );
    expect(later.effects).toEqual([]);
    const filled = step(later.connection, fromPeer(1001, { data: 50 }), 0, profile);
    expect(filled.effects).toEqual([{ kind: 'delivered', from: 5001, octets: 100 }]);
  },
  'MAY-13': () => {
    const later = after(
      connectionIn('ESTABLISHED', strictProfile),
      [fromPeer(1001, { data: 50, seq: 5051 })],
      0,
      strictProfile,
    );
    expect(owed(later, strictProfile)).toEqual(['acknowledgment: ACK seq 1001 ack 5001']);
  },
  'MAY-12': () => {
    const old = fromPeer(1001 - 8000 - 1, { data: 10 });
    const dropped = after(connectionIn('ESTABLISHED', plain), [old], 0, plain);
    expect(dropped).toMatchObject({ rcv: { nxt: 5001 } });
    expect(owed(dropped, plain)).toEqual(['acknowledgment: ACK seq 1001 ack 5001']);
    const within = after(connectionIn('ESTABLISHED', plain), [fromPeer(1001 - 8000, { data: 10 })], 0, plain);
    expect(within).toMatchObject({ rcv: { nxt: 5011 } });
  },
  'MUST-41': () => {
    // A connection is a value of its own: opening another one can't touch it.
    const open = connectionIn('ESTABLISHED', plain);
    const kept = structuredClone(open);
    step(closedConnection, calling({ kind: 'open-passive' }), 0, plain);
    step(listenConnection, arriving(segment('S', PEER_ISS)), 0, plain);
    expect(open).toEqual(kept);
  },
  'MUST-42': () => {
    const listener = listenConnection;
    const first = step(listener, arriving(segment('S', 5000)), 0, plain).connection;
    const second = step(listener, arriving(segment('S', 7000)), 0, plain).connection;
    expect([first, second]).toMatchObject([{ rcv: { irs: 5000 } }, { rcv: { irs: 7000 } }]);
    expect(answerToSyn(linuxLimits(8, false), { synReceived: 1, established: 1 })).toBe('child');
  },
  'MUST-54': () => {
    const error = { kind: 'destination-unreachable', code: 3 } as const;
    const refused = step(connectionIn('SYN_SENT', plain), { kind: 'icmp', error }, 0, plain);
    expect([refused.connection.state, signals(refused.effects)]).toEqual(['CLOSED', ['unreachable']]);
  },
  'MUST-55': () => {
    const event = { kind: 'icmp', error: { kind: 'source-quench' } } as const;
    for (const state of CONNECTION_STATES) {
      const given = connectionIn(state, plain);
      expect(step(given, event, 0, plain)).toEqual({ connection: given, effects: [] });
    }
  },
  'MUST-56': () => {
    const event = { kind: 'icmp', error: { kind: 'destination-unreachable', code: 1 } } as const;
    for (const state of CONNECTION_STATES) {
      const given = connectionIn(state, plain);
      expect(step(given, event, 0, plain).connection).toEqual(given);
    }
  },
  'SHLD-25': () => {
    const error = { kind: 'time-exceeded' } as const;
    const { effects } = step(connectionIn('ESTABLISHED', plain), { kind: 'icmp', error }, 0, plain);
    expect(effects).toEqual([{ kind: 'signal', signal: 'unreachable', error }]);
  },
  'SHLD-26': () => {
    const error = { kind: 'destination-unreachable', code: 2 } as const;
    const aborts = { ...plain, hardErrorsAbort: true };
    expect(
      step(connectionIn('ESTABLISHED', aborts), { kind: 'icmp', error }, 0, aborts).connection.state,
    ).toBe('CLOSED');
  },
};

describe('the numbered requirements', () => {
  const file = new URL('../../../tests/data/tcp/transitions.json', import.meta.url);
  const { requirements } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly requirements: readonly {
      readonly id: string;
      readonly section: string;
      readonly text: string;
    }[];
  };

  test('each has a test here, a module that holds it, or a reason', () => {
    const known = [...Object.keys(REQUIREMENTS), ...Object.keys(HELD_ELSEWHERE), ...Object.keys(LEFT_OUT)];
    expect(known.toSorted()).toEqual(requirements.map(({ id }) => id).toSorted());
  });

  const here = requirements.filter(({ id }) => REQUIREMENTS[id] !== undefined);
  test.each(here)('$id §$section: $text', ({ id }) => {
    expect.hasAssertions();
    REQUIREMENTS[id]?.();
  });

  test('an ABORT tells the peer, and the user who waits', () => {
    const aborted = step(connectionIn('ESTABLISHED', plain), abort, 0, plain);
    expect(aborted.effects).toMatchObject([
      { kind: 'owes-reset', segment: { seq: 1001 } },
      { signal: 'connection-reset' },
    ]);
  });

  test('a RECEIVE that opens a closed window owes an ACK', () => {
    const full = { ...plain, receiveWindow: 1000 };
    const shut = played(connectionIn('ESTABLISHED', full), [fromPeer(1001, { data: 1000 })], 0, full);
    const opened = step(shut, receive(1000), 0, full);
    expect(opened.effects).toEqual([{ kind: 'delivered', from: 5001, octets: 1000 }]);
    expect(owed(opened.connection, full)).toEqual(['acknowledgment: ACK seq 1001 ack 6001']);
  });

  test('a CLOSE behind queued octets waits for the window', () => {
    const queued = after(
      connectionIn('ESTABLISHED', plain),
      [fromPeer(1001, { window: 100 }), send(100), close],
      0,
      plain,
    );
    expect(owed(queued, plain)).toEqual(['data: ACK seq 1001 ack 5001 data 100']);
  });
});
