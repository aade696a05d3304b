import { expect, test } from 'vitest';
import { type Connection, listenConnection } from '../connection.ts';
import { nextTransmission } from '../dues.ts';
import type { TcpEvent } from '../events.ts';
import { strictProfile } from '../profile.ts';
import type { Flags, Segment } from '../segment.ts';
import { sequenceNumber } from '../sequence-number.ts';
import { step } from '../step.ts';

const ISS = sequenceNumber(500);
const NONE: Flags = { syn: false, ack: false, fin: false, rst: false };

function arrival(flags: Partial<Flags>, seq: number, dataLength = 0): TcpEvent {
  const segment: Segment = {
    seq: sequenceNumber(seq),
    ack: sequenceNumber(flags.ack === true ? 501 : 0),
    flags: { ...NONE, ...flags },
    dataLength,
    window: 1000,
  };
  return { kind: 'segment', segment, iss: ISS };
}

/** `connection` after `events`, everything owed sent after each. */
function after(connection: Connection, ...events: readonly TcpEvent[]): Connection {
  let current = connection;
  for (const event of events) {
    current = step(current, event, 0, strictProfile).connection;
    for (;;) {
      const segment = nextTransmission(current, 0, strictProfile);
      if (segment === undefined) break;
      current = step(current, { kind: 'transmit', segment }, 0, strictProfile).connection;
    }
  }
  return current;
}

const UNREAD = after(
  listenConnection,
  arrival({ syn: true }, 300),
  arrival({ ack: true }, 301),
  arrival({ ack: true }, 301, 10),
);

function receive(connection: Connection, octets?: number) {
  const call = octets === undefined ? ({ kind: 'receive' } as const) : ({ kind: 'receive', octets } as const);
  return step(connection, { kind: 'call', call }, 0, strictProfile);
}

test('RECEIVE in ESTABLISHED hands over octets in order from the first unread one', () => {
  const first = receive(UNREAD, 4);
  expect(first.effects).toEqual([{ kind: 'delivered', from: sequenceNumber(301), octets: 4 }]);
  expect(receive(first.connection).effects).toEqual([
    { kind: 'delivered', from: sequenceNumber(305), octets: 6 },
  ]);
});

test('RECEIVE in CLOSE_WAIT: the FIN has been taken, and no octet is counted twice for it', () => {
  const closeWait = after(UNREAD, arrival({ ack: true, fin: true }, 311));
  expect(closeWait.state).toBe('CLOSE_WAIT');
  const first = receive(closeWait, 4);
  expect(first.effects).toEqual([{ kind: 'delivered', from: sequenceNumber(301), octets: 4 }]);
  const second = receive(first.connection);
  expect(second.effects).toEqual([{ kind: 'delivered', from: sequenceNumber(305), octets: 6 }]);
  expect(receive(second.connection).effects).toEqual([
    { kind: 'signal', signal: 'error', error: 'connection closing' },
  ]);
});
