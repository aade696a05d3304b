// Every row of the plan's transition relation, "emits" read as "owes afterwards" (rules.md §1.1).
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { assert, present } from '../kernel/assert.ts';
import {
  CONNECTION_STATES,
  type Connection,
  type ConnectionState,
  closedConnection,
  type SynchronizedConnection,
} from './connection.ts';
import { type Due, dues } from './dues.ts';
import type { TcpEffect, TcpEvent, TimerName, UserCall } from './events.ts';
import { linuxProfile, type Profile, strictProfile } from './profile.ts';
import { flagsText, type Segment } from './segment.ts';
import { sequenceAdd, sequenceNumber } from './sequence-number.ts';
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

interface Row {
  readonly id: string;
  readonly state: ConnectionState | '*';
  readonly kind: 'call' | 'segment' | 'timeout' | 'icmp';
  readonly event: string;
  readonly when: string;
  readonly next: ConnectionState | '*';
  readonly emit: readonly string[];
  readonly signal: string;
  readonly section: string;
  readonly source: string;
}

/** What a row says, made concrete. */
interface Scenario {
  readonly given: Connection;
  readonly event: TcpEvent;
  readonly now: number;
  readonly profile: Profile;
}

const relation = JSON.parse(
  readFileSync(new URL('../../../tests/data/tcp/transitions.json', import.meta.url), 'utf8'),
) as { readonly transitions: readonly Row[] };

const CALLS: { readonly [event: string]: UserCall } = {
  'OPEN passive': { kind: 'open-passive' },
  'OPEN active': { kind: 'open-active', iss: OUR_ISS },
  OPEN: { kind: 'open-active', iss: OUR_ISS },
  SEND: { kind: 'send', octets: 100 },
  RECEIVE: { kind: 'receive', octets: 100 },
  CLOSE: { kind: 'close' },
  ABORT: { kind: 'abort' },
  STATUS: { kind: 'status' },
};

const TIMERS: { readonly [event: string]: TimerName } = {
  retransmission: 'retransmission',
  'zero-window probe': 'persist',
  'keep-alive': 'keep-alive',
  'keep-alive limit': 'keep-alive',
  'delayed ACK': 'delayed-ack',
  '2MSL': 'time-wait',
  'FIN_WAIT_2 idle': 'orphan-fin-wait-2',
  R2: 'retransmission',
  'R2 / user timeout': 'retransmission',
  'user timeout': 'user-timeout',
};

const KEEP_ALIVE = { keepAlive: { idle: 7_200_000, interval: 75_000, probes: 2 } } as const;

function profileOf(row: Row): Profile {
  const profile = /Linux|practice/.test(row.source) ? linuxProfile : strictProfile;
  return row.event.startsWith('keep-alive') ? { ...profile, keepAlive: KEEP_ALIVE.keepAlive } : profile;
}

function synchronized(connection: Connection): SynchronizedConnection {
  assert('rcv' in connection, `${connection.state} has no receive sequence`);
  return connection;
}

/** The connection that the row starts from; it owes nothing. */
function givenBy(row: Row, profile: Profile): Connection {
  if (row.state === '*') return connectionIn('ESTABLISHED', profile);
  if (/came from SYN_SENT|simultaneous open/.test(row.when) || row.id === 'r2-syn_received-active') {
    return crossingConnection(profile);
  }
  const base = connectionIn(row.state, profile);
  if (row.when === 'data pending') return after(base, [calling({ kind: 'send', octets: 100 })], 0, profile);
  if (row.when.includes('text remains') || row.when.includes('not read')) return withUnread(row, profile);
  if (row.event.includes('no reader')) return after(base, [{ kind: 'application-gone' }], 0, profile);
  if (row.event === 'FIN_WAIT_2 idle') {
    const closing = connectionIn('FIN_WAIT_1', profile);
    const acknowledged = arriving(segment('A', 5001, { ack: 1002 }));
    return after(closing, [{ kind: 'application-gone' }, acknowledged], 0, profile);
  }
  if (/^ACK new|^ACK not of our FIN|^duplicate ACK/.test(row.event))
    return withOutstanding(row.state, profile);
  if (row.kind === 'timeout') return beforeTimeOut(row, base, profile);
  return base;
}

/** ESTABLISHED or CLOSE_WAIT with 100 octets unread. */
function withUnread(row: Row, profile: Profile): Connection {
  if (row.when === 'no text remains') return connectionIn('CLOSE_WAIT', profile);
  const flags = row.state === 'CLOSE_WAIT' ? 'FA' : 'A';
  const text = arriving(segment(flags, 5001, { ack: 1001, data: 100 }));
  return paid(after(connectionIn('ESTABLISHED', profile), [text], 0, profile), 0, profile).connection;
}

/** `state` with 100 octets outstanding, before the FIN where there is one. */
function withOutstanding(state: ConnectionState, profile: Profile): Connection {
  const send = calling({ kind: 'send', octets: 100 });
  const close = calling({ kind: 'close' });
  const open = connectionIn('ESTABLISHED', profile);
  const fin = arriving(segment('FA', 5001, { ack: 1001 }));
  const ways: { readonly [state: string]: readonly TcpEvent[] } = {
    ESTABLISHED: [send],
    FIN_WAIT_1: [send, close],
    CLOSE_WAIT: [fin, send],
    CLOSING: [send, close, fin],
    LAST_ACK: [fin, send, close],
  };
  const way = ways[state];
  if (way === undefined) return connectionIn(state, profile);
  return way.reduce<Connection>(
    (current, event) => paid(step(current, event, 0, profile).connection, 0, profile).connection,
    open,
  );
}

function beforeTimeOut(row: Row, base: Connection, profile: Profile): Connection {
  const { state } = base;
  switch (row.event) {
    case 'retransmission':
    case 'R2 / user timeout':
      return state === 'ESTABLISHED' || state === 'CLOSE_WAIT' ? withOutstanding(state, profile) : base;
    case 'zero-window probe':
      return withClosedWindow(state, profile);
    case 'delayed ACK':
      return withDelayedAck(state, profile);
    case 'keep-alive limit': {
      const silent = {
        ...synchronized(base),
        keepAlive: { kind: 'running', expiresAt: 0, probes: 2 },
      } as const;
      return silent as Connection;
    }
    default:
      return base;
  }
}

function withClosedWindow(state: ConnectionState, profile: Profile): Connection {
  const shut = arriving(segment('A', 5001, { ack: 1001, window: 0 }));
  const send = calling({ kind: 'send', octets: 100 });
  const fin = arriving(segment('FA', 5001, { ack: 1001, window: 0 }));
  const ways: { readonly [state: string]: readonly TcpEvent[] } = {
    ESTABLISHED: [shut, send],
    FIN_WAIT_1: [shut, send, calling({ kind: 'close' })],
    CLOSE_WAIT: [fin, send],
  };
  const events = present(ways[state], `a closed window in ${state}`);
  return paid(after(connectionIn('ESTABLISHED', profile), events, 0, profile), 0, profile).connection;
}

/** CLOSE_WAIT with a delayed ACK: its text came in order, the FIN's own ACK has left already. */
function withDelayedAck(state: ConnectionState, profile: Profile): Connection {
  if (state !== 'CLOSE_WAIT') {
    const base = synchronized(connectionIn(state, profile));
    const ack = state === 'FIN_WAIT_2' ? 1002 : 1001;
    return after(base, [arriving(segment('A', 5001, { ack, data: 100 }))], 0, profile);
  }
  const waiting = connectionIn('CLOSE_WAIT', profile);
  return {
    ...synchronized(waiting),
    acknowledgment: { kind: 'delayed', expiresAt: 40, octets: 100 },
  } as Connection;
}

/** The segment of the row, numbered for `given`. */
function arrivalOf(row: Row, given: Connection): Segment {
  if (given.state === 'CLOSED' || given.state === 'LISTEN') return arrivalBeforeConnection(row);
  if (given.state === 'SYN_SENT') return arrivalAtSynSent(row);
  const { snd, rcv } = synchronized(given);
  const at = (
    flags: string,
    offset: number,
    fields: { readonly ack?: number; readonly data?: number } = {},
  ) => segment(flags, sequenceAdd(rcv.nxt, offset), { ack: snd.una, ...fields });
  switch (row.event) {
    case 'SEG.SEQ unacceptable, no RST':
      return at('A', -1);
    case 'SEG.SEQ unacceptable, RST':
      return at('R', rcv.wnd);
    case 'RST in window, SEG.SEQ != RCV.NXT':
      return at('R', 1);
    case 'RST, SEG.SEQ = RCV.NXT':
      return at('R', 0);
    case 'SYN in window':
    case 'SYN (any sequence)':
      return at('S', 1);
    case 'SYN with SEG.SEQ = IRS (old duplicate of the first SYN)':
      return segment('S', rcv.irs);
    case 'SYN,ACK with SEG.SEQ = IRS, ACK acceptable':
      return segment('SA', rcv.irs, { ack: snd.nxt });
    case 'acceptable, no RST, no SYN, no ACK':
      return segment('', rcv.nxt, { data: 10 });
    case 'SEG.ACK > SND.NXT':
      return at('A', 0, { ack: sequenceAdd(snd.nxt, 1) });
    case 'SEG.ACK < SND.UNA - MAX.SND.WND':
      return at('A', 0, { ack: sequenceAdd(snd.una, -snd.maxWnd - 1) });
    case 'duplicate ACK (SEG.ACK =< SND.UNA)':
      return at('A', 0);
    case 'SYN, SEG.SEQ > RCV.NXT (or newer timestamp)':
      return at('S', 1);
    case 'SYN otherwise':
      return at('S', 0);
    case 'ACK acceptable (SND.UNA < SEG.ACK =< SND.NXT)':
    case 'ACK of our FIN':
      return at('A', 0, { ack: snd.nxt });
    case 'FIN, ACK acceptable':
    case 'FIN and ACK of our FIN':
      return at('FA', 0, { ack: snd.nxt });
    case 'ACK unacceptable':
      return at('A', 0, { ack: sequenceAdd(snd.nxt, 1) });
    case 'ACK new':
    case 'ACK new, not of our FIN':
      return at('A', 0, { ack: sequenceAdd(snd.una, 100) });
    case 'ACK not of our FIN':
    case 'ACK':
      return at('A', 0);
    case 'in-order text':
    case "text after the peer's FIN":
    case 'new text after close() (no reader)':
      return at('A', 0, { data: 50 });
    case 'text beyond RCV.NXT in window':
      return at('A', 10, { data: 50 });
    case 'FIN':
    case 'FIN, our FIN not acknowledged':
      return at('FA', 0);
    case 'FIN again':
    case 'retransmitted FIN':
      return at('FA', -1);
    case 'FIN again (left of window), ACK of our FIN':
      return at('FA', -1, { ack: snd.nxt });
    default:
      throw new Error(`the relation has an event that this test does not know: ${row.event}`);
  }
}

function arrivalBeforeConnection(row: Row): Segment {
  switch (row.event) {
    case 'RST (any)':
    case 'RST':
      return segment('R', PEER_ISS);
    case 'no RST, no ACK':
      return segment('S', PEER_ISS, { data: 7 });
    case 'no RST, ACK':
      return segment('A', PEER_ISS, { ack: 777 });
    case 'ACK (with or without SYN, FIN, data)':
      return segment('SA', PEER_ISS, { ack: 777 });
    case 'SYN':
      return segment('S', PEER_ISS);
    case 'SYN with data and/or FIN':
      return segment('SF', PEER_ISS, { data: 7 });
    case 'no RST, no ACK, no SYN':
      return segment('F', PEER_ISS);
    default:
      throw new Error(`the relation has an event that this test does not know: ${row.event}`);
  }
}

function arrivalAtSynSent(row: Row): Segment {
  const good = 1001;
  switch (row.event) {
    case 'ACK unacceptable, no RST':
      return segment('A', PEER_ISS, { ack: 1002 });
    case 'ACK unacceptable, RST':
      return segment('RA', PEER_ISS, { ack: 1000 });
    case 'RST, ACK acceptable':
      return segment('RA', PEER_ISS, { ack: good });
    case 'RST, no ACK':
      return segment('R', PEER_ISS);
    case 'SYN, ACK acceptable':
      return segment('SA', PEER_ISS, { ack: good });
    case 'SYN, FIN, ACK acceptable':
      return segment('SFA', PEER_ISS, { ack: good });
    case 'SYN, no ACK':
      return segment('S', PEER_ISS);
    case 'ACK acceptable, no SYN, no RST':
      return segment('A', PEER_ISS, { ack: good });
    case 'no ACK, no SYN, no RST':
      return segment('', PEER_ISS, { data: 5 });
    default:
      throw new Error(`the relation has an event that this test does not know: ${row.event}`);
  }
}

function scenarioOf(row: Row): Scenario {
  const profile = profileOf(row);
  const given = givenBy(row, profile);
  switch (row.kind) {
    case 'call':
      return { given, event: callOf(row), now: 10, profile };
    case 'segment': {
      const iss = sequenceNumber(OUR_ISS + 200_000);
      const event: TcpEvent =
        row.state === 'TIME_WAIT' && row.when === 'a listener exists'
          ? { kind: 'segment', segment: arrivalOf(row, given), iss }
          : arriving(arrivalOf(row, given));
      return { given, event, now: 10, profile };
    }
    case 'timeout':
      return timeOutOf(row, given, profile);
    case 'icmp':
      return { given, event: { kind: 'icmp', error: icmpErrorOf(row) }, now: 10, profile };
  }
}

function callOf(row: Row): TcpEvent {
  if (row.when === 'remote socket unspecified') {
    return calling({ kind: 'open-active', iss: OUR_ISS, remoteUnspecified: true });
  }
  if (row.id === 'send-listen') return calling({ kind: 'send', octets: 100, iss: OUR_ISS });
  // The sockets API closes both directions: the application is gone, whatever it has not read is lost.
  if (row.when.includes('not read')) return { kind: 'application-gone' };
  return calling(present(CALLS[row.event], row.event));
}

function timeOutOf(row: Row, given: Connection, profile: Profile): Scenario {
  const timer = present(TIMERS[row.event], row.event);
  const at = timers(given, profile).find((running) => running.timer === timer)?.at ?? 0;
  const event: TcpEvent = { kind: 'timer', timer };
  if (!row.event.startsWith('R2')) return { given, event, now: at, profile };
  // R2: the bell rings after the front has been repeated as long as the profile lets it.
  const { limited, now } = untilR2(given, profile);
  return { given: limited, event, now, profile };
}

/** `given` after every bell but the last, each paid at once. */
function untilR2(
  given: Connection,
  profile: Profile,
): { readonly limited: Connection; readonly now: number } {
  let limited = given;
  for (;;) {
    const bell = present(
      timers(limited, profile).find(({ timer }) => timer === 'retransmission'),
      'the bell',
    );
    const rung = step(limited, { kind: 'timer', timer: 'retransmission' }, bell.at, profile).connection;
    if (rung.state !== limited.state) return { limited, now: bell.at };
    limited = paid(rung, bell.at, profile).connection;
  }
}

function icmpErrorOf(row: Row): Extract<TcpEvent, { kind: 'icmp' }>['error'] {
  if (row.event === 'source quench') return { kind: 'source-quench' };
  return { kind: 'destination-unreachable', code: row.event.includes('2,3') ? 3 : 0 };
}

/** `<SEQ=..><ACK=..><CTL=..>` of the row, with the numbers of `next` and of the segment that came. */
function templateNumbers(template: string, numbers: Connection, arrived: Segment | undefined): object {
  const value = (expression: string | undefined): number => {
    const from = 'snd' in numbers ? numbers.snd : undefined;
    const rcv = 'rcv' in numbers ? numbers.rcv : undefined;
    switch (expression) {
      case undefined:
      case '0':
        return 0;
      case 'ISS':
        return present(from, 'SND').iss;
      case 'SND.NXT':
        return present(from, 'SND').nxt;
      case 'SND.NXT-1':
        return present(from, 'SND').nxt - 1;
      case 'RCV.NXT':
        return present(rcv, 'RCV').nxt;
      case 'SEG.ACK':
        return present(arrived, 'SEG').ack;
      case 'SEG.SEQ+SEG.LEN': {
        const { seq, flags, dataLength } = present(arrived, 'SEG');
        return seq + dataLength + Number(flags.syn) + Number(flags.fin);
      }
      default:
        throw new Error(`the relation has a number that this test does not know: ${expression}`);
    }
  };
  const part = (name: string) => new RegExp(`<${name}=([^>]*)>`).exec(template)?.[1];
  const control = present(part('CTL'), 'CTL').replace('[,PSH]', '').split(',').sort();
  return {
    seq: value(part('SEQ')),
    ack: value(part('ACK')),
    control,
    data: template.includes('<data>'),
  };
}

function shape(owed: Segment): object {
  return {
    seq: owed.seq,
    ack: owed.ack,
    control: flagsText(owed.flags).split('+').sort(),
    data: owed.dataLength > 0,
  };
}

function resets(effects: readonly TcpEffect[]): readonly Segment[] {
  return effects.flatMap((effect) => (effect.kind === 'owes-reset' ? [effect.segment] : []));
}

/** Asserts that `owed` and `reset` are what the row emits, no more and no less. */
function expectEmits(
  row: Row,
  scenario: Scenario,
  next: Connection,
  owed: readonly Due[],
  reset: readonly Segment[],
) {
  const arrived = scenario.event.kind === 'segment' ? scenario.event.segment : undefined;
  const [emit] = row.emit;
  if (emit === undefined || emit.startsWith('[window update')) {
    expect(reset).toEqual([]);
    expect(owed).toEqual([]);
    return;
  }
  if (emit.startsWith('[')) {
    const kinds = owed.map((due) => due.kind);
    if (emit.startsWith('[front')) expect(kinds).toEqual(['repeat']);
    else if (emit.startsWith('[one new octet')) expect(kinds).toEqual(['probe']);
    else expect(reset.map((sent) => flagsText(sent.flags))).toEqual(['RST+ACK']);
    return;
  }
  const numbers = 'snd' in next ? next : scenario.given;
  const wanted = templateNumbers(emit, numbers, arrived);
  // A Linux RST may carry an ACK where the row, in the RFC's words, has none.
  const segments = [...reset, ...owed.map((due) => due.segment)];
  expect(segments.map(shape)).toEqual([wanted]);
}

const SIGNALS: readonly (readonly [RegExp, object | null])[] = [
  [/connection closing/, { signal: 'error', error: 'connection closing' }],
  [/connection already exists/, { signal: 'error', error: 'connection already exists' }],
  [/does not exist/, { signal: 'error', error: 'connection does not exist' }],
  [/remote socket unspecified/, { signal: 'error', error: 'remote socket unspecified' }],
  [/^connection reset to queued|^error: connection reset/, { signal: 'connection-reset' }],
  [/connection refused/, { signal: 'connection-refused' }],
  [/user timeout|^ETIMEDOUT/, { signal: 'user-timeout' }],
  [/connection open/, { signal: 'connection-open' }],
  [/error: closing|^ok$/, { signal: 'closed' }],
  [/^error \(ECONN/, { signal: 'unreachable' }],
  [/^peer:/, null],
];

function expectSignal(row: Row, effects: readonly TcpEffect[]) {
  if (row.signal === '') return;
  const told = effects.filter((effect) => effect.kind === 'signal');
  if (row.signal.startsWith('state = ')) {
    expect(told).toEqual([{ kind: 'signal', signal: 'status', state: row.state }]);
    return;
  }
  if (row.id === 'seg-established-fin') {
    expect(told).toEqual([{ kind: 'signal', signal: 'connection-closing' }]);
    return;
  }
  const expected = present(
    SIGNALS.find(([words]) => words.test(row.signal)),
    `a signal for ${row.signal}`,
  )[1];
  if (expected === null) expect(told).toEqual([]);
  else expect(told).toContainEqual(expect.objectContaining(expected));
}

/** The delayed ACK of in-order text is owed when its timer rings (SHLD-18); every other due is owed at once. */
function owedAfter(row: Row, next: Connection, now: number, profile: Profile): readonly Due[] {
  const isText = row.event === 'in-order text';
  const bell = isText ? timers(next, profile).find(({ timer }) => timer === 'delayed-ack') : undefined;
  if (bell === undefined) return dues(next, now, profile);
  const rung = step(next, { kind: 'timer', timer: 'delayed-ack' }, bell.at, profile).connection;
  return dues(rung, bell.at, profile);
}

describe('the relation of RFC 9293', () => {
  test('has the 230 rows that were counted', () => {
    expect(relation.transitions.length).toBe(230);
  });

  test.each(relation.transitions)('$id: $state, $event -> $next', (row) => {
    const scenario = scenarioOf(row);
    const { given, event, now, profile } = scenario;
    expect(dues(given, now, profile)).toEqual([]);
    const { connection: next, effects } = step(given, event, now, profile);
    expect(next.state).toBe(row.next === '*' ? given.state : row.next);
    expectEmits(row, scenario, next, owedAfter(row, next, now, profile), resets(effects));
    expectSignal(row, effects);
  });

  test('SND.NXT moves when the SYN leaves: SND.UNA = ISS, SND.NXT = ISS + 1', () => {
    const opened = after(
      closedConnection,
      [calling({ kind: 'open-active', iss: OUR_ISS })],
      0,
      strictProfile,
    );
    expect(opened).toMatchObject({ snd: { iss: 1000, una: 1000, nxt: 1000 } });
    const { connection } = paid(opened, 0, strictProfile);
    expect(connection).toMatchObject({ snd: { iss: 1000, una: 1000, nxt: 1001 } });
  });

  test.each(CONNECTION_STATES)('soft ICMP errors and source quench change nothing in %s', (state) => {
    const given = connectionIn(state, strictProfile);
    for (const error of [
      { kind: 'destination-unreachable', code: 0 },
      { kind: 'destination-unreachable', code: 1 },
      { kind: 'destination-unreachable', code: 5 },
      { kind: 'time-exceeded' },
      { kind: 'parameter-problem' },
      { kind: 'source-quench' },
    ] as const) {
      expect(step(given, { kind: 'icmp', error }, 0, strictProfile).connection).toEqual(given);
    }
  });
});
