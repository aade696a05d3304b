// The rules of bells, dues and throttles that the game is played by (rules.md §1), in the game's profile.
import { describe, expect, test } from 'vitest';
import { type Connection, closedConnection, listenConnection } from './connection.ts';
import { dues } from './dues.ts';
import type { TcpEvent } from './events.ts';
import { gameProfile } from './profile.ts';
import { segmentText } from './segment.ts';
import { step } from './step.ts';
import {
  after,
  arriving,
  calling,
  connectionIn,
  crossingConnection,
  PEER_ISS,
  paid,
  segment,
} from './testing/connection-in.ts';
import { timers, wakeAt } from './timers.ts';

const game = gameProfile({
  rto: 12_000,
  rtoMax: 24_000,
  msl: 12_000,
  userTimeout: 60_000,
  orphanFinWait2: 45_000,
});

const send = (octets: number): TcpEvent => calling({ kind: 'send', octets });
const bell = { kind: 'timer', timer: 'retransmission' } as const;
const acked = (ack: number): TcpEvent => arriving(segment('A', 5001, { ack }));

function owed(connection: Connection, now = 0): readonly string[] {
  return dues(connection, now, game).map((due) => `${due.kind}: ${segmentText(due.segment)}`);
}

function transmitted(connection: Connection, flags: string, seq: number, data: number, now = 0): Connection {
  const sent = segment(flags, seq, { ack: 5001, data });
  return step(connection, { kind: 'transmit', segment: sent }, now, game).connection;
}

/** Three crates outstanding, each in a segment of its own. */
function threeCrates(): Connection {
  let connection = after(connectionIn('ESTABLISHED', game), [send(300)], 0, game);
  for (const seq of [1001, 1101, 1201]) connection = transmitted(connection, 'A', seq, 100);
  return connection;
}

describe('the bell', () => {
  test('owes a repeat, and no second bell rings until it leaves', () => {
    const rung = step(threeCrates(), bell, 12_000, game).connection;
    expect(owed(rung)).toEqual(['repeat: ACK seq 1001 ack 5001 data 300']);
    expect(timers(rung, game)).toEqual([{ timer: 'user-timeout', at: 60_000 }]);
    expect(step(rung, bell, 40_000, game).connection).toEqual(rung);
  });

  test('backs off to twice the RTO, never above its bound, once it is paid', () => {
    let connection = threeCrates();
    const bells: number[] = [];
    for (const now of [12_000, 36_000]) {
      bells.push(timers(connection, game)[0]?.at ?? 0);
      connection = paid(step(connection, bell, now, game).connection, now, game).connection;
    }
    expect([...bells, timers(connection, game)[0]?.at]).toEqual([12_000, 36_000, 60_000]);
  });

  test('is not paid by new data', () => {
    const rung = after(threeCrates(), [bell], 12_000, game);
    const more = after(rung, [send(100)], 12_000, game);
    const sent = transmitted(more, 'A', 1301, 100, 12_000);
    expect(owed(sent)).toEqual(['repeat: ACK seq 1001 ack 5001 data 300']);
  });

  test('is cancelled by an ACK that covers it', () => {
    const rung = step(threeCrates(), bell, 12_000, game).connection;
    expect(owed(step(rung, acked(1301), 12_500, game).connection)).toEqual([]);
  });

  test('makes the next front due at once when an ACK stays short of what was outstanding', () => {
    const rung = step(threeCrates(), bell, 12_000, game).connection;
    const repeated = transmitted(rung, 'A', 1001, 100, 12_100);
    expect(owed(repeated)).toEqual([]);
    const partly = step(repeated, acked(1101), 13_000, game).connection;
    expect(owed(partly)).toEqual(['repeat: ACK seq 1101 ack 5001 data 200']);
    // The whole is covered: the rule ends with it.
    expect(owed(step(partly, acked(1301), 13_000, game).connection)).toEqual([]);
  });

  test('is not rung early by its own clock', () => {
    const waiting = threeCrates();
    expect(step(waiting, bell, 11_999, game).connection).toEqual(waiting);
  });

  test('three duplicate ACKs owe a repeat as the bell does, two do not', () => {
    const two = after(threeCrates(), [acked(1001), acked(1001)], 0, game);
    expect(owed(two)).toEqual([]);
    const three = step(two, acked(1001), 0, game).connection;
    expect(owed(three)).toEqual(['repeat: ACK seq 1001 ack 5001 data 300']);
    // Without a time-out nothing backs off.
    const repeated = paid(three, 100, game).connection;
    expect(timers(repeated, game)[0]).toEqual({ timer: 'retransmission', at: 12_100 });
  });

  test('a hasty repeat starts the timer anew', () => {
    const hasty = transmitted(threeCrates(), 'A', 1001, 100, 5000);
    expect(timers(hasty, game)[0]).toEqual({ timer: 'retransmission', at: 17_000 });
  });

  test('the user time-out runs regardless', () => {
    const rung = step(threeCrates(), bell, 12_000, game).connection;
    const ended = step(rung, { kind: 'timer', timer: 'user-timeout' }, 60_000, game);
    expect([ended.connection, ended.effects]).toEqual([
      closedConnection,
      [{ kind: 'signal', signal: 'user-timeout' }],
    ]);
  });

  test('and from a SYN that came, even if its SYN+ACK never leaves', () => {
    const child = step(listenConnection, arriving(segment('S', PEER_ISS)), 500, game).connection;
    expect(wakeAt(child, game)).toBe(60_500);
  });
});

describe('dues', () => {
  test('an ACK rides on whatever leaves next', () => {
    const arrived = after(
      connectionIn('ESTABLISHED', game),
      [arriving(segment('A', 5001, { ack: 1001, data: 100 })), send(100)],
      0,
      game,
    );
    const { sent } = paid(arrived, 0, game);
    expect(sent.map(segmentText)).toEqual(['ACK seq 1001 ack 5101 data 100']);
  });

  test('a due keeps the moment at which it arose', () => {
    const first = step(
      connectionIn('ESTABLISHED', game),
      arriving(segment('A', 5001, { ack: 1001, data: 100 })),
      700,
      game,
    ).connection;
    const second = step(first, arriving(segment('A', 5101, { ack: 1001, data: 100 })), 900, game).connection;
    expect(dues(second, 900, game).map(({ since }) => since)).toEqual([700]);
  });

  test('a duplicate SYN owes the SYN+ACK again', () => {
    const again = step(
      connectionIn('SYN_RECEIVED', game),
      arriving(segment('S', PEER_ISS)),
      0,
      game,
    ).connection;
    expect(owed(again)).toEqual(['handshake: SYN+ACK seq 1000 ack 5001']);
    expect(owed(step(again, arriving(segment('A', 5001, { ack: 1001 })), 0, game).connection)).toEqual([]);
  });

  test('crossing SYN+ACKs open both ends (figure 7)', () => {
    const opened = step(crossingConnection(game), arriving(segment('SA', PEER_ISS, { ack: 1001 })), 0, game);
    expect(opened.connection.state).toBe('ESTABLISHED');
    expect(opened.effects).toContainEqual({ kind: 'signal', signal: 'connection-open' });
  });

  test('a FIN that overtakes its text waits for it', () => {
    const early = step(
      connectionIn('ESTABLISHED', game),
      arriving(segment('FA', 5101, { ack: 1001 })),
      0,
      game,
    );
    expect([early.connection.state, owed(early.connection)]).toEqual([
      'ESTABLISHED',
      ['acknowledgment: ACK seq 1001 ack 5001'],
    ]);
    const filled = step(early.connection, arriving(segment('A', 5001, { ack: 1001, data: 100 })), 0, game);
    expect(filled.connection.state).toBe('CLOSE_WAIT');
    expect(filled.effects).toEqual([
      { kind: 'delivered', from: 5001, octets: 100 },
      { kind: 'signal', signal: 'connection-closing' },
    ]);
    expect(owed(filled.connection)).toEqual(['acknowledgment: ACK seq 1001 ack 5102']);
  });

  test('octets beyond a FIN that was heard are not taken, nor a FIN before octets that were', () => {
    const open = connectionIn('ESTABLISHED', game);
    const early = after(open, [arriving(segment('FA', 5011, { ack: 1001 }))], 0, game);
    const beyond = step(early, arriving(segment('A', 5001, { ack: 1001, data: 20 })), 0, game);
    expect([beyond.connection.state, beyond.effects[0]]).toEqual([
      'CLOSE_WAIT',
      { kind: 'delivered', from: 5001, octets: 10 },
    ]);
    const held = after(open, [arriving(segment('A', 5006, { ack: 1001, data: 15 }))], 0, game);
    const within = after(held, [arriving(segment('FA', 5011, { ack: 1001 }))], 0, game);
    expect(within).toMatchObject({ state: 'ESTABLISHED', rcv: { heldFin: null } });
  });

  test('a CLOSE before the SYN+ACK has left waits for ESTABLISHED', () => {
    const child = step(listenConnection, arriving(segment('S', PEER_ISS)), 0, game).connection;
    const closing = after(child, [calling({ kind: 'close' })], 0, game);
    expect([closing.state, owed(closing)]).toEqual([
      'SYN_RECEIVED',
      ['handshake: SYN+ACK seq 1000 ack 5001'],
    ]);
    const opened = step(
      paid(closing, 0, game).connection,
      arriving(segment('A', 5001, { ack: 1001 })),
      0,
      game,
    ).connection;
    expect([opened.state, owed(opened)]).toEqual(['FIN_WAIT_1', ['fin: FIN+ACK seq 1001 ack 5001']]);
  });

  test('text on a SYN waits for ESTABLISHED', () => {
    const child = step(listenConnection, arriving(segment('S', PEER_ISS, { data: 100 })), 0, game).connection;
    expect(child).toMatchObject({ rcv: { nxt: 5001 } });
    const opened = step(
      paid(child, 0, game).connection,
      arriving(segment('A', 5101, { ack: 1001 })),
      0,
      game,
    );
    expect(opened.effects).toContainEqual({ kind: 'delivered', from: 5001, octets: 100 });
    expect(owed(opened.connection)).toEqual(['acknowledgment: ACK seq 1001 ack 5101']);
  });
});

describe('the throttle of challenge and duplicate ACKs', () => {
  const old = arriving(segment('A', 5000, { ack: 1001 }));

  test('lets one out in 2 s', () => {
    const first = step(connectionIn('ESTABLISHED', game), old, 1000, game).connection;
    expect(owed(first)).toEqual(['acknowledgment: ACK seq 1001 ack 5001']);
    const sent = paid(first, 1000, game).connection;
    expect(owed(step(sent, old, 2999, game).connection)).toEqual([]);
    expect(owed(step(sent, old, 3000, game).connection)).toEqual(['acknowledgment: ACK seq 1001 ack 5001']);
  });

  test('never holds down the ACK of new text', () => {
    const sent = paid(
      step(connectionIn('ESTABLISHED', game), old, 1000, game).connection,
      1000,
      game,
    ).connection;
    const text = step(sent, arriving(segment('A', 5001, { ack: 1001, data: 100 })), 1500, game).connection;
    expect(owed(text)).toEqual(['acknowledgment: ACK seq 1001 ack 5101']);
  });

  test('never holds down 2 MSL, which a repeated FIN restarts', () => {
    const fin = arriving(segment('FA', 5001, { ack: 1002 }));
    const once = paid(
      step(connectionIn('TIME_WAIT', game), fin, 1000, game).connection,
      1000,
      game,
    ).connection;
    const twice = step(once, fin, 1500, game).connection;
    expect([owed(twice), timers(twice, game)]).toEqual([[], [{ timer: 'time-wait', at: 25_500 }]]);
  });
});

describe('an application that is gone', () => {
  test('starts the orphan clock in FIN_WAIT_2, whichever comes first', () => {
    const gone = { kind: 'application-gone' } as const;
    const later = step(connectionIn('FIN_WAIT_2', game), gone, 700, game).connection;
    expect(timers(later, game)).toEqual([{ timer: 'orphan-fin-wait-2', at: 45_700 }]);
    const before = after(
      connectionIn('FIN_WAIT_1', game),
      [gone, arriving(segment('A', 5001, { ack: 1002 }))],
      700,
      game,
    );
    expect(timers(before, game)).toEqual([{ timer: 'orphan-fin-wait-2', at: 45_700 }]);
    const ended = step(later, { kind: 'timer', timer: 'orphan-fin-wait-2' }, 45_700, game).connection;
    const late = step(ended, arriving(segment('FA', 5001, { ack: 1002 })), 46_000, game);
    expect(late.effects).toMatchObject([
      { kind: 'owes-reset', cause: 'closed-port', segment: { seq: 1002 } },
    ]);
  });

  test('loses a host silently', () => {
    expect(step(connectionIn('ESTABLISHED', game), { kind: 'host-lost' }, 0, game)).toEqual({
      connection: closedConnection,
      effects: [],
    });
  });
});

describe('the user time-out of a half-open child', () => {
  const flooded = { ...game, synReceivedTimeout: 20_000 };
  const syn = arriving(segment('S', 5000));

  function halfOpen(): Connection {
    const child = step(listenConnection, syn, 0, flooded).connection;
    const answer = segment('SA', 1000, { ack: 5001 });
    return step(child, { kind: 'transmit', segment: answer }, 500, flooded).connection;
  }

  test('gives its place back so long after the SYN, between two bells', () => {
    const child = halfOpen();
    expect(timers(child, flooded)).toEqual([
      { timer: 'retransmission', at: 12_500 },
      { timer: 'user-timeout', at: 20_000 },
    ]);
    const ring = { kind: 'timer', timer: 'user-timeout' } as const;
    expect(step(child, ring, 19_999, flooded).connection).toEqual(child);
    expect(step(child, ring, 20_000, flooded)).toEqual({ connection: listenConnection, effects: [] });
  });

  test('is over once the child is ESTABLISHED: what it sends then has the usual one', () => {
    const open = step(halfOpen(), arriving(segment('A', 5001, { ack: 1001 })), 1_000, flooded).connection;
    expect(timers(open, flooded)).toEqual([]);
    const sent = step(
      after(open, [send(100)], 2_000, flooded),
      { kind: 'transmit', segment: segment('A', 1001, { ack: 5001, data: 100 }) },
      2_000,
      flooded,
    ).connection;
    expect(timers(sent, flooded)).toEqual([
      { timer: 'retransmission', at: 14_000 },
      { timer: 'user-timeout', at: 62_000 },
    ]);
  });
});
