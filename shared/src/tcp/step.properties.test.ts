// Whatever happens to a connection, in whatever order, near the wrap or not: these hold after each step.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Connection, closedConnection } from './connection.ts';
import { dues } from './dues.ts';
import { type TcpEvent, TIMER_NAMES } from './events.ts';
import { maySend } from './may-send.ts';
import { gameProfile, linuxProfile, type Profile, strictProfile } from './profile.ts';
import { segmentText } from './segment.ts';
import { sequenceAdd, sequenceDifference, sequenceNumber } from './sequence-number.ts';
import { step } from './step.ts';
import { paid } from './testing/connection-in.ts';
import { wakeAt } from './timers.ts';

const PROFILES: readonly Profile[] = [
  strictProfile,
  linuxProfile,
  gameProfile({ rto: 12_000, rtoMax: 24_000, msl: 12_000, userTimeout: 60_000, orphanFinWait2: 45_000 }),
  { ...strictProfile, receiveWindow: 20, mss: 7 },
];

/** What is drawn; numbers are offsets from where the connection then stands. */
interface Draw {
  readonly kind: 'call' | 'segment' | 'timer' | 'pay' | 'transmit' | 'other';
  readonly choice: number;
  readonly flags: number;
  readonly seq: number;
  readonly ack: number;
  readonly data: number;
  readonly window: number;
  readonly wait: number;
}

const near = fc.oneof(fc.constantFrom(0, 0, 0, 1, -1, 2), fc.integer({ min: -30, max: 30 }), fc.integer());
const draw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.constantFrom(
    'call',
    'call',
    'segment',
    'segment',
    'segment',
    'timer',
    'pay',
    'pay',
    'transmit',
    'other',
  ),
  choice: fc.nat(6),
  flags: fc.constantFrom(2, 2, 2, 2, 3, 6, 1, 8, 10, 0, 4, 7, 15),
  seq: near,
  ack: near,
  data: fc.constantFrom(0, 0, 5, 10, 25),
  window: fc.constantFrom(0, 3, 20, 8000),
  wait: fc.constantFrom(0, 0, 10, 1000, 13_000, 130_000),
});

function eventOf(connection: Connection, drawn: Draw, iss: number, irs: number): TcpEvent {
  const base = { seq: sequenceNumber(irs), ack: sequenceNumber(iss) };
  const nxt = 'rcv' in connection ? connection.rcv.nxt : base.seq;
  const una = 'snd' in connection ? connection.snd.nxt : base.ack;
  const ack = (drawn.flags & 2) !== 0;
  const segment = {
    seq: sequenceAdd(nxt, drawn.seq),
    ack: ack ? sequenceAdd(una, drawn.ack) : sequenceNumber(0),
    flags: { syn: (drawn.flags & 1) !== 0, ack, fin: (drawn.flags & 4) !== 0, rst: (drawn.flags & 8) !== 0 },
    dataLength: drawn.data,
    window: drawn.window,
  };
  switch (drawn.kind) {
    case 'call':
      return { kind: 'call', call: callOf(drawn, iss) };
    case 'timer':
      return { kind: 'timer', timer: TIMER_NAMES[drawn.choice] ?? 'retransmission' };
    case 'other':
      if (drawn.choice > 1)
        return { kind: 'icmp', error: { kind: 'destination-unreachable', code: drawn.choice } };
      return drawn.choice === 0
        ? { kind: 'application-gone' }
        : { kind: 'icmp', error: { kind: 'source-quench' } };
    default:
      return { kind: 'segment', segment, iss: sequenceNumber(iss + 100_000) };
  }
}

function callOf(drawn: Draw, iss: number): Extract<TcpEvent, { kind: 'call' }>['call'] {
  const calls = [
    { kind: 'open-active', iss: sequenceNumber(iss) },
    { kind: 'open-passive' },
    { kind: 'send', octets: drawn.data + 1 },
    { kind: 'receive', octets: drawn.data + 1 },
    { kind: 'close' },
    { kind: 'send', octets: 40 },
    { kind: 'abort' },
  ] as const;
  return calls[drawn.choice] ?? { kind: 'status' };
}

/** Numbers in their order: SND.UNA =< SND.NXT, held octets beyond RCV.NXT and apart from one another. */
function expectOrdered(connection: Connection): void {
  if (!('snd' in connection)) return;
  const { snd } = connection;
  expect(sequenceDifference(snd.una, snd.iss)).toBeGreaterThanOrEqual(0);
  expect(sequenceDifference(snd.nxt, snd.una)).toBeGreaterThanOrEqual(0);
  if ('queue' in connection) expect(connection.queue.octets).toBeGreaterThanOrEqual(0);
  if (!('rcv' in connection)) return;
  const { rcv } = connection;
  expect(rcv.wnd).toBeGreaterThanOrEqual(0);
  expect(rcv.unread).toBeGreaterThanOrEqual(0);
  if (rcv.heldFin !== null) expect(sequenceDifference(rcv.heldFin, rcv.nxt)).toBeGreaterThanOrEqual(0);
  let last = rcv.nxt;
  // Text that came with the SYN stands at RCV.NXT until our own SYN is acknowledged.
  const heldBefore = snd.una === snd.iss ? -1 : 0;
  for (const octets of rcv.held) {
    expect(sequenceDifference(octets.from, last)).toBeGreaterThan(heldBefore);
    expect(sequenceDifference(octets.to, octets.from)).toBeGreaterThan(0);
    last = octets.to;
  }
}

/** Each due may leave now and is paid by it; at most one of a kind; paying comes to an end. */
function expectPayable(connection: Connection, now: number, profile: Profile): void {
  const open = dues(connection, now, profile);
  expect(new Set(open.map((due) => due.kind)).size).toBe(open.length);
  for (const due of open) {
    const permission = maySend(connection, due.segment, now, profile);
    expect(permission, `${connection.state} ${due.kind} ${segmentText(due.segment)}`).toMatchObject({
      allowed: true,
    });
    if (permission.allowed) expect(permission.pays).toContain(due.kind);
  }
  expect(dues(paid(connection, now, profile).connection, now, profile)).toEqual([]);
}

/** A due is built, a segment arrives before it leaves, and it sails as built. */
function overtaken(
  connection: Connection,
  drawn: Draw,
  iss: number,
  irs: number,
  now: number,
  profile: Profile,
): Connection {
  const open = dues(connection, now, profile);
  const built = open[drawn.choice % Math.max(1, open.length)];
  const arrived = step(connection, eventOf(connection, drawn, iss, irs), now, profile).connection;
  if (built === undefined || arrived.state === 'CLOSED' || arrived.state === 'LISTEN') return arrived;
  return step(arrived, { kind: 'transmit', segment: built.segment, behind: true }, now, profile).connection;
}

test('numbers stay in order, dues can be paid, data stays plain', () => {
  const setting = fc.record({
    profile: fc.constantFrom(...PROFILES),
    iss: fc.constantFrom(1000, 0xffff_fff0, 0x7fff_fff8),
    irs: fc.constantFrom(5000, 0xffff_fffe, 0xffff_ffec),
  });
  fc.assert(
    fc.property(setting, fc.array(draw, { minLength: 1, maxLength: 40 }), ({ profile, iss, irs }, draws) => {
      let connection: Connection = closedConnection;
      let now = 0;
      for (const drawn of draws) {
        now = Math.max(now + drawn.wait, drawn.kind === 'timer' ? (wakeAt(connection, profile) ?? now) : now);
        if (drawn.kind === 'pay') connection = paid(connection, now, profile).connection;
        else if (drawn.kind === 'transmit') connection = overtaken(connection, drawn, iss, irs, now, profile);
        else connection = step(connection, eventOf(connection, drawn, iss, irs), now, profile).connection;
        expectOrdered(connection);
        expectPayable(connection, now, profile);
        expect(JSON.parse(JSON.stringify(connection))).toEqual(connection);
      }
    }),
    { numRuns: 600, seed: 20_261_122 },
  );
});
