// The checks of the exploration can fail: each is shown what it must not let pass.
import type { Connection } from '@syn-or-swim/shared/tcp/connection.ts';
import { closedConnection } from '@syn-or-swim/shared/tcp/connection.ts';
import { nextTransmission } from '@syn-or-swim/shared/tcp/dues.ts';
import { strictProfile } from '@syn-or-swim/shared/tcp/profile.ts';
import { sequenceAdd, sequenceNumber } from '@syn-or-swim/shared/tcp/sequence-number.ts';
import { step } from '@syn-or-swim/shared/tcp/step.ts';
import { expect, test } from 'vitest';
import { distance, shapeProblem } from './connection-shape.ts';
import { checkAcknowledges, checkPair } from './pair-rules.ts';
import { UNSEEN, type Witness, watchedStep } from './witness.ts';

const ISS = sequenceNumber(4_294_967_295);

function opened(): Extract<Connection, { state: 'SYN_SENT' }> {
  const open = { kind: 'call', call: { kind: 'open-active', iss: ISS } } as const;
  const { connection } = step(closedConnection, open, 0, strictProfile);
  if (connection.state !== 'SYN_SENT') throw new Error(connection.state);
  return connection;
}

function sent(): Extract<Connection, { state: 'SYN_SENT' }> {
  const owing = opened();
  const segment = nextTransmission(owing, 0, strictProfile);
  if (segment === undefined) throw new Error('nothing is owed');
  const { connection } = step(owing, { kind: 'transmit', segment }, 0, strictProfile);
  if (connection.state !== 'SYN_SENT') throw new Error(connection.state);
  return connection;
}

const LIFE = { iss: ISS, end: sequenceAdd(ISS, 1), called: 0, closed: false };

test('distances count across the wrap', () => {
  expect([distance(0, 4_294_967_295), distance(4_294_967_295, 0), distance(5, 5)]).toEqual([1, -1, 0]);
});

test('a TCB with a field too many, or outstanding octets without a timer, is no TCB', () => {
  expect(shapeProblem(sent())).toBeUndefined();
  expect(shapeProblem({ ...sent(), fin: { kind: 'sent' } } as Connection)).toContain('with the fields');
  const { retransmission } = opened();
  expect(shapeProblem({ ...sent(), retransmission })).toBe('1 outstanding and no timer');
});

test('an end that follows another state than RFC 9293 lets follow is refused', () => {
  const witness: Witness = { ...UNSEEN, lives: [LIFE] };
  const old = { seq: sequenceNumber(0), ack: sequenceNumber(0), dataLength: 0, window: 0 };
  const reset = { ...old, flags: { syn: false, ack: false, fin: false, rst: true } };
  const arrival = { kind: 'segment', segment: reset } as const;
  expect(watchedStep(sent(), witness, arrival, 0, strictProfile).connection).toEqual(sent());
  const closing = { kind: 'call', call: { kind: 'close' } } as const;
  expect(watchedStep(sent(), witness, closing, 0, strictProfile).connection).toEqual(closedConnection);
});

test('an ACK of what the peer has not sent is refused', () => {
  const flags = { syn: false, ack: true, fin: false, rst: false };
  const ack = (number: number) => ({
    seq: ISS,
    ack: sequenceNumber(number),
    flags,
    dataLength: 0,
    window: 1,
  });
  const peer: Witness = { ...UNSEEN, lives: [LIFE] };
  expect(() => checkAcknowledges(ack(0), peer)).not.toThrow();
  expect(() => checkAcknowledges(ack(1), peer)).toThrow('acknowledges what the peer has not sent');
});

test('octets delivered that nobody handed over are refused', () => {
  const receiver = { connection: closedConnection, witness: { ...UNSEEN, irs: ISS, delivered: 1 } };
  const sender = { connection: closedConnection, witness: { ...UNSEEN, lives: [LIFE] } };
  expect(() => checkPair(receiver, sender)).toThrow('1 octets delivered of 0 handed over');
});
