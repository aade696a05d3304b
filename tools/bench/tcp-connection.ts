// A complete connection between two engines without a network: what one leaves, the other gets at once.
import { type Connection, closedConnection, listenConnection } from '../../shared/src/tcp/connection.ts';
import { nextTransmission } from '../../shared/src/tcp/dues.ts';
import type { TcpEvent, UserCall } from '../../shared/src/tcp/events.ts';
import { type GameTimes, gameProfile, type Profile } from '../../shared/src/tcp/profile.ts';
import type { Segment } from '../../shared/src/tcp/segment.ts';
import { sequenceNumber } from '../../shared/src/tcp/sequence-number.ts';
import { step } from '../../shared/src/tcp/step.ts';

const TIMES: GameTimes = { rto: 12_000, rtoMax: 24_000, msl: 12_000, userTimeout: 60_000 };

/** The game's TCP, which acknowledges every crate at once. */
export const BENCH_PROFILE: Profile = gameProfile(TIMES);

const CRATE = 100;
const CLIENT_ISS = sequenceNumber(4_294_967_000);
const SERVER_ISS = sequenceNumber(5200);
const NOBODY_LISTENS: readonly Segment[] = [];

/** Both ends, and what the run shall remember of the segments (nothing, where `sent` is undefined). */
interface Pair {
  client: Connection;
  server: Connection;
  segments: number;
  octets: number;
  now: number;
  readonly sent: Segment[] | undefined;
}

/** What a complete connection came to. */
export interface Outcome {
  readonly segments: number;
  readonly octetsDelivered: number;
  readonly states: readonly [string, string];
  readonly sent: readonly Segment[];
}

function happens(pair: Pair, end: 'client' | 'server', event: TcpEvent): void {
  const { connection, effects } = step(pair[end], event, pair.now, BENCH_PROFILE);
  pair[end] = connection;
  for (const effect of effects) if (effect.kind === 'delivered') pair.octets += effect.octets;
}

function calls(pair: Pair, end: 'client' | 'server', call: UserCall): void {
  happens(pair, end, { kind: 'call', call });
}

/** `end` sends all it owes, and the other gets it. True where there was anything. */
function drained(pair: Pair, end: 'client' | 'server'): boolean {
  const other = end === 'client' ? 'server' : 'client';
  let any = false;
  for (;;) {
    const segment = nextTransmission(pair[end], pair.now, BENCH_PROFILE);
    if (segment === undefined) return any;
    any = true;
    pair.segments += 1;
    pair.sent?.push(segment);
    happens(pair, end, { kind: 'transmit', segment });
    happens(pair, other, { kind: 'segment', segment, iss: SERVER_ISS });
  }
}

function settle(pair: Pair): void {
  for (let moved = true; moved; ) {
    pair.now += 1;
    const fromClient = drained(pair, 'client');
    const fromServer = drained(pair, 'server');
    moved = fromClient || fromServer;
  }
}

/** Opens, sends `crates` crates of 100 octets from the client, closes both ends, and waits 2 MSL. */
export function completeConnection(crates: number, keepSegments = false): Outcome {
  const sent: Segment[] | undefined = keepSegments ? [] : undefined;
  const pair: Pair = {
    client: closedConnection,
    server: listenConnection,
    segments: 0,
    octets: 0,
    now: 0,
    sent,
  };
  calls(pair, 'client', { kind: 'open-active', iss: CLIENT_ISS });
  settle(pair);
  for (let crate = 0; crate < crates; crate += 1) {
    calls(pair, 'client', { kind: 'send', octets: CRATE });
    settle(pair);
  }
  calls(pair, 'client', { kind: 'close' });
  settle(pair);
  calls(pair, 'server', { kind: 'close' });
  settle(pair);
  pair.now += 2 * BENCH_PROFILE.msl;
  happens(pair, 'client', { kind: 'timer', timer: 'time-wait' });
  return {
    segments: pair.segments,
    octetsDelivered: pair.octets,
    states: [pair.client.state, pair.server.state],
    sent: sent ?? NOBODY_LISTENS,
  };
}
