// What the referee hears: each refusal with its field, numbers, section and misconception.
import { describe, expect, test } from 'vitest';
import { InvariantError } from '../kernel/assert.ts';
import { type Connection, closedConnection, listenConnection } from './connection.ts';
import { dues } from './dues.ts';
import { impliedCalls, maySend } from './may-send.ts';
import { gameProfile } from './profile.ts';
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

const game = gameProfile({ rto: 12_000, rtoMax: 24_000, msl: 12_000, userTimeout: 60_000 });

/** What the referee does: the calls that the token implies, then the question. */
function judge(connection: Connection, token: Segment) {
  const calls = impliedCalls(connection, token, OUR_ISS).map(calling);
  return maySend(after(connection, calls, 0, game), token, 0, game);
}

function refusal(connection: Connection, token: Segment) {
  const permission = judge(connection, token);
  if (permission.allowed) throw new Error(`${segmentText(token)} is allowed in ${connection.state}`);
  const { reason, field, expected, misconception, right } = permission.refusal;
  return [reason, field, expected, misconception, right === undefined ? undefined : segmentText(right)];
}

describe('tokens that a TCP may send', () => {
  test.each([
    ['the first SYN', closedConnection, segment('S', 1000), 'new', ['handshake']],
    ['the SYN again', connectionIn('SYN_SENT', game), segment('S', 1000), 'repeat', []],
    [
      'a crate',
      connectionIn('ESTABLISHED', game),
      segment('A', 1001, { ack: 5001, data: 100 }),
      'new',
      ['data'],
    ],
    [
      'a crate with FIN',
      connectionIn('ESTABLISHED', game),
      segment('FA', 1001, { ack: 5001, data: 100 }),
      'new',
      ['data', 'fin'],
    ],
    ['the FIN', connectionIn('CLOSE_WAIT', game), segment('FA', 1001, { ack: 5002 }), 'new', ['fin']],
    [
      'the FIN before the handshake ends',
      connectionIn('SYN_RECEIVED', game),
      segment('FA', 1001, { ack: 5001 }),
      'new',
      ['fin'],
    ],
    ['the FIN again', connectionIn('LAST_ACK', game), segment('FA', 1001, { ack: 5002 }), 'repeat', []],
    [
      'an idle ACK',
      connectionIn('ESTABLISHED', game),
      segment('A', 1001, { ack: 5001 }),
      'acknowledgment',
      [],
    ],
    ['an ABORT', connectionIn('FIN_WAIT_2', game), segment('R', 1002), 'reset', []],
    ['an ABORT with ACK', connectionIn('ESTABLISHED', game), segment('RA', 1001, { ack: 5001 }), 'reset', []],
    ['the SYN+ACK again', crossingConnection(game), segment('SA', 1000, { ack: 5001 }), 'repeat', []],
  ] as const)('%s', (_name, connection, token, nature, pays) => {
    expect(judge(connection, token)).toMatchObject({ allowed: true, nature, pays });
  });

  test('an ABORT closes the connection when it leaves', () => {
    const event = { kind: 'transmit', segment: segment('R', 1001) } as const;
    expect(step(connectionIn('ESTABLISHED', game), event, 0, game).connection).toEqual(closedConnection);
  });

  test('the ACK that the third handshake segment owes rides on a crate or a FIN', () => {
    const sent = connectionIn('SYN_SENT', game);
    const opened = after(sent, [arriving(segment('SA', PEER_ISS, { ack: 1001 }))], 0, game);
    expect(judge(opened, segment('FA', 1001, { ack: 5001, data: 100 }))).toMatchObject({
      pays: ['data', 'fin', 'acknowledgment'],
    });
  });

  test('a repeat is needed once the bell has rung, hasty before', () => {
    const waiting = paid(
      after(connectionIn('ESTABLISHED', game), [calling({ kind: 'send', octets: 200 })], 0, game),
      0,
      game,
    );
    const front = segment('A', 1001, { ack: 5001, data: 100 });
    expect(judge(waiting.connection, front)).toMatchObject({ nature: 'repeat', repeatNeeded: false });
    const rung = step(
      waiting.connection,
      { kind: 'timer', timer: 'retransmission' },
      12_000,
      game,
    ).connection;
    expect(judge(rung, front)).toMatchObject({ nature: 'repeat', pays: ['repeat'], repeatNeeded: true });
    const second = segment('A', 1101, { ack: 5001, data: 100 });
    expect(judge(rung, second)).toMatchObject({ nature: 'repeat', pays: [], repeatNeeded: false });
  });
});

describe('tokens that no TCP would send', () => {
  const ESTABLISHED = connectionIn('ESTABLISHED', game);
  const CLOSE_WAIT = connectionIn('CLOSE_WAIT', game);
  const withCrate = after(ESTABLISHED, [arriving(segment('A', 5001, { ack: 1001, data: 100 }))], 0, game);
  const child = step(listenConnection, arriving(segment('S', PEER_ISS)), 0, game).connection;
  const SYN_ACK = 'SYN+ACK seq 1000 ack 5001';
  const ACK = 'ACK seq 1001 ack 5001';

  test.each([
    [
      'an ACK where there is no connection',
      closedConnection,
      segment('A', 1000, { ack: 5001 }),
      ['no-connection', 'state', undefined, 'M18', undefined],
    ],
    [
      'a SYN+ACK nobody asked for',
      listenConnection,
      segment('SA', 1000, { ack: 5001 }),
      ['listening', 'state', undefined, 'M18', undefined],
    ],
    [
      'SYN and FIN at once',
      ESTABLISHED,
      segment('SFA', 1001, { ack: 5001 }),
      ['flags-contradict', 'flags', undefined, 'M21', ACK],
    ],
    [
      'a crate before the SYN is answered',
      connectionIn('SYN_SENT', game),
      segment('A', 1001, { ack: 5001, data: 100 }),
      ['syn-missing', 'flags', 'SYN', 'M19', 'SYN seq 1000'],
    ],
    [
      'a SYN with another ISS',
      connectionIn('SYN_SENT', game),
      segment('S', 0),
      ['seq-wrong', 'seq', 1000, 'M17', 'SYN seq 1000'],
    ],
    [
      'an ACK instead of the SYN+ACK',
      child,
      segment('A', 1000, { ack: 5001 }),
      ['handshake-first', 'flags', 'SYN+ACK', 'M19', SYN_ACK],
    ],
    [
      'a SYN+ACK that does not count the SYN',
      child,
      segment('SA', 1000, { ack: 5000 }),
      ['ack-wrong', 'ack', 5001, 'M12', SYN_ACK],
    ],
    ['a SYN+ACK without ACK', child, segment('S', 1000), ['ack-missing', 'flags', 'SYN+ACK', 'M18', SYN_ACK]],
    [
      'a crate before the handshake is over',
      connectionIn('SYN_RECEIVED', game),
      segment('A', 1001, { ack: 5001, data: 100 }),
      ['data-before-established', 'state', undefined, 'M19', ACK],
    ],
    [
      'a SYN in the middle',
      ESTABLISHED,
      segment('S', 1001),
      ['syn-after-open', 'flags', undefined, 'M29', ACK],
    ],
    [
      'a crate without ACK',
      ESTABLISHED,
      segment('', 1001, { data: 100 }),
      ['ack-missing', 'flags', 'ACK', 'M20', 'ACK seq 1001 ack 5001 data 100'],
    ],
    [
      'the number of the last octet',
      withCrate,
      segment('A', 1001, { ack: 5100 }),
      ['ack-wrong', 'ack', 5101, 'M11', 'ACK seq 1001 ack 5101'],
    ],
    [
      'the ACK of a FIN that does not count it',
      CLOSE_WAIT,
      segment('A', 1001, { ack: 5001 }),
      ['ack-wrong', 'ack', 5002, 'M12', 'ACK seq 1001 ack 5002'],
    ],
    [
      'our own number as ACK',
      withCrate,
      segment('A', 1001, { ack: 1001 }),
      ['ack-wrong', 'ack', 5101, 'M17', 'ACK seq 1001 ack 5101'],
    ],
    [
      'an ACK that uses a number',
      ESTABLISHED,
      segment('A', 1002, { ack: 5001 }),
      ['seq-wrong', 'seq', 1001, 'M13', ACK],
    ],
    [
      'a crate with a gap before it',
      ESTABLISHED,
      segment('A', 1101, { ack: 5001, data: 100 }),
      ['seq-wrong', 'seq', 1001, 'M17', 'ACK seq 1001 ack 5001 data 100'],
    ],
    [
      'more than a segment holds',
      ESTABLISHED,
      segment('A', 1001, { ack: 5001, data: 400 }),
      ['data-too-long', 'data', 300, 'M17', 'ACK seq 1001 ack 5001 data 300'],
    ],
    [
      'a crate after the FIN',
      connectionIn('FIN_WAIT_1', game),
      segment('A', 1002, { ack: 5001, data: 100 }),
      ['data-after-fin', 'data', 0, 'M34', 'ACK seq 1002 ack 5001'],
    ],
    [
      'a crate after the FIN was acknowledged',
      connectionIn('FIN_WAIT_2', game),
      segment('A', 1002, { ack: 5001, data: 100 }),
      ['data-after-fin', 'data', 0, 'M34', 'ACK seq 1002 ack 5001'],
    ],
    [
      'a FIN in TIME_WAIT',
      connectionIn('TIME_WAIT', game),
      segment('FA', 1002, { ack: 5002 }),
      ['fin-again', 'flags', 'ACK', 'M08', 'ACK seq 1002 ack 5002'],
    ],
    [
      'an RST in TIME_WAIT',
      connectionIn('TIME_WAIT', game),
      segment('R', 1002),
      ['reset-not-owed', 'flags', undefined, 'M09', 'ACK seq 1002 ack 5002'],
    ],
    ['an RST beside SND.NXT', ESTABLISHED, segment('R', 1000), ['seq-wrong', 'seq', 1001, 'M25', ACK]],
    [
      'a crate with RST',
      ESTABLISHED,
      segment('R', 1001, { data: 100 }),
      ['data-with-reset', 'data', 0, 'M23', 'ACK seq 1001 ack 5001'],
    ],
  ] as const)('%s', (_name, connection, token, expected) => {
    expect(refusal(connection, token)).toEqual(expected);
  });

  test('without its call nothing new may leave', () => {
    const crate = segment('A', 1001, { ack: 5001, data: 100 });
    expect(maySend(ESTABLISHED, crate, 0, game)).toMatchObject({
      refusal: { reason: 'data-not-called', section: '3.10.2' },
    });
    const fin = segment('FA', 1001, { ack: 5001 });
    expect(maySend(CLOSE_WAIT, { ...fin, ack: segment('A', 0, { ack: 5002 }).ack }, 0, game)).toMatchObject({
      refusal: { reason: 'fin-not-called', misconception: 'M06' },
    });
    const queued = after(
      ESTABLISHED,
      [calling({ kind: 'send', octets: 100 }), calling({ kind: 'close' })],
      0,
      game,
    );
    expect(maySend(queued, fin, 0, game)).toMatchObject({
      refusal: { reason: 'fin-before-data', expected: 100, actual: 0 },
    });
  });

  test('transmitting a refused segment is an error of the program', () => {
    const event = { kind: 'transmit', segment: segment('A', 9, { ack: 9 }) } as const;
    expect(() => step(ESTABLISHED, event, 0, game)).toThrow(InvariantError);
  });
});

describe('a token that sails behind what has arrived', () => {
  const ESTABLISHED = connectionIn('ESTABLISHED', game);

  test('a crate with an older ACK leaves the newer ACK owed', () => {
    const arrived = after(
      ESTABLISHED,
      [calling({ kind: 'send', octets: 100 }), arriving(segment('A', 5001, { ack: 1001, data: 100 }))],
      0,
      game,
    );
    const crate = segment('A', 1001, { ack: 5001, data: 100 });
    const { connection } = step(arrived, { kind: 'transmit', segment: crate, behind: true }, 0, game);
    expect(connection).toMatchObject({ snd: { nxt: 1101 }, queue: { octets: 0 } });
    expect(dues(connection, 0, game).map((due) => due.kind)).toEqual(['acknowledgment']);
  });

  test('a SYN after the peer’s SYN leaves the SYN+ACK owed', () => {
    const opened = after(
      closedConnection,
      [calling({ kind: 'open-active', iss: OUR_ISS }), arriving(segment('S', PEER_ISS))],
      0,
      game,
    );
    const { connection } = step(
      opened,
      { kind: 'transmit', segment: segment('S', 1000), behind: true },
      0,
      game,
    );
    expect(connection).toMatchObject({ state: 'SYN_RECEIVED', snd: { nxt: 1001 } });
    expect(dues(connection, 0, game).map((due) => segmentText(due.segment))).toEqual([
      'SYN+ACK seq 1000 ack 5001',
    ]);
  });

  test('a repeat of what has been acknowledged since changes nothing', () => {
    const sent = paid(
      after(ESTABLISHED, [calling({ kind: 'send', octets: 100 })], 0, game),
      0,
      game,
    ).connection;
    const acknowledged = after(sent, [arriving(segment('A', 5001, { ack: 1101 }))], 0, game);
    const crate = segment('A', 1001, { ack: 5001, data: 100 });
    expect(
      step(acknowledged, { kind: 'transmit', segment: crate, behind: true }, 0, game).connection,
    ).toEqual(acknowledged);
  });

  test('a reset with older numbers leaves the newer one owed', () => {
    const bad = (ack: number) => arriving(segment('A', PEER_ISS, { ack }));
    const owing = after(connectionIn('SYN_SENT', game), [bad(7000), bad(8000)], 0, game);
    expect(dues(owing, 0, game).map((due) => segmentText(due.segment))).toEqual(['RST seq 8000']);
    expect(
      step(owing, { kind: 'transmit', segment: segment('R', 7000), behind: true }, 0, game).connection,
    ).toEqual(owing);
    const { connection } = step(owing, { kind: 'transmit', segment: segment('R', 8000) }, 0, game);
    expect(dues(connection, 0, game)).toEqual([]);
  });
});
