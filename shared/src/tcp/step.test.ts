import { describe, expect, test } from 'vitest';
import { CONNECTION_STATES, type Connection, closedConnection, listenConnection } from './connection.ts';
import { dues } from './dues.ts';
import { maySend } from './may-send.ts';
import { gameProfile } from './profile.ts';
import { type Segment, segmentText } from './segment.ts';
import { sequenceNumber } from './sequence-number.ts';
import { step } from './step.ts';
import {
  after,
  arriving,
  calling,
  connectionIn,
  OUR_ISS,
  PEER_ISS,
  paid,
  segment,
} from './testing/connection-in.ts';
import { timers } from './timers.ts';

const game = gameProfile({ rto: 12_000, rtoMax: 24_000, msl: 12_000, userTimeout: 60_000 });

function owed(connection: Connection): readonly string[] {
  return dues(connection, 0, game).map((due) => `${due.kind}: ${segmentText(due.segment)}`);
}

function texts(segments: readonly Segment[]): readonly string[] {
  return segments.map(segmentText);
}

describe('the game profile, state by state', () => {
  test.each(CONNECTION_STATES)('a connection in %s owes nothing once all is paid', (state) => {
    expect(owed(connectionIn(state, game))).toEqual([]);
  });

  test('an active OPEN owes a SYN and moves SND.NXT only when it leaves', () => {
    const opened = after(closedConnection, [calling({ kind: 'open-active', iss: OUR_ISS })], 0, game);
    expect(opened).toMatchObject({ state: 'SYN_SENT', snd: { iss: 1000, una: 1000, nxt: 1000 } });
    expect(owed(opened)).toEqual(['handshake: SYN seq 1000']);
    expect(timers(opened, game)).toEqual([{ timer: 'user-timeout', at: 60_000 }]);
    const sent = paid(opened, 500, game);
    expect(texts(sent.sent)).toEqual(['SYN seq 1000']);
    expect(sent.connection).toMatchObject({ state: 'SYN_SENT', snd: { iss: 1000, una: 1000, nxt: 1001 } });
    expect(timers(sent.connection, game)).toEqual([
      { timer: 'retransmission', at: 12_500 },
      { timer: 'user-timeout', at: 60_000 },
    ]);
  });

  test('a SYN to LISTEN makes a child that owes SYN+ACK, and only that may leave', () => {
    const child = step(listenConnection, arriving(segment('S', PEER_ISS)), 0, game).connection;
    expect(owed(child)).toEqual(['handshake: SYN+ACK seq 1000 ack 5001']);
    const ack = segment('A', 1000, { ack: 5001 });
    expect(maySend(child, ack, 0, game)).toMatchObject({
      allowed: false,
      refusal: { reason: 'handshake-first' },
    });
  });

  test('two ends open, exchange and close', () => {
    let client = paid(
      after(closedConnection, [calling({ kind: 'open-active', iss: OUR_ISS })], 0, game),
      0,
      game,
    );
    let server: { connection: Connection; sent: readonly Segment[] } = {
      connection: listenConnection,
      sent: [],
    };
    const log: string[] = [];
    const exchange = () => {
      for (let turn = 0; turn < 6; turn += 1) {
        log.push(...client.sent.map((sent) => `> ${segmentText(sent)}`));
        const toServer = client.sent.map(
          (sent) => ({ kind: 'segment', segment: sent, iss: PEER_ISS }) as const,
        );
        client = { ...client, sent: [] };
        server = paid(after(server.connection, toServer, 0, game), 0, game);
        log.push(...server.sent.map((sent) => `< ${segmentText(sent)}`));
        const toClient = server.sent.map((sent) => ({ kind: 'segment', segment: sent }) as const);
        client = paid(after(client.connection, toClient, 0, game), 0, game);
      }
    };
    exchange();
    client = paid(after(client.connection, [calling({ kind: 'send', octets: 100 })], 0, game), 0, game);
    exchange();
    client = paid(after(client.connection, [calling({ kind: 'close' })], 0, game), 0, game);
    exchange();
    expect(server.connection.state).toBe('CLOSE_WAIT');
    const closed = paid(after(server.connection, [calling({ kind: 'close' })], 0, game), 0, game);
    server = { connection: closed.connection, sent: [] };
    log.push(...closed.sent.map((sent) => `< ${segmentText(sent)}`));
    client = paid(
      after(
        client.connection,
        closed.sent.map((sent) => ({ kind: 'segment', segment: sent })),
        0,
        game,
      ),
      0,
      game,
    );
    exchange();
    expect(log).toEqual([
      '> SYN seq 1000',
      '< SYN+ACK seq 5000 ack 1001',
      '> ACK seq 1001 ack 5001',
      '> ACK seq 1001 ack 5001 data 100',
      '< ACK seq 5001 ack 1101',
      '> FIN+ACK seq 1101 ack 5001',
      '< ACK seq 5001 ack 1102',
      '< FIN+ACK seq 5001 ack 1102',
      '> ACK seq 1102 ack 5002',
    ]);
    expect([client.connection.state, server.connection.state]).toEqual(['TIME_WAIT', 'CLOSED']);
    expect(timers(client.connection, game)).toEqual([{ timer: 'time-wait', at: 24_000 }]);
  });

  test('a closed port answers with a reset that the caller keeps', () => {
    const effects = step(closedConnection, arriving(segment('S', PEER_ISS)), 0, game).effects;
    expect(effects).toEqual([
      { kind: 'owes-reset', cause: 'closed-port', segment: segment('RA', 0, { ack: 5001, window: 0 }) },
    ]);
    expect(sequenceNumber(-1)).toBe(4_294_967_295);
  });
});
